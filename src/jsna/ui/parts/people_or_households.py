"""Disability counted in people and in households, side by side and never subtracted from each other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import pandas as pd
import streamlit as st

from jsna.analysis.around import around
from jsna.analysis.comparison import figure_of
from jsna.analysis.latest import latest
from jsna.analysis.likeness import unlike
from jsna.figures.around import around_html
from jsna.figures.tables import comparison_table
from jsna.model.area import ENGLAND
from jsna.model.comparison import AreaFigure, Comparison
from jsna.model.quoted import Quoted
from jsna.model.selection import Selection
from jsna.ui import clock, data, release_changes, ways
from jsna.ui.link import page_state
from jsna.ui.ordering import By, in_order, known
from jsna.ui.parts.wards_map import Shown, difference_map
from jsna.ui.reading import page_of, reading_table, sentence
from jsna.words import people_or_households as words
from jsna.words.age import explained
from jsna.words.numbers import percent
from jsna.words.plain import escaped
from jsna.words.provenance import short_table
from jsna.words.sentences import of_area
from jsna.words.timeliness import dated

PEOPLE, HOUSEHOLDS = ("disabled-people", "disabled"), ("households-with-disabled-person", "any")
ROWS_A_PAGE = 12

#: The readings that the reader can switch between: code for the link → words.
READINGS = {"people": "Disabled people", "households": "Households with a disabled person", "age": "Allowing for age"}


class BothMeasures(NamedTuple):
    """What the page shows: the same wards by people and by households, and the ward it is about."""

    selection: Selection
    people: Comparison
    households: Comparison

    @property
    def ward(self) -> str:
        """The ward's code."""
        return str(self.selection.ward)


def find(selection: Selection) -> BothMeasures:
    """Return both measures of a selection's place, each compared with its own baseline."""
    people, households = (
        data.compare(replace(selection, indicator=slug, group=group)) for slug, group in (PEOPLE, HOUSEHOLDS)
    )
    return BothMeasures(selection, people, households)


def pictures(found: BothMeasures) -> None:
    """Draw the ward's two figures in one sentence, then a picture of each, with what it counts beside it."""
    both = [(each.of(found.ward), each) for each in (found.people, found.households)]
    sentence(words.headline(both, clock.today()))
    for column, (own, comparison) in zip(st.columns(2, gap="large"), both, strict=True):
        with column:
            _picture(own, comparison)


def _picture(own: AreaFigure, comparison: Comparison) -> None:
    indicator, group, today = comparison.indicator, comparison.group, clock.today()
    st.header(escaped(words.finding(own, indicator)), anchor=False)
    if figures := around(data.catalogue(), indicator.slug, comparison.selection.group, own.code):
        st.html(around_html(figures, indicator))
    said = (
        f"{group.definition} Out of {indicator.base}.",
        of_area(comparison, own.code, today),
        f"{short_table(indicator)}, {dated(indicator.reference_date, today)}.",
    )
    for line in (*map(escaped, said), ways.answering(comparison.selection)):
        st.markdown(line)


def choose_reading() -> str:
    """Draw the switch between the readings and return the chosen one; it is kept in the address."""
    return page_state.switch("Measure", READINGS, "reading")


def allowing_for_age(found: BothMeasures, reading: str) -> None:
    """Draw, where it is asked for, how much of the difference age explains: beside the count, never instead of it."""
    if reading != "age":
        return
    st.markdown(escaped(explained(data.age_allowance(PEOPLE[0], found.ward))))
    with st.expander("How we allow for age"):
        rates = data.catalogue().indicators[PEOPLE[0]].allowing_for_age
        source = (
            f"Rates: {rates.source if rates else ''}, the mean of both sexes in each stretch of ages, scaled so that "
            "England comes out exactly. Ages: mid-2020 estimates in five-year bands."
        )
        st.markdown(f"{words.AGE_METHOD}\n\n{escaped(source)}\n\n{words.AGE_FORMULA}")


def reading_map(found: BothMeasures, reading: str) -> None:
    """Draw the map of the chosen reading: people or households, never a mixture."""
    shown = found.households if reading == "households" else found.people
    release_changes.for_areas(shown.selection.subject)
    st.header(escaped(f"The map of {shown.indicator.unit}"), anchor=False)
    difference_map(Shown(shown))


def side_by_side(found: BothMeasures) -> None:
    """Draw people and households for the same wards, each compared with its own baseline."""
    selection, people, households = found
    st.header(escaped(f"People and households, {people.level.value} by {people.level.value}"), anchor=False)
    order = people.areas.sort_values("value", ascending=False, na_position="last").index
    if selection.ward is not None:
        order = order[order == selection.ward].append(order[order != selection.ward])
    listed, heads = in_order(order, _by(people, households))
    page = page_of(len(listed), ROWS_A_PAGE)
    codes = pd.Index(listed[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE])
    addresses = ways.to_areas(codes, selection)
    tables = [comparison_table(each.areas.loc[codes], each, addresses) for each in (people, households)]
    joined = pd.concat([tables[0].iloc[:, :3], tables[1].iloc[:, 1:3].add_suffix(" (households)")], axis=1)
    joined.columns = pd.Index(_columns(people, households))
    title = f"Disabled people and households with a disabled person in wards of {people.place}"
    reading_table(joined, title, heads=heads)


def _columns(people: Comparison, households: Comparison) -> list[str]:
    return [
        "Ward",
        "People: number and share",
        f"People, compared with {people.against}",
        "Households: number and share",
        f"Households, compared with {households.against}",
    ]


def _by(people: Comparison, households: Comparison) -> dict[str, By]:
    ward, *columns = _columns(people, households)
    names = people.areas["name"].to_dict()
    by = {"name": By(ward, names.__getitem__)}
    kinds = ((unit, column) for unit in ("people", "households") for column in ("value", "difference"))
    for (unit, column), heading in zip(kinds, columns, strict=True):
        figures = (people if unit == "people" else households).areas[column].to_dict()
        code = unit if column == "value" else f"{unit}-difference"
        by[code] = By(heading, _key(figures), down=True)
    return by


def _key(figures: Mapping[Any, float]) -> Callable[[str], float | None]:
    return lambda code: known(figures[code])


def refusal() -> None:
    """Draw why the two are never subtracted, in the words of the check that refuses it."""
    indicators = data.catalogue().indicators
    st.header("Why not simply compare the two?", anchor=False)
    st.markdown(escaped(str(unlike(indicators[PEOPLE[0]], indicators[HOUSEHOLDS[0]]))))


def quoted(figures: tuple[Quoted, ...]) -> None:
    """Draw the national figures people quote, computed where they are in the data, and why they differ."""
    st.header("The national figures people quote", anchor=False)
    reading_table(
        pd.DataFrame(
            {
                "Said as": item.says,
                "Figure": _computed(item),
                "Counts": item.counts,
                "What it means": item.definition,
                "Why it differs": item.why,
                "Who says it": item.who,
            }
            for item in figures
        ),
        "National figures quoted for disability and why they differ",
    )


def _computed(item: Quoted) -> str:
    if not item.indicator:
        return "not in the data here"
    catalogue = data.catalogue()
    indicator = catalogue.indicators[item.indicator]
    figures, _ = latest(catalogue, indicator.slug, item.group)
    england = figure_of(catalogue, figures, ENGLAND)
    return "–" if england is None else percent(england.value, indicator.decimals)
