"""The trends page's parts: its filters, one area over the years, every area of the place, the download."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import pandas as pd
import streamlit as st

from jsna.analysis.places import areas_within, name_of
from jsna.analysis.trends import areas_with_history, histories, over_years, with_history
from jsna.figures import trends as figures
from jsna.model.area import Level
from jsna.model.indicator import Indicator
from jsna.model.trend import History
from jsna.outputs.download import as_csv
from jsna.ui import currency, data, state
from jsna.ui.components import STILL, page_of, reading_table, sentence
from jsna.ui.filters import place_codes
from jsna.words import trends as words
from jsna.words.plain import escaped
from jsna.words.provenance import definition, source_line

ROWS_A_PAGE = 12

#: More lines than this are a tangle, and the table holds them all.
MOST_LINES = 40


@dataclass(frozen=True)
class Followed:
    """What the page follows over the years.

    Attributes:
        place: code of the place.
        indicator: the indicator.
        group: code of its group.
        area: code of the area picked out.
        areas: names of the place's areas. Index: area code.
    """

    place: str
    indicator: Indicator
    group: str
    area: str
    areas: pd.Series[str]


def choose() -> Followed:
    """Draw the filters of place, indicator, group and district and return what is chosen; the address follows."""
    catalogue = data.catalogue()
    with st.sidebar:
        place = _place()
        series = {indicator.slug: indicator for indicator in with_history(catalogue)}
        slug = _pick("Indicator", {key: each.title for key, each in series.items()}, "series")
        group = _pick("Group", {code: each.label for code, each in series[slug].groups.items()}, "series-group")
        areas = areas_with_history(catalogue, slug, place)
        area = _pick(
            series[slug].lowest_level.value.capitalize(), _first_of(areas, series[slug].lowest_level), "district"
        )
    return Followed(place, series[slug], group, area, areas)


def one_area(followed: Followed) -> History:
    """Draw the picked area: the sentence, what it is, the years as a table, then as lines with the events."""
    history = histories(data.catalogue(), followed.indicator.slug, followed.group, [followed.area])[0]
    sentence(words.headline(history))
    st.markdown(
        f"{escaped(definition(history.indicator, history.group))} {escaped(source_line(history.indicator))} "
        f"The newest figure is {currency.beside(history.indicator, followed.area)}"
    )
    st.markdown(words.notes(history))
    reading_table(figures.years_table(history), f"{words.subject(history)} in {history.name} and England, by period")
    chart = figures.lines(history, _others(followed))
    st.plotly_chart(chart, theme=None, config=STILL, alt=figures.in_words(history), key="jsna.trend")
    _events(history)
    return history


def every_area(followed: Followed) -> None:
    """Draw the place's areas, a page at a time: from first figure to last, and the verdict of the rule."""
    place = name_of(data.catalogue().areas, followed.place)
    st.subheader(f"Every {followed.indicator.lowest_level.value} of {escaped(place)}", anchor=False)
    page = page_of(len(followed.areas), ROWS_A_PAGE)
    codes = list(followed.areas.index[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE])
    shown = histories(data.catalogue(), followed.indicator.slug, followed.group, codes)
    reading_table(figures.areas_table(shown), f"{words.subject(shown[0])} in areas of {place}, first to last figure")


def rule() -> None:
    """Draw the rule of the trend in one sentence, and its formula on request."""
    st.markdown(words.RULE)
    with st.expander("The formula, and where it comes from"):
        st.markdown(words.FORMULA)


def download(followed: Followed) -> None:
    """Draw the download of every area's years; the file is made only when it is asked for."""
    st.download_button(
        f"Download all {len(followed.areas):,} areas and years (CSV)",
        lambda: as_csv(_export(followed)),
        file_name=f"{followed.indicator.slug}-over-the-years.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _place() -> str:
    catalogue, chosen = data.catalogue(), state.selection()
    codes, names = place_codes(catalogue), catalogue.areas["name"]
    place = state.pick("Place", codes, chosen.area, names.__getitem__, "area", "Type to search.")
    inside = areas_within(catalogue.areas, place, Level.WARD).index
    state.keep(replace(chosen, area=place, ward=chosen.ward if chosen.ward in inside else None))
    return place


def _pick(label: str, options: Mapping[str, str], key: str) -> str:
    """Draw a list of this page; what was chosen gives way where a filter above has taken it off the list."""
    return state.page_pick(label, options, key)


def _first_of(areas: pd.Series[str], level: Level) -> dict[str, str]:
    """Return the areas as options, first the one that the picked ward, or the default ward, lies in."""
    catalogue, chosen = data.catalogue(), state.selection()
    wards = [ward for ward in (chosen.ward, catalogue.place.ward) if ward in catalogue.areas.index]
    holders = [str(catalogue.areas.at[ward, level.value]) for ward in wards if level is not Level.WARD]
    first = [code for code in holders if code in areas.index][:1]
    return {code: str(areas[code]) for code in [*first, *areas.index.difference(first, sort=False)]}


def _others(followed: Followed) -> pd.DataFrame:
    """Return the values of the place's other areas, by name; none where they would be a tangle."""
    values = over_years(data.catalogue(), followed.indicator.slug, followed.group)
    others = followed.areas.drop(followed.area)
    if len(others) > MOST_LINES:
        others = others.iloc[:0]
    return values.reindex(others.index).set_axis(others.to_numpy(), axis=0)


def _events(history: History) -> None:
    if not history.events:
        st.markdown("No event of the register falls into these years.")
        return
    reading_table(figures.events_table(history.events), "Events marked in the chart")
    st.markdown("A mark says only when an event was. Which way it moved the figures is not known here.")


def _export(followed: Followed) -> pd.DataFrame:
    indicator = followed.indicator
    told = histories(data.catalogue(), indicator.slug, followed.group, followed.areas.index)
    rows = pd.concat(
        [
            history.years.assign(area_code=history.code, area=history.name).reset_index(names="period")
            for history in told
        ]
    )
    first = ["area_code", "area", "period"]
    rows = rows[[*first, *(column for column in rows.columns if column not in first)]]
    rows = rows.rename(columns={"apart": "shares_no_year", "day": "reference_date"})
    return rows.assign(
        indicator=indicator.title,
        group=indicator.groups[followed.group].label,
        unit=indicator.unit,
        base=indicator.base,
        source=source_line(indicator),
        licence=indicator.source.statement,
        release=data.release(),
    )
