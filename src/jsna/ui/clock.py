"""Today's date for the pages: the only place that reads the clock; everything else gets the date as an argument."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def today() -> date:
    """Return the day in England."""
    return datetime.now(tz=ZoneInfo("Europe/London")).date()
