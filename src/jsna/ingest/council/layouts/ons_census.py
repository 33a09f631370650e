"""ONS, "create a custom dataset" of the census: code and label of the area, of each variable, and an observation."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from jsna.ingest.council.columns.mapping import Use
from jsna.ingest.council.layouts.layout import Layout
from jsna.ingest.council.layouts.parts import by_name, in_words, rows_left_out

_CODE = re.compile(r"(?P<stem>.+?) code", re.IGNORECASE)
_CATEGORIES = re.compile(r"\(\d+ categor(y|ies)\)")
_NUMBERS = ("observation", "count")
#: The code of those whom the question does not ask.
_DOES_NOT_APPLY = "-8"
#: Custom datasets are made of this census only; a later one may have another form.
_CENSUS, _YEAR = "Census", "2021"


def recognised(table: pd.DataFrame, _above: Sequence[str]) -> Layout | None:
    """Return the table with labels in place of codes and without those who were not asked, or None if it is another."""
    names = by_name(table)
    number = next((names[name] for name in _NUMBERS if name in names), "")
    codes = {str(heading): label for heading in table if (label := _label(str(heading), table))}
    area = next(iter(codes), "")
    if not number or len(codes) < 2 or not any(_CATEGORIES.search(label) for label in codes.values()):
        return None
    said: list[str] = []
    for heading, label in list(codes.items())[1:]:
        rows = (table[heading] == _DOES_NOT_APPLY) | (table[label].str.lower() == "does not apply")
        table, sentence = rows_left_out(table, rows, f"of {label!r} that say {in_words(table.loc[rows, label])}")
        said += [f"{each} They count in no base." for each in sentence]
    kept = table.drop(columns=list(codes)[1:]).assign(**{_CENSUS: _YEAR})
    uses = {number: Use.COUNT, _CENSUS: Use.PERIOD}
    return Layout("ONS, custom dataset of the census", kept, area, uses, said=tuple(said))


def _label(heading: str, table: pd.DataFrame) -> str:
    """The heading of the labels of a column of codes, or an empty text."""
    found = _CODE.fullmatch(heading)
    if found is None:
        return ""
    alike = {str(other).casefold(): str(other) for other in table}
    stem = found["stem"].casefold()
    return next((alike[name] for name in (stem, f"{stem} label", f"{stem} name") if name in alike), "")
