"""The parts of the page on which a conversation is recorded, in the street and on a phone."""

from __future__ import annotations

import hashlib
import html
from functools import partial
from typing import cast

import streamlit as st

from jsna.analysis.boxes import DAY_BOXES
from jsna.analysis.recorded import Mistakes, Recorded, at_first, boxes_of, recorded
from jsna.catalogue.listening import answers_of, read_form
from jsna.model.register.conversation import Conversation
from jsna.model.register.form import AnswerList, Form
from jsna.model.register.item import Item
from jsna.model.register.person import Right
from jsna.outputs import conversation_form
from jsna.outputs.editions import Print
from jsna.register.drafts import Draft
from jsna.register.register import Conflict
from jsna.register.saving import new_id
from jsna.ui import clock, data, drafting, ways
from jsna.ui.drafting import Drafting
from jsna.ui.link import filters, page_state, state
from jsna.ui.parts import record_boxes
from jsna.ui.recording import allowed, attempt, mark_sample
from jsna.ui.register import person, register
from jsna.words import conversations as words
from jsna.words.plain import Link, escaped

_SAVED = "jsna.record.saved"
#: The key of the address that names a conversation, here and on the page that shows it.
LINK = "conversation"
SHOWN = "conversations"


def form() -> Form:
    """Return the form as ``data/listen`` describes it."""
    return read_form(data.catalogue().data)


def draw() -> None:
    """Draw the whole page for somebody who may record; say what is needed to everybody else."""
    if not allowed(Right.WRITE):
        on_paper()
        return
    shown, place = form(), filters.choose_place(baseline=False)
    item = page_state.at(LINK)
    stored = register().get(person(), Conversation, item) if item else None
    draft = drafting.begin(Conversation.KIND, item, lambda: _start(shown, stored, place.ward))
    answers = answers_of(data.catalogue().data, stored.held_on if stored else clock.today(), _list_of(stored))
    _say_mistakes(draft)
    _say_saved(draft, shown)
    known = record_boxes.typed_in(shown, draft, answers)
    drafting.keeper(draft, known, record_boxes.groups_of_boxes(shown))
    if stored:
        mark_sample(stored)
        st.markdown(f"You are adding to the conversation of **{escaped(_title(stored))}**.")
    _drafts(draft)
    for number, section in enumerate(shown.sections):
        box = st.expander(escaped(section.title)) if number else st.container()
        with box:
            record_boxes.section(section, shown, draft, answers, place.area)
    if draft.kept:
        st.caption(escaped(words.kept(draft.kept.ends_at)))
    pressed = st.button("Save", type="primary", key="jsna.record.save", width="stretch")
    if drafting.to_save(draft, pressed=pressed):
        _save(draft, shown, answers, stored)
    on_paper()


def on_paper() -> None:
    """Draw the downloads of the paper form."""
    council = data.catalogue().place.bodies.council
    answers = answers_of(data.catalogue().data, clock.today())
    with st.expander("On paper"):
        st.markdown("The same form to print and fill in by hand. Type it in here afterwards.")
        for edition in Print:
            st.download_button(
                escaped(edition.heading),
                partial(conversation_form.as_html, form(), answers, edition, council),
                file_name=f"conversation-{edition.value}.html",
                mime="text/html",
                on_click="ignore",
            )


def _start(shown: Form, stored: Conversation | None, ward: str | None) -> tuple[dict[str, object], int]:
    if stored:
        return boxes_of(stored, shown), stored.version
    return at_first(shown, clock.today(), (ward,) if ward else ()), 0


def _list_of(stored: Conversation | None) -> str:
    return stored.answer_list if stored else ""


def _title(conversation: Conversation) -> str:
    names = data.catalogue().all_areas["name"]
    return words.title(conversation, {place.code: str(names.get(place.code, "")) for place in conversation.places})


def _save(draft: Drafting, shown: Form, answers: AnswerList, stored: Conversation | None) -> None:
    drafting.say(draft)
    st.session_state.pop(_SAVED, None)
    vintages = {str(code): int(year) for code, year in data.catalogue().all_areas["vintage"].items()}
    try:
        found = recorded(draft.boxes, shown, answers, stored, vintages, clock.today())
    except Mistakes as mistakes:
        draft.mistakes = mistakes.by_box
        st.rerun()
    saved = attempt("record", lambda _: _stored(found, draft), shown.labels)
    if saved is None:
        return
    drafting.saved(draft)
    st.session_state[_SAVED] = saved.id, bool(stored and stored.published and not saved.published)
    st.query_params.pop(LINK, None)
    st.rerun()


