"""Says that what was entered on a page is lost, where the server was started again meanwhile.

Files, and the answers about them, are held by the session alone: they are never written to the disk. So a restart ends
them. The address outlives it, and keeps in mind that something was begun. The page runs again as soon as the server is
there again (``begun_keeper/again.js``), so that nobody fills in more that will be lost.
"""

from __future__ import annotations

import secrets

import streamlit as st

from jsna.ui import custom_components
from jsna.ui.link import address_bar, page_state

_KEY, _YES = "begun", "yes"
_HERE, _STORED, _SESSION = "jsna.begun", "jsna.begun.stored", "jsna.begun.session"


def key(page: str) -> str:
    """Return the key of a page's upload, new in each session: after a restart no file is shown that has gone.

    Args:
        page: a short name of the page.
    """
    session = st.session_state.setdefault(_SESSION, secrets.token_hex(4))
    return f"jsna.{page}.file.{session}"


def keep_in_mind(file: str | None) -> None:
    """Keep in the address that a file was given on this page and not stored yet; say where it is lost.

    Args:
        file: the id of the file of the page that this session holds now; None without one.
    """
    visit, here = address_bar.visit(), st.session_state.get(_HERE)
    if file is not None and file != st.session_state.get(_STORED):
        st.session_state[_HERE] = visit.page
        visit.drawn[_KEY] = _YES
        draw = custom_components.component("begun", "again.js")
        draw(key=f"{_HERE}.again", on_again_change=lambda: None)
    elif here == visit.page:  # the reader took the file away again, or stored what is in it
        st.session_state.pop(_HERE)
        visit.drawn[_KEY] = ""
    if page_state.at(_KEY) == _YES and file is None:
        st.warning(
            "The server was started again, or this page was loaded anew. The file that you gave here, and your answers "
            "about it, are gone: only what you stored is kept. If you had not stored it yet, give the file again.",
            icon=":material/restart_alt:",
        )


def stored(file: str | None) -> None:
    """Note that what was made of a file is stored: a restart loses nothing of it any more.

    Args:
        file: its id.
    """
    st.session_state[_STORED] = file
    st.session_state.pop(_HERE, None)
    address_bar.visit().drawn[_KEY] = ""
    page_state.at(_KEY)  # and so out of the address
