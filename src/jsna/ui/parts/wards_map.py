"""The map as a page shows it: across the page, with the picked area's card beside it and the rest one click away."""

from __future__ import annotations

import html
from collections.abc import Hashable
from dataclasses import replace
from datetime import date
from typing import NamedTuple

import streamlit as st

from jsna.figures import theme
from jsna.figures.clusters import shade_clusters
from jsna.figures.painting import PackedShading, Picture, Shapes, packed
from jsna.figures.shade import shade, view_of
from jsna.model.area import ENGLAND, Level
from jsna.model.clusters import Pattern
from jsna.model.comparison import Comparison, Verdict
from jsna.model.kept_beside import all_of_it, kept_beside
from jsna.model.marked import MarkedList
from jsna.model.selection import Selection, View
from jsna.stats.classes import CODES
from jsna.ui import clock, data, ways
from jsna.ui.about import about, how_we_decide, provenance
from jsna.ui.area_map import area_map
from jsna.ui.compared import picked_area
from jsna.ui.link import filters, state
from jsna.ui.parts import clusters, msoas, services
from jsna.ui.server import geometry
from jsna.words import card
from jsna.words.clusters import summary as clusters_in_words
from jsna.words.numbers import count, spoken
from jsna.words.plain import Link, Markdown
from jsna.words.sentences import in_full, usual


class Shown(NamedTuple):
    """What the map shows.

    Attributes:
        comparison: the protected record, with the chosen view.
        only_rare: whether only areas among the 25 in 1,000 at either end are coloured.
        shapes: the areas in their true shapes on the ground, or as tiles of one size.
        pattern: the clusters to paint instead of the figures, or None.
        marked: the lists of places to mark.
    """

    comparison: Comparison
    only_rare: bool = False
    shapes: Shapes = "ground"
    pattern: Pattern | None = None
    marked: tuple[MarkedList, ...] = ()


#: So many wards' cards and sentences are kept for one comparison: a kilobyte each.
MOST = 100
#: Shares of the page's width: the map's and the card's.
WIDTHS = (4, 1)


def switches(comparison: Comparison) -> Shown:
    """Draw the switches above the map in one row and return the choices; each is kept in the address."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="center", key="jsna-switches"):
        view = filters.choose_view(comparison, comparison.selection)
        chosen = data.compare(view)
        rare, shapes, pattern = filters.choose_rare(), filters.choose_shapes(), clusters.choose(chosen)
        return Shown(chosen, rare, shapes, pattern, tuple(services.choose(chosen.selection.area)))


def map_and_card(shown: Shown) -> None:
    """Draw the map, beside it the card of the picked area (or of the place), and below it an expander with notes."""
    left, right = st.columns(WIDTHS, gap="small")
    with left:
        difference_map(shown)
    with right:
        beside(shown.comparison)
    if shown.marked and shown.shapes != "ground":
        st.info("Services are marked only on the areas' true shapes.", icon=":material/info:")
    services.listed(shown.marked, shown.comparison.selection.area, shown.comparison.selection.ward)
    _alone(shown.comparison)
    msoas.lead(shown.comparison)
    about("what is counted, source, date, limits, how we decide", _notes(shown.comparison, clock.today()))


@kept_beside(all_of_it, most=20)
def _notes(comparison: Comparison, today: date) -> Markdown:  # noqa: ARG001 - the day is a key: notes say how old figures are
    return Markdown(f"{provenance(comparison)}\n\n{how_we_decide(comparison)}")


def _alone(comparison: Comparison) -> None:
    """Where the place itself is the only area shown, as a county among counties, draw the way to all of them."""
    if len(comparison.areas) > 1 or comparison.selection.area == ENGLAND:
        return
    number, level = count(len(comparison.everywhere)), comparison.level.together
    address = ways.to_page(ways.MAP, replace(comparison.selection, area=ENGLAND))
    words = f"See {spoken(comparison.place)} beside all {number} {level} of England"
    st.markdown(Link(words, address).markdown)


def difference_map(shown: Shown) -> None:
    """Draw the map of the figures, or of their clusters, with its key; a click picks an area."""
    comparison, pattern = shown.comparison, shown.pattern
    selection = comparison.selection
    shading = _packed(comparison, shown.only_rare) if pattern is None else shade_clusters(pattern)
    picked = picked_area(comparison)
    alt = _in_full(comparison, clock.today()) if pattern is None else clusters_in_words(pattern)
    # A mark stands at its place on the ground; areas of one size have none.
    marks = services.layers(shown.marked) if shown.shapes == "ground" else ()
    picture = Picture(shading, alt, _name(comparison), picked, shown.shapes, marks)
    clicked = area_map(picture, selection.area, comparison.level)
    if clicked is not None and clicked != picked and clicked in data.catalogue().areas.index:
        state.move(replace(selection, ward=clicked))


def _measure(selection: Selection) -> Hashable:
    return selection.measure


@kept_beside(_measure, most=8)
def _packed(comparison: Comparison, only_rare: bool) -> PackedShading:
    """The colours and words of every area: 35 kB for all England, whatever ward is picked."""
    codes = geometry.of(comparison.selection.area, comparison.level).codes
    return packed(shade(comparison, only_rare=only_rare), codes)


@kept_beside(all_of_it, most=MOST)
def _in_full(comparison: Comparison, today: date) -> str:
    return in_full(comparison, today)


@kept_beside()
def _name(comparison: Comparison) -> str:
    """Return the map's name: ``Map of wards of Lincolnshire: disabled, compared with England``."""
    each = "each " if comparison.is_with_wards_like_it else ""
    against = f", {each}compared with {spoken(comparison.against)}" if comparison.has_baseline else ""
    where = f"Map of {comparison.level.together} of {spoken(comparison.place)}"
    return f"{where}: {comparison.group.label.lower()}{against}"


