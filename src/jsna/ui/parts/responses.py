"""The parts of "You said, we did": all responses of a place, the oldest unanswered first, and how a new one begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from jsna.analysis.promises import oldest_first, promise, summary
from jsna.areas.places import lies_in, name_of
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.figures import promises as figures
from jsna.model.area import ENGLAND
from jsna.model.register.person import Person, Right
from jsna.model.register.promise import Promise
from jsna.model.register.response import Response
from jsna.model.selection import Selection
from jsna.register.register import Wanted
from jsna.ui import choosing, clock, data, last_saved, recording, ways
from jsna.ui.link import page_state
from jsna.ui.ordering import By, in_order
from jsna.ui.reading import page_of, reading_table, sentence
from jsna.ui.register import person, register
from jsna.words import promises as words
from jsna.words.plain import Link, escaped, escaped_label

#: The page's part of the address, and the key of the response it shows.
PAGE, KEY = "responses", "response"
ROWS_A_PAGE = 20
#: What the list can be ordered by.
BY = {
    "what": By("What was heard", lambda promise: promise.response.heard.casefold()),
    "when": By("Heard on", lambda promise: promise.response.heard_on, down=True),
    "open": By("Open for", lambda promise: promise.days, down=True),
    "owner": By("Owner", lambda promise: promise.response.owner.casefold() or None),
}
ALL = ""
LABELS = {
    "heard": "What was heard",
    "heard_on": "The day it was heard",
    "places": "Where",
    "promised": "What people were promised",
    "owner": "Owner",
    "next_on": "Next date",
}


def of_place(area: str, reader: Person | None = None) -> list[Promise]:
    """Return the responses of a place in outline, as somebody reads them, the oldest unanswered first.

    Args:
        area: code of the place.
        reader: who reads; whoever reads this page where nobody is given.
    """
    areas = data.catalogue().all_areas
    within = None if area == ENGLAND else list(areas.index[lies_in(areas, area)])
    found = register().outlines(reader or person(), Wanted(areas=within, most=None))
    return oldest_first(found, clock.today())


def area_names() -> dict[str, str]:
    """Return the name of every area by its code."""
    return _area_names(data.catalogue())


@kept(1)
def _area_names(catalogue: Catalogue) -> dict[str, str]:
    return {str(code): str(name) for code, name in catalogue.all_areas["name"].items()}


def address(response: Response, view: Selection) -> str:
    """Return the address of the page that shows a response."""
    return ways.to_page(PAGE, view, {KEY: response.id})


def choose(promises: Sequence[Promise]) -> Promise | None:
    """Draw the choice of one response, kept in the link; return it whole, or None for all of them."""
    if not promises:
        return None
    names = {each.response.id: words.short(each.response.heard, 80) for each in promises}
    picked = page_state.pick("Show", {ALL: "All responses", **names}, KEY)
    if picked == ALL:
        return None
    return promise(register().get(person(), Response, picked), clock.today())


def in_short(promises: Sequence[Promise], view: Selection) -> None:
    """Draw how many were heard and are still owed, and how long it takes; or what the page is for."""
    place = name_of(data.catalogue().all_areas, view.area)
    if not promises:
        st.info(
            f"Nothing is recorded for {escaped(place)} yet. This page shows what people said, what the council decided "
            "and did about it, and whether it helped. **First step:** record one thing that was heard, below, or "
            "after a conversation.",
            icon=":material/info:",
        )
        return
    summed = summary(promises)
    sentence(words.headline(place, summed))
    said = (words.days_sentence(summed), words.told_sentence(summed), words.helped_sentence(summed))
    st.markdown("\n".join(f"- {escaped(each)}" for each in said if each))


def listed(promises: Sequence[Promise], view: Selection) -> None:
    """Draw the table of all responses, a page at a time."""
    if not promises:
        return
    st.header("All responses", anchor=False)
    ordered, heads = in_order(promises, BY)
    page = page_of(len(ordered), ROWS_A_PAGE)
    shown = ordered[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    addresses = {each.response.id: address(each.response, view) for each in shown}
    place = name_of(data.catalogue().all_areas, view.area)
    table = figures.list_table(shown, area_names(), addresses)
    reading_table(table, f"What was heard in {place} and what came of it", heads=heads)
    if any(each.response.sample for each in shown):
        st.warning(recording.SAMPLE, icon=":material/science:")


def record(view: Selection) -> None:
    """Draw the form of a new response, for those who may record."""
    st.header("Record what was heard", anchor=False)
    if not recording.allowed(Right.WRITE):
        return
    key = recording.key_of("response.new")
    with st.form(key, enter_to_submit=False):
        heard = st.text_area(f"{LABELS['heard']}: one thing, as people said it, without names", key=f"{key}.heard")
        heard_on = recording.day(LABELS["heard_on"], f"{key}.heard_on")
        places = recording.wards(LABELS["places"], view.area, f"{key}.places", choosing.ward_of(view.ward))
        with st.expander("What was promised, and who sees to it"):
            promised = st.text_area(LABELS["promised"], key=f"{key}.promised")
            owner = st.text_input(f"{LABELS['owner']}: a team or a post, which is published", key=f"{key}.owner")
            next_on = optional_day(LABELS["next_on"], f"{key}.next_on")
        pressed = st.form_submit_button("Save", type="primary")
    if not pressed:
        return

    def save(once: str) -> Response:
        made = Response(
            heard=heard,
            heard_on=_required(heard_on),
            places=places,
            promised=promised,
            owner=owner,
            next_on=next_on,
        )
        (saved,) = register().save(person(), made, once=once)
        assert isinstance(saved, Response)  # noqa: S101 - one goes in, one comes out
        return saved

    saved = recording.attempt("response.new", save, LABELS)
    if saved is not None:
        go_on = Link("Go on with it", address(saved, view))
        last_saved.note("Saved. Nobody without a role reads it before it is published.", go_on)
        st.rerun()


def optional_day(label: str, key: str) -> date | None:
    """Draw a box to tick and, below it, a day; return the day, or None where the box is not ticked."""
    wanted = st.checkbox(f"{escaped_label(label)}: set one", key=f"{key}.set")
    given = recording.day(label, key)
    return given if wanted else None


def _required(day: date | None) -> date:
    """Return the day; what is no day is refused by the model, under the field's label."""
    return day  # type: ignore[return-value]
