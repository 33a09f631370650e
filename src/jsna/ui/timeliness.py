"""The age of a figure, shown beside it: date, age, what it predates, and whether it is out of date."""

from __future__ import annotations

from jsna.analysis.timeliness import events_since
from jsna.model.indicator import Indicator
from jsna.ui import clock, data
from jsna.words.plain import Markdown, escaped
from jsna.words.timeliness import dated, stale_note, taken_before


def beside(indicator: Indicator, *areas: str) -> Markdown:
    """Return how old a figure of some areas is, what it predates and whether it is out of date.

    Args:
        indicator: what the figure is.
        areas: codes of the areas; a local event concerns only its own area.
    """
    today = clock.today()
    events = events_since(data.catalogue(), indicator, *areas)
    said = (
        f"{dated(indicator.reference_date, today)}.",
        taken_before(indicator.reference_date, events),
        stale_note(indicator, today),
    )
    return escaped(" ".join(part for part in said if part))
