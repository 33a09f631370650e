"""The compare page's parts: which columns, and the heat table in the reader's order."""

from __future__ import annotations

import streamlit as st

from jsna.analysis.heat import Choice, default_choices, heading
from jsna.analysis.likeness import first_unlike
from jsna.analysis.places import name_of
from jsna.figures.heat import heat_table, ordered
from jsna.model.area import Level
from jsna.model.heat import Heat
from jsna.model.selection import Selection
from jsna.outputs.download import as_csv
from jsna.ui import data, state
from jsna.ui.components import page_of
from jsna.words.plain import escaped

ROWS_A_PAGE, COLUMNS = 25, 7


def choose_columns() -> tuple[Choice, ...]:
    """Draw the choice of indicators and return them; the main ones where none is chosen."""
    catalogue = data.catalogue()
    options = {
        f"{indicator.slug}.{group}": heading(indicator, group)
        for indicator in catalogue.indicators.values()
        if indicator.lowest_level is Level.WARD
        for group in indicator.groups
    }
    first = [f"{slug}.{group}" for slug, group in default_choices(catalogue)][:COLUMNS]
    chosen = state.page_picks("Indicators", options, "columns", first)
    return tuple(split_choice(code) for code in chosen)


def split_choice(code: str) -> Choice:
    """Return slug and group of a column's code in the address."""
    slug, _, group = code.partition(".")
    return slug, group


def table(heat: Heat, selection: Selection) -> None:
    """Draw the differences as a table in the order of a chosen column, and the download of all of them."""
    orders = {str(number): f"Largest first: {column}" for number, column in enumerate(heat.differences.columns, 1)}
    order = state.page_pick("Order by", orders | {"name": "Ward, A to Z"}, "order")
    codes = ordered(heat, None if order == "name" else int(order) - 1)
    page = page_of(len(codes), ROWS_A_PAGE)
    shown = codes[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    place = name_of(data.catalogue().areas, selection.area)
    st.table(heat_table(heat, shown), hide_index=True, border="horizontal", alt=f"Differences of wards in {place}")
    st.markdown("▲ higher and ▼ lower than the baseline: larger than chance, large enough to matter, and unusual.")
    reason = first_unlike([comparison.indicator for comparison in heat.comparisons])
    if reason is not None:
        st.markdown(f"Read each column by itself, down the page and never across. {escaped(reason)}")
    st.download_button(
        "Download all wards (CSV)",
        lambda: as_csv(heat.differences.round(2).assign(Ward=heat.names).reset_index(names="area_code")),
        file_name="differences.csv",
        mime="text/csv",
        on_click="ignore",
    )
