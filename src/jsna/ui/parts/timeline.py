"""What has happened since the figures were taken: one line, then a timeline as a table and a chart."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from jsna.analysis.timeliness import events_of, population_change
from jsna.figures.timeline import timeline, timeline_in_words, timeline_table
from jsna.model.indicator import Indicator
from jsna.model.ward import ProfileRow
from jsna.ui import clock, data
from jsna.ui.reading import STILL, reading_table
from jsna.words.plain import escaped
from jsna.words.timeliness import dated, population_line


def section(ward: str, rows: list[ProfileRow]) -> None:
    """Draw how old an area's figures are, how far its population has changed since, and the timeline on request.

    Args:
        ward: code of the ward.
        rows: everything known about it.
    """
    today, catalogue = clock.today(), data.catalogue()
    indicators = list({row.indicator.slug: row.indicator for row in rows}.values())
    days = sorted(indicator.reference_date for indicator in indicators)
    if not days:
        return
    change = population_change(catalogue, ward)
    st.markdown(
        f"The oldest figure here is of {dated(days[0], today)}; the newest of {dated(days[-1], today)}. "
        f"{escaped(population_line(change, today)) if change else ''}"
    )
    with st.expander("Timeline: when the figures were taken, and what has happened since"):
        drawn(indicators, ward)


def drawn(indicators: Sequence[Indicator], area: str) -> None:
    """Draw the timeline of some indicators and of the events that concern an area: the table first, then the chart."""
    today, events = clock.today(), events_of(data.catalogue(), area)
    reading_table(timeline_table(indicators, events, today), "Dates of the figures, and events")
    st.markdown(
        "An event says only that a figure was taken before it. Which way it moved the figure is not known here, and no "
        "figure is adjusted for it."
    )
    alt = timeline_in_words(indicators, events, today)
    st.plotly_chart(timeline(indicators, events, today), theme=None, config=STILL, alt=alt, key="jsna.timeline")
