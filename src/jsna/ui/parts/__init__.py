"""What each page is made of, one module a page and named as its menu entry, and the pieces of the larger pages."""
