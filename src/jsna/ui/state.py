"""One selection per session, kept in step with the address. Pages read it; only filters and clicks change it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from jsna.model.selection import Selection
from jsna.ui import data, link

_SELECTION, _ADDRESS, _NOTES, _DRAWN = "jsna.selection", "jsna.address", "jsna.notes", "jsna.drawn"

_Option = TypeVar("_Option")


def follow_address() -> None:
    """Take over what the address asks for, where it is not what was last written there.

    Navigation between pages empties the address; the session's selection is then written back.
    """
    query = st.query_params.to_dict()
    known = _SELECTION in st.session_state
    if known and (not query or query == st.session_state[_ADDRESS]):
        keep(selection())
        return
    opened = link.opened(query, data.catalogue(), data.release())
    st.session_state[_NOTES] = opened.notes
    keep(opened.selection)


def selection() -> Selection:
    """Return what this session has chosen."""
    return st.session_state[_SELECTION]  # type: ignore[no-any-return]


def notes() -> tuple[str, ...]:
    """Return the sentences about the parts of the opened link that could not be followed."""
    return st.session_state.get(_NOTES, ())  # type: ignore[no-any-return]


def keep(chosen: Selection) -> None:
    """Remember a selection and write it to the address, keeping the page's own parameters."""
    st.session_state[_SELECTION] = chosen
    written = link.address(chosen, data.release())
    present = st.query_params.to_dict()
    wanted = {key: value for key, value in present.items() if key not in link.KEYS} | written
    if present != wanted:
        st.query_params.from_dict(wanted)
    st.session_state[_ADDRESS] = wanted


def move(chosen: Selection) -> None:
    """Change the selection from outside the filters (a click on the map) and run the page again."""
    keep(chosen)
    st.rerun()


def pick(
    label: str,
    options: Sequence[_Option],
    current: _Option,
    name: Callable[[_Option], str],
    key: str,
    help_text: str | None = None,
) -> _Option:
    """Draw one list and return what is chosen.

    The list keeps its reader's choice, unless the selection was changed from outside (a link, a click, a filter
    above it) since it was last drawn: then the list follows.

    Args:
        label: the list's label.
        options: what can be chosen, at least one.
        current: what the selection holds; the first option stands in where it is not among them.
        name: from an option to its words.
        key: the link's key, which also names the widget.
        help_text: one sentence, on request.
    """
    shown = current if current in options else options[0]
    drawn = _drawn()
    widget = f"jsna.{key}"
    if key not in drawn or drawn[key] != shown or st.session_state.get(widget) not in options:
        st.session_state[widget] = shown
    drawn[key] = st.selectbox(label, options, format_func=name, key=widget, help=help_text)
    return drawn[key]  # type: ignore[return-value]


def _drawn() -> dict[str, object]:
    """Return what each list last showed on this page; a list does not keep its choice from one page to the next."""
    context = get_script_run_ctx()
    page = context.page_script_hash if context else ""
    if st.session_state.get(_DRAWN, ("", {}))[0] != page:
        st.session_state[_DRAWN] = (page, {})
    return st.session_state[_DRAWN][1]  # type: ignore[no-any-return]
