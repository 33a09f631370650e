"""Which area each row is about, and what is wrong with it."""
