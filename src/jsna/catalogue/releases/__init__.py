"""Every release that was ever shown here, kept as it was: whole, under the hash of its content, never changed."""
