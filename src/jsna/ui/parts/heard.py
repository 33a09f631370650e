"""The parts of the page on who has not been heard."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from jsna.analysis.counterpart import Grouped
from jsna.analysis.heard import heard, years
from jsna.areas.places import areas_within, full_names, name_of
from jsna.catalogue.kept import kept
from jsna.catalogue.listening import answers_of
from jsna.catalogue.read import Catalogue
from jsna.figures.heard import shade
from jsna.figures.painting import Picture
from jsna.model.area import Level
from jsna.model.characteristic import NINE, Characteristic
from jsna.model.heard import Heard
from jsna.model.register.person import Right
from jsna.model.selection import Selection
from jsna.ui import clock, data
from jsna.ui.area_map import area_map
from jsna.ui.link import filters, page_state
from jsna.ui.ordering import By, in_order, known
from jsna.ui.parts import wards_map
from jsna.ui.reading import ROWS_A_PAGE, page_of, reading_table, say_what_is_lost, sentence
from jsna.ui.recording import SAMPLE
from jsna.ui.register import person, register
from jsna.words import heard as words
from jsna.words.numbers import spoken
from jsna.words.plain import escaped
from jsna.words.sentences import in_full

_EVERYBODY = "everybody"
_EVERYTHING = "all"


def choose() -> tuple[Heard, Selection]:
    """Draw the choice of place, characteristic and group, and say who has not been heard."""
    catalogue = data.catalogue()
    selection = filters.choose_place(baseline=False)
    asked = {each.characteristic: each.groups for each in answers_of(catalogue.data, clock.today()).asked}
    titles = {item.value: catalogue.characteristics[item].title for item in NINE if item in asked}
    left, right, last = st.columns(3)
    chosen = Characteristic(page_state.pick("Compare by", titles, "by", into=left, fixed=False))
    labels = {group.code: group.label for group in asked[chosen]}
    group = page_state.pick("Who", {_EVERYBODY: "Everybody", **labels}, "who", into=right)
    code = "" if group == _EVERYBODY else group
    found = heard(
        catalogue, register(), person(), selection.area, Grouped(chosen, labels), code, _year(selection, last)
    )
    sentence(words.headline(found, name_of(catalogue.areas, selection.area)))
    if found.samples:
        st.warning(SAMPLE, icon=":material/science:")
    if found.protected:
        say_what_is_lost()
        st.markdown(
            f"This is the year {found.year}, which is over: what was held and recorded in it. Counts under 10 are "
            "withheld, and others where they would give them away."
        )
    return found, replace(selection, characteristic=chosen)


def _year(selection: Selection, into: DeltaGenerator) -> int | None:
    """Draw the choice of a finished year, or for people with a role of everything; None for everything.

    Another year is the last one next January: a link to share names it.
    """
    finished = {str(year): str(year) for year in years(data.catalogue(), register(), selection.area)}
    everything = {_EVERYTHING: "Everything recorded"} if person().may(Right.READ_ALL) else {}
    if not everything | finished:
        return None
    picked = page_state.pick("When", everything | finished, "year", into=into, fixed=bool(everything))
    return None if picked == _EVERYTHING else int(picked)


def groups(found: Heard) -> None:
    """Draw the groups: how many were reached, compared with how many live here."""
    st.header("Groups", anchor=False)
    if found.why_no_groups:
        st.markdown(escaped(found.why_no_groups))
        return
    if found.protected and not found.talks:
        st.markdown("Nobody was asked that year, so there is nothing to compare.")
        return
    reading_table(pd.DataFrame(words.group_rows(found)), "People reached by group, compared with people who live here")
    st.markdown(words.NOT_COUNTED)
    st.markdown(f"**Same faces?** {escaped(words.same_faces(found))}")


def _table(found: Heard, names: Mapping[str, str]) -> None:
    """Draw the wards, a page at a time, those that nobody asked first."""
    usual = found.areas.sort_values(["asks", "population"], ascending=[True, False])
    by = {
        "name": By("Ward", names.__getitem__),
        "asked": By("Asked", usual["asks"].to_dict().__getitem__, down=True),
        "reached": By("People reached", lambda code: known(usual.at[code, "rate"]), down=True),
    }
    if found.protected:
        del by["reached"]
    codes, heads = in_order(usual.index, by)
    page = page_of(len(codes), ROWS_A_PAGE)
    shown = words.ward_rows(found, names, codes[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE])
    reading_table(pd.DataFrame(shown), "Wards, and how often people there were asked", heads=heads)


def wards(found: Heard, selection: Selection) -> None:
    """Draw the map of who was reached beside the map of the figures, and the table of the wards."""
    catalogue = data.catalogue()
    names = _ward_names(catalogue, found.place)
    st.header("Wards", anchor=False)
    said = words.unasked(found, names)
    if said:
        st.markdown(escaped(said))
    left, right = st.columns(2)
    place = spoken(name_of(catalogue.areas, found.place))
    with left:
        st.subheader("People reached", anchor=False)
        picture = Picture(shade(found), words.headline(found, place), f"Map of wards of {place}: people reached")
        area_map(picture, found.place, Level.WARD, "reached")
    with right:
        _figures(selection)
    _table(found, names)
    if found.elsewhere:
        st.markdown(escaped(words.elsewhere(found.elsewhere)))
    if found.cut:
        st.markdown(escaped(words.cut(found.cut, name_of(catalogue.areas, found.place), catalogue.year)))


@kept(4)
def _ward_names(catalogue: Catalogue, place: str) -> dict[str, str]:
    """The name of each ward of a place, with its district, by its code."""
    named = full_names(catalogue.areas, areas_within(catalogue.areas, place, Level.WARD))
    return {str(code): str(name) for code, name in named.items()}


def _figures(selection: Selection) -> None:
    """Draw the map of the characteristic's first indicator."""
    catalogue = data.catalogue()
    for slug in catalogue.characteristics[selection.characteristic].indicators:
        indicator = catalogue.indicators.get(slug)
        if indicator is not None and indicator.lowest_level is Level.WARD:
            chosen = replace(selection, indicator=slug, group=indicator.first_group)
            st.subheader(escaped(f"{indicator.title}: {indicator.groups[indicator.first_group].label}"), anchor=False)
            comparison = data.compare(chosen)
            wards_map.difference_map(wards_map.Shown(comparison))
            st.markdown(escaped(in_full(comparison, clock.today())))
            return
    st.markdown("Nothing is published for wards by this characteristic.")
