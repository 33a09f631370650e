"""The ward profile page's switch for modelled figures: off unless the reader, or the link, turns it on."""

from __future__ import annotations

import streamlit as st

from jsna.analysis.nowcast import nowcasts
from jsna.figures.nowcast import nowcast_table
from jsna.ui import clock, data
from jsna.ui.link import state
from jsna.ui.reading import page_of, reading_table
from jsna.words.nowcast import FORMULA, WHAT
from jsna.words.plain import escaped

SWITCH = {"off": "Off: only what was counted or published", "on": "On: also modelled figures, labelled so"}
ROWS_A_PAGE = 20


def section(ward: str) -> None:
    """Draw the switch, kept in the address as ``nowcast``; when it is on, draw a ward's modelled figures."""
    st.subheader("Carried forward to today", anchor=False)
    if state.page_pick("Modelled figures (nowcast)", SWITCH, "nowcast") == "off":
        return
    st.markdown(WHAT)
    found, reasons = nowcasts(data.catalogue(), ward, clock.today())
    if found:
        page = page_of(len(found), ROWS_A_PAGE)
        shown = found[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
        reading_table(nowcast_table(shown), "Modelled figures beside what was counted")
    for reason in reasons:
        st.markdown(escaped(reason))
    with st.expander("How it is modelled"):
        st.markdown(FORMULA)
