"""The parts of the page on what people asked for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import pandas as pd
import streamlit as st

from jsna.analysis.asked_for import About, asked_for
from jsna.areas.places import codes_within, name_of
from jsna.model.asked_for import AskedFor
from jsna.model.register.need import NeedStatus
from jsna.model.selection import Selection
from jsna.outputs import asked_for as paper
from jsna.ui import choosing, clock, data, ways
from jsna.ui.choosing import where
from jsna.ui.link import filters, page_state
from jsna.ui.ordering import By, in_order
from jsna.ui.reading import page_of, reading_table, sentence
from jsna.ui.recording import SAMPLE
from jsna.ui.register import person, register
from jsna.words import asked_for as words
from jsna.words.numbers import spoken
from jsna.words.plain import Link, escaped

ROWS_A_PAGE = 25
_Row = TypeVar("_Row")
#: What each list can be ordered by.
_THEMES = {
    "heard": By("What was heard", lambda theme: theme.words.casefold()),
    "often": By("In how many", lambda theme: theme.conversations, down=True),
    "last": By("Last", lambda theme: theme.last_on, down=True),
}
_NEEDS = {
    "title": By("Need", lambda need: need.title.casefold()),
    "status": By("Where it stands", lambda need: list(NeedStatus).index(need.status)),
}
_ANSWERS = {
    "said": By("You said", lambda response: response.heard.casefold()),
    "when": By("When", lambda response: response.heard_on, down=True),
}


class Looked(NamedTuple):
    """What the reader looked for, and what was found."""

    found: AskedFor
    place: str
    about: str
    selection: Selection


def choose() -> Looked:
    """Draw place, topic and words; say how many conversations there were, or plainly that there were none."""
    catalogue = data.catalogue()
    selection = filters.choose_place(baseline=False)
    left, right = st.columns(2)
    topics = choosing.topics() | {"": "Every topic"}
    topic = page_state.pick("Topic", topics, "topic", into=left)
    sought = page_state.text("Words", "words", "For example: bus", into=right)
    found = asked_for(register(), person(), About(codes_within(catalogue.all_areas, selection.area), topic, sought))
    place = spoken(name_of(catalogue.all_areas, selection.area))
    about = words.looked_for(topics[topic] if topic else "", sought)
    sentence(words.headline(found, place, about))
    if found.has_sample:
        st.warning(SAMPLE, icon=":material/science:")
    if not found.conversations:
        first = ways.of_menu(selection, (ways.PLAN, ways.RECORD, ways.NEEDS))
        st.markdown(f"Ask people before you decide anything: {first}")
    return Looked(found, place, about, selection)


def heard(looked: Looked) -> None:
    """Draw the themes, and words that were released."""
    found = looked.found
    if not found.conversations:
        return
    st.header("What was heard", anchor=False)
    ordered, heads = in_order(found.themes, _THEMES)
    themes = _page(ordered, "themes", "page")
    rows = [words.theme_row(each, len(found.conversations), where) for each in themes]
    reading_table(pd.DataFrame(rows), "Each theme", heads=heads)
    st.markdown(words.HOW_COUNTED)
    if found.own_words:
        st.header("In people’s own words", anchor=False)
        said = _page(found.own_words, "words", "wordspage")
        st.markdown("\n".join(f"- {escaped(words.own_words(each, where))}" for each in said))


def needs(looked: Looked) -> None:
    """Draw the needs, each with the link to it."""
    st.header("Needs", anchor=False)
    if not looked.found.needs:
        st.markdown(words.NO_NEEDS)
        return
    rows = []
    ordered, heads = in_order(looked.found.needs, _NEEDS, "needsorder", "needspage")
    for each in _page(ordered, "needs", "needspage"):
        way = Link(each.title, ways.to_page(ways.NEEDS, looked.selection, {"need": each.id}))
        rows.append({**words.need_row(each, where), "Need": way})
    reading_table(pd.DataFrame(rows), "Each need, and where it stands", heads=heads)


def came_of_it(looked: Looked) -> None:
    """Draw what came of what was heard."""
    st.header("What came of it", anchor=False)
    if not looked.found.responses:
        st.markdown(words.NO_RESPONSES)
        return
    ordered, heads = in_order(looked.found.responses, _ANSWERS, "answersorder", "answerspage")
    rows = pd.DataFrame(map(words.response_row, _page(ordered, "answers", "answerspage")))
    reading_table(rows, "What was heard, what was done, and whether it helped", heads=heads)


def _page(rows: Sequence[_Row], what: str, key: str) -> Sequence[_Row]:
    """Draw the choice of a page, where there are several, and return its rows."""
    page = page_of(len(rows), ROWS_A_PAGE, what, key)
    return rows[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]


def to_print(looked: Looked) -> None:
    """Draw the download of all this as a paper."""
    st.download_button(
        "Download to print (HTML)",
        lambda: paper.as_html(looked.found, looked.place, looked.about, where, clock.today()),
        file_name="what-people-asked-for.html",
        mime="text/html",
        on_click="ignore",
    )
