"""What a census said of an area ten years before, beside what the last one says."""

from __future__ import annotations

import streamlit as st

from jsna.analysis.ten_years import ten_years
from jsna.areas.places import name_of
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.figures.reading import table_html
from jsna.figures.ten_years import ten_years_table
from jsna.ui import data
from jsna.words.plain import Markdown, escaped
from jsna.words.ten_years import explained, heading


def beside(slug: str, area: str) -> None:
    """Draw an area's figures at two censuses; nothing where the earlier one is not loaded.

    Args:
        slug: an indicator of the last census.
        area: code of the area.
    """
    found = _drawn(data.catalogue(), slug, area)
    if found is None:
        return
    title, said, table = found
    st.subheader(title, anchor=False)
    st.markdown(said)
    st.html(table)


@kept(600)
def _drawn(catalogue: Catalogue, slug: str, area: str) -> tuple[Markdown, Markdown, str] | None:
    found = ten_years(catalogue, slug, area)
    if found is None:
        return None
    name = name_of(catalogue.areas, area)
    title = f"{found.indicator.title} {heading(found)}"
    table = table_html(ten_years_table(found), f"{title}, {name}", sorts=True)
    return escaped(title), escaped(explained(found, name)), table
