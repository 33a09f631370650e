"""What every contestant draws: real wards, and one of two sets of made-up figures, all blue or all orange."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import streamlit as st

from jsna.areas.places import areas_within
from jsna.figures import theme
from jsna.geo.boundaries import read_boundaries, shapes_of, wards_of
from jsna.model.area import ENGLAND, Level
from jsna.ui import data

HEIGHT = 560
#: Each is used only once: Streamlit does not resend what it has already sent.
CHOICES = ("blue one", "orange two", "blue three", "orange four")
#: Latitude, longitude and zoom (of tiles 512 wide) that show the place.
VIEWS = {ENGLAND: (52.9, -2.3, 5.0), "E10000019": (53.13, -0.23, 7.4)}


@st.cache_resource
def shapes(place: str) -> gpd.GeoDataFrame:
    """Return the place's wards, simplified as ours are: index ``code``; ``name``, ``geometry``."""
    catalogue = data.catalogue()
    boundaries = read_boundaries(catalogue.data / "boundaries", wards_of(catalogue.year, coarse=place == ENGLAND))
    codes = sorted(areas_within(catalogue.areas, place, Level.WARD).index)
    return shapes_of(codes, boundaries)[["name", "geometry"]]


def figures(codes: pd.Index, choice: str) -> pd.DataFrame:
    """Return a class, a colour and a line of words for each ward. Index: ``codes``."""
    step = CHOICES.index(choice) + 1
    numbers = range(step, len(codes) + step)
    classes = [number * step * 7919 // 31 % 2 + (3 if choice.startswith("orange") else 0) for number in numbers]
    words = [f"{10 + number * step % 300 / 10:.1f}% ({number * step % 173 / 10:+.1f}), higher" for number in numbers]
    colours = [theme.DIVERGING[each] for each in classes]
    return pd.DataFrame({"class": classes, "colour": colours, "words": words}, index=codes)


def asked() -> tuple[str, str]:
    """Draw the choice of figures; return the place in the address, and the choice."""
    return st.query_params["area"], st.radio("Figures", CHOICES, horizontal=True)
