"""One selection per session, kept in step with the address. Pages read it; only filters and clicks change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import get_script_run_ctx

from jsna.model.selection import Selection
from jsna.ui import data, link

_SELECTION, _ADDRESS, _NOTES, _DRAWN = "jsna.selection", "jsna.address", "jsna.notes", "jsna.drawn"

_Option = TypeVar("_Option")

#: No name is longer, and no address should be.
LONGEST_TEXT = 60


def follow_address() -> None:
    """Take over what the address asks for, where it is not what was last written there.

    Navigation between pages empties the address; the session's selection is then written back.
    """
    query = {key: value for key, value in st.query_params.to_dict().items() if key in link.KEYS}
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
    st.session_state[_ADDRESS] = written


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


def page_pick(label: str, options: Mapping[str, str], key: str, *, into: DeltaGenerator | None = None) -> str:
    """Draw a list that belongs to one page, kept in the address under its own key; return the code chosen.

    Args:
        label: the list's label.
        options: code → words, at least one; the first is shown where the address asks for none of them.
        key: the parameter of the address; none of ``link.KEYS``.
        into: where it is drawn; here by default.
    """
    widget = _prepared(key, next(iter(options)), lambda asked: asked in options)
    drawn = (into or st).selectbox(label, list(options), format_func=options.__getitem__, key=widget)
    return _written(key, drawn)


def page_switch(label: str, options: Mapping[str, str], key: str) -> str:
    """Draw a switch of few positions, all in sight, kept in the address under its own key; return the code chosen."""
    widget = _prepared(key, next(iter(options)), lambda asked: asked in options)
    drawn = st.radio(label, list(options), format_func=options.__getitem__, key=widget, horizontal=True)
    return _written(key, drawn)


def page_text(label: str, key: str, placeholder: str, *, into: DeltaGenerator | None = None) -> str:
    """Draw a text box that belongs to one page, kept in the address under its own key; return the text."""
    widget = _prepared(key, "", lambda asked: len(asked) <= LONGEST_TEXT)
    drawn = (into or st).text_input(label, key=widget, placeholder=placeholder, max_chars=LONGEST_TEXT)
    return _written(key, drawn)


def page_number(label: str, key: str, most: int) -> int:
    """Draw a whole number from 1 to ``most``, kept in the address under its own key; draws nothing where most is 1."""
    if most <= 1:
        return 1
    widget = _prepared(key, "1", lambda asked: asked.isdecimal() and 1 <= int(asked) <= most, int)
    return int(_written(key, str(st.number_input(label, 1, most, step=1, key=widget))))


def page_picks(label: str, options: Mapping[str, str], key: str, default: Sequence[str]) -> list[str]:
    """Draw a list of which several can be chosen, kept in the address under its own key; return the codes."""
    widget = _prepared(
        key, ",".join(default), lambda asked: set(asked.split(",")) <= set(options), lambda asked: asked.split(",")
    )
    drawn = st.multiselect(label, list(options), format_func=options.__getitem__, key=widget)
    return _written(key, ",".join(drawn or default)).split(",")


def _prepared(
    key: str, default: str, possible: Callable[[str], bool], read: Callable[[str], object] = lambda asked: asked
) -> str:
    """Give a page's own widget what the address asks for, where that is not what it last wrote there itself."""
    widget, drawn = f"jsna.page.{key}", _drawn()
    asked = st.query_params.get(key, default)
    if key not in drawn or drawn[key] != asked or widget not in st.session_state:
        st.session_state[widget] = read(asked if possible(asked) else default)
    return widget


def _written(key: str, code: str) -> str:
    _drawn()[key] = code
    if st.query_params.get(key) != code:
        st.query_params[key] = code
    return code


def _drawn() -> dict[str, object]:
    """Return what each list last showed on this page; a list does not keep its choice from one page to the next."""
    context = get_script_run_ctx()
    page = context.page_script_hash if context else ""
    if st.session_state.get(_DRAWN, ("", {}))[0] != page:
        st.session_state[_DRAWN] = (page, {})
    return st.session_state[_DRAWN][1]  # type: ignore[no-any-return]
