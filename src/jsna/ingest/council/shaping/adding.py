"""Add up the numbers of several rows: only where all of them are there, no one is in two, and a base is taken once."""

from __future__ import annotations

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.ingest.council.columns import column_values
from jsna.ingest.council.columns.mapping import SUM, Mapping, Use
from jsna.ingest.council.understood import Understood

#: What tells the numbers of one figure from those of others.
_FIGURE = ["at", "period", "group", "use"]


def once(cells: pd.DataFrame, mapping: Mapping) -> tuple[pd.DataFrame, list[str]]:
    """Return the cells with each base that is the same in all rows of an area taken once, and a sentence on each.

    Args:
        cells: every number that is read; columns ``at, heading, period, group, use, label, number``. Index: row.
        mapping: what the columns are.
    """
    cells = cells.reset_index(drop=True)
    bases = cells[cells["use"] == Use.BASE.value]
    if mapping.out_of == SUM:
        bases = bases[bases["group"] != ""]
    said = []
    for heading, own in bases.groupby("heading", sort=False):
        by = own.groupby(_FIGURE, sort=False)["number"]
        several = by.transform("size") > 1
        if several.any() and (by.transform("nunique")[several] == 1).all():
            cells = cells.drop(index=own.index[own.duplicated(_FIGURE)])
            said.append(f"{heading!r} is the same in all rows of an area; it was taken once.")
    return cells, said


def complete(cells: pd.DataFrame, mapping: Mapping) -> pd.DataFrame:
    """Return the cells with an empty one where a row that belongs to a sum is not there: the sum is missing then.

    Args:
        cells: as :func:`once` has them.
        mapping: what its columns are; the labels of each group.
    """
    groups = mapping.one(Use.GROUP)
    if not groups:
        return cells
    needed = {group: set(labels) for group, labels in mapping.columns[groups].labels.items() if len(labels) > 1}
    if mapping.out_of == SUM:
        needed[""] = set(cells.loc[(cells["group"] == "") & (cells["use"] == Use.BASE.value), "label"])
    lacking = []
    for group, labels in needed.items():
        own = cells[cells["group"] == group]
        there = own.groupby(_FIGURE, sort=False)["label"].transform("nunique")
        lacking.append(own[there < len(labels)].drop_duplicates(_FIGURE).assign(number=float("nan"), label=""))
    return pd.concat([cells, *lacking]) if lacking else cells


def require_apart(parts: pd.DataFrame, understood: Understood, groups: str) -> None:
    """Raise Findings if one label is the sum of others, so that their sum would count people twice.

    Args:
        parts: the cells that are to be added up.
        understood: the file.
        groups: heading of the labels.
    """
    wide = parts.pivot_table(index=["at", "period"], columns="label", values="number", aggfunc="sum", sort=False)
    twice = column_values.sums(wide)
    for whole, of in twice.items():
        problem = f"{whole!r} is the sum of {', '.join(map(repr, of[:5]))}: the sum of all would count people twice"
        accepted = f"the label or the column that everyone is in, named with --out-of; not “{SUM}”"
        raise Findings([Finding(understood.name, problem, accepted, column=groups)])
