"""What moderators see of what people told us: the list, what ends soon, and one report."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from jsna.model.register.person import Right
from jsna.model.register.report import Report
from jsna.register.handling import SOON
from jsna.register.waiting import Waiting, waiting
from jsna.ui import ways
from jsna.ui.link import page_state, state
from jsna.ui.parts import told_us_one
from jsna.ui.reading import ROWS_A_PAGE, page_of, reading_table, sentence
from jsna.ui.recording import allowed
from jsna.ui.register import person, register
from jsna.ui.telling import telling
from jsna.words import reports as words

#: The page, and the key of the report it shows.
PAGE, KEY = "told-us", "report"


def for_moderators() -> bool:
    """Draw the moderators' part for those who may read private words; return whether it is one report, by itself."""
    shown = page_state.at(KEY)
    if not person().may(Right.READ_PRIVATE):
        if shown:
            allowed(Right.READ_PRIVATE)
        return False
    if shown:
        told_us_one.draw(shown, themes(), ways.to_page(PAGE, state.selection()))
        return True
    _list()
    return False


def themes() -> dict[str, str]:
    """Return the names of themes, as moderators read them, by code."""
    return {theme.code: theme.name for theme in telling().settings.themes}


def _list() -> None:
    found = waiting(register(), person(), ROWS_A_PAGE)
    st.header("For moderators", anchor=False)
    if found.number:
        sentence(words.in_short(found.number, found.unread, found.unanswered))
        _ending(found)
        page = page_of(found.number, ROWS_A_PAGE)
        if page > 1:
            found = waiting(register(), person(), ROWS_A_PAGE, ROWS_A_PAGE * (page - 1))
        reading_table(_rows(found.shown), "Reports: unread first, then the oldest without an answer", sorts=False)
    else:
        st.markdown("Nothing waits for you. What people tell us is listed here until its words are erased.")
    st.header("What everybody sees", anchor=False)


def _ending(found: Waiting) -> None:
    if found.ending:
        st.warning(
            f"These end within {SOON.days} days, and are not read or not answered. Then nobody can read them any more.",
            icon=":material/schedule:",
        )
        reading_table(_rows(found.ending), f"Reports that end soon, the first {ROWS_A_PAGE} to end first", sorts=False)


def _rows(shown: Sequence[Report]) -> pd.DataFrame:
    names = themes()
    link = {each.id: ways.to_page(PAGE, state.selection(), {KEY: each.id}) for each in shown}
    return pd.DataFrame(words.row(each, names, link[each.id]) for each in shown)
