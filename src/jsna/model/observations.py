"""The observations table: its columns, its key and the notes for missing values."""

from __future__ import annotations

from enum import StrEnum

#: One row is one figure. ``numerator`` and ``denominator`` are counts; ``value``, ``lower`` and ``upper`` are
#: only filled where the source gives a rate without counts. Missing is empty, never 0; withheld is empty with a note.
KEY = ("area_code", "period", "characteristic", "group")
COUNTS = ("numerator", "denominator")
RATES = ("value", "lower", "upper")
COLUMNS = (*KEY, *COUNTS, *RATES, "note")


class Note(StrEnum):
    """Why a figure is missing or needs care: the Government Statistical Service's shorthand."""

    CONFIDENTIAL = "c"
    NOT_AVAILABLE = "x"
    NOT_APPLICABLE = "z"
    LOW_RELIABILITY = "u"
    LOW = "low"
    PROVISIONAL = "p"
    ESTIMATED = "e"

    @property
    def words(self) -> str:
        """What the shorthand means, in plain words."""
        return _WORDS[self]

    @property
    def withholds(self) -> bool:
        """True if the note replaces the figure, False if both are given."""
        return self in (Note.CONFIDENTIAL, Note.NOT_AVAILABLE, Note.NOT_APPLICABLE)


_WORDS = {
    Note.CONFIDENTIAL: "withheld to protect the people counted",
    Note.NOT_AVAILABLE: "not available",
    Note.NOT_APPLICABLE: "does not apply here",
    Note.LOW_RELIABILITY: "low reliability",
    Note.LOW: "less than half of the last digit shown",
    Note.PROVISIONAL: "provisional",
    Note.ESTIMATED: "estimated",
}
