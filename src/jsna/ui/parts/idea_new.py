"""A new idea: first what was said and exists already, then "add to this" or "mine is different", then the form."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from jsna.analysis.already import already
from jsna.areas.places import codes_within, name_of
from jsna.model.already import Already
from jsna.model.register.conversation import Conversation
from jsna.model.register.idea import Idea, Origin
from jsna.model.register.need import Need
from jsna.model.register.person import Right
from jsna.model.register.response import Response
from jsna.model.selection import Selection
from jsna.register.register import Wanted
from jsna.ui import data, last_saved, ways
from jsna.ui.choosing import where
from jsna.ui.link import filters, page_state
from jsna.ui.parts import ideas, needs
from jsna.ui.reading import sentence
from jsna.ui.recording import SAMPLE, allowed, attempt
from jsna.ui.register import person, register
from jsna.words import ideas as words
from jsna.words.needs import short
from jsna.words.numbers import spoken
from jsna.words.plain import Link, escaped, escaped_label
from jsna.words.provenance import spoken_date

LABELS = {
    "title": "The idea, in a few words",
    "need": "Which need it answers",
    "origin": "Where it came from",
    "origin_words": "Who, in a few words (optional; no names)",
    "words": "The idea in full (optional)",
    "owner": "Who looks after it (optional)",
}
#: What the reader looks for, and the text for which they have said that theirs is different. Neither is in the link.
_SOUGHT, _DIFFERENT = "jsna.idea.sought", "jsna.idea.different"


def search_then_write() -> None:
    """Draw the search, what it found, and only then the form."""
    selection = filters.choose_place(baseline=False)
    ideas.back(selection)
    st.header("What was said, and what exists already", anchor=False)
    if not allowed(Right.WRITE):
        return
    with st.form("jsna.idea.search", enter_to_submit=False):
        typed = st.text_area("What is it about? A sentence or a few words", st.session_state.get(_SOUGHT, ""))
        if st.form_submit_button("See what people said", type="primary"):
            st.session_state[_SOUGHT] = typed
    sought = str(st.session_state.get(_SOUGHT, ""))
    if not sought.strip():
        return
    areas = data.catalogue().all_areas
    found = already(register(), person(), sought, codes_within(areas, selection.area))
    sentence(words.found(len(found), spoken(name_of(areas, selection.area))))
    for each in found:
        _block(each, selection)
    if st.button("Mine is different"):
        st.session_state[_DIFFERENT] = sought
    if st.session_state.get(_DIFFERENT) == sought or page_state.at("need"):
        _form(selection, sought)


def _block(found: Already, selection: Selection) -> None:
    """Draw one item that was found: words, place, date, outcome, and the way to add to it."""
    with st.container(border=True):
        lines = [f"**{escaped(words.found_heading(found, where(found.places) if found.places else ''))}**"]
        lines += [escaped(short(found.words)), escaped(words.found_outcome(found))]
        lines += [SAMPLE] if found.item.sample else []
        if way := _way(found, selection):
            lines.append(way.markdown)
        st.markdown("  \n".join(lines))


def _way(found: Already, selection: Selection) -> Link | None:
    item = found.item
    if isinstance(item, Need):
        if item.sample:  # An idea cannot answer a need that was made up.
            return None
        own = {"idea": ideas.NEW, "need": item.id}
        return Link(f"Add to this need: {item.title}", ways.to_page(ways.IDEAS, selection, own))
    if isinstance(item, Idea):
        return Link(f"Add to this idea: {item.title}", ways.to_page(ways.IDEAS, selection, {"idea": item.id}))
    if isinstance(item, Conversation):
        own = {"need": needs.NEW, "talk": item.id}
        words_of_it = (
            f"Add to this: record a need from what was said on {spoken_date(item.held_on)} in {where(item.places)}"
        )
        return Link(words_of_it, ways.to_page(ways.NEEDS, selection, own))
    if isinstance(item, Response) and item.need:
        return Link(f"Add to this: the need that “{short(item.heard)}” is about", _to_need(item.need, selection))
    return None


def _to_need(need_id: str, selection: Selection) -> str:
    return ways.to_page(ways.NEEDS, selection, {"need": need_id})


def _form(selection: Selection, sought: str) -> None:
    options = _needs(selection)
    st.header("Your idea", anchor=False)
    if not options:
        st.markdown("An idea answers a need, and none that is real is recorded here yet. Ask people first.")
        needs.write(selection)
        return
    asked_for = page_state.at("need")
    first = list(options).index(asked_for) if asked_for in options else None
    with st.form("jsna.idea.new", enter_to_submit=False):
        title = st.text_input(LABELS["title"], short(sought))
        need = st.selectbox(
            LABELS["need"],
            list(options),
            first,
            format_func=lambda each: _named(options[each]),
            placeholder="Choose one",
        )
        origin = st.radio(
            LABELS["origin"], list(Origin), None, format_func=lambda each: escaped_label(each.capitalize())
        )
        origin_words = st.text_input(LABELS["origin_words"])
        said = st.text_area(LABELS["words"])
        owner = st.text_input(LABELS["owner"])
        asked = st.form_submit_button("Save as suggested", type="primary")
    if not asked:
        return
    if need is None or origin is None:
        st.error("Not saved yet: select which need it answers, and where it came from.", icon=":material/error:")
        return
    given = {"title": title, "need": need, "origin": origin, "origin_words": origin_words, "words": said}
    saved = attempt(
        "idea.new",
        lambda once: register().save(person(), Idea.model_validate({**given, "owner": owner}), once=once),
        LABELS,
    )
    if saved is not None:
        st.session_state.pop(_SOUGHT), st.session_state.pop(_DIFFERENT, None)
        last_saved.note()
        page_state.go({"idea": saved[0].id, "need": ""})


def _needs(selection: Selection) -> dict[str, Need]:
    here = codes_within(data.catalogue().all_areas, selection.area)
    found: Sequence[Need] = register().find(person(), Need, Wanted(here, most=None))
    return {each.id: each for each in found if not each.sample}


def _named(need: Need) -> str:
    return f"{need.title} ({words.option_said(need)})"
