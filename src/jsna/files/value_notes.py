"""What a publisher's note on a value says, as a note of the Government Statistical Service."""

from __future__ import annotations

import pandas as pd

from jsna.model.observations import Note

#: Words that say that a value was withheld, or that it is doubtful.
_WITHHELD = r"suppress|withheld|disclos|confidential|small"
_DOUBT = r"quality|caution|reliab|unstable|incomplete|issue"


def note_of(said: pd.Series[str], missing: pd.Series[bool]) -> pd.Series[str]:
    """Return the code of each value's note, or empty text.

    A note that says that something was withheld is ``c``, another without a value ``x``; one that doubts the value is
    ``u``, one that calls it an estimate ``e``.

    Args:
        said: the note on each value in the publisher's words; empty where there is none.
        missing: whether the value is missing. Same index.
    """
    withheld, doubted = said.str.contains(_WITHHELD, case=False), said.str.contains(_DOUBT, case=False)
    notes = pd.Series(Note.NOT_AVAILABLE.value, index=said.index, dtype="str").where(missing & (said != ""), "")
    notes = notes.mask(missing & withheld, Note.CONFIDENTIAL.value)
    notes = notes.mask(~missing & said.str.contains("estimate", case=False), Note.ESTIMATED.value)
    return notes.mask(~missing & doubted, Note.LOW_RELIABILITY.value)