def beside(comparison: Comparison) -> None:
    """Draw the card of the picked area; if no area is picked, how many areas of the place have each verdict."""
    picked = picked_area(comparison)
    st.html(
        _of_place(comparison)
        if picked is None or picked not in comparison.areas.index
        else _of_area(comparison, picked)
    )


@kept_beside(all_of_it, most=MOST)
def _of_area(comparison: Comparison, picked: str) -> str:
    own = comparison.of(picked)
    lines = card.of_area(own, comparison.indicator, comparison.level)
    terms = "".join(f"<dt>{html.escape(head)}</dt><dd>{html.escape(words)}</dd>" for head, words in lines.items())
    swatch = _swatch(comparison, own.verdict)
    leads = html.escape(ways.to_area(picked, comparison.selection))
    label = "Ward profile" if comparison.level is Level.WARD else "Its map"
    return (
        f'<section class="jsna-card"><h2>{swatch}{html.escape(own.name)}</h2><dl>{terms}</dl>'
        f'<p><a href="{leads}">{label}</a></p>{_ask(comparison)}</section>'
    )


@kept_beside(all_of_it, most=MOST)
def _of_place(comparison: Comparison) -> str:
    lines = "".join(
        f"<li>{_swatch(comparison, word)}<strong>{count(number)}</strong> {html.escape(word)}</li>"
        for word, number in card.of_place(comparison)
    )
    rare, level = card.rare_areas(comparison), comparison.level
    areas = f"{count(len(comparison.areas))} {level.value if len(comparison.areas) == 1 else level.together}"
    sentences = [usual(comparison), f"{rare}." if rare else ""]
    sentences += [f"Choose a {level.value} on the map or in the search box to see its figures here."]
    return (
        f'<section class="jsna-card"><h2>{html.escape(comparison.place)}: {areas}</h2><ul>{lines}</ul>'
        f"{''.join(f'<p>{html.escape(words)}</p>' for words in sentences if words)}{_ask(comparison)}</section>"
    )


def _ask(comparison: Comparison) -> str:
    """Return the ways from this figure to the people it is about."""
    return "".join(f"<p>{each.html}</p>" for each in ways.answers(comparison.selection))


def _swatch(comparison: Comparison, word: Verdict) -> str:
    """Return a square in a verdict's colour on the map, or nothing if the map has others; screen readers skip it."""
    if view_of(comparison) is not View.DIFFERENCE:
        return ""
    return theme.swatch_html(*theme.swatch("diverging", CODES[word]))
