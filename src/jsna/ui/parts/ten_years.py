"""What a census said of an area ten years before, beside what the last one says."""

from __future__ import annotations

import streamlit as st

from jsna.analysis.ten_years import ten_years
from jsna.areas.places import name_of
from jsna.figures.ten_years import ten_years_table
from jsna.ui import data
from jsna.ui.reading import reading_table
from jsna.words.plain import escaped
from jsna.words.ten_years import explained, heading


def beside(slug: str, area: str) -> None:
    """Draw an area's figures at two censuses; nothing where the earlier one is not loaded.

    Args:
        slug: an indicator of the last census.
        area: code of the area.
    """
    catalogue = data.catalogue()
    found = ten_years(catalogue, slug, area)
    if found is None:
        return
    name = name_of(catalogue.areas, area)
    title = f"{found.indicator.title} {heading(found)}"
    st.subheader(escaped(title), anchor=anchor_of(slug))
    st.markdown(escaped(explained(found, name)))
    reading_table(ten_years_table(found), f"{title}, {name}")


def heading_of(slug: str, area: str) -> str:
    """Return the words of a link to what :func:`beside` draws; empty where it draws nothing."""
    found = ten_years(data.catalogue(), slug, area)
    return "" if found is None else heading(found)


def anchor_of(slug: str) -> str:
    """Return the anchor of an indicator's figures at two censuses."""
    return f"ten-years-{slug}"
