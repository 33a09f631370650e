"""The trends page's parts: its filters, one area over the years, every area of the place, the download."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from jsna.analysis.trends import areas_with_history, histories, over_years, with_history
from jsna.analysis.trends_testable import Series, can_be_tested, opening
from jsna.areas.places import areas_within, name_of
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.figures import trends as figures
from jsna.figures.reading import Head
from jsna.model.area import Level
from jsna.model.indicator import Group, Indicator
from jsna.model.selection import Subject
from jsna.model.trends import History
from jsna.outputs.trends import trends_csv
from jsna.ui import about, data, timeliness, ways
from jsna.ui.link import page_state, state
from jsna.ui.link.filters import place_names
from jsna.ui.ordering import By, in_order
from jsna.ui.reading import chart, page_of, reading_table, sentence
from jsna.words import trends as words
from jsna.words.plain import escaped
from jsna.words.provenance import definition

ROWS_A_PAGE = 12

#: More lines than this would be unreadable; the table has them all.
MOST_LINES = 40

#: The code for “no district chosen”.
UNCHOSEN = ""


@dataclass(frozen=True)
class Followed:
    """What the page follows over the years.

    Attributes:
        place: code of the place.
        indicator: the indicator.
        group: code of its group.
        area: code of the area picked out.
        areas: names of the place's areas. Index: area code.
        indicator_chosen: whether the reader asked for the indicator, here or on another page.
        area_chosen: whether the reader asked for the area, or for a ward in it.
    """

    place: str
    indicator: Indicator
    group: str
    area: str
    areas: pd.Series[str]
    indicator_chosen: bool
    area_chosen: bool


def choose() -> Followed:
    """Draw the filters of place, indicator, group and district and return the choices; the address is updated."""
    catalogue = data.catalogue()
    with st.sidebar:
        place = _place()
        series = {indicator.slug: indicator for indicator in with_history(catalogue)}
        example = opening(catalogue, place, state.selection().ward or catalogue.place.ward)
        picked = _series(series, example)
        slug = picked or example.indicator
        groups = _first(series[slug].groups, state.selection().group if picked else example.group)
        group = _pick("Group", {code: groups[code].label for code in groups}, "series-group")
        areas = areas_with_history(catalogue, slug, place)
        level = series[slug].lowest_level
        shown = _example(areas, level, Series(slug, group))
        area = _pick(level.value.capitalize(), _unchosen_first(areas, level, place, shown), "district")
    own = area or _holder(areas, level)
    return Followed(place, series[slug], group, own or shown, areas, bool(picked), bool(own))


def subject(followed: Followed) -> Subject:
    """Return what the page shows of the newest period: every area of the place."""
    return Subject(followed.place, followed.indicator.slug, followed.group)


def one_area(followed: Followed) -> History:
    """Draw the picked area: the sentence, the lines with the events, the years as a table, and what they are."""
    _not_chosen(followed)
    history = histories(data.catalogue(), followed.indicator.slug, followed.group, [followed.area])[0]
    sentence(words.headline(history))
    st.header(escaped(words.finding(history)), anchor=False)
    drawn = figures.lines(history, _others(followed))
    chart(drawn, figures.in_words(history), "jsna.trend")
    place = name_of(data.catalogue().areas, followed.place)
    st.markdown(escaped(words.what_is_drawn(history, len(drawn["data"]) - 2, place)))
    reading_table(figures.years_table(history), f"{words.subject(history)} in {history.name} and England, by period")
    if said := words.notes(history):
        st.markdown(said)
    if history.events:
        reading_table(figures.events_table(history.events), "Events marked in the chart")
    source = about.source(history.indicator, followed.group, history.indicator.lowest_level)
    st.markdown(
        f"{escaped(definition(history.indicator, history.group))} {source} "
        f"The newest figure is {timeliness.beside(history.indicator, followed.area)}"
    )
    indicator = followed.indicator
    shown = replace(state.selection(), area=followed.area, ward=None, characteristic=indicator.characteristic)
    st.markdown(ways.answering(replace(shown, indicator=indicator.slug, group=followed.group)))
    return history


def _not_chosen(followed: Followed) -> None:
    """Say what is shown that the reader did not ask for: another indicator, or a district as an example."""
    had, said = data.catalogue().indicators.get(state.selection().indicator), []
    title, name = followed.indicator.title, str(followed.areas[followed.area])
    if had is not None and not followed.indicator_chosen:
        said.append(f"There are no earlier years for “{had.title}”. This is “{title}”, as an example.")
    if not followed.area_chosen:
        level = followed.indicator.lowest_level.value
        said.append(f"You have not chosen a {level}. This is {name}, as an example. Choose one in the list.")
    if said:
        st.markdown(escaped(" ".join(said)))


def every_area(followed: Followed) -> None:
    """Draw the place's areas, a page at a time: from first figure to last, and the verdict of the rule.

    Nothing is drawn where there is one only: it stands above.
    """
    if len(followed.areas) == 1:
        return
    place = name_of(data.catalogue().areas, followed.place)
    st.header(f"Every {escaped(followed.indicator.lowest_level.value)} of {escaped(place)}", anchor=False)
    codes, heads = _in_order(followed)
    page = page_of(len(codes), ROWS_A_PAGE)
    codes = codes[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    shown = histories(data.catalogue(), followed.indicator.slug, followed.group, codes)
    reading_table(
        figures.areas_table(shown, _addresses(followed, codes)),
        f"{words.subject(shown[0])} in areas of {place}, first to last figure",
        heads=heads,
    )


def _in_order(followed: Followed) -> tuple[list[str], dict[str, Head]]:
    """Return the codes of the place's areas in the order that the address asks for, and the links of the headings."""

    def own(code: str) -> History:
        return _every(data.catalogue(), followed.indicator.slug, followed.group, tuple(followed.areas.index))[code]

    by = {
        "name": By("Area", followed.areas.__getitem__),
        "change": By("First to last", lambda code: figures.change(own(code)), down=True),
        "trend": By("Trend by the published rule", lambda code: own(code).verdict.state),
    }
    return in_order(followed.areas.index, by)


