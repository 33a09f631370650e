"""The reminder beside words that are to be published: what in them may show who somebody is."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from jsna.words.naming_people import REMINDER, Seems, listed, seems_to_show, without
from jsna.words.plain import escaped, escaped_label


def remind(text: str, box: str = "", called: str = "") -> None:
    """Draw what a text seems to hold of names, addresses and the like, and for a box the means to take them out.

    Args:
        text: what is to be published.
        box: key of the box in which it can be edited; empty where it cannot.
        called: which box it is, where there are several.
    """
    found = seems_to_show(text)
    st.markdown("\n".join((*listed(found), "", REMINDER)))
    if not (box and found):
        return
    # Not the beginning of the box's key: what is picked here is no part of a draft.
    chosen = f"jsna.names.{box}"
    st.multiselect(
        f"Take out ({escaped_label(called)})", found, key=chosen,
        format_func=lambda each: f"{each.words} ({each.shows})", placeholder="Select what shows who it is",
    )  # fmt: skip
    st.button(
        f"Take out what is selected ({escaped(called)})", key=f"{chosen}.out", on_click=_take_out, args=(box, chosen)
    )


def _take_out(box: str, chosen: str) -> None:
    taken: Sequence[Seems] = st.session_state[chosen]
    st.session_state[box] = without(st.session_state[box], taken)
    st.session_state[chosen] = []
