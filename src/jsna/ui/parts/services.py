"""Public lists of services: as marks on the map, as the list beside it, and in the section of a ward's page."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from jsna.analysis.marked import of_provision, of_services
from jsna.areas.places import name_of
from jsna.catalogue.services import services
from jsna.errors import JsnaError
from jsna.figures import marked as figures
from jsna.figures.painting import Layer
from jsna.model.marked import MarkedList
from jsna.model.selection import Selection
from jsna.ui import data, ways
from jsna.ui.link import page_state
from jsna.ui.ordering import By, in_order
from jsna.ui.parts import provision
from jsna.ui.parts.responses import area_names
from jsna.ui.reading import page_of, reading_table
from jsna.words import services as words
from jsna.words.plain import Link, escaped

#: More marks than these hide the map and slow the browser.
MOST = 1500
ROWS_A_PAGE, ON_A_PROFILE = 50, 20
#: What the list can be ordered by; each row is a list and one of its items.
_BY = {
    "name": By("Name", lambda row: row[1].name.casefold()),
    "what": By("What", lambda row: (row[0].one, row[1].kind)),
}
_RECORDED = "recorded"


def choose(place: str) -> list[MarkedList]:
    """Draw, at the side, the choice of what is marked on the map, nothing at first; return the lists in order."""
    lists = services(data.catalogue())
    titles = {slug: each.title for slug, each in lists.items()} | {_RECORDED: words.RECORDED}
    with st.sidebar:
        chosen = page_state.picks("Mark services", titles, "services", (), "None")
    found = []
    for code in [code for code in titles if code in chosen]:
        try:
            found.append(_recorded(place) if code == _RECORDED else of_services(data.catalogue(), lists[code], place))
        except JsnaError as problem:
            st.info(escaped(str(problem)), icon=":material/info:")
    return found


def _recorded(place: str) -> MarkedList:
    return of_provision(data.catalogue(), provision.recorded(place))


def layers(lists: Sequence[MarkedList]) -> tuple[Layer, ...]:
    """Return the marks of lists; none of a list with too many for a map, or without a point."""
    drawn = (figures.layer(each) for each in lists if len(each.items) <= MOST)
    return tuple(layer for layer in drawn if layer.points)


def listed(lists: Sequence[MarkedList], place: str, ward: str | None) -> None:
    """Draw what is marked as a list, those in the picked ward first, with where each list comes from."""
    if not lists:
        return
    name = name_of(data.catalogue().areas, place)
    many = [each for each in lists if len(each.items) > MOST]
    if many:
        numbers = {each.title: len(each.items) for each in many}
        st.info(escaped(words.too_many(numbers, name, MOST)), icon=":material/info:")
    short = [each for each in lists if each not in many]
    if not short:
        return
    items = sorted(((each, item) for each in short for item in each.items), key=lambda pair: ward not in pair[1].wards)
    with st.expander(escaped(words.marked(len(items), name))):
        st.markdown(
            "\n".join(
                f"- **{escaped(words.number(each.title, len(each.items), name))}.** {escaped(each.about)}"
                for each in lists
            )
        )
        if items:
            items, heads = in_order(items, _BY, "services_order", "services_page")
            page = page_of(len(items), ROWS_A_PAGE, "list of services", "services_page")
            shown = items[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
            reading_table(figures.table(shown, area_names()), f"Services marked in {name}", heads=heads)


def beside(place: str, selection: Selection) -> None:
    """Draw, in a profile's section on what exists already, the services of public lists, apart from what is recorded.

    Where a list has many in a place, their number and the way to them on the map.
    """
    catalogue = data.catalogue()
    lists = services(catalogue)
    if not lists:
        return
    name = name_of(catalogue.areas, place)
    st.subheader("On national lists", anchor=False)
    st.markdown(words.APART)
    for slug, each in lists.items():
        try:
            found = of_services(catalogue, each, place)
        except JsnaError as problem:
            st.info(escaped(str(problem)), icon=":material/info:")
            continue
        said = "\n".join(f"- {escaped(words.line(item))}" for item in found.items)
        if len(found.items) > ON_A_PROFILE:
            said = Link("See them on the map", ways.to_page(ways.MAP, selection, {"services": slug})).markdown
        st.markdown(
            f"**{escaped(words.number(found.title, len(found.items), name))}** ({escaped(each.as_of)})\n\n{said}"
        )
    with st.expander("How complete these lists are"):
        st.markdown("\n".join(f"- **{escaped(each.title)}.** {escaped(words.about(each))}" for each in lists.values()))
