"""What a moderator types over people's own words before they are released: kept as a draft, as forms are."""

from __future__ import annotations

import streamlit as st

from jsna.model.register.conversation import Conversation
from jsna.register.drafts import OWN_WORDS
from jsna.ui import drafting
from jsna.ui.drafting import PREFIX, Drafting
from jsna.words import conversations as words
from jsna.words.plain import escaped


def begin(whole: Conversation) -> Drafting:
    """Return the moderator's draft of a conversation's own words, with what they typed; keep it as it is now.

    Called before the boxes are drawn.
    """
    draft = drafting.begin(OWN_WORDS, whole.id, lambda: (_untouched(whole), whole.version))
    if draft.runs == 1 and draft.kept is None:
        draft = _found(draft, whole)
    for box, text in _untouched(whole).items():
        draft.boxes.setdefault(box, text)
    drafting.keeper(draft, {box: str(draft.boxes[box]) for box in _untouched(whole)}, {})
    return draft


def _found(draft: Drafting, whole: Conversation) -> Drafting:
    """Go on with the draft that the moderator left, on this device or another."""
    left = next((each for each in drafting.others(draft) if drafting.of_item(each) == whole.id), None)
    if left is None:
        return draft
    drafting.go_on(left)
    return drafting.begin(OWN_WORDS, whole.id, lambda: (_untouched(whole), whole.version))


def box_of(draft: Drafting, at: int) -> str:
    """Return the key of the box for one person's words, with what the moderator typed in it."""
    key = PREFIX + _box(at)
    st.session_state.setdefault(key, draft.boxes[_box(at)])
    return key


def say_kept(draft: Drafting) -> None:
    """Say until when a draft is kept, if there is one."""
    if draft.kept:
        st.caption(escaped(words.kept_edit(draft.kept.ends_at)))


def settled(whole: Conversation) -> None:
    """Let go of what was typed for words that are not to be released any more, and of a draft with nothing new in it.

    Args:
        whole: as it was saved.
    """
    untouched = _untouched(whole)
    draft = drafting.begin(OWN_WORDS, whole.id, lambda: (untouched, whole.version))
    for box in [each for each in draft.boxes if each not in untouched]:
        del draft.boxes[box]
        st.session_state.pop(PREFIX + box, None)
    if draft.boxes == untouched:
        drafting.saved(draft)


def _untouched(whole: Conversation) -> dict[str, str]:
    """What is in the boxes before anything is typed: of those who agreed, what was released or what they said."""
    return {_box(at): own.released or own.words for at, own in enumerate(whole.own_words) if own.agreed}


def _box(at: int) -> str:
    return f"own_words.{at}"
