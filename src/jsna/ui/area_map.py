"""The map on a page: takes what to paint, returns what was clicked."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from jsna.figures import maps
from jsna.figures.painting import Picture
from jsna.model.area import Level
from jsna.settings import Settings
from jsna.ui import outbox, region
from jsna.ui.server import geometry

#: Pixels on a desktop; ``styles/frame.css`` sets the height on a phone.
HEIGHT = 700
KEY = "jsna-map"
_LAST_CLICK = "jsna.map.click"
#: The one thing the map sends to the server; with it, neither panning nor zooming runs the page again.
_CLICKED = "last_active_drawing"


def area_map(picture: Picture, place: str, level: Level, name: str = "map") -> str | None:
    """Draw the map and return the code of the area that was clicked since the last run, or None.

    The view stays as the reader left it while figures change, fits the place when the place changes, and goes to the
    selected area when that changes.

    Args:
        picture: what the map shows.
        place: code of the place.
        level: wards or districts.
        name: of the map among those of its page.
    """
    script = geometry.of(place, level)
    key = f"{KEY}-{name}"
    with st.container(key=key):
        with outbox.ahead():
            answer = st_folium(
                maps.sent_map(script.name, script.bounds, Settings.read().tiles),
                key=name,
                height=HEIGHT,
                width=None,
                returned_objects=[_CLICKED],
                feature_group_to_add=maps.sent_paint(picture, script.codes),
                render=False,
            )
        region.label(key, picture.name)
    return _newly_clicked(answer, script.codes, name)


def _newly_clicked(answer: dict[str, Any] | None, codes: tuple[str, ...], name: str) -> str | None:
    """Return the clicked code once: the frame repeats its last click in every later run."""
    click = (answer or {}).get(_CLICKED)
    if not isinstance(click, dict) or click == st.session_state.get(f"{_LAST_CLICK}.{name}"):
        return None
    st.session_state[f"{_LAST_CLICK}.{name}"] = click
    code = click.get("code")
    return code if code in codes else None
