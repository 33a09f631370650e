"""What moderators see of what people told us: the list, what ends soon, and one report."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from jsna.analysis import reports
from jsna.catalogue.telling import read_settings
from jsna.model.register.person import Right
from jsna.model.register.report import Report
from jsna.register.handling import SOON
from jsna.register.register import Wanted
from jsna.settings import Settings
from jsna.ui import clock, ways
from jsna.ui.link import state
from jsna.ui.parts import told_us_one
from jsna.ui.reading import ROWS_A_PAGE, page_of, reading_table, sentence
from jsna.ui.recording import allowed
from jsna.ui.register import person, register
from jsna.words import reports as words

#: The page, and the key of the report it shows.
PAGE, KEY = "told-us", "report"


def for_moderators() -> bool:
    """Draw the moderators' part for those who may read private words; return whether it is one report, by itself."""
    shown = state.page_at(KEY)
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
    return {theme.code: theme.name for theme in read_settings(Settings.read().data).themes}


def _list() -> None:
    wanted = Wanted(equals=(("erased", ""),), most=None)
    found = reports.in_order(register().find(person(), Report, wanted))
    st.header("For moderators", anchor=False)
    if found:
        sentence(words.in_short(found, sum(map(reports.waits, found))))
        _ending(found)
        _table(found)
    else:
        st.markdown("Nothing waits for you. What people tell us is listed here until its words are erased.")
    st.header("What everybody sees", anchor=False)


def _ending(found: list[Report]) -> None:
    late = reports.ending(found, clock.today())
    if late:
        st.warning(
            f"These end within {SOON.days} days, and are not read or not answered. Then nobody can read them any more.",
            icon=":material/schedule:",
        )
        reading_table(_rows(late), "Reports that end soon, the first to end first")


def _table(found: list[Report]) -> None:
    page = page_of(len(found), ROWS_A_PAGE)
    shown = found[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    reading_table(_rows(shown), "Reports: unread first, then the oldest without an answer")


def _rows(shown: Sequence[Report]) -> pd.DataFrame:
    names = themes()
    link = {each.id: ways.to_page(PAGE, state.selection(), {KEY: each.id}) for each in shown}
    return pd.DataFrame(words.row(each, names, link[each.id]) for each in shown)
