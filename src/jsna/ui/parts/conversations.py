"""The parts of the page on what people said: the conversations of a place, and one of them."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from jsna.areas.places import areas_within, name_of
from jsna.catalogue.listening import answers_of, read_form
from jsna.errors import JsnaError
from jsna.figures import conversations as tables
from jsna.model.area import ENGLAND, Level
from jsna.model.register.conversation import Conversation
from jsna.model.register.person import Right
from jsna.model.register.response import Response
from jsna.model.selection import Selection
from jsna.register.register import NotHere, Wanted
from jsna.ui import data, ways
from jsna.ui.link import filters, page_state, state
from jsna.ui.ordering import BACK, Heading, of_register
from jsna.ui.parts import moderation
from jsna.ui.parts.record import LINK, SHOWN
from jsna.ui.parts.responses import KEY, PAGE
from jsna.ui.reading import page_of, reading_table, sentence
from jsna.ui.recording import mark_sample
from jsna.ui.register import person, register
from jsna.words import conversations as words
from jsna.words.numbers import count
from jsna.words.plain import Link, escaped

#: Conversations on one page of the list.
ROWS = 20
_HEADINGS = (Heading("Day", "held_on", f"held_on{BACK}", down=True),)


def draw() -> None:
    """Draw the conversation that the address names, or the list of the place's conversations."""
    selection = filters.choose_place(baseline=False)
    item = page_state.at(LINK)
    if item:
        st.markdown(Link("All conversations of this place", ways.to_page(SHOWN, selection)).markdown)
        _one(item)
    else:
        _list(selection)


def _list(selection: Selection) -> None:
    reader, working = person(), person().may(Right.READ_ALL)
    areas, record = _areas_of(selection.area), Link("Record a conversation", ways.to_page("record", selection))
    found = register().count(reader, Conversation, Wanted(areas=areas))
    if not found:
        st.info(escaped(words.EMPTY if working else words.EMPTY_FOR_ALL), icon=":material/forum:")
        if working:
            st.markdown(record.markdown)
        return
    conversations = "1 conversation" if found == 1 else f"{count(found)} conversations"
    place = name_of(data.catalogue().areas, selection.area)
    sentence(f"{conversations} in {place}{'' if working else ' published'}.")
    if working:
        st.markdown(record.markdown)
    field, rising, heads = of_register(_HEADINGS)
    page = page_of(found, ROWS, "list")
    wanted = Wanted(areas=areas, order=field, rising=rising, most=ROWS, skip=ROWS * (page - 1))
    shown = register().find(reader, Conversation, wanted)
    if any(each.sample for each in shown):
        st.warning(words.SAMPLES, icon=":material/science:")
    links = {each.id: ways.to_page(SHOWN, selection, {LINK: each.id}) for each in shown}
    table = tables.listed(shown, _names(shown), links, working=working)
    reading_table(table, "Conversations", heads=heads)


def _areas_of(place: str) -> frozenset[str] | None:
    """The wards of a place, and the place itself; None for everywhere."""
    if place == ENGLAND:
        return None
    areas = data.catalogue().all_areas
    return frozenset({place, *areas_within(areas, place, Level.WARD).index, *_districts(areas, place)})


def _districts(areas: pd.DataFrame, place: str) -> list[str]:
    return [str(code) for code in areas_within(areas, place, Level.DISTRICT).index]


def _names(shown: list[Conversation]) -> dict[str, str]:
    known = data.catalogue().all_areas["name"]
    codes = {place.code for each in shown for place in each.places}
    return {code: str(known[code]) for code in codes if code in known.index}


def _one(item: str) -> None:
    reader = person()
    try:
        found = register().get(reader, Conversation, item)
    except NotHere as problem:
        st.info(escaped(str(problem)), icon=":material/search_off:")
        return
    working = reader.may(Right.READ_ALL)
    names, form = _names([found]), read_form(data.catalogue().data)
    st.header(escaped(words.title(found, names)), anchor=False)
    mark_sample(found)
    if working:
        _state(found)
    if found.erased:
        st.caption(escaped(f"Private words were erased: {found.erased}."))
    st.html(tables.heard(found, working=working))
    _released(found)
    if working:
        said = words.missing(found, form)
        add = Link("Add to this conversation", ways.to_page("record", state.selection(), {LINK: found.id}))
        st.markdown(f"{escaped(said)} {add.markdown}".strip())
    table = tables.facts(found, form, names)
    reading_table(table, "How the conversation was held", tables.wrapped(table), sorts=False)
    if working:
        _groups(found)
    _promises(found)
    if working:
        moderation.draw(found)
        _history(found)


def _state(found: Conversation) -> None:
    waiting = words.waiting(found)
    st.markdown(escaped(f"{words.state(found)}. {waiting}".strip()))


def _released(found: Conversation) -> None:
    released = [each for each in found.own_words if each.released]
    if not released:
        return
    st.subheader("In people’s own words", anchor=False)
    for each in released:
        st.html(tables.said(each.released))


def _groups(found: Conversation) -> None:
    if not found.groups:
        return
    st.subheader("Which groups were reached", anchor=False)
    titles = {str(name): entry.title for name, entry in data.catalogue().characteristics.items()}
    try:
        answers = answers_of(data.catalogue().data, found.held_on, found.answer_list)
    except JsnaError as problem:
        st.info(escaped(str(problem)), icon=":material/info:")
        return
    reading_table(tables.groups(found, answers, titles), "People reached by characteristic")
    st.markdown("\n".join(f"- {escaped(line)}" for line in words.not_in_groups(found, titles)))


def _promises(found: Conversation) -> None:
    wanted = Wanted(refers_to=(("conversations", found.id),))
    responses = register().find(person(), Response, wanted)
    if not responses:
        return
    st.subheader("What was promised, and what came of it", anchor=False)
    view = state.selection()
    links = {each.id: ways.to_page(PAGE, view, {KEY: each.id}) for each in responses}
    table = tables.promises(responses, links)
    reading_table(table, "What was heard and promised", tables.wrapped(table))


def _history(found: Conversation) -> None:
    with st.expander("History of changes"):
        changes = register().changes(person(), Conversation, found.id)
        rows = [(words.moment(each.at), each.who, each.action, each.note) for each in reversed(changes)]
        table = tables.history(rows)
        reading_table(table, "Every change, the latest first", tables.wrapped(table))
