"""What people told us in a year, as a file: the protected counts that the page shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from jsna.model.told_us import ToldUs
from jsna.outputs.csv_file import as_csv
from jsna.words import told_us as words


def as_file(found: Iterable[ToldUs], names: Mapping[str, str], council: str, release: str) -> bytes:
    """Return the counts by theme and the sentences on answers as CSV; what is withheld has no number and the note c.

    Args:
        found: as ``analysis.told_us.told_us`` returns it.
        names: of the themes, by code.
        council: whose figures they are.
        release: id of the data release shown beside them.
    """
    rows = [row | _about(each, council, release) for each in found for row in _counts(each, names)]
    return as_csv(pd.DataFrame(rows))


def _counts(found: ToldUs, names: Mapping[str, str]) -> list[dict[str, object]]:
    counted = [(words.EVERYTHING, found.themed), *words.by_name(found, names)]
    return [
        {"theme": theme, "reports": "" if number is None else number, "note": "c" if number is None else ""}
        for theme, number in counted
    ]


def _about(found: ToldUs, council: str, release: str) -> dict[str, object]:
    return {
        "about": found.about.value,
        "year": found.year,
        "unit": words.UNIT,
        "base": words.BASE,
        "answers": " ".join(words.waits(found)),
        "source": source(council),
        "release": release,
    }


def source(council: str) -> str:
    """Return whose figures these are."""
    return f"Reports to {council}, counted by its register"
