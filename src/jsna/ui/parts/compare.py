"""The parts of the page that compares wards: what stands out, the wards in colours, and what each column is."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import streamlit as st

from jsna.analysis.compare import Choice, default_choices, heading
from jsna.analysis.likeness import first_unlike
from jsna.areas.places import name_of
from jsna.figures.compare import column_headings, columns_table, ordered, wards_table
from jsna.model.area import Level
from jsna.model.compare import WardsCompared
from jsna.model.indicator import Indicator
from jsna.model.selection import Selection
from jsna.model.slug import slug_of
from jsna.outputs.compare import wards_csv
from jsna.ui import clock, data, ways
from jsna.ui.compared import without_this_list
from jsna.ui.link import page_state
from jsna.ui.ordering import BACK, Heading, heads, orders
from jsna.ui.reading import page_of, reading_table, sentence
from jsna.words import compare as words
from jsna.words.numbers import listed
from jsna.words.plain import Link, Markdown, escaped

ROWS_A_PAGE, COLUMNS = 25, 7


def draw(selection: Selection) -> None:
    """Draw what stands out, the wards in colours with the choice of columns, what each column is, and the download."""
    finding = st.container()
    chosen = choose_columns(selection)
    wards = data.wards_compared(selection.area, selection.baseline, tuple(split_choice(code) for code in chosen))
    high = _choose_high(wards, chosen)
    with finding:
        sentence(words.headline(wards, name_of(data.catalogue().areas, selection.area), high))
        if selection.ward in wards.names.index:
            st.markdown(escaped(words.of_own(wards, str(selection.ward))))
        for comparison in wards.comparisons:
            without_this_list(comparison)
    _picture(wards, selection, high)
    _columns(wards, selection)
    _download(wards, selection)


def choose_columns(selection: Selection) -> list[str]:
    """Draw the choice of columns and return their codes; the default is the main ones and the one the reader had."""
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
    with st.expander("Choose the columns"):
        return page_state.picks("Indicators", options, "columns", first)


def split_choice(code: str) -> Choice:
    """Return slug and group of a column's code in the address."""
    slug, _, group = code.partition(".")
    return slug, group


def _choose_high(wards: WardsCompared, chosen: Sequence[str]) -> list[int]:
    """Draw the filter for wards that are high on several columns, and return the columns' numbers."""
    options = dict(zip(chosen, wards.differences.columns, strict=True))
    picked = page_state.picks("Only wards that are high on all of these", options, "high", (), "All wards")
    return [list(options).index(code) for code in picked]


def _picture(wards: WardsCompared, selection: Selection, high: Sequence[int]) -> None:
    """Draw the wards as a table in colours, in the order of the heading that was clicked, the reader's own first."""
    columns = enumerate(column_headings(wards, clock.today()), 1)
    headings = [Heading(column, str(number), f"{number}{BACK}", down=True) for number, column in columns]
    headings.append(Heading("Ward", "name", f"name{BACK}"))
    order = page_state.linked("Order", orders(headings), "order")
    column = order.removesuffix(BACK)
    codes = ordered(wards, None if column == "name" else int(column) - 1, back=order.endswith(BACK))
    own = selection.ward if selection.ward in wards.names.index else None
    if high:
        fits = wards.high.iloc[:, list(high)].all(axis=1)
        left = set(fits.index[fits])
        codes = [code for code in codes if code in left]
    codes = [code for code in codes if code != own]
    page = page_of(len(codes), ROWS_A_PAGE)
    shown = [*([own] if own else []), *codes[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]]
    if not shown:
        st.markdown("Take a column out of the filter to see more wards.")
        return
    place = name_of(data.catalogue().areas, selection.area)
    table, styles = wards_table(wards, shown, clock.today(), ways.to_areas(shown, selection), own)
    reading_table(table, f"Wards of {place} compared", styles, heads(headings, order), look="jsna-heat")
    st.markdown(escaped(how_to_read([comparison.indicator for comparison in wards.comparisons])))


def _columns(wards: WardsCompared, selection: Selection) -> None:
    """Draw what each column is, and the ways from its figures to the people they are about."""
    st.header("What each column is", anchor=False)
    reading_table(columns_table(wards, clock.today()), "What each column counts, its date and its source")
    asks, not_so = (" · ".join(each) for each in zip(*_answers(wards, selection), strict=True))
    st.markdown(f"{ways.ASK}: {asks}")
    st.markdown(f"{ways.NOT_SO}: {not_so}")


def _download(wards: WardsCompared, selection: Selection) -> None:
    release, year, place = data.release(), data.catalogue().year, name_of(data.catalogue().areas, selection.area)
    st.download_button(
        "Download all wards (CSV)",
        lambda: wards_csv(wards, release, year),
        file_name=f"wards-of-{slug_of(place)}-against-{selection.baseline.value}.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _answers(wards: WardsCompared, selection: Selection) -> Iterator[tuple[Markdown, Markdown]]:
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
    return f"Compare down a column, not across: the columns differ in {apart}."
