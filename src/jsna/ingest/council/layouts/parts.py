"""What several layouts need: headings in any spelling, rows that are left out, and marks from a column of notes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from jsna.ingest.council.columns.labels import total_of

CODE = r"[EWSNK]\d{8}"
_NAMED = 4


def plain(heading: str) -> str:
    """Return a heading in small letters, words parted by one space: ``REF_AREA`` and ``RefArea`` are ``ref area``."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    return " ".join(re.findall(r"[a-z0-9]+", parted.lower()))


def by_name(table: pd.DataFrame) -> dict[str, str]:
    """Return the headings of a table by their plain names; of two with one name, the first."""
    return {plain(str(heading)): str(heading) for heading in reversed(table.columns)}


def without(table: pd.DataFrame, headings: Iterable[str]) -> pd.DataFrame:
    """Return a table without columns; those that are not there do not matter."""
    return table.drop(columns=[heading for heading in headings if heading in table])


def rows_left_out(table: pd.DataFrame, rows: pd.Series[bool], what: str) -> tuple[pd.DataFrame, tuple[str, ...]]:
    """Return a table without rows, and a sentence on them: how many, and ``what``; none where no row is left out."""
    if not rows.any():
        return table, ()
    number = int(rows.sum())
    return pd.DataFrame(table[~rows]), (f"Left out: {number:,} {'row' if number == 1 else 'rows'} {what}.",)


def in_words(labels: Iterable[str]) -> str:
    """Return the first of some labels, in quotation marks, and how many more there are."""
    every = list(dict.fromkeys(labels))
    more = f" and {len(every) - _NAMED:,} more" if len(every) > _NAMED else ""
    return ", ".join(f"“{label[:40]}”" for label in every[:_NAMED]) + more


def marked(table: pd.DataFrame, headings: Sequence[str], notes: pd.Series[str]) -> pd.DataFrame:
    """Return a table whose notes stand in the cells: ``[c]`` in place of any number, ``12 [u]`` beside one.

    Args:
        table: every cell as text.
        headings: of the columns of numbers that the notes are about.
        notes: a code of ``model.observations.Note`` for each row, or empty text.
    """
    for heading in headings:
        given = table[heading]
        beside = notes.isin(["u", "e", "p"]) & (given != "")
        alone = notes.isin(["c", "x", "z"])
        cells = given.mask(beside, given + " [" + notes + "]").mask(alone, "[" + notes + "]")
        table = table.assign(**{heading: cells})
    return table


def is_whole(label: str) -> bool:
    """Return whether a label is that of the whole: Total, All persons."""
    return bool(total_of(pd.Series([label], dtype=str)))


def shortest(names: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Return a short name for each heading: its last part where no other has the same, else all of its parts.

    Args:
        names: the parts of each heading, from the widest to the narrowest.
    """
    last = {heading: parts[-1] for heading, parts in names.items()}
    every = [name.casefold() for name in last.values()]
    return {
        heading: name if every.count(name.casefold()) == 1 else ", ".join(names[heading])
        for heading, name in last.items()
    }
