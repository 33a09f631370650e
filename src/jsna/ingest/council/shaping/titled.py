"""The period of figures whose columns name none: what a line above the table says, or the year of their day."""

from __future__ import annotations

from datetime import date

from jsna.errors import Finding, Findings
from jsna.ingest.council.columns.heading_periods import period_in
from jsna.ingest.council.shaping.shape import Shaped
from jsna.model.period import Period, fault


def period_of(file: Shaped, day: date) -> str:
    """Return the period of the figures whose columns name none.

    Args:
        file: a row for each area, and which column is which.
        day: the day that the analyst says the figures are about.

    Raises:
        Findings: the lines above the table say one period, and the day does not lie in it.
    """
    named = {period_in(text): text for text in file.understood.above}
    said = {spelling: text for spelling, text in named.items() if spelling and not fault(spelling)}
    if len(said) != 1 or all(each.period for each in file.columns):
        return str(day.year)
    ((spelling, text),) = said.items()
    period = Period.of(spelling)
    if period.start.year <= day.year <= period.end.year:
        return spelling
    problem = f"a line above the table says {spelling}, and the day the figures are about is {day.isoformat()}"
    accepted = "a day in that period; or the period that is right, with --period or in the form"
    raise Findings([Finding(file.understood.name, problem, accepted, value=text[:80])])
