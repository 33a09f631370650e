"""The compare page's parts: which columns, and the heat table in the reader's order."""

from __future__ import annotations

import streamlit as st

from jsna.analysis.heat import Choice, default_choices
from jsna.analysis.places import name_of
from jsna.figures.heat import heat_table, ordered
from jsna.model.area import Level
from jsna.model.heat import Heat
from jsna.model.selection import Selection
from jsna.outputs.download import as_csv
from jsna.ui import data
from jsna.ui.components import page_of

ROWS_A_PAGE = 25


def choose_columns() -> tuple[Choice, ...]:
    """Draw the choice of indicators and return them; the main ones where none is chosen."""
    catalogue = data.catalogue()
    options = [
        (indicator.slug, group)
        for indicator in catalogue.indicators.values()
        if indicator.lowest_level is Level.WARD
        for group in indicator.groups
    ]

    def name(choice: Choice) -> str:
        indicator = catalogue.indicators[choice[0]]
        return f"{indicator.title}: {indicator.groups[choice[1]].label}"

    first = [choice for choice in default_choices(catalogue) if choice in options]
    chosen = st.multiselect("Indicators", options, default=first[:8], format_func=name, key="jsna.heat.columns")
    return tuple(chosen) or default_choices(catalogue)[:8]


def table(heat: Heat, selection: Selection) -> None:
    """Draw the differences as a table in the order of a chosen column, and the download of all of them."""
    order = st.selectbox("Order by", ["Ward", *heat.differences.columns], index=1, key="jsna.heat.order")
    codes = ordered(heat, order)
    page = page_of(len(codes), ROWS_A_PAGE, key="jsna.heat.page")
    shown = codes[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    place = name_of(data.catalogue().areas, selection.area)
    st.table(heat_table(heat, shown), hide_index=True, border="horizontal", alt=f"Differences of wards in {place}")
    st.markdown("▲ higher and ▼ lower than the baseline: larger than chance, large enough to matter, and unusual.")
    st.download_button(
        "Download all wards (CSV)",
        lambda: as_csv(heat.differences.round(2).assign(Ward=heat.names).reset_index(names="area_code")),
        file_name="differences.csv",
        mime="text/csv",
        on_click="ignore",
    )
