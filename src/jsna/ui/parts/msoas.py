"""In a section of the ward profile: what is published for the small areas that the ward touches, and not for it."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from jsna.analysis.msoas import touched
from jsna.areas.places import name_of
from jsna.catalogue.msoa import tables
from jsna.errors import JsnaError
from jsna.figures.msoas import msoas_table
from jsna.model.area import Level
from jsna.model.characteristic import Characteristic
from jsna.model.comparison import Comparison
from jsna.model.msoa import MsoaTable, Touched
from jsna.ui import data, ways
from jsna.ui.reading import reading_table
from jsna.words import msoas as words
from jsna.words.plain import Link, escaped


def beside(characteristic: Characteristic, ward: str) -> None:
    """Draw each table by MSOA on a characteristic, for the MSOAs that the ward touches; nothing where there is none."""
    catalogue = data.catalogue()
    name = name_of(catalogue.areas, ward)
    for about in [each for each in tables(catalogue).values() if each.characteristic is characteristic]:
        st.subheader(escaped(words.heading(about)), anchor=False)
        st.markdown(escaped(words.explained(about, name)))
        try:
            areas = touched(catalogue, about, ward)
        except JsnaError as problem:
            st.info(escaped(str(problem)), icon=":material/info:")
            continue
        if not areas:
            st.markdown(escaped(words.nowhere(name)))
            continue
        reading_table(msoas_table(about, areas), f"{about.title} in the MSOAs that {name} touches")
        st.markdown(f"{escaped(words.asked(about))} {words.source_link(about)}")


def lead(comparison: Comparison) -> None:
    """Draw the way to what is published for small areas, where the figures shown are of areas larger than wards."""
    if comparison.level is Level.WARD:
        return
    for about in tables(data.catalogue()).values():
        if about.characteristic is comparison.indicator.characteristic:
            address = ways.to_page(ways.PROFILE, comparison.selection)
            st.markdown(Link(words.lead(about), address).markdown)


def of_ward(ward: str) -> list[tuple[MsoaTable, tuple[Touched, ...]]]:
    """Return every table that can be read, with the MSOAs that a ward touches, for the download."""
    found = []
    for about in tables(data.catalogue()).values():
        with suppress(JsnaError):  # the page has said so, in the table's place
            found.append((about, touched(data.catalogue(), about, ward)))
    return found
