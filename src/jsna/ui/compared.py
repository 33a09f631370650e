"""A comparison on a page: its headline, its table, the bars at both ends, and the download."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from datetime import date

import pandas as pd
import streamlit as st

from jsna.errors import NotAvailable
from jsna.figures import bars, tables
from jsna.figures.reading import Head, table_html
from jsna.model.area import ENGLAND
from jsna.model.audience import PUBLIC, in_words
from jsna.model.comparison import Comparison
from jsna.model.kept_beside import all_of_it, kept_beside
from jsna.model.selection import Selection
from jsna.model.slug import slug_of
from jsna.outputs.comparison import comparison_csv
from jsna.ui import clock, data, ordering, ways
from jsna.ui.link import page_state
from jsna.ui.reading import ROWS_A_PAGE, page_of, sentence
from jsna.words import alike, gaps
from jsna.words.headline import headline as headline_sentence
from jsna.words.numbers import spoken
from jsna.words.plain import escaped
from jsna.words.ward_lists import of_one_list

#: So many wards' headlines are kept for one comparison.
MOST = 100


def require_indicator(selection: Selection) -> None:
    """Return quietly where the selection has an indicator; otherwise say why the characteristic has none.

    Raises:
        NotAvailable: nothing is published about the characteristic; the message gives the reasons.
    """
    if selection.indicator:
        return
    entry = data.catalogue().characteristics[selection.characteristic]
    reasons = gaps.reasons(gap.reason for gap in entry.gaps)
    if entry.elsewhere is not None:
        st.markdown(gaps.elsewhere(entry.elsewhere))
    msg = f"{entry.title}: there is no figure to show. {reasons or entry.summary}"
    raise NotAvailable(msg)


def headline(comparison: Comparison) -> None:
    """Draw the line above the map, spoken by screen readers when it changes."""
    sentence(_headline(comparison, clock.today()))
    without_this_list(comparison)
    if said := alike.instead(comparison):
        st.markdown(escaped(said))
    if comparison.indicator.audience != PUBLIC:
        st.markdown(
            f":material/lock: Not public. These figures are for {escaped(in_words(comparison.indicator.audience))}."
        )


@kept_beside(all_of_it, most=MOST)
def _headline(comparison: Comparison, today: date) -> str:
    return headline_sentence(comparison, today)


def without_this_list(comparison: Comparison) -> None:
    """Draw why wards of the list shown have no figure, if the figures are of the other list."""
    if said := _of_one_list(comparison):
        st.info(escaped(said), icon=":material/info:")


@kept_beside()
def _of_one_list(comparison: Comparison) -> str:
    return of_one_list(comparison)


def table(comparison: Comparison, *, only_rare: bool = False) -> None:
    """Draw the areas as a table that can be searched, put in order and paged, all by keyboard."""
    search, order = st.columns(2)
    sought = page_state.text("Search the table", "search", "Part of a name", into=search)
    first = page_state.pick("Order", tables.ORDERS, "order", into=order)
    codes = _ordered(comparison, first, sought, only_rare)
    if codes.empty:
        kind = f"{'rare ' if only_rare else ''}{comparison.level.value}"
        named = f" with “{escaped(sought)}” in its name" if sought else ""
        st.markdown(f"There is no {escaped(kind)} in {escaped(spoken(comparison.place))}{named}.")
        return
    page = page_of(len(codes), ROWS_A_PAGE)
    shown = tuple(codes[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE])
    heads = order_heads(_words(comparison, shown), first)
    st.html(_table(comparison, shown, tuple(heads.items())))


@kept_beside(most=20)
def _ordered(comparison: Comparison, order: str, sought: str, only_rare: bool) -> pd.Index[str]:
    return tables.ordered(comparison, order, sought, only_rare=only_rare)


def _but_the_ward(selection: Selection) -> Hashable:
    """No link of a row keeps the ward that is picked: a ward's leads to that ward, a larger area's to its map."""
    return replace(selection, ward=None)


@kept_beside(_but_the_ward, most=20)
def _words(comparison: Comparison, codes: tuple[str, ...]) -> pd.DataFrame:
    rows = comparison.areas.loc[list(codes)]
    return tables.comparison_table(rows, comparison, ways.to_areas(rows.index, comparison.selection))


@kept_beside(all_of_it, most=20)
def _table(comparison: Comparison, codes: tuple[str, ...], heads: tuple[tuple[str, Head], ...]) -> str:
    return table_html(_words(comparison, codes), f"{comparison.group.label} in {comparison.place}", heads=dict(heads))


def order_heads(words: pd.DataFrame, order: str) -> dict[str, Head]:
    """Return the links of the headings of a table of a comparison, which stands in one of ``tables.ORDERS``."""
    area, share, compared = words.columns[:3]
    headings = (
        ordering.Heading(area, "name", "name-back"),
        ordering.Heading(share, "highest", "lowest", down=True),
        ordering.Heading(compared, "above", "below", down=True),
    )
    return ordering.heads(headings, order)


def picked_area(comparison: Comparison) -> str | None:
    """Return the area to outline: the ward, or the district it lies in where the rows are districts."""
    ward = comparison.selection.ward
    if ward is None or ward in comparison.areas.index:
        return ward
    return str(data.catalogue().areas.at[ward, comparison.level.value])


def ranked(comparison: Comparison) -> None:
    """Draw the bars of the areas at both ends, with their intervals; each name leads to its area."""
    drawn = _ranked(comparison)
    if drawn is None:
        return
    st.header(escaped(f"Highest and lowest {comparison.level.together}"), anchor=False)
    st.html(drawn)


@kept_beside(all_of_it, most=20)
def _ranked(comparison: Comparison) -> str | None:
    """The bars: ten kilobytes."""
    return bars.ranked(comparison, lambda code: ways.to_area(code, comparison.selection))


def download(comparison: Comparison) -> None:
    """Draw the download of every row; the file is made only when it is asked for."""
    place = "england" if comparison.selection.area == ENGLAND else slug_of(comparison.place)
    # A file is made outside a page's run, where nobody knows which release and list of wards its reader looked at.
    release, wards = data.release(), data.catalogue().year
    st.download_button(
        f"Download all {len(comparison.areas):,} rows (CSV)",
        lambda: comparison_csv(comparison, release, wards),
        file_name=f"{comparison.indicator.slug}-{place}.csv",
        mime="text/csv",
        on_click="ignore",
    )
