"""On a ward's profile: the wards of England that are most like it, with the reason, and beside them as one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd
import streamlit as st

from jsna.areas.places import full_names
from jsna.catalogue.alike import alike_by
from jsna.errors import JsnaError
from jsna.figures.locator import locator_html
from jsna.figures.spine import beside_together
from jsna.model.alike import AlikeWard
from jsna.model.profile import Profiled, SpineLine
from jsna.model.selection import Baseline, Selection
from jsna.ui import data, ways
from jsna.ui.reading import reading_table
from jsna.words import alike as words
from jsna.words.numbers import count, spoken
from jsna.words.plain import Link, escaped


def section(about: Profiled, lines: Sequence[SpineLine], selection: Selection) -> None:
    """Draw, closed, the wards most like a ward and why, and its main figures beside theirs added up.

    Draws nothing where the data folder does not say what makes wards alike.
    """
    try:
        by, found = alike_by(data.catalogue()), data.alike(about.codes[0])
    except JsnaError as problem:
        st.info(escaped(str(problem)), icon=":material/info:")
        return
    if by is None:
        return
    with st.expander("Wards like this one"):
        if not found:
            st.markdown(escaped(f"A figure that this needs is missing for {about.name}."))
            return
        areas = data.catalogue().areas
        names = full_names(areas, areas.loc[[each.code for each in found]])
        drawn, larger = data.outline(Profiled(tuple(each.code for each in found), ""))
        st.html(locator_html(drawn, f"Where they are in {spoken(larger)}: the list below has each", dots=True))
        reading_table(_list(found, names, selection), f"Wards of England most like {about.name}")
        beside_them = replace(selection, baseline=Baseline.ALIKE)
        way = ways.to_area(about.codes[0], beside_them)
        st.markdown(Link("Compare the whole profile with these wards", way).markdown)
        together = Profiled(tuple(each.code for each in found), f"{count(len(found))} wards like it")
        rows = data.main_figures(together, selection.baseline)
        reading_table(
            beside_together(lines, rows, about.name, together.name), "Main figures beside those wards added up"
        )
        st.markdown(escaped(words.how(by, data.catalogue().indicators, len(found))))


def _list(found: Sequence[AlikeWard], names: pd.Series, selection: Selection) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "Ward": [Link(str(names[each.code]), ways.to_area(each.code, selection)) for each in found],
            "What they share": [words.reason(each) for each in found],
        }
    )
