"""What was saved, said at the top of the page that follows: it has the focus, so that a screen reader says it."""

from __future__ import annotations

import html
import secrets

import streamlit as st

from jsna.words.plain import Link

_SAID = "jsna.saved"


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
    if words:
        on = f" {way.html}" if way else ""
        said = f'<p class="jsna-headline" tabindex="-1" data-jsna-saved="{token}">{html.escape(words)}{on}</p>'
        st.html(said)
