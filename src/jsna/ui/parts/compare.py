"""The parts of the page that compares wards: which columns, and the table in the reader's order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import streamlit as st

from jsna.analysis.compare import Choice, default_choices, heading
from jsna.analysis.likeness import first_unlike
from jsna.areas.places import name_of
from jsna.figures.compare import columns_table, ordered, wards_table
from jsna.model.area import Level
from jsna.model.compare import WardsCompared
from jsna.model.indicator import Indicator
from jsna.model.selection import Selection
from jsna.outputs.compare import wards_csv
from jsna.ui import clock, data, ways
from jsna.ui.compared import without_this_list
from jsna.ui.link import page_state
from jsna.ui.reading import page_of, reading_table
from jsna.words.numbers import listed
from jsna.words.plain import Link, escaped

ROWS_A_PAGE, COLUMNS = 25, 7


def choose_columns(selection: Selection) -> tuple[Choice, ...]:
    """Draw the choice of indicators and return it; the default is the main ones and the one the reader had."""
    catalogue = data.catalogue()
    options = {
        f"{indicator.slug}.{group}": heading(indicator, group)
        for indicator in catalogue.indicators.values()
        if indicator.lowest_level is Level.WARD
        for group in indicator.groups
    }
    main = [f"{slug}.{group}" for slug, group in default_choices(catalogue)][:COLUMNS]
    had = f"{selection.indicator}.{selection.group}"
    first = main if had in main or had not in options else [had, *main][:COLUMNS]
    chosen = page_state.picks("Indicators", options, "columns", first)
    return tuple(split_choice(code) for code in chosen)


def split_choice(code: str) -> Choice:
    """Return slug and group of a column's code in the address."""
    slug, _, group = code.partition(".")
    return slug, group


def table(wards: WardsCompared, selection: Selection) -> None:
    """Draw the differences as a table in the order of a chosen column, and the download of all of them."""
    orders = {str(number): column for number, column in enumerate(wards.differences.columns, 1)}
    order = page_state.pick("Order by the largest difference in", orders | {"name": "Ward, A to Z"}, "order")
    codes = ordered(wards, None if order == "name" else int(order) - 1)
    page = page_of(len(codes), ROWS_A_PAGE)
    shown = codes[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    place = name_of(data.catalogue().areas, selection.area)
    alt = f"Differences of wards in {place}"
    words, styles = wards_table(wards, shown, clock.today(), ways.to_areas(shown, selection))
    reading_table(words, alt, styles)
    for comparison in wards.comparisons:
        without_this_list(comparison)
    st.markdown(escaped(how_to_read([comparison.indicator for comparison in wards.comparisons])))
    st.header("What each column is, and as of when", anchor=False)
    reading_table(columns_table(wards, clock.today()), "What each column counts, its date and its source")
    asks, not_so = (" · ".join(each) for each in zip(*_answers(wards, selection), strict=True))
    st.markdown(f"{ways.ASK}: {asks}")
    st.markdown(f"{ways.NOT_SO}: {not_so}")
    year = data.catalogue().year
    st.download_button(
        "Download all wards (CSV)",
        lambda: wards_csv(wards, data.release(), year),
        file_name=f"wards-of-{_file_word(place)}-against-{selection.baseline.value}.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _answers(wards: WardsCompared, selection: Selection) -> Iterator[tuple[str, str]]:
    """Yield for each column the ways from its figure to the people it is about: to ask them, and for them to say."""
    for comparison in wards.comparisons:
        own, column = comparison.selection, heading(comparison.indicator, comparison.selection.group)
        shown = replace(selection, characteristic=comparison.indicator.characteristic, indicator=own.indicator)
        figure = replace(shown, group=own.group)
        yield Link(column, ways.to_ask(figure)).markdown, Link(column, ways.to_tell(figure)).markdown


def how_to_read(indicators: Sequence[Indicator]) -> str:
    """Return how to read columns of several indicators, and why; empty if all can be compared with each other."""
    if first_unlike(indicators) is None:
        return ""
    kinds: dict[str, set[object]] = {
        "unit": {item.unit for item in indicators},
        "kind of figure": {item.measure for item in indicators},
        "base": {item.base for item in indicators},
        "allowance for age": {item.standardised for item in indicators},
        "date": {item.reference_date for item in indicators},
    }
    apart = listed([kind for kind, found in kinds.items() if len(found) > 1])
    return f"Read each column by itself, down the page and never across: the columns differ in {apart}."


def _file_word(name: str) -> str:
    return "-".join(re.findall(r"[a-z0-9]+", name.casefold()))
