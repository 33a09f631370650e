"""The period of figures whose columns name none: what a line above the table says, or the year of their day."""

from __future__ import annotations

import re
from datetime import date

from jsna.errors import Finding
from jsna.ingest.council.columns.heading_periods import period_in
from jsna.ingest.council.shaping.shape import Shaped
from jsna.model.period import Period, fault

#: Lines that say the period by themselves: "Date January 2024", "Period: 2023/24".
_SAYS = re.compile(r"\W*(date|period|year|time|month|quarter|reporting period|financial year)\b", re.IGNORECASE)


def period_of(file: Shaped, day: date) -> tuple[str, list[Finding]]:
    """Return the period of the figures whose columns name none, and a warning where a line says another one.

    A line such as "Date: January 2024" says it. A title says it where the day lies in its period; elsewhere its
    year may be that of something else, and the day counts.

    Args:
        file: a row for each area, and which column is which.
        day: the day that the analyst says the figures are about.
    """
    named = {period_in(text): text for text in file.understood.above}
    said = {spelling: text for spelling, text in named.items() if spelling and not fault(spelling)}
    usual = str(day.year)
    if len(said) != 1 or all(each.period for each in file.columns):
        return usual, []
    ((spelling, text),) = said.items()
    period = Period.of(spelling)
    if period.start.year <= day.year <= period.end.year:
        return spelling, []
    taken = spelling if _SAYS.match(text) else usual
    problem = f"a line above the table says {spelling}, and the day the figures are about is {day.isoformat()}"
    accepted = f"the period that is right, with --period; {taken} was taken"
    return taken, [Finding(file.understood.name, problem, accepted, value=text[:80], fatal=False)]
