"""In which order moderators read and answer what people told us, and which of it ends before they did."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from jsna.model.register.report import Report
from jsna.register.handling import SOON


def in_order(reports: Iterable[Report]) -> list[Report]:
    """Return reports whose words are still here: unread ones, then those that wait for an answer, then the others.

    In each part the oldest comes first.
    """
    here = [each for each in reports if not each.is_over]
    return sorted(here, key=lambda each: (not each.unread, not waits(each), each.received_on, each.reference))


def waits(report: Report) -> bool:
    """Return whether its author asked for an answer and has none."""
    return report.wants_answer and report.answered_on is None


def ending(reports: Iterable[Report], today: date) -> Sequence[Report]:
    """Return those that end within 30 days unread or without the answer asked for, the first to end first."""
    late = [each for each in reports if (each.unread or waits(each)) and each.ends_on - today <= SOON]
    return sorted((each for each in late if not each.is_over), key=lambda each: (each.ends_on, each.reference))
