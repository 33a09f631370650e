"""A comparison on a page: its headline, its table, the bars at both ends, and the download."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from jsna.errors import NotAvailable
from jsna.figures import bars, tables
from jsna.figures.reading import Head
from jsna.model.area import ENGLAND
from jsna.model.audience import PUBLIC, in_words
from jsna.model.comparison import Comparison
from jsna.model.selection import Selection
from jsna.model.slug import slug_of
from jsna.outputs.comparison import comparison_csv
from jsna.ui import clock, data, ordering, ways
from jsna.ui.link import page_state
from jsna.ui.reading import ROWS_A_PAGE, page_of, reading_table, sentence
from jsna.words import alike, gaps
from jsna.words.headline import headline as headline_sentence
from jsna.words.numbers import spoken
from jsna.words.plain import escaped
from jsna.words.ward_lists import of_one_list


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
    sentence(headline_sentence(comparison, clock.today()))
    without_this_list(comparison)
    if said := alike.instead(comparison):
        st.markdown(escaped(said))
    if comparison.indicator.audience != PUBLIC:
        st.markdown(
            f":material/lock: Not public. These figures are for {escaped(in_words(comparison.indicator.audience))}."
        )


def without_this_list(comparison: Comparison) -> None:
    """Draw why wards of the list shown have no figure, if the figures are of the other list."""
    if said := of_one_list(comparison):
        st.info(escaped(said), icon=":material/info:")


def table(comparison: Comparison, *, only_rare: bool = False) -> None:
    """Draw the areas as a table that can be searched, put in order and paged, all by keyboard."""
    search, order = st.columns(2)
    sought = page_state.text("Search the table", "search", "Part of a name", into=search)
    first = page_state.pick("Order", tables.ORDERS, "order", into=order)
    codes = tables.ordered(comparison, first, sought, only_rare=only_rare)
    if codes.empty:
        kind = f"{'rare ' if only_rare else ''}{comparison.level.value}"
        named = f" with “{escaped(sought)}” in its name" if sought else ""
        st.markdown(f"There is no {escaped(kind)} in {escaped(spoken(comparison.place))}{named}.")
        return
    page = page_of(len(codes), ROWS_A_PAGE)
    rows = comparison.areas.loc[codes[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]]
    addresses = ways.to_areas(rows.index, comparison.selection)
    words = tables.comparison_table(rows, comparison, addresses)
    reading_table(words, f"{comparison.group.label} in {comparison.place}", heads=order_heads(words, first))


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
    drawn = bars.ranked(comparison, lambda code: ways.to_area(code, comparison.selection))
    if drawn is None:
        return
    st.header(escaped(f"Highest and lowest {comparison.level.together}"), anchor=False)
    st.html(drawn)


def download(comparison: Comparison) -> None:
    """Draw the download of every row; the file is made only when it is asked for."""
    place = "england" if comparison.selection.area == ENGLAND else slug_of(comparison.place)
    # A file is made outside a page's run, where nobody knows which list of wards its reader looked at.
    wards = data.catalogue().year
    st.download_button(
        f"Download all {len(comparison.areas):,} rows (CSV)",
        lambda: comparison_csv(comparison, data.release(), wards),
        file_name=f"{comparison.indicator.slug}-{place}.csv",
        mime="text/csv",
        on_click="ignore",
    )
