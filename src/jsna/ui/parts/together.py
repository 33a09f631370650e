"""What people of a place said, beside its figures: on the pages about a place."""

from __future__ import annotations

import streamlit as st

from jsna.analysis.together import together
from jsna.areas.places import name_of
from jsna.errors import JsnaError
from jsna.model.selection import Selection
from jsna.ui import clock, data, ways
from jsna.ui.recording import SAMPLE
from jsna.ui.register import person, register
from jsna.words import together as words
from jsna.words.plain import Link, escaped

HEADING = "What people say, and what came of it"


def section(place: str, selection: Selection, most: int = 3) -> None:
    """Draw voices, needs, ideas and open answers of a place, each with the way to its page.

    Args:
        place: code of the ward, the district or any larger area.
        selection: the choices that the links keep.
        most: how many of each kind are drawn; the rest are a link away.
    """
    st.header(HEADING, anchor=False)
    name = name_of(data.catalogue().areas, place)
    try:
        found = together(data.catalogue(), register(), person(), place, most)
    except JsnaError as problem:
        st.info(escaped(str(problem)), icon=":material/info:")
        return
    st.markdown(f"**{escaped(words.headline(found, name))}**")
    if found.samples:
        st.warning(SAMPLE, icon=":material/science:")
    today, lines = clock.today(), []
    for title, page, items in (
        ("Heard", "conversations", found.conversations),
        ("Needs", "needs", found.needs),
        ("Ideas", "ideas", found.ideas),
        ("Waiting for an answer", "responses", found.responses),
    ):
        way = Link(title, ways.to_page(page, selection)).markdown
        if items:
            lines.append(f"- {way}: {' · '.join(escaped(words.line(item, today)) for item in items)}")
    if lines:
        st.markdown("\n".join(lines))
    st.markdown(
        f"{Link('Ask people', ways.to_page('plan', selection)).markdown} · "
        f"{Link('Who has not been heard', ways.to_page('heard', selection)).markdown} · "
        f"{Link('What exists already', ways.to_page('provision', selection)).markdown}"
    )
