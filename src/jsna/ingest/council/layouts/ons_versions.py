"""ONS, CSV of a dataset version (v4_0 and so on): the number, its marks, and a code and a label for each dimension."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from jsna.ingest.council.columns.mapping import Use
from jsna.ingest.council.layouts.layout import Layout
from jsna.ingest.council.layouts.observation_status import with_status
from jsna.ingest.council.layouts.parts import CODE, without

_FIRST = re.compile(r"v4_(?P<marks>\d+)", re.IGNORECASE)
_PLACE = re.compile(r" \(column [A-Z]+\)$")
_NUMBER = "Observation"


def recognised(table: pd.DataFrame, _above: Sequence[str]) -> Layout | None:
    """Return the table with labels in place of codes, or None if its first heading is not ``v4_`` and a number."""
    headings = [str(heading) for heading in table]
    first = _FIRST.fullmatch(headings[0])
    if first is None:
        return None
    marks = headings[1 : 1 + int(first["marks"])]
    pairs = headings[1 + len(marks) :]
    codes, labels = pairs[0::2], pairs[1::2]
    area = next((heading for heading in codes if table[heading].str.fullmatch(CODE).mean() > 0.5), "")
    if not area or len(codes) != len(labels):
        return None
    table = with_status(table.rename(columns={headings[0]: _NUMBER}), [_NUMBER], marks[0] if marks else "")
    kept = without(table, [*marks, *(heading for heading in codes if heading != area)])
    # A label differs from its code by capitals only, and was named by its place.
    plain = {label: own for label in labels if (own := _PLACE.sub("", label)) not in kept}
    uses = {_NUMBER: Use.COUNT} | {label: Use.PERIOD for label in labels if label.lower() == "time"}
    renamed = {**plain, headings[0]: _NUMBER}
    return Layout("ONS, CSV of a dataset", kept.rename(columns=plain), area, uses, headings=renamed)
