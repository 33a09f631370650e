"""One response: what was heard, what happened since, whether it helped, and what its figures say."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import streamlit as st

from jsna.analysis.before_after import before_after
from jsna.analysis.needs import steps
from jsna.areas.places import name_of
from jsna.figures import promises as figures
from jsna.model.register.person import Right
from jsna.model.register.promise import Promise
from jsna.model.register.response import Response
from jsna.model.selection import Selection
from jsna.ui import clock, data, recording, ways
from jsna.ui.parts import response_about, response_forms
from jsna.ui.reading import reading_table
from jsna.ui.register import person, register
from jsna.words import promises as words
from jsna.words.plain import Link, Markdown, escaped
from jsna.words.provenance import spoken_date


def page(promise: Promise, view: Selection) -> None:
    """Draw a response whole, and the forms for those who may record."""
    own = promise.response
    recording.mark_sample(own)
    if person().may(Right.READ_ALL) and not own.published:
        st.info("Not published: only people with a role read this.", icon=":material/visibility_off:")
    _heard(promise)
    st.header("What happened", anchor=False)
    reading_table(figures.steps_table(own, who=person().may(Right.READ_ALL)), "What happened, day by day")
    _told(promise)
    _helped(promise)
    _measured(promise)
    _changes(own)
    response_forms.draw(promise)
    areas = data.catalogue().all_areas
    everything = Link(f"All responses of {name_of(areas, view.area)}", ways.to_page("responses", replace(view)))
    st.markdown(everything.markdown)


def _changes(own: Response) -> None:
    """Draw every version, for people with a role: also what is no step, such as another need or conversation."""
    if not person().may(Right.READ_ALL):
        return
    with st.expander("History of changes"):
        rows = words.change_rows(steps(register(), person(), Response, own.id))
        reading_table(pd.DataFrame(rows), "Every change, the first one first")


def _heard(promise: Promise) -> None:
    own, areas = promise.response, data.catalogue().all_areas
    st.header("What was heard", anchor=False)
    with st.container(border=True, key="jsna-heard"):
        st.text(own.heard)
    where = ", ".join(name_of(areas, place.code) if place.code in areas.index else place.code for place in own.places)
    next_date = words.next_date(own.next_on, promise.first_date, len(own.moves), promise.overdue)
    lines = {
        "Heard on": f"{spoken_date(own.heard_on)}, in {where}",
        "Open for": words.days_open(promise.days, owed=promise.is_owed),
        "How far": words.stands(own.progress, owed=promise.is_owed, reopened=own.times_reopened),
        "Owner": own.owner or "Nobody named",
        "Next date": next_date if promise.is_owed else "Ended",
    }
    marked: dict[str, Markdown] = {name: escaped(line) for name, line in lines.items()} | response_about.lines(own)
    st.markdown("\n".join(f"- **{escaped(name)}:** {said}" for name, said in marked.items()))
    if own.moves:
        reasons = "; ".join(f"{spoken_date(each.was)}: {each.reason}" for each in own.moves)
        st.markdown(f"Put off because: {escaped(reasons)}")
    if own.promised:
        st.markdown("**What people were promised**")
        st.text(own.promised)


def _told(promise: Promise) -> None:
    own = promise.response
    st.header("Were the people who asked told?", anchor=False)
    for each in own.told:
        st.markdown(f"- {escaped(words.told(each))}")
    if own.not_told.strip():
        st.markdown("They could not be told, because:")
        st.text(own.not_told)
    if not own.told and not own.not_told.strip():
        st.markdown("Not yet. It does not end before they are, or before it is said why they cannot be.")


def _helped(promise: Promise) -> None:
    st.header("Did it help?", anchor=False)
    st.markdown(f"**{escaped(words.verdict(promise.helped))}**")
    if promise.response.verdicts:
        reading_table(figures.verdicts_table(promise.response), "Who said whether it helped, in order")


def _measured(promise: Promise) -> None:
    own = promise.response
    if not own.measured:
        return
    st.header("The figures before and after", anchor=False)
    found = [before_after(data.catalogue(), each, own, clock.today()) for each in own.measured]
    reading_table(figures.measured_table(found), "Indicators before it was heard and after something was done")
    if any(each.after is not None for each in found):
        st.markdown(words.PROOF)
