"""What is different in today's release as a file: one row for each figure, with what both releases say of it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.model.release_changes import FigureChange, Told
from jsna.outputs.csv_file import as_csv
from jsna.outputs.provenance import like_the_value, provenance


def changes_csv(changes: Sequence[FigureChange], then: str, now: str, wards: int) -> bytes:
    """Return changes as CSV; what is withheld or missing is empty, and so is every difference made from it.

    Shares and their differences are fractions, as in the other files. What a row says of its figure (unit, base, date,
    source, licence, release) is there twice: as the release of the link says it, and as today's does.

    Args:
        changes: of a view, in the order of its table.
        then: id of the release of the link.
        now: id of today's release.
        wards: year of the list of wards.
    """
    return as_csv(pd.DataFrame([_fields(each, then, now, wards) for each in changes]))


def _fields(each: FigureChange, then: str, now: str, wards: int) -> dict[str, object]:
    own = each.now or each.then
    assert own is not None  # noqa: S101 - a change has one of the two
    return {
        "area_code": each.code,
        "name": each.name,
        **_side(each.then, each.group, then, wards, "then"),
        **_side(each.now, each.group, now, wards, "now"),
        "difference": like_the_value(each.difference, own.indicator),
        "why": ", ".join(each.whys),
    }


def _side(told: Told | None, group: str, release: str, wards: int, end: str) -> dict[str, object]:
    if told is None:
        return {f"release_{end}": release}
    fields = {
        "numerator": told.numerator,
        "denominator": told.denominator,
        "value": told.value,
        "comparison": str(told.verdict or ""),
        "reason": told.reason,
        "note": told.note,
        "period": told.period,
        **provenance(told.indicator, group, told.level, release, wards),
    }
    return {f"{name}_{end}": said for name, said in fields.items()}
