"""The parts of the Home page: the place's picture, what stands out, what is not known, what changed, and the doors."""

from __future__ import annotations

import html
from dataclasses import replace

import streamlit as st

from jsna.analysis.highlights import Highlight
from jsna.areas.places import name_of
from jsna.catalogue.availability import gap
from jsna.catalogue.uses import read_uses, seen
from jsna.errors import JsnaError
from jsna.model.area import ENGLAND, Level
from jsna.model.characteristic import NINE
from jsna.model.comparison import FIVE_WORDS
from jsna.model.selection import Selection
from jsna.settings import checkout
from jsna.ui import clock, data, navigation, ways
from jsna.ui.reading import sentence
from jsna.words import gaps, what_changed
from jsna.words.headline import headline
from jsna.words.numbers import spoken
from jsna.words.plain import Link, Markdown, escaped
from jsna.words.provenance import short_table, spoken_date

#: More wards than these make a picture too heavy, and each too small to be seen.
MOST_WARDS = 600


def finding(selection: Selection) -> None:
    """Draw the finding of the place's opening figure, and beside it the place in the colours of the map."""
    shown = replace(selection, measure=None, ward=None)
    try:
        comparison = data.compare(shown)
    except JsnaError as problem:
        st.info(escaped(str(problem)), icon=":material/info:")
        return
    place, few = spoken(comparison.place), len(comparison.areas) <= MOST_WARDS
    left, right = st.columns([3, 2], vertical_alignment="center")
    with left:
        sentence(headline(comparison, clock.today()))
        way = Link(f"See the map of {place}", ways.to_page(ways.MAP, shown)).markdown
        profile = Link(f"{comparison.place} at a glance", ways.to_page(ways.PROFILE, shown)).markdown
        st.markdown(way if selection.area == ENGLAND else f"{way} · {profile}")
        if few and comparison.words.index.isin(FIVE_WORDS).any():
            st.markdown(escaped(f"{comparison.indicator.title}: orange wards are higher than England, blue lower."))
    with right:
        address = html.escape(ways.to_page(ways.MAP, shown), quote=True)
        st.html(f'<a href="{address}">{data.picture(shown, MOST_WARDS)}</a>')


def stands_out(found: list[Highlight], selection: Selection) -> None:
    """Draw the largest differences of a place, each with the way to the view it was read from."""
    place = "any ward" if selection.area == ENGLAND else spoken(name_of(data.catalogue().areas, selection.area))
    with st.container(border=True, height="stretch"):
        st.header(f"Where {escaped(place)} differs most from England", anchor=False)
        if not found:
            st.markdown("No ward here differs from England on any of the main indicators.")
        st.markdown("\n".join(_line(item, selection) for item in found))


def _line(item: Highlight, selection: Selection) -> Markdown:
    """One difference: the way to its map, the sentence with its source and date, and the ways on."""
    indicator = data.catalogue().indicators[item.selection.indicator]
    shown = replace(item.selection, release=selection.release)
    of = f"({short_table(indicator)}, {spoken_date(indicator.reference_date)})"
    ward = str(item.selection.ward)
    on_the_map = Link(item.title, ways.to_page(ways.MAP, shown)).markdown
    profile = Link(f"All about {name_of(data.catalogue().areas, ward)}", ways.to_area(ward, shown)).markdown
    not_so = Link(ways.NOT_SO, ways.to_tell(shown)).markdown
    return Markdown(f"- **{on_the_map}:** {escaped(f'{item.sentence} {of}')} {profile} · {not_so}")


def not_known(selection: Selection) -> None:
    """Draw which protected characteristics have no figure for wards."""
    catalogue = data.catalogue()
    with st.container(border=True):
        st.header("What we do not know", anchor=False)
        without = [each for each in NINE if gap(catalogue, each, Level.WARD) is not None]
        titles = [catalogue.characteristics[each].title for each in without if each in catalogue.characteristics]
        st.markdown(escaped(gaps.without_wards(titles)))
        st.markdown(ways.of_menu(selection, ("coverage", "who-is-missing")))


def changed(selection: Selection) -> None:
    """Draw how many decisions used these figures."""
    with st.container(border=True, height="stretch"):
        st.header("What changed", anchor=False)
        try:
            uses = seen(read_uses(data.catalogue().data), data.catalogue().hidden)
            st.markdown(escaped(what_changed.decisions_sentence(uses)))
        except JsnaError as problem:
            st.info(escaped(str(problem)), icon=":material/info:")
        st.markdown(ways.of_menu(selection, ("use-log", "responses", "what-we-owe")))


def doors(selection: Selection) -> None:
    """Draw a door for each of those whom the site is for."""
    st.header("Start here", anchor=False)
    rooms = (
        ("You plan a service", "Compare wards, and see how sure the figures are.", ("map", "area", "plan")),
        ("You analyse data", "Add your own figures and survey replies.", ("add-data", "add-collection", "sources")),
        ("You sit on a board", "See what people wait for, and check a claim.", ("what-we-owe", "claim", "trends")),
        ("You live here", "Say what you see, and find who can help.", ("tell-us", "asked-for")),
    )
    for column, (who, does, pages) in zip(st.columns(len(rooms)), rooms, strict=True):
        with column:
            st.markdown(f"**{escaped(who)}**\n\n{escaped(does)}\n\n{ways.of_menu(selection, pages)}")


def all_pages() -> None:
    """Draw, closed, the way to every other page, by section: its title, and the first sentence of its lead."""
    with st.expander("All pages"):
        section = ""
        for page in navigation.page_files(checkout() / "pages")[1:]:
            if page.section != section:
                section = page.section
                st.markdown(f"**{escaped(navigation.heading(section))}**")
            label = ": ".join(filter(None, (page.title, page.lead))).replace("?: ", "? ")
            st.page_link(str(page.path.relative_to(checkout())), label=escaped(label))
