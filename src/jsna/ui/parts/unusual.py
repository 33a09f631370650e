"""The parts of the page on unusual areas: every area as a dot or in a funnel, the list of the unusual, the method."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from jsna.analysis.unusual import lanes
from jsna.areas.places import areas_within, name_of
from jsna.figures import swarm, tables
from jsna.figures import unusual as drawing
from jsna.model.area import Level
from jsna.model.comparison import Comparison
from jsna.model.selection import Selection
from jsna.model.unusual import Funnel, FunnelLimits, Lane
from jsna.outputs.comparison import comparison_csv
from jsna.ui import clock, data, ways
from jsna.ui.about import about, provenance
from jsna.ui.compared import order_heads, picked_area, without_this_list
from jsna.ui.link import page_state
from jsna.ui.reading import ROWS_A_PAGE, chart, page_of, reading_table, sentence
from jsna.words import swarm as swarm_words
from jsna.words import unusual as words
from jsna.words.plain import escaped

#: Where the listed areas lie: code for the link.
PLACE, EVERYWHERE = "place", "england"
#: The picture: code for the link. Only the one that is asked for is sent, because each is heavy.
DOTS, FUNNEL = "dots", "funnel"


@dataclass(frozen=True)
class UnusualAreas:
    """What the page shows: the funnel, the chosen place and baseline, the area picked out, and the lanes of dots."""

    funnel: Funnel
    comparison: Comparison
    lanes: list[Lane]
    edges: FunnelLimits | None
    picked: str | None


def find(selection: Selection) -> UnusualAreas:
    """Return what a selection asks the page to show.

    Raises:
        NotAvailable: the source gives no counts, or no figure of England.
    """
    comparison, funnel = data.compare(selection), data.funnel(selection)
    picked = picked_area(comparison)
    return UnusualAreas(
        funnel=funnel,
        comparison=comparison,
        lanes=lanes(funnel, _places(comparison, picked)),
        edges=data.funnel_edges(selection),
        picked=picked,
    )


def _places(comparison: Comparison, picked: str | None) -> dict[str, pd.Index[str]]:
    """Return the codes of the areas of the place, and of the picked ward's own district, by their names."""
    areas, places = data.catalogue().areas, {}
    if len(comparison.areas) < len(comparison.everywhere):
        places[comparison.place] = comparison.areas.index
    if picked is not None and comparison.level is Level.WARD:
        district = str(areas.at[picked, Level.DISTRICT.value])
        places[name_of(areas, district)] = areas_within(areas, district, Level.WARD).index
    return places


def headline(found: UnusualAreas) -> None:
    """Draw how many areas of the place lie further out than usual."""
    sentence(words.headline(found.funnel, found.comparison))
    without_this_list(found.comparison)


def picture(found: UnusualAreas) -> None:
    """Draw every area as a dot or, where the reader asks for it and one fits, the funnel; then the same in numbers."""
    above = st.container()
    kinds = {DOTS: f"Every {found.comparison.level.value} as a dot", FUNNEL: "Funnel: by size"}
    kind = page_state.switch("Picture", kinds, "picture") if found.funnel.fits else DOTS
    with above:
        (_funnel if kind == FUNNEL else _dots)(found)
    if found.funnel.unplotted:
        missing, where = f"{found.funnel.unplotted:,}", escaped(found.funnel.england.name)
        st.markdown(f"{missing} {escaped(found.comparison.level.together)} of {where} have no figure and no dot.")
    reading_table(swarm.table(found.funnel, found.lanes), f"{found.comparison.group.label}: where the areas lie")
    st.markdown(ways.answering(found.comparison.selection))


def _dots(found: UnusualAreas) -> None:
    shown, comparison, picked = found.funnel, found.comparison, found.picked
    st.header(escaped(swarm_words.finding(shown, comparison, found.lanes, picked)), anchor=False)
    alt = swarm_words.in_words(shown, comparison, found.lanes, picked)
    drawn = swarm.chart(shown, found.lanes, picked)
    chart(drawn, alt, "jsna.dots")
    said = [swarm_words.range_by_chance(shown, picked), words.where_it_does_not_fit(shown)]
    if any(said):
        st.markdown(escaped(" ".join(filter(None, said))))


def _funnel(found: UnusualAreas) -> None:
    shown, comparison, edges, picked = found.funnel, found.comparison, found.edges, found.picked
    st.header(escaped(words.finding(shown)), anchor=False)
    alt = words.in_words(shown, edges, picked, clock.today())
    drawn = drawing.chart(shown, comparison, edges, picked)
    chart(drawn, alt, "jsna.funnel")
    st.html(drawing.key_html(shown, comparison, edges, picked))
    said = [
        None if edges is None else words.of_another_baseline(edges, comparison),
        words.of_the_picked(shown, picked, clock.today()),
    ]
    if any(said):
        st.markdown(escaped(" ".join(filter(None, said))))
    baseline = comparison.selection.baseline
    if comparison.is_with_wards_like_it:
        st.markdown("The funnel stands around England's figure: ten wards like each are too few for a funnel.")
    elif edges is None and comparison.baseline is None:
        level = comparison.level
        way = f"Choose a {level} to see the funnel around its own {baseline} as well: here each has its own."
        st.markdown(escaped(way))


def table(found: UnusualAreas) -> None:
    """Draw the list of the areas that lie far out, or are rare, as a table."""
    level = found.comparison.level.together
    st.header(escaped(f"{'Unusual' if found.funnel.fits else 'Rare'} {level}"), anchor=False)
    _table(found)


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


def method(found: UnusualAreas) -> None:
    """Draw, on request, what is counted, how many areas each method flags, and the method."""
    about("what is counted, source, date, limits", provenance(found.comparison))
    with st.expander("How the funnel is made"):
        st.markdown(
            "The funnel asks which areas lie outside the spread that areas have anyway. How an area compares with "
            "England, and where it stands among all, are other questions. The list has all three answers."
        )
        if found.funnel.fits:
            national, why = words.flagged_areas(found.funnel), words.why_the_first_misleads(found.funnel)
            st.markdown(escaped(f"{national} {why}"))
        st.markdown(words.METHOD)


def download(found: UnusualAreas) -> None:
    """Draw the download of every area with its position in the funnel."""
    shown, release, wards = found.funnel, data.release(), data.catalogue().year
    st.download_button(
        f"Download all {len(shown.points):,} rows (CSV)",
        lambda: comparison_csv(replace(shown.comparison, areas=shown.points), release, wards),
        file_name=f"funnel-{shown.comparison.indicator.slug}.csv",
        mime="text/csv",
        on_click="ignore",
    )
