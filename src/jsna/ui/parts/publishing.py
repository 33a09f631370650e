"""Who can read a need or an idea, and the form by which a moderator publishes it or takes it back."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from jsna.model.register.idea import Idea
from jsna.model.register.need import Need
from jsna.model.register.person import Right
from jsna.ui import editing
from jsna.ui.register import person
from jsna.words.conversations import READ_AGAIN
from jsna.words.plain import Markdown


def who_reads(item: Need | Idea) -> Markdown:
    """Return who can read it; say so where the reader has just hidden it by a change."""
    if editing.was_hidden(item):
        st.info(READ_AGAIN, icon=":material/visibility_off:")
    readers = "everybody" if item.published else "people with a role, until a moderator publishes it"
    return Markdown(f"**Who can read it:** {readers}")


def draw(item: Need | Idea, labels: Mapping[str, str]) -> None:
    """Draw the form for a moderator; nothing for others, and nothing where an idea has to stay published.

    Args:
        item: the version that the reader has before them.
        labels: what the forms call each field.
    """
    stays = isinstance(item, Idea) and item.published and item.overrides
    if stays or not person().may(Right.PUBLISH):
        return
    what = "Stop publishing it" if item.published else "Publish it"
    key = editing.key(f"{item.KIND}.publish", item)
    with st.expander(what), st.form(f"{key}.form", enter_to_submit=False):
        if not item.published:
            st.markdown("Everybody will read all of it, except conversations that are not published. Look for names.")
        reason = st.text_input("Why; it goes into the history", key=f"{key}.why", max_chars=200)
        pressed = st.form_submit_button(what, type="primary")
    published = {"published": not item.published}
    if pressed and editing.change(item, f"{item.KIND}.publish", published, labels, reason.strip()):
        st.rerun()
