"""The parts of the page on unusual areas: how many are flagged, the table of them, the plot, the method."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from jsna.figures import tables
from jsna.figures import unusual as drawing
from jsna.model.comparison import Comparison
from jsna.model.selection import Selection
from jsna.model.unusual import Funnel, FunnelLimits
from jsna.outputs.comparison import comparison_csv
from jsna.ui import clock, data, ways
from jsna.ui.about import provenance
from jsna.ui.compared import order_heads, picked_area, without_this_list
from jsna.ui.link import page_state
from jsna.ui.reading import ROWS_A_PAGE, STILL, page_of, reading_table, sentence
from jsna.words import unusual as words
from jsna.words.plain import escaped

#: Where the listed areas lie: code for the link.
PLACE, EVERYWHERE = "place", "england"


@dataclass(frozen=True)
class UnusualAreas:
    """What the page shows: the funnel, the chosen place and baseline, and the area picked out."""

    funnel: Funnel
    comparison: Comparison
    edges: FunnelLimits | None
    picked: str | None


def find(selection: Selection) -> UnusualAreas:
    """Return what a selection asks the page to show.

    Raises:
        NotAvailable: the source gives no counts, or no figure of England.
    """
    comparison = data.compare(selection)
    return UnusualAreas(
        funnel=data.funnel(selection),
        comparison=comparison,
        edges=data.funnel_edges(selection),
        picked=picked_area(comparison),
    )


def sentences(found: UnusualAreas) -> None:
    """Draw how many areas of the place lie far out, or why no funnel fits; then add the other baseline and the ward."""
    if not_fitting := words.where_it_does_not_fit(found.funnel):
        sentence(not_fitting)
        return
    sentence(words.headline(found.funnel, found.comparison))
    without_this_list(found.comparison)
    said: list[str | None] = []
    if found.edges is not None:
        said.append(words.of_another_baseline(found.edges, found.comparison))
    said.append(words.of_the_picked(found.funnel, found.picked, clock.today()))
    if any(said):
        st.markdown(escaped(" ".join(each for each in said if each)))
    _no_second_funnel(found)
    st.markdown(ways.answering(found.comparison.selection))


def _no_second_funnel(found: UnusualAreas) -> None:
    baseline = found.comparison.selection.baseline
    if found.edges is None and found.comparison.baseline is None:
        level = found.comparison.level
        st.markdown(f"Pick a {level} out to see the funnel around its own {baseline} as well: here each has its own.")


def table_and_plot(found: UnusualAreas) -> None:
    """Draw the flagged areas as a table, then the plot where a funnel fits, side by side where there is room."""
    if not found.funnel.fits:
        _table(found)
        return
    left, right = st.columns([6, 5], gap="medium")
    with left:
        _table(found)
    with right:
        _plot(found)


def _table(found: UnusualAreas) -> None:
    shown, level = found.funnel, found.comparison.level.together
    codes = list(words.LISTED) if shown.fits else ["rare", *(code for code in words.LISTED if code != "rare")]
    kinds = {code: f"{level.capitalize()} {words.LISTED[code][1]}" for code in codes}
    listed, where = st.columns([2, 1])
    kind = page_state.pick("List", kinds, "list", into=listed)
    inside = _where(found, into=where)
    search, order = st.columns(2)
    sought = page_state.text("Search the table", "search", "Part of a name", into=search)
    first = page_state.pick("Order", tables.ORDERS, "order", into=order)
    rows = _listed(found, kind, inside)
    if not rows.empty:
        rows = rows.loc[tables.ordered(replace(shown.comparison, areas=rows), first, sought)]
    if rows.empty:
        named = f" with “{sought}” in the name" if sought else ""
        st.markdown(escaped(f"No {level} of {inside}{named} are {words.LISTED[kind][1]}."))
        return
    page = page_of(len(rows), ROWS_A_PAGE)
    few = rows.iloc[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    number = f"{len(rows):,} {found.comparison.level.value if len(rows) == 1 else level}"
    st.markdown(escaped(f"{number} of {inside} {words.LISTED[kind][1]}:"))
    addresses = ways.to_areas(few.index, found.comparison.selection)
    table = drawing.flagged_table(few, shown, addresses)
    reading_table(table, f"{kinds[kind]}, {inside}", heads=order_heads(table, first))


def _where(found: UnusualAreas, into: st.delta_generator.DeltaGenerator) -> str:
    """Draw the choice between all England and the place, and return the name of what is chosen."""
    place, england = found.comparison.place, found.funnel.england.name
    if place == england:
        return england
    places = {PLACE: place, EVERYWHERE: england}
    # If a funnel does not fit, the list shows rare areas, and a place may not have any.
    order = (PLACE, EVERYWHERE) if found.funnel.fits else (EVERYWHERE, PLACE)
    chosen = page_state.pick("Where", {code: places[code] for code in order}, "where", into=into)
    return place if chosen == PLACE else england


def _listed(found: UnusualAreas, kind: str, inside: str) -> pd.DataFrame:
    everywhere = inside == found.funnel.england.name
    points = found.funnel.points if everywhere else found.funnel.of(found.comparison)
    return points[points[words.LISTED[kind][0]].astype(bool)]


def _plot(found: UnusualAreas) -> None:
    shown, comparison, edges, picked = found.funnel, found.comparison, found.edges, found.picked
    st.plotly_chart(
        drawing.chart(shown, comparison, edges, picked),
        theme=None,
        config=STILL,
        alt=words.in_words(shown, edges, picked, clock.today()),
        key="jsna.funnel",
    )
    st.html(drawing.key_html(shown, comparison, edges, picked))
    if shown.unplotted:
        where = escaped(shown.england.name)
        st.markdown(f"{shown.unplotted:,} {comparison.level.together} of {where} have no figure and no point.")


def method(found: UnusualAreas) -> None:
    """Draw the method in one sentence; on request what is counted, how many each method flags, and the formula."""
    st.markdown(
        "The funnel asks which areas lie outside the spread that areas have anyway. How an area compares with England, "
        "and where it stands, are other questions: the table has all three."
    )
    with st.expander("About these figures: what is counted, source, date, limits"):
        st.markdown(provenance(found.comparison))
    with st.expander("How the funnel is made"):
        if found.funnel.fits:
            national, why = words.flagged_areas(found.funnel), words.why_the_first_misleads(found.funnel)
            st.markdown(escaped(f"{national} {why}"))
        st.markdown(words.METHOD)


def download(found: UnusualAreas) -> None:
    """Draw the download of every area with its position in the funnel."""
    shown, wards = found.funnel, data.catalogue().year
    st.download_button(
        f"Download all {len(shown.points):,} rows (CSV)",
        lambda: comparison_csv(replace(shown.comparison, areas=shown.points), data.release(), wards),
        file_name=f"funnel-{shown.comparison.indicator.slug}.csv",
        mime="text/csv",
        on_click="ignore",
    )
