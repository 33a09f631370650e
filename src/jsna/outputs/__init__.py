"""Files for readers: downloads and the paper forms."""
