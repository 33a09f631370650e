"""Our own components, whose scripts the app serves as files.

Streamlit imports a component's script from the server only if a manifest names its folder; a script given as text would
be run from a ``blob:``, which the page's security policy refuses.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2.get_bidi_component_manager import get_bidi_component_manager
from streamlit.components.v2.manifest_scanner import ComponentConfig, ComponentManifest

_HERE = Path(__file__).parent
_PACKAGE = "jsna"
#: Each component's name, and the folder of its files.
FOLDERS = {"begun": "begun_keeper", "draft": "draft_keeper", "find": "find_box", "region": "map_region"}


def announce() -> None:
    """Register the folders of the components with the running server, unless it has them already."""
    manager = get_bidi_component_manager()
    for name, folder in FOLDERS.items():
        if manager.get_component_asset_root(f"{_PACKAGE}.{name}") is None:
            manager.register_from_manifest(ComponentManifest(_PACKAGE, "1", [ComponentConfig(name, folder)]), _HERE)


def component(name: str, js: str, css: str | None = None, *, isolate_styles: bool = True) -> Callable[..., Any]:
    """Return the function that draws a component.

    Args:
        name: a key of ``FOLDERS``.
        js: its script, a file of the folder.
        css: its style sheet, likewise.
        isolate_styles: whether to keep the page's styles out of it.
    """
    # A page test runs without the server, so the components may not be registered yet.
    announce()
    return _registered(name, js, css, isolate_styles)


@cache
def _registered(name: str, js: str, css: str | None, isolate_styles: bool) -> Callable[..., Any]:
    """Registering looks for the files on the disk; a drawn component sees to it that its server knows it."""
    return st.components.v2.component(f"{_PACKAGE}.{name}", js=js, css=css, isolate_styles=isolate_styles)
