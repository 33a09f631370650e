"""The list of needs of a place."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from jsna.areas.places import codes_within, name_of
from jsna.model.register.need import Need, NeedStatus
from jsna.model.register.person import Right
from jsna.model.selection import Selection
from jsna.register.register import Wanted
from jsna.settings import checkout
from jsna.ui import data, link, ways
from jsna.ui.choosing import where
from jsna.ui.link import filters, page_state
from jsna.ui.ordering import BACK, Heading, of_register
from jsna.ui.reading import page_of, reading_table, sentence
from jsna.ui.register import person, register
from jsna.words import needs as words
from jsna.words.conversations import SAMPLES
from jsna.words.numbers import spoken
from jsna.words.plain import Link, escaped

#: The code of a need that is not written yet.
NEW = "new"
WRITE = "Write down what people may lack"
#: The page's own parameters: which need it shows, and the figure or the conversation that a new one cites.
KEYS = ("need", "cite", "talk")
ROWS_A_PAGE = 25
#: What the list can be ordered by: the last changed first, unless the reader chooses otherwise.
_HEADINGS = (
    Heading("Last changed", "changed_at", f"changed_at{BACK}", down=True),
    Heading("Need", "title", f"title{BACK}"),
    Heading("Status", "status", f"status{BACK}"),
)
_ALL = "all"


def overview() -> None:
    """Draw how many needs there are and how many people were asked about, the way to a new one, and the list."""
    selection = filters.choose_place(baseline=False)
    areas = data.catalogue().all_areas
    here = codes_within(areas, selection.area)
    total = _count(here, None)
    asked = register().count(person(), Need, Wanted(here, filled=("conversations",)))
    sentence(words.headline(total, asked, spoken(name_of(areas, selection.area))))
    begin(selection)
    if not total:
        st.markdown(words.NO_NEEDS)
        return
    chosen = page_state.pick("Show", {_ALL: "All needs"} | {_slug(each): _named(each) for each in NeedStatus}, "status")
    status = next((each for each in NeedStatus if _slug(each) == chosen), None)
    found = _count(here, status)
    if not found:
        st.markdown("No need has this status here.")
        return
    field, rising, heads = of_register(_HEADINGS)
    page = page_of(found, ROWS_A_PAGE)
    skip = (page - 1) * ROWS_A_PAGE
    wanted = Wanted(here, _equals(status), order=field, rising=rising, most=ROWS_A_PAGE, skip=skip)
    found_here = _find(wanted)
    if any(each.sample for each in found_here):
        st.warning(SAMPLES, icon=":material/science:")
    rows = [{"Need": to_need(each, selection), **words.row(each, where)} for each in found_here]
    name = name_of(areas, selection.area)
    reading_table(pd.DataFrame(rows).fillna(""), f"Needs of {name}", heads=heads)


def begin(selection: Selection) -> None:
    """Draw the first step, which is to ask people, and after it the way to a new need."""
    if not person().may(Right.WRITE):
        st.markdown(f"See also: {ways.of_menu(selection, (ways.PLAN, ways.RECORD))}")
        return
    with st.container(horizontal=True):
        ask(selection)
        if st.button(WRITE):
            page_state.go({"need": NEW})
    st.markdown(f"See also: {ways.of_menu(selection, (ways.RECORD,))}")


def ask(selection: Selection) -> None:
    """Draw the button that leads to the plan for asking people."""
    if st.button("Ask people", type="primary", icon=":material/hearing:"):
        _go(selection, "plan.py", {})


def write(selection: Selection) -> None:
    """Draw the button that opens the form of a new need from another page."""
    if st.button(WRITE):
        _go(selection, "needs.py", {"need": NEW})


def _go(selection: Selection, file: str, own: dict[str, str]) -> None:
    query = link.address(selection, data.catalogue()) | own
    st.switch_page(checkout() / "pages" / "listen" / file, query_params=query)


def to_need(need: Need, selection: Selection) -> Link:
    """Return the link to one need."""
    return Link(need.title, ways.to_page(ways.NEEDS, selection, {"need": need.id}))


def back(selection: Selection) -> None:
    """Draw the way back to the list."""
    name = spoken(name_of(data.catalogue().all_areas, selection.area))
    st.markdown(Link(f"All needs of {name}", ways.to_page(ways.NEEDS, selection)).markdown)


def status_line(need: Need) -> None:
    """Draw what the status of a need means, and the reason for it."""
    sentence(words.where_it_stands(need))
    if need.because:
        st.markdown(f"Why: {escaped(need.because)}")
    if need.elsewhere:
        st.markdown(f"Asked elsewhere. Why that counts here: {escaped(need.elsewhere)}")


def _find(wanted: Wanted) -> list[Need]:
    return register().find(person(), Need, wanted)


def _count(here: list[str] | None, status: NeedStatus | None) -> int:
    return register().count(person(), Need, Wanted(here, _equals(status)))


def _equals(status: NeedStatus | None) -> tuple[tuple[str, str], ...]:
    return () if status is None else (("status", status.value),)


def _slug(status: NeedStatus) -> str:
    return status.name.lower().replace("_", "-")


def _named(status: NeedStatus) -> str:
    return str(status).capitalize()
