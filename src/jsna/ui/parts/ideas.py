"""The list of ideas of a place: how many began with people, how many with a solution, and which were let pass."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from jsna.areas.places import codes_within, name_of
from jsna.model.register.idea import Idea, Origin, Stage
from jsna.model.register.need import Need
from jsna.model.register.person import Right
from jsna.model.selection import Selection
from jsna.register.register import Wanted
from jsna.ui import data, ways
from jsna.ui.link import filters, page_state
from jsna.ui.ordering import By, in_order
from jsna.ui.parts import needs
from jsna.ui.reading import page_of, reading_table, sentence
from jsna.ui.register import person, register
from jsna.words import ideas as words
from jsna.words.conversations import SAMPLES
from jsna.words.numbers import spoken
from jsna.words.plain import Link

#: The code of an idea that is not written yet.
NEW = "new"
#: The page's own parameters: which idea it shows, and the need that a new one answers.
KEYS = ("idea", "need")
ROWS_A_PAGE = 25
#: What the list shows, and which ideas that are.
_SHOWN = {
    "all": "All ideas",
    "people": "Began with people",
    "solution": "Began with a solution",
    "passed": words.PASSED,
    **{stage.value.replace(" ", "-"): str(stage).capitalize() for stage in Stage},
}
#: What the list can be ordered by.
_BY = {
    "title": By("Idea", lambda idea: idea.title.casefold()),
    "began": By("How it began", words.began),
    "stage": By("Stage", lambda idea: list(Stage).index(idea.stage)),
}


def overview() -> None:
    """Draw how ideas began here, the first step, and the list."""
    selection = filters.choose_place(baseline=False)
    areas = data.catalogue().all_areas
    here, name = codes_within(areas, selection.area), name_of(areas, selection.area)
    tally = _tally(here)
    sentence(words.headline(tally, spoken(name)))
    _begin(selection)
    if not tally.total:
        st.markdown(words.NO_IDEAS)
        return
    shown = page_state.pick("Show", _SHOWN, "show")
    wanted = _wanted(here, shown)
    found = [each for each in register().find(person(), Idea, wanted) if _fits(each, shown)]
    if not found:
        st.markdown("No idea here is like this.")
        return
    found, heads = in_order(found, _BY)
    page = page_of(len(found), ROWS_A_PAGE)
    rows_shown = found[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    if any(each.sample for each in rows_shown):
        st.warning(SAMPLES, icon=":material/science:")
    seen = {need.id: need for need in register().find(person(), Need, Wanted(ids=[each.need for each in rows_shown]))}
    rows = [{"Idea": to_idea(each, selection), **words.row(each, seen.get(each.need))} for each in rows_shown]
    reading_table(pd.DataFrame(rows).fillna(""), f"Ideas for {name}", heads=heads)


def to_idea(idea: Idea, selection: Selection) -> Link:
    """Return the link to one idea."""
    return Link(idea.title, ways.to_page(ways.IDEAS, selection, {"idea": idea.id}))


def back(selection: Selection) -> None:
    """Draw the way back to the list."""
    name = spoken(name_of(data.catalogue().all_areas, selection.area))
    st.markdown(Link(f"All ideas for {name}", ways.to_page(ways.IDEAS, selection)).markdown)


def _begin(selection: Selection) -> None:
    """Draw the first step, which is to ask people, and after it the way to a new idea."""
    if person().may(Right.WRITE):
        with st.container(horizontal=True):
            needs.ask(selection)
            if st.button("See what people said about an idea"):
                page_state.go({"idea": NEW})
    plan = () if person().may(Right.WRITE) else (ways.PLAN,)
    st.markdown(f"See also: {ways.of_menu(selection, (*plan, ways.RECORD, ways.ASKED_FOR))}")


def _tally(here: list[str] | None) -> words.Tally:
    def number(wanted: Wanted) -> int:
        return register().count(person(), Idea, wanted)

    people = sum(number(Wanted(here, (("origin", origin.value),))) for origin in Origin if origin.from_people)
    return words.Tally(number(Wanted(here)), people, number(Wanted(here, filled=("overrides",))))


def _wanted(here: list[str] | None, shown: str) -> Wanted:
    if shown == "passed":
        return Wanted(here, filled=("overrides",), most=None)
    stage = next((each for each in Stage if each.value.replace(" ", "-") == shown), None)
    if stage is not None:
        return Wanted(here, (("stage", stage.value),), most=None)
    return Wanted(here, most=None)


def _fits(idea: Idea, shown: str) -> bool:
    return shown not in ("people", "solution") or idea.origin.from_people is (shown == "people")
