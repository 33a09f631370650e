"""The map on a page: what is painted goes in, what was clicked comes out."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from jsna.figures import maps
from jsna.model.area import Level
from jsna.model.shading import Shading
from jsna.settings import Settings
from jsna.ui import geometry, region

#: At a desk; ``style.css`` says how high on a phone.
HEIGHT = 700
KEY = "jsna-map"
_LAST_CLICK = "jsna.map.click"
#: The one thing the map tells the server; with it, neither panning nor zooming runs the page again.
_CLICKED = "last_active_drawing"


def area_map(
    shading: Shading,
    place: str,
    level: Level,
    selected: str | None,
    *,
    name: str,
    alt: str,
    shapes: maps.Shapes = "ground",
) -> str | None:
    """Draw the map and return the code of the area that was clicked since the last run, or None.

    The view stays as the reader left it while figures change, fits the place when the place changes, and goes to the
    selected area when that changes.

    Args:
        shading: class, words, key, signs and circles of the areas.
        place: code of the place.
        level: wards or districts.
        selected: code of the area to outline, or None.
        name: what the map is: ``Map of wards of Lincolnshire: disabled people compared with England``.
        alt: what the map shows, in a sentence.
        shapes: the areas as they lie on the ground, or as tiles of one size.
    """
    script = geometry.of(place, level)
    with st.container(key=KEY):
        answer = st_folium(
            maps.base_map(script.name, script.bounds, tiles=Settings.read().tiles),
            key="map",
            height=HEIGHT,
            width=None,
            returned_objects=[_CLICKED],
            feature_group_to_add=maps.paint(shading, script.codes, selected, alt, name=name, shapes=shapes),
        )
        region.label(KEY, name)
    return _newly_clicked(answer, script.codes)


def _newly_clicked(answer: dict[str, Any] | None, codes: tuple[str, ...]) -> str | None:
    """Return the clicked code once: the frame goes on telling its last click in every later run."""
    click = (answer or {}).get(_CLICKED)
    if not isinstance(click, dict) or click == st.session_state.get(_LAST_CLICK):
        return None
    st.session_state[_LAST_CLICK] = click
    code = click.get("code")
    return code if code in codes else None
