"""The ward profile page's switch for modelled figures: off unless the reader, or the link, turns it on."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from jsna.analysis.nowcast import nowcasts
from jsna.catalogue.overview import overview
from jsna.figures.nowcast import nowcast_table
from jsna.model.nowcast import Nowcast
from jsna.model.slug import slug_of
from jsna.outputs.nowcast import nowcast_csv
from jsna.ui import clock, data
from jsna.ui.link import page_state
from jsna.ui.reading import reading_table
from jsna.words.nowcast import FORMULA, WHAT
from jsna.words.plain import escaped

SWITCH = {"off": "Off: only what was counted or published", "on": "On: also modelled figures, labelled so"}


def section(ward: str) -> None:
    """Draw the switch, kept in the address as ``nowcast``; when it is on, draw a ward's modelled figures."""
    if page_state.pick("Modelled figures (nowcast)", SWITCH, "nowcast") == "off":
        return
    st.markdown(WHAT)
    found, reasons = nowcasts(data.catalogue(), ward, clock.today())
    if found:
        reading_table(nowcast_table(_main(found)), "Modelled figures beside what was counted")
        _download(found, ward)
    for reason in reasons:
        st.markdown(escaped(reason))
    with st.expander("How it is modelled"):
        st.markdown(FORMULA)


def _main(found: Sequence[Nowcast]) -> list[Nowcast]:
    """The modelled figures that stand for a topic of the overview, in its order; all where none does."""
    by_group = {(own.indicator.slug, own.group.label): own for own in found}
    lines = overview(data.catalogue())
    main = [by_group.get((line.indicator.slug, line.group.label)) for line in lines]
    return [own for own in main if own is not None] or list(found)


def _download(found: Sequence[Nowcast], ward: str) -> None:
    """Draw the download of every modelled figure."""
    name, year, release = found[0].name, data.catalogue().year, data.release()
    st.download_button(
        f"Download all {len(found)} modelled figures (CSV)",
        lambda: nowcast_csv(found, ward, release, year),
        file_name=f"modelled-{slug_of(name)}.csv",
        mime="text/csv",
        on_click="ignore",
    )
