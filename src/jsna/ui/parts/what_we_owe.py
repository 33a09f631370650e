"""The board's page: published responses that people still wait for, the oldest first, as anybody reads them."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from jsna.analysis.promises import summary
from jsna.areas.places import name_of
from jsna.figures import promises as figures
from jsna.model.register.person import ANYBODY
from jsna.model.register.promise import Promise
from jsna.model.selection import Selection
from jsna.outputs.promises import as_html
from jsna.ui import clock, data, recording
from jsna.ui.ordering import in_order
from jsna.ui.parts import responses
from jsna.ui.reading import page_of, reading_table, sentence
from jsna.words import promises as words
from jsna.words.plain import escaped


def owed(area: str) -> list[Promise]:
    """Return the published responses of a place; the same for every reader, whatever their role."""
    return responses.of_place(area, ANYBODY)


def in_short(promises: Sequence[Promise], view: Selection) -> None:
    """Draw how many people are owed an answer, how long the oldest waits, and how many could not be told."""
    place = name_of(data.catalogue().areas, view.area)
    if not promises:
        st.info(
            f"Nothing is published for {escaped(place)} yet. This page lists the answers that people still wait for, "
            "the oldest first. **First step:** record what was heard under “You said, we did”, and publish it.",
            icon=":material/info:",
        )
        return
    summed = summary(promises)
    sentence(words.headline(place, summed))
    said = (words.oldest(_waiting(promises)), words.days_sentence(summed), words.told_sentence(summed))
    st.markdown("\n".join(f"- {escaped(each)}" for each in (*said, words.helped_sentence(summed)) if each))


def listed(promises: Sequence[Promise], view: Selection) -> None:
    """Draw what is owed as a table, the oldest unanswered first."""
    waiting = [each for each in promises if each.is_owed]
    if not waiting:
        return
    ordered, heads = in_order(waiting, responses.BY)
    page = page_of(len(ordered), responses.ROWS_A_PAGE)
    shown = ordered[(page - 1) * responses.ROWS_A_PAGE : page * responses.ROWS_A_PAGE]
    addresses = {each.response.id: responses.address(each.response, view) for each in shown}
    reading_table(
        figures.list_table(shown, responses.area_names(), addresses),
        "Answers that people still wait for",
        heads=heads,
    )
    if any(each.response.sample for each in shown):
        st.warning(recording.SAMPLE, icon=":material/science:")


def printed(promises: Sequence[Promise], view: Selection) -> None:
    """Draw the download of the list on paper."""
    if not promises:
        return
    place, today = name_of(data.catalogue().areas, view.area), clock.today()
    names = responses.area_names()
    st.download_button(
        "Download it to print (HTML)",
        lambda: as_html(promises, place, names, today),
        file_name="what-we-owe.html",
        mime="text/html",
        on_click="ignore",
    )


def _waiting(promises: Sequence[Promise]) -> int:
    """The days of the one that waits longest; 0 where none waits."""
    return max((each.days for each in promises if each.is_owed), default=0)
