"""The day of a moment, as people here count days."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo


def day_in_england(at: datetime) -> date:
    """Return the day in England at a moment."""
    return at.astimezone(ZoneInfo("Europe/London")).date()
