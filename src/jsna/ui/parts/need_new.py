"""The form of a new need: what may be lacking, where, and the figure or conversation that it began with."""

from __future__ import annotations

import streamlit as st

from jsna.errors import NotAvailable
from jsna.model.register.conversation import Conversation
from jsna.model.register.need import Figure, Need
from jsna.model.register.person import Right
from jsna.model.selection import Selection
from jsna.register.register import NotHere
from jsna.ui import choosing, citing, data, last_saved
from jsna.ui.link import filters, page_state
from jsna.ui.parts import needs
from jsna.ui.recording import allowed, attempt
from jsna.ui.register import person, register
from jsna.words import needs as words
from jsna.words.plain import escaped

LABELS = {
    "title": "What people may lack, in a few words",
    "words": "Who assumes this, and why (optional)",
    "places": "Where",
    "topic": "Topic",
    "groups": "Groups",
    "owner": "Who looks after this (optional)",
}


def form() -> None:
    """Draw the form; after saving, the page shows the need."""
    selection = filters.choose_place(baseline=False)
    needs.back(selection)
    st.header("What may people lack?", anchor=False)
    st.markdown(
        "Write down what somebody assumes, not what should be built. It is kept as **assumed** until you add whom you "
        "asked and what they said."
    )
    if not allowed(Right.WRITE):
        return
    figure, talk = _cited(selection), _talk()
    with st.form("jsna.need.new", enter_to_submit=False):
        title = st.text_input(LABELS["title"], key="jsna.need.new.title", help="Such as: getting to the clinic.")
        given = details(
            Need.model_construct(title="", places=choosing.ward_of(selection.ward)), selection, "jsna.need.new"
        )
        asked = st.form_submit_button("Save as assumed", type="primary")
    if not asked:
        return
    cites = {"figures": (figure,) if figure else (), "conversations": (talk.id,) if talk else ()}
    saved = attempt(
        "need.new", lambda once: register().save(person(), Need(title=title, **given, **cites), once=once), LABELS
    )
    if saved is not None:
        last_saved.note()
        page_state.go({"need": saved[0].id, "cite": "", "talk": ""})


def details(need: Need, selection: Selection, key: str) -> dict[str, object]:
    """Draw the fields that a need has from the first day on; return them by name."""
    place = choosing.places(selection.area, f"{key}.places", need.places)
    return {
        "places": place,
        "topic": choosing.topic(need.topic or _topic(selection), f"{key}.topic"),
        "groups": choosing.groups(need.groups, f"{key}.groups"),
        "words": st.text_area(LABELS["words"], need.words, key=f"{key}.words"),
        "owner": st.text_input(LABELS["owner"], need.owner, key=f"{key}.owner"),
    }


def _topic(selection: Selection) -> str:
    found = data.catalogue().indicators.get(selection.indicator)
    return found.topic if found and page_state.at("cite") else ""


def _cited(selection: Selection) -> Figure | None:
    """Draw the figure that the reader came from, and return it; nothing where they came from none."""
    if page_state.at("cite") != "yes":
        return None
    try:
        figure = citing.of_selection(selection)
    except NotAvailable as problem:
        st.info(escaped(str(problem)), icon=":material/info:")
        return None
    st.markdown(f"**The figure it cites.** {escaped(figure.said)}")
    return figure


def _talk() -> Conversation | None:
    """Draw the conversation that the reader came from, and return it; nothing where they came from none."""
    asked = page_state.at("talk")
    if not asked:
        return None
    try:
        talk = register().get(person(), Conversation, asked)
    except NotHere as problem:
        st.info(escaped(str(problem)), icon=":material/info:")
        return None
    st.markdown(f"**The conversation it cites.** {escaped(words.conversation_option(talk, choosing.where))}")
    return talk