@kept(1)
def _every(catalogue: Catalogue, slug: str, group: str, codes: tuple[str, ...]) -> dict[str, History]:
    """The history of every area of a place, which is needed only to put them in the order of what it says."""
    return {each.code: each for each in histories(catalogue, slug, group, codes)}


def _addresses(followed: Followed, codes: list[str]) -> dict[str, str]:
    """Return the address of each area's own years, by its code."""
    own = {"series": followed.indicator.slug, "series-group": followed.group}
    selection = state.selection()
    return {code: ways.to_page(ways.TRENDS, selection, own | {"district": code}) for code in codes}


def rule() -> None:
    """Draw, on request, the rule of the trend, its formula, and where it comes from."""
    with st.expander("How we test a trend"):
        st.markdown(f"{words.RULE}\n\n{words.FORMULA}")


def download(followed: Followed) -> None:
    """Draw the download of every area's years; the file is made only when it is asked for."""
    # Taken here: outside a page's run nobody knows which release and list of wards its reader looked at.
    catalogue, release = data.catalogue(), data.release()
    number = len(followed.areas)
    st.download_button(
        "Download all years (CSV)" if number == 1 else f"Download all {number:,} areas and years (CSV)",
        lambda: _export(catalogue, release, followed),
        file_name=f"{followed.indicator.slug}-over-the-years.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _place() -> str:
    catalogue, chosen = data.catalogue(), state.selection()
    names = place_names(catalogue)
    place = state.pick("Place", list(names), chosen.area, names.__getitem__, "area", "Type to search.")
    inside = areas_within(catalogue.areas, place, Level.WARD).index
    state.keep(replace(chosen, area=place, ward=chosen.ward if chosen.ward in inside else None))
    return place


def _pick(label: str, options: Mapping[str, str], key: str) -> str:
    """Draw a list of this page; what was chosen is replaced where a filter above has taken it off the list."""
    return page_state.pick(label, options, key, fixed=False)


def _series(series: Mapping[str, Indicator], example: Series) -> str:
    """Draw the list of indicators: first the one that the reader had, or no choice if that has no history."""
    had, titles = state.selection().indicator, {slug: indicator.title for slug, indicator in series.items()}
    first = {had: titles[had]} if had in titles else {UNCHOSEN: f"{titles[example.indicator]} (an example)"}
    return _pick("Indicator", first | titles, "series")


def _first(groups: Mapping[str, Group], wanted: str) -> dict[str, Group]:
    """Return groups as they are, but one of them first."""
    return {code: groups[code] for code in [*([wanted] if wanted in groups else []), *groups]}


def _unchosen_first(areas: pd.Series[str], level: Level, place: str, example: str) -> dict[str, str]:
    """Return the areas as options; the first chooses none and shows the picked ward's own area or an example.

    A place that is such an area itself is the only option: whoever chose the place has chosen it.
    """
    if list(areas.index) == [place]:
        return {place: str(areas[place])}
    own = _holder(areas, level)
    first = f"{areas[own]} (the ward’s)" if own else f"{areas[example]} (an example)"
    return {UNCHOSEN: first, **{str(code): str(name) for code, name in areas.items()}}


def _holder(areas: pd.Series[str], level: Level) -> str:
    """Return the area that the picked ward lies in; empty if no ward is picked or that area has no history."""
    return _above(state.selection().ward, areas, level)


def _example(areas: pd.Series[str], level: Level, series: Series) -> str:
    """Return an area whose trend can be tested: that of the ward of ``place.toml``, otherwise the first in the list.

    If none can be tested, that of the ward, if it is listed, otherwise the first.
    """
    usual = _above(data.catalogue().place.ward, areas, level) or str(areas.index[0])
    tested = can_be_tested(data.catalogue(), series)
    return usual if usual in tested else next((str(code) for code in areas.index if code in tested), usual)


def _above(ward: str | None, areas: pd.Series[str], level: Level) -> str:
    known = data.catalogue().areas
    if ward not in known.index:
        return ""
    code = str(ward) if level is Level.WARD else str(known.at[ward, level.value])
    return code if code in areas.index else ""


def _others(followed: Followed) -> pd.DataFrame:
    """Return the values of the place's other areas, by name; no rows if there are more than ``MOST_LINES``."""
    values = over_years(data.catalogue(), followed.indicator.slug, followed.group)
    others = followed.areas.drop(followed.area)
    if len(others) > MOST_LINES:
        others = others.iloc[:0]
    return values.reindex(others.index).set_axis(others.to_numpy(), axis=0)


def _export(catalogue: Catalogue, release: str, followed: Followed) -> bytes:
    indicator = followed.indicator
    shown = histories(catalogue, indicator.slug, followed.group, followed.areas.index)
    return trends_csv(shown, indicator, followed.group, release, catalogue.year)