def _stored(found: Recorded, draft: Drafting) -> Conversation:
    conversation = found.conversation.model_copy(update={"version": draft.version})
    if not conversation.id:
        conversation = conversation.model_copy(update={"id": new_id()})
    given: list[Item] = [conversation]
    if found.promise:
        given.append(found.promise.model_copy(update={"conversations": (conversation.id,)}))
    # The key of the draft: whatever happens in between, a draft becomes one conversation and not two.
    try:
        saved, *_ = register().save(person(), *given, once=draft.key)
    except Conflict as conflict:
        # Both versions are shown now; whoever saves once more has read theirs, which stays in the history.
        draft.version = conflict.theirs.version
        st.info(words.SAVE_AGAIN, icon=":material/info:")
        raise
    return cast("Conversation", saved)


def _say_mistakes(draft: Drafting) -> None:
    """Say what is to be mended, with a way to each box; the focus goes here."""
    if not draft.mistakes:
        return
    st.set_page_config(page_title="Error: not saved yet – Needs assessment")
    lines = "".join(_mistake(_target(box, draft), said) for box, said in draft.mistakes.items())
    st.html(f'<div class="jsna-mistakes" role="alert" {drafting.mark(draft)}>Not saved yet<ul>{lines}</ul></div>')


def _mistake(box: str, said: str) -> str:
    return f'<li><button type="button" data-jsna-box="{html.escape(box)}">{html.escape(said)}</button></li>'


def _target(box: str, draft: Drafting) -> str:
    """The container of a box: a day has three."""
    return f"{box}.boxes" if f"{box}.day" in draft.boxes else box


def _say_saved(draft: Drafting, shown: Form) -> None:
    """Say that a conversation is saved, what it lacks, and where it is, until another draft is begun."""
    if draft.kept or _SAVED not in st.session_state:
        st.session_state.pop(_SAVED, None)
        return
    item, hidden = st.session_state[_SAVED]
    saved = register().get(person(), Conversation, item)
    said = f"Saved: {_title(saved)}."
    st.html(f'<p class="jsna-headline" role="status" {drafting.mark(draft)}>{html.escape(said)}</p>')
    if hidden:
        st.info(words.READ_AGAIN, icon=":material/visibility_off:")
    own = {LINK: saved.id}
    read, add = (ways.to_page(page, state.selection(), own) for page in (SHOWN, "record"))
    lines = [escaped(words.missing(saved, shown)), Link("Add what is missing", add).markdown]
    st.markdown("  \n".join([*(lines if lines[0] else [lines[1]]), Link("Read it", read).markdown]))


def _drafts(draft: Drafting) -> None:
    """Draw the drafts that the reader has not finished: to go on with one, or to throw it away."""
    found = drafting.others(draft)
    if not found:
        return
    with st.expander(f"Drafts not finished: {len(found)}"):
        for each in found:
            said = _line(each)
            st.text(said)
            with st.container(horizontal=True):
                name = hashlib.sha256(each.key.encode()).hexdigest()[:12]
                if st.button(f"Go on with {escaped(_called(each))}", key=f"jsna.record.go.{name}"):
                    drafting.go_on(each)
                    _follow(drafting.of_item(each))
                if st.button(f"Throw away {escaped(_called(each))}", key=f"jsna.record.drop.{name}"):
                    drafting.throw_away(draft, each.key)
                    st.rerun()


def _follow(item: str) -> None:
    """Run the page again at the address of the conversation that a draft changes; at its own for a new one."""
    if item:
        st.query_params[LINK] = item
    else:
        st.query_params.pop(LINK, None)
    st.rerun()


def _called(draft: Draft) -> str:
    return f"the draft of {words.moment(draft.changed_at)}"


def _line(draft: Draft) -> str:
    day = words.day_in_boxes(draft.content.get(f"held_on.{box}") for box in DAY_BOXES)
    return words.draft(str(draft.content.get("heard.0.words") or ""), day, draft.changed_at, draft.ends_at)
