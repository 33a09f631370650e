"""One selection per session, kept in step with the address. Pages read it; only filters and clicks change it."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Literal, NoReturn, TypeVar

import streamlit as st

from jsna.model.selection import Selection
from jsna.ui import data, link, look
from jsna.ui.link import address_bar
from jsna.words.plain import escaped, escaped_label

_SELECTION, _NOTES, _NOTED, _ELSEWHERE = "jsna.selection", "jsna.notes", "jsna.noted", "jsna.elsewhere"

#: So many characters of a choice fit in a list at the side.
FITS = 16
_Option = TypeVar("_Option")

#: What a list shows of its options while one types, Enter taking the first: those that begin so. Streamlit's own way
#: shows what is only like the text, and took Lincrest for "Louth".
TYPED: Literal["prefix"] = "prefix"


def follow_address() -> None:
    """Take over what the address asks for where it has changed; an address without choices asks for the usual ones.

    The session decides nothing: whoever opens the same address sees the same, and so does a step back.
    """
    moved, pinned = address_bar.arrive(), data.pinned()
    if _SELECTION in st.session_state and not moved and _is_here(selection()):
        # Today's release may have become an older one since this page was last drawn.
        keep(replace(selection(), release=pinned))
        return
    st.session_state[_NOTED] = None
    asked = address_bar.chosen(address_bar.visit().seen)
    opened = link.opened(asked, data.catalogue(), pinned)
    if _SELECTION in st.session_state and opened == link.Opened(selection()):
        # The same choices on another page: what could not be followed of the link is still to be said.
        return
    st.session_state[_NOTES], st.session_state[_ELSEWHERE] = opened.notes, opened.elsewhere
    keep(opened.selection)


def _is_here(chosen: Selection) -> bool:
    """Whether what is chosen is still among the figures: they may be withdrawn or replaced while a page is open."""
    found = data.catalogue().indicators.get(chosen.indicator)
    return not chosen.indicator or (found is not None and chosen.group in found.groups)


def write_address() -> None:
    """Write what was chosen to the address, once, as the page ends; drop the notes once the reader has moved on."""
    noted = st.session_state.get(_NOTED)
    if noted is None:
        st.session_state[_NOTED] = selection()
    elif noted != selection():
        st.session_state[_NOTES], st.session_state[_ELSEWHERE] = (), None
        address_bar.visit().missed.clear()
    address_bar.write(selection())
    look.settle()


def selection() -> Selection:
    """Return what this session has chosen."""
    return st.session_state[_SELECTION]  # type: ignore[no-any-return]


def notes() -> tuple[str, ...]:
    """Return the sentences about the parts of the opened link that could not be followed, until a choice is made."""
    of_the_page = (sentence for sentence, _ in address_bar.visit().missed.values())
    return (*st.session_state.get(_NOTES, ()), *of_the_page)


def elsewhere() -> str | None:
    """Return the ward that the opened link asks for where it lies in another place, until a choice is made."""
    return st.session_state.get(_ELSEWHERE)


def keep(chosen: Selection) -> None:
    """Remember a selection; the address follows when the page ends."""
    st.session_state[_SELECTION] = chosen


def move(chosen: Selection) -> NoReturn:
    """Change the selection from outside the filters (a click on the map) and run the page again."""
    keep(chosen)
    st.rerun()


def move_to_today() -> NoReturn:
    """Show today's release instead of the one that the address pins, and run the page again."""
    look.open_todays()
    move(replace(selection(), release=None))


def reopen(chosen: Selection, year: int) -> NoReturn:
    """Change the selection and the list of wards that the data are opened with, and run the page again."""
    look.open_with(year)
    move(chosen)


def pick(
    label: str,
    options: Sequence[_Option],
    current: _Option,
    name: Callable[[_Option], str],
    key: str,
    help_text: str | None = None,
    *,
    narrow: bool = False,
) -> _Option:
    """Draw one list and return what is chosen.

    The list keeps its reader's choice, unless the selection was changed from outside (a link, a click, a filter
    above it) since it was last drawn: then the list follows.

    Args:
        label: the list's label.
        options: what can be chosen, at least one.
        current: what the selection holds; the first option where it is not among them.
        name: from an option to its words.
        key: the link's key, which also names the widget.
        help_text: one sentence, on request.
        narrow: whether the list is at the side, where it cuts a long choice: that is then written out below it. A
            screen reader has it from the list itself.
    """
    widget, drawn = _following(options, current, key), address_bar.visit().drawn
    asked, helped = escaped_label(label), escaped(help_text or "") or None
    drawn[key] = st.selectbox(asked, options, format_func=name, key=widget, help=helped, filter_mode=TYPED)
    words = name(drawn[key])  # type: ignore[arg-type]
    if narrow and len(words) > FITS:
        st.html(f'<p class="jsna-whole" aria-hidden="true">{html.escape(words)}</p>')
    return drawn[key]  # type: ignore[return-value]


def switch(
    label: str, options: Sequence[_Option], current: _Option, name: Callable[[_Option], str], key: str
) -> _Option:
    """Draw a switch of few positions, all in sight, and return what is chosen; it follows as a list does."""
    widget, drawn = _following(options, current, key), address_bar.visit().drawn
    shown = {option: escaped_label(name(option)) for option in options}
    drawn[key] = st.radio(escaped_label(label), options, format_func=shown.__getitem__, key=widget, horizontal=True)
    return drawn[key]  # type: ignore[return-value]


def _following(options: Sequence[_Option], current: _Option, key: str) -> str:
    """Give a widget what the selection holds, where it does not show that already; return the widget's key."""
    shown = current if current in options else options[0]
    drawn, widget = address_bar.visit().drawn, f"jsna.{key}"
    if key not in drawn or drawn[key] != shown or st.session_state.get(widget) not in options:
        st.session_state[widget] = shown
    return widget
