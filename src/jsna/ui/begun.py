"""Says that what was entered on a page is lost, where the server was started again meanwhile.

Files, and the answers about them, are held by the session alone: they are never written to the disk. So a restart ends
them. The address outlives it, and keeps in mind that something was begun.
"""

from __future__ import annotations

import streamlit as st

from jsna.ui.link import address_bar, page_state

_KEY, _HERE, _YES = "begun", "jsna.begun", "yes"


def keep_in_mind(*, has_file: bool) -> None:
    """Keep in the address that a file was given on this page; say where it is lost.

    Args:
        has_file: whether this session holds a file of the page now.
    """
    visit, here = address_bar.visit(), st.session_state.get(_HERE)
    if has_file:
        st.session_state[_HERE] = visit.page
        visit.drawn[_KEY] = _YES
    elif here == visit.page:  # the reader took the file away again
        st.session_state.pop(_HERE)
        visit.drawn[_KEY] = ""
    if page_state.at(_KEY) == _YES and not has_file:
        st.warning(
            "The server was started again, or this page was loaded anew. The file that you gave here, and your answers "
            "about it, are gone: only what you stored is kept. If you had not stored it yet, give the file again.",
            icon=":material/restart_alt:",
        )
