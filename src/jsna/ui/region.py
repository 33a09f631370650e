"""Names for screen readers: the region around a frame whose own title cannot be changed.

A small component of ours does it in the page. Its script is a file that the app serves, so that the page's security
policy holds: an inline one would need ``blob:``.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

_PARTS = "parts"
_NAME = "region"
_COMPONENT = f"jsna.{_NAME}"


def announce() -> None:
    """Tell the running server where the component's script lies."""
    manifest = ComponentManifest(name="jsna", version="1", components=[ComponentConfig(_NAME, _PARTS)])
    get_bidi_component_manager().register_from_manifest(manifest, Path(__file__).parent)


def label(key: str, name: str) -> None:
    """Make the container with that key a region of that name, and name the frame within it alike.

    Args:
        key: the container's key.
        name: what stands in it, in a few words.
    """
    # A test of a page runs without the server that announced it.
    if get_bidi_component_manager().get_component_asset_root(_COMPONENT) is None:
        announce()
    draw = st.components.v2.component(_COMPONENT, js="region.js")
    draw(data={"key": key, "name": name}, key=f"{key}-name")
