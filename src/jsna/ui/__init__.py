"""The web interface: parts of pages, their state and links, and the server."""

from jsna.ui.server.collector import share_one_heap

# Ahead of numpy and Arrow, which the modules of the interface import.
share_one_heap()
