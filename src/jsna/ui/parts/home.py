"""The parts of the Home page: who it is for, what differs most, and where to go next."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from jsna.analysis.highlights import Highlight
from jsna.areas.places import name_of
from jsna.model.selection import Selection
from jsna.settings import checkout
from jsna.ui import data, navigation, ways
from jsna.words.highlight import RARE, WHAT_IS_RARE
from jsna.words.numbers import spoken
from jsna.words.plain import Link, escaped
from jsna.words.provenance import short_table, spoken_date


def for_whom() -> None:
    """Draw who this is for and what each of them does here."""
    st.markdown(
        "**Planners** explore maps and areas, and find the counts behind them. **Analysts** add their own figures and "
        "pages. **Board members** open a shared link and see exactly the view that was shared. **Residents** can see "
        "the figures for their area, and what we do not know."
    )


def highlights(found: list[Highlight], selection: Selection) -> None:
    """Draw the widest differences of a place, each with the way to the view it was read from."""
    place = name_of(data.catalogue().areas, selection.area)
    st.header(f"Where {escaped(spoken(place))} differs most from England", anchor=False)
    if not found:
        st.markdown("No ward here differs from England on any of the main indicators.")
    if any(item.sentence.endswith(RARE) for item in found):
        st.markdown(WHAT_IS_RARE)
    for item in found:
        indicator = data.catalogue().indicators[item.selection.indicator]
        of = f"({short_table(indicator)}, {spoken_date(indicator.reference_date)})"
        st.markdown(f"- {escaped(f'{item.sentence} {of}')}")
        ward = name_of(data.catalogue().areas, str(item.selection.ward))
        shown = replace(item.selection, release=selection.release)
        on_the_map = Link(f"See it on the map: {item.title}", ways.to_page(ways.MAP, shown))
        profile = Link(f"All about {ward}", ways.to_area(str(item.selection.ward), shown))
        not_so = Link(ways.NOT_SO, ways.to_tell(shown))
        st.markdown(" · ".join(each.markdown for each in (on_the_map, profile, not_so)))


def where_next() -> None:
    """Draw the way to every other page, by section: its title, and the first sentence of its lead."""
    st.header("Where to go next", anchor=False)
    section = ""
    for page in navigation.page_files(checkout() / "pages")[1:]:
        if page.section != section:
            section = page.section
            st.markdown(f"**{escaped(navigation.heading(section))}**")
        label = ": ".join(filter(None, (page.title, page.lead))).replace("?: ", "? ")
        st.page_link(str(page.path.relative_to(checkout())), label=escaped(label))
