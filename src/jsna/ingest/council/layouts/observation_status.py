"""The status of an observation, as SDMX and those who follow it write it, as a mark in its cell.

References:
    SDMX cross-domain code list CL_OBS_STATUS.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from jsna.ingest.council.layouts.parts import marked, without

_CODES = {"e": "e", "i": "e", "p": "p", "u": "u", "q": "c", "c": "c", "m": "x", "o": "x", "l": "x", "h": "x"}
_WORDS = (
    (re.compile(r"suppress|withh|disclos|confiden", re.IGNORECASE), "c"),
    (re.compile(r"missing|not available|unavailable", re.IGNORECASE), "x"),
    (re.compile(r"unreliab|low reliab|caution|quality", re.IGNORECASE), "u"),
    (re.compile(r"provisional", re.IGNORECASE), "p"),
    (re.compile(r"estimate|imputed", re.IGNORECASE), "e"),
)


def with_status(table: pd.DataFrame, numbers: Sequence[str], heading: str) -> pd.DataFrame:
    """Return a table whose column of states is in the cells of its numbers, as marks.

    Args:
        table: every cell as text.
        numbers: headings of the numbers.
        heading: of the column of states; empty if there is none.
    """
    if not heading:
        return table
    states = {text: _note(text) for text in table[heading].unique()}
    return without(marked(table, numbers, table[heading].map(states).astype("str")), [heading])


def _note(text: str) -> str:
    code = text.partition(":")[0].strip()
    if len(code) <= 1:
        return _CODES.get(code.lower(), "")
    return next((note for words, note in _WORDS if words.search(text)), "")
