"""What was done, said on the page that follows: it has the focus, so that a screen reader says it.

What was saved is said at the top of the page. What was opened has a heading of its own, which is what is said.
"""

from __future__ import annotations

import html
import secrets

import streamlit as st

from jsna.words.plain import Link

_SAID, _OPENED = "jsna.saved", "jsna.opened"


def note(words: str = "Saved.", way: Link | None = None) -> None:
    """Keep a sentence, and a way on, for the next run of a page.

    Args:
        words: what was saved; never interpreted.
        way: where the reader may want to go on.
    """
    st.session_state[_SAID] = words, way, secrets.token_hex(4)


def say() -> None:
    """Draw once what was saved; ``ways.js`` moves the focus to it."""
    words, way, token = st.session_state.pop(_SAID, ("", None, ""))
    # Its place is there without it too: what follows would be drawn again, and what somebody has opened would be shut.
    place = st.empty()
    if words:
        on = f" {way.html}" if way else ""
        place.html(f'<p class="jsna-headline" {_mark(token)}>{html.escape(words)}{on}</p>')


def opened(part: str) -> None:
    """Let the heading of a part, which the next run draws, have the focus once.

    Args:
        part: its name.
    """
    st.session_state[_OPENED] = part, secrets.token_hex(4)


def heading(words: str, part: str) -> None:
    """Draw the heading of a part that may have just been opened.

    Args:
        words: of the heading; never interpreted.
        part: its name.
    """
    of, token = st.session_state.get(_OPENED, ("", ""))
    mark = ""
    if of == part:
        del st.session_state[_OPENED]
        mark = f" {_mark(token)}"
    st.html(f"<h3{mark}>{html.escape(words)}</h3>")


def _mark(token: str) -> str:
    """The attributes of an element to which ``ways.js`` moves the focus, once for each token."""
    return f'tabindex="-1" data-jsna-saved="{token}"'
