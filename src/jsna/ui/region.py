"""Names for screen readers: the region around a frame whose own title cannot be changed."""

from __future__ import annotations

from jsna.ui import own


def label(key: str, name: str) -> None:
    """Make the container with that key a region of that name, and name the frame within it alike.

    Args:
        key: the container's key.
        name: what it shows, in a few words.
    """
    own.component("region", "region.js")(data={"key": key, "name": name}, key=f"{key}-name")
