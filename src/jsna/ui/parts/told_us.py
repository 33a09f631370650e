"""What people told us, for everybody: counts by theme of a year that is over, and how long answers took."""

from __future__ import annotations

import streamlit as st

from jsna.analysis.told_us import told_us, years
from jsna.figures.told_us import bars
from jsna.model.told_us import ToldUs
from jsna.outputs import told_us as outputs
from jsna.ui import data, ways
from jsna.ui.link import page_state, state
from jsna.ui.reading import say_what_is_lost, sentence
from jsna.ui.register import register
from jsna.ui.telling import telling
from jsna.words import told_us as words
from jsna.words.plain import escaped


def counts() -> None:
    """Draw the choice of a year, and what everybody may see of it."""
    say_what_is_lost()
    options = {str(year): str(year) for year in years(register())}
    if not options:
        return
    # Another year is the last one next January: a link to share names it.
    year = int(page_state.pick("Year", options, "year", fixed=False))
    found = told_us(register(), year)
    if all(each.is_withheld for each in found):
        st.info(escaped(words.empty(year)), icon=":material/info:")
        tell = ways.of_menu(state.selection(), [ways.TELL])
        st.markdown(f"**First step:** say where people are that they can tell us something. {tell}".strip())
    else:
        names = {theme.code: theme.public for theme in telling().settings.themes}
        for each in found:
            _of_a_kind(each, names)
        _download(found, names)
    with st.expander("How this is counted, and what we do not know"):
        st.markdown(words.how())


def _of_a_kind(found: ToldUs, names: dict[str, str]) -> None:
    st.header(words.TITLES[found.about], anchor=False)
    if found.is_withheld:
        st.markdown(escaped(words.too_few(found)))
        return
    sentence(words.headline(found, names))
    if drawn := bars(found, names):
        st.html(drawn)
    if found.themed is not None:
        st.markdown(escaped(words.withheld(found, names)))
    st.markdown("\n".join(f"- {escaped(each)}" for each in words.waits(found)))


def _download(found: list[ToldUs], names: dict[str, str]) -> None:
    council, release = data.catalogue().place.bodies.council, data.release()
    st.markdown(escaped(f"Source: {outputs.source(council)}. Unit: {words.UNIT}. Year: {found[0].year}."))
    st.download_button(
        "Download these counts (CSV)",
        lambda: outputs.as_file(found, names, council, release),
        file_name=f"told-us-{found[0].year}.csv",
        mime="text/csv",
        on_click="ignore",
    )
