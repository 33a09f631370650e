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

#: Pixels on a desktop; ``style.css`` sets the height on a phone.
HEIGHT = 700
KEY = "jsna-map"
_LAST_CLICK = "jsna.map.click"
#: The one thing the map sends to the server; with it, neither panning nor zooming runs the page again.
_CLICKED = "last_active_drawing"


def area_map(picture: Picture, place: str, level: Level) -> str | None:
    """Draw the map and return the code of the area that was clicked since the last run, or None.

    The view stays as the reader left it while figures change, fits the place when the place changes, and goes to the
    selected area when that changes.

    Args:
        picture: what the map shows.
        place: code of the place.
        level: wards or districts.
    """
    script = geometry.of(place, level)
    with st.container(key=KEY):
        with outbox.ahead():
            answer = st_folium(
                maps.base_map(script.name, script.bounds, tiles=Settings.read().tiles),
                key="map",
                height=HEIGHT,
                width=None,
                returned_objects=[_CLICKED],
                feature_group_to_add=maps.paint(picture, script.codes),
            )
        region.label(KEY, picture.name)
    return _newly_clicked(answer, script.codes)


def _newly_clicked(answer: dict[str, Any] | None, codes: tuple[str, ...]) -> str | None:
    """Return the clicked code once: the frame repeats its last click in every later run."""
    click = (answer or {}).get(_CLICKED)
    if not isinstance(click, dict) or click == st.session_state.get(_LAST_CLICK):
        return None
    st.session_state[_LAST_CLICK] = click
    code = click.get("code")
    return code if code in codes else None
