"""Names for screen readers: label the region around a frame, because the frame's own title cannot be changed."""

from __future__ import annotations

from jsna.ui import custom_components


def label(key: str, name: str) -> None:
    """Make the container with that key a named region, and give the frame inside it the same name.

    Args:
        key: the container's key.
        name: what it shows, in a few words.
    """
    custom_components.component("region", "region.js")(data={"key": key, "name": name}, key=f"{key}-name")
