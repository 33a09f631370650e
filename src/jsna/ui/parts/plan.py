"""The parts of the page that plans whom to ask."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pandas as pd
import streamlit as st

from jsna.analysis import plan as planning
from jsna.areas.places import name_of
from jsna.catalogue.asking import read_asking
from jsna.model.asking import ways_it_leads
from jsna.model.plan import Plan
from jsna.outputs import plan_paper
from jsna.ui import clock, data, ways
from jsna.ui.link import filters, page_state, state
from jsna.ui.reading import reading_table, sentence
from jsna.ui.recording import SAMPLE
from jsna.ui.register import person, register
from jsna.words import plan as words
from jsna.words.numbers import spoken
from jsna.words.plain import Link, escaped
from jsna.words.provenance import spoken_date

#: People are told what came of it within this time, unless the council says otherwise.
TOLD_WITHIN = timedelta(days=90)


def choose() -> Plan:
    """Draw the choice of place and topic, say in one sentence what is known, and return the plan."""
    catalogue = data.catalogue()
    selection = filters.choose_place(baseline=False)
    topics = sorted({indicator.topic for indicator in catalogue.indicators.values()})
    topic = page_state.pick("What about", {each: _topic(each) for each in topics}, "topic", fixed=False)
    found = planning.plan(catalogue, register(), person(), selection.ward or selection.area, topic)
    sentence(words.headline(found, name_of(catalogue.areas, found.place)))
    if found.is_ward:
        name = spoken(name_of(catalogue.areas, selection.area))
        whole = ways.to_page(ways.PLAN, replace(selection, ward=None), {"topic": topic})
        ward = name_of(catalogue.areas, found.place)
        st.markdown(f"{escaped(words.for_ward(ward))} {Link(f'Plan for all of {name}', whole).markdown}")
    if found.samples:
        st.warning(SAMPLE, icon=":material/science:")
    return found


def concerns(found: Plan) -> None:
    """Draw the groups concerned: how many, where, whether they were asked, and what came of it."""
    if found.concerns:
        st.header(words.WHO, anchor=False)
        rows = pd.DataFrame(words.concern_row(each, is_ward=found.is_ward) for each in found.concerns)
        reading_table(rows, "Groups that are larger here than you would expect from England as a whole")
        unheard = Link("who has not been heard", ways.to_page("heard", state.selection())).markdown
        st.markdown(
            "A larger group is a reason to ask, and not yet a need. A group can also be small and never heard: see "
            f"{unheard}."
        )


def already_said(found: Plan) -> None:
    """Draw what was said here already and what came of it."""
    st.header(words.SAID_ON_TOPIC, anchor=False)
    if not found.said and not found.responses:
        st.markdown(escaped(words.nothing_said(found)))
    if found.said:
        st.markdown(escaped(words.talks_said(found)))
        reading_table(pd.DataFrame(map(words.heard_row, found.said)), "What was heard, the latest first")
    if found.responses:
        reading_table(pd.DataFrame(map(words.response_row, found.responses)), "What came of what was heard")


def where(found: Plan) -> None:
    """Draw where people can be met."""
    st.header("Where to meet people", anchor=False)
    places = words.places(found)
    st.markdown("\n".join(f"- {escaped(line)}" for line in places) if places else words.NO_PLACE)


def explanations(found: Plan) -> None:
    """Draw the rival explanations that stay open until people are asked."""
    st.header(words.OPEN, anchor=False)
    st.markdown("\n".join(f"- {escaped(line)}" for line in words.explanations(found)))


def script(found: Plan) -> None:
    """Draw the script, a check of the reader's own question, and the plan on paper."""
    catalogue = data.catalogue()
    asking = read_asking(catalogue.data)
    place, topic = name_of(catalogue.areas, found.place), _topic(found.topic)
    council, by = catalogue.place.bodies.council, spoken_date(clock.today() + TOLD_WITHIN)
    st.header("What to ask", anchor=False)
    for part, lines in words.script(asking, council, asking.called(found.topic), by):
        st.markdown(f"**{escaped(part)}**\n\n" + "\n\n".join(map(escaped, lines)))
    own = page_state.text("Check a question of your own", "question", "Would you use …?")
    if own.strip():
        led = ways_it_leads(own, asking.leading)
        if led:
            said = "\n".join(f"- It {escaped(each.kind)}. {escaped(each.why)} {escaped(each.instead)}" for each in led)
            st.warning(f"**This question may lead:**\n\n{said}", icon=":material/info:")
        else:
            st.success("Nothing in this question seems to lead. Try it on somebody first.")
    st.download_button(
        "Download to print, two pages (HTML)",
        lambda: plan_paper.as_html(found, asking, place, topic.lower(), council, by),
        file_name=f"ask-people-{found.topic}.html",
        mime="text/html",
        on_click="ignore",
    )
    st.markdown(f"Afterwards: {ways.of_menu(state.selection(), (ways.RECORD,))}")


def _topic(folder: str) -> str:
    return folder.replace("-", " ").capitalize()
