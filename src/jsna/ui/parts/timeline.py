"""What has happened since the figures were taken: one line, then a timeline as a table and a chart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from jsna.analysis.timeliness import events_of, population_change
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.figures.reading import table_html
from jsna.figures.timeline import timeline, timeline_in_words, timeline_table
from jsna.model.profile import Profiled, ProfileRow
from jsna.ui import clock, data
from jsna.ui.reading import chart
from jsna.words.plain import escaped
from jsna.words.timeliness import dated, population_line


def population(about: Profiled) -> None:
    """Draw how many people live in an area, and how far that has changed since the census."""
    change = population_change(data.catalogue(), *about.codes)
    if change is not None:
        st.markdown(escaped(population_line(replace(change, name=about.name), clock.today())))


def section(about: Profiled, rows: list[ProfileRow]) -> None:
    """Draw how old an area's figures are, on request, with what has happened since.

    Args:
        about: the area.
        rows: everything known about it.
    """
    today = clock.today()
    indicators = list({row.indicator.slug: row.indicator for row in rows}.values())
    days = sorted(indicator.reference_date for indicator in indicators)
    if not days:
        return
    with st.expander("How old these figures are, and what has happened since"):
        st.markdown(f"Oldest figure: {dated(days[0], today)}. Newest: {dated(days[-1], today)}.")
        table, drawn, alt = _drawn(data.catalogue(), tuple(each.slug for each in indicators), about.codes, today)
        st.html(table)
        st.markdown(
            "A figure from before an event cannot show what the event changed. We do not know which way it moved the "
            "figure, and we adjust no figure for it."
        )
        chart(drawn, alt, "jsna.timeline")


@kept(8)
def _drawn(
    shown: Catalogue, slugs: tuple[str, ...], areas: tuple[str, ...], today: date
) -> tuple[str, dict[str, Any], str]:
    """The timeline of some indicators and of the events that concern some areas: table, chart, and chart in words."""
    indicators, events = [shown.indicators[slug] for slug in slugs], events_of(shown, *areas)
    table = table_html(timeline_table(indicators, events, today), "Dates of the figures, and events", sorts=True)
    return table, timeline(indicators, events, today), timeline_in_words(indicators, events, today)
