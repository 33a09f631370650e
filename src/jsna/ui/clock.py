"""Today, as the pages are read: the one module that asks for the date; everything else receives it."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def today() -> date:
    """Return the day in England."""
    return datetime.now(tz=ZoneInfo("Europe/London")).date()
