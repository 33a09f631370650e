"""What a moderator does with a conversation: read private words, edit and release each, publish, and undo."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from jsna.figures.conversations import said as said_in_full
from jsna.model.register.conversation import Conversation, OwnWords
from jsna.model.register.person import Right
from jsna.ui import clock
from jsna.ui.drafting import Drafting
from jsna.ui.parts import editing_words, naming_people
from jsna.ui.recording import attempt
from jsna.ui.register import person, register
from jsna.words import conversations as words
from jsna.words.plain import escaped

_READ = "jsna.moderation.whole"
_SAID = "jsna.moderation.said"


def draw(found: Conversation) -> None:
    """Draw the moderator's part of a conversation; nothing for others.

    Args:
        found: the conversation as its reader reads it, without private words.
    """
    if not (person().may(Right.PUBLISH) and person().may(Right.READ_PRIVATE)):
        return
    st.subheader("For the moderator", anchor=False)
    if said := st.session_state.pop(_SAID, ""):
        st.success(escaped(said), icon=":material/check:")
    _publishing(found)
    if found.own_words and not found.erased:
        _private_words(found)


def _publishing(found: Conversation) -> None:
    if not found.published:
        st.markdown("Everybody will read what was heard, where and when, and the words that you released. No counts.")
        typed = [text for each in found.heard for text in (each.theme, each.words)]
        naming_people.remind("\n".join((*typed, found.asked)))
        if st.button("Publish this conversation", key="jsna.moderation.publish"):
            _save(found, {"published": True}, "published", "Published.")
        return
    reason = st.text_input("Why it is taken back", key="jsna.moderation.why", max_chars=200)
    if st.button("Take it back", key="jsna.moderation.hide"):
        if reason.strip():
            _save(found, {"published": False}, f"taken back: {reason.strip()}", "Taken back. Nothing was lost.")
        else:
            st.error("Say why it is taken back. The reason goes into the history.", icon=":material/error:")


def _save(found: Conversation, changed: dict[str, object], reason: str, said: str) -> None:
    changed_item = found.model_copy(update=changed)
    _attempted(lambda once: register().save(person(), changed_item, reason=reason, once=once), said)


def _private_words(found: Conversation) -> None:
    """Draw private words once they were asked for. They are read again only where the conversation was changed."""
    whole: Conversation | None = st.session_state.get(_READ)
    if whole is None or whole.id != found.id:
        st.markdown(escaped(words.PRIVATE))
        if st.button("Read private words", key="jsna.moderation.read"):
            _read(found.id)
            st.rerun()
        return
    if whole.version != found.version:
        whole = _read(found.id)
    draft = editing_words.begin(whole)
    for at, each in enumerate(whole.own_words):
        _own_words(whole, at, each, draft)
    editing_words.say_kept(draft)
    if st.button("Close private words", key="jsna.moderation.close"):
        st.session_state.pop(_READ, None)
        st.rerun()


def _read(item: str) -> Conversation:
    whole = register().read_private(person(), Conversation, item)
    st.session_state[_READ] = whole
    return whole


def _own_words(whole: Conversation, at: int, own: OwnWords, draft: Drafting) -> None:
    number, of = at + 1, len(whole.own_words)
    st.markdown(f"**Own words {number} of {of}**")
    st.html(said_in_full(own.words))
    if own.released:
        st.markdown(f"Released by {escaped(own.released_by)}:")
        st.html(said_in_full(own.released))
    if not own.agreed:
        st.markdown(words.NOT_AGREED)
        if st.button(f"They have agreed since ({number})", key=f"jsna.moderation.agreed.{at}"):
            _change(whole, at, {"agreed": True}, "agreement recorded", "Recorded that they agreed.")
        return
    key = editing_words.box_of(draft, at)
    st.text_area(f"As everybody will read it ({number}). Take out names and whatever shows who it is.", key=key)
    naming_people.remind(st.session_state[key], key, str(number))
    with st.container(horizontal=True):
        if st.button(f"Release these words ({number})", key=f"jsna.moderation.release.{at}"):
            _release(whole, at, st.session_state[key])
        if own.released and st.button(f"Take these words back ({number})", key=f"jsna.moderation.unrelease.{at}"):
            _change(whole, at, _NOTHING_RELEASED, "words taken back", "Taken back. The words are private again.")
        if st.button(f"They no longer agree ({number})", key=f"jsna.moderation.disagreed.{at}"):
            gone = {"agreed": False, **_NOTHING_RELEASED}
            _change(whole, at, gone, "agreement withdrawn", "Recorded. The words are private.")


_NOTHING_RELEASED: dict[str, object] = {"released": "", "released_by": "", "released_on": None}


def _release(whole: Conversation, at: int, edited: str) -> None:
    if not edited.strip():
        st.error("Enter the words as everybody will read them.", icon=":material/error:")
        return
    given = {"released": edited, "released_by": person().name, "released_on": clock.today()}
    said = "Released." if whole.published else "Released. Everybody reads them once the conversation is published."
    _change(whole, at, given, "own words released", said)


def _change(whole: Conversation, at: int, given: dict[str, object], reason: str, said: str) -> None:
    """Save one person's own words as they were changed, with everybody else's as they are."""
    own = tuple(each.model_copy(update=given) if place == at else each for place, each in enumerate(whole.own_words))
    changed = whole.model_copy(update={"own_words": own})
    stored = changed.model_copy(update={"version": whole.version + 1})

    def then() -> None:
        st.session_state[_READ] = stored
        editing_words.settled(stored)

    _attempted(lambda once: register().save(person(), changed, reason=reason, once=once, with_words=True), said, then)


def _attempted(save: Callable[[str], object], said: str, then: Callable[[], None] = lambda: None) -> None:
    if attempt("moderation", save, {"own_words": "Own words", "published": "Published"}) is None:
        return
    then()
    st.session_state[_SAID] = said
    st.rerun()
