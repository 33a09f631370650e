"""What has happened since the figures were taken: one line, then a timeline as a table and a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from jsna.analysis.timeliness import events_of, population_change
from jsna.figures.timeline import timeline, timeline_in_words, timeline_table
from jsna.model.indicator import Indicator
from jsna.model.profile import Profiled, ProfileRow
from jsna.ui import clock, data
from jsna.ui.reading import chart, reading_table
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
        _drawn(indicators, about.codes)


def _drawn(indicators: Sequence[Indicator], areas: Sequence[str]) -> None:
    """Draw the timeline of some indicators and of the events that concern some areas: the table, then the chart."""
    today, events = clock.today(), events_of(data.catalogue(), *areas)
    reading_table(timeline_table(indicators, events, today), "Dates of the figures, and events")
    st.markdown(
        "A figure from before an event cannot show what the event changed. We do not know which way it moved the "
        "figure, and we adjust no figure for it."
    )
    chart(timeline(indicators, events, today), timeline_in_words(indicators, events, today), "jsna.timeline")
