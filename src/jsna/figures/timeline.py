"""Figures and events on one timeline: the figures' dates, and what has happened since."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

import pandas as pd

from jsna.figures import theme
from jsna.figures.line_ends import Drawing
from jsna.figures.plotly_text import Marked
from jsna.model.event import Event
from jsna.model.indicator import Indicator
from jsna.words.numbers import count
from jsna.words.provenance import spoken_date
from jsna.words.timeliness import dated, is_stale, span


def timeline_table(indicators: Sequence[Indicator], events: Sequence[Event], today: date) -> pd.DataFrame:
    """Return figures and events as text, ordered by date.

    Args:
        indicators: what the page shows.
        events: events that touch the area.
        today: today's date.

    Returns:
        Columns: the date with its age, what it is, and more about it.
    """
    rows = [(day, dated(day, today), _named(group), _half_lives(group, today)) for day, group in by_date(indicators)]
    rows += [
        (event.start, span(event), f"Event: {event.title}", f"{event.summary} {event.source}.") for event in events
    ]
    return pd.DataFrame([row[1:] for row in sorted(rows, key=lambda row: row[0])], columns=["When", "What", "About it"])


def timeline(indicators: Sequence[Indicator], events: Sequence[Event], today: date) -> Drawing:
    """Return one row for each date of figures and each event, on one time axis that ends today.

    Figures past their half-life have a crossed-out mark, explained in the legend. Arguments as in
    :func:`timeline_table`.
    """
    drawn = [_of_event(event) for event in events]
    drawn += [_of_figures(day, group, today) for day, group in by_date(indicators)]
    _name_each_kind_once(drawn)
    return {"data": drawn, "layout": _layout(len(drawn), today)}


def timeline_in_words(indicators: Sequence[Indicator], events: Sequence[Event], today: date) -> str:
    """Return the alternative text of the timeline."""
    days = [each.reference_date for each in indicators]
    since = [event.title for event in events if event.is_after(max(days))]
    later = ", ".join(since) if since else "none of the listed events"
    return (
        f"A line of time to {spoken_date(today)}: figures taken from {spoken_date(min(days))} to "
        f"{spoken_date(max(days))}, and {count(len(events))} events. Since the newest figure: {later}. "
        "The table has every date."
    )


def by_date(indicators: Sequence[Indicator]) -> list[tuple[date, list[Indicator]]]:
    """Return the indicators of each reference date, oldest date first."""
    ordered = sorted(indicators, key=lambda each: each.reference_date)
    return [(day, list(group)) for day, group in groupby(ordered, key=lambda each: each.reference_date)]


def _named(group: list[Indicator]) -> str:
    if len(group) == 1:
        return f"Figures: {group[0].title}"
    return f"Figures: {group[0].title}, and {count(len(group) - 1)} more"


def _half_lives(group: list[Indicator], today: date) -> str:
    gone = [each.title for each in group if is_stale(each, today)]
    return f"Out of date: {', '.join(gone)}." if gone else "None is out of date."


def _row(day: date, group: list[Indicator]) -> str:
    return f"Figures of {day.day} {day:%b %Y} ({len(group)})"


def _of_event(event: Event) -> Drawing:
    days = [event.start] if event.end is None else [event.start, event.end]
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": "Event",
        "x": days,
        "y": [event.title] * len(days),
        "line": {"color": theme.QUIET, "width": 6},
        "marker": {"color": theme.QUIET, "size": 10, "symbol": "square"},
        "hovertemplate": Marked("%{y}: %{x}<extra></extra>"),
    }


def _of_figures(day: date, group: list[Indicator], today: date) -> Drawing:
    stale = any(is_stale(each, today) for each in group)
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Figures, some out of date" if stale else "Figures",
        "x": [day],
        "y": [_row(day, group)],
        "marker": {"symbol": "diamond-x-open" if stale else "diamond", "size": 14, "color": theme.PRIMARY},
    }


def _name_each_kind_once(drawn: list[Drawing]) -> None:
    seen: set[str] = set()
    for trace in drawn:
        trace["showlegend"] = trace["name"] not in seen
        seen.add(trace["name"])


def _layout(rows: int, today: date) -> Drawing:
    line = {"color": theme.INK, "dash": "dash", "width": 2}
    now = {"type": "line", "x0": today.isoformat(), "x1": today.isoformat(), "y0": 0, "y1": 1, "yref": "y domain"}
    return theme.layout(
        110 + 26 * rows,
        {"type": "date"},
        {"autorange": "reversed"},
        margin={"l": 10, "r": 10, "t": 10, "b": 40},
        # Titles of events are long: on a phone they leave little room for the line.
        font={"family": theme.FONT, "color": theme.INK, "size": theme.SMALL_LETTERS},
        shapes=[now | {"line": line}],
        showlegend=True,
        legend={"orientation": "h", "yanchor": "bottom", "y": 1.0},
    )
