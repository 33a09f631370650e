"""The web interface: parts of pages, their state and links, and the server."""
