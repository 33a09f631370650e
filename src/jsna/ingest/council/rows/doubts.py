"""What only the analyst can decide: names beside the wrong codes, and numbers that stand for "missing"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

import pandas as pd

from jsna.errors import Finding, at_cells
from jsna.ingest.council.columns import column_values
from jsna.ingest.council.columns.recognised import numbers_of
from jsna.ingest.council.rows import area_names
from jsna.ingest.council.understood import Understood

#: How the analyst says that the file is right.
CHECKED = "or the file as it is, once it has been checked: --checked"


def doubts(understood: Understood, headings: Iterable[str], areas: pd.DataFrame, *, checked: bool) -> list[Finding]:
    """Return a finding for each row whose name and code differ, and for each number that stands for a missing one.

    Args:
        understood: a file that was read.
        headings: the columns that are counted.
        areas: every area, index ``code``.
        checked: whether the analyst says that the file is right: the findings are then warnings.
    """
    found = [*area_names.misfits(understood, areas), *_stand_ins(understood, list(dict.fromkeys(headings)))]
    return [_settled(finding, checked) if finding.fatal else finding for finding in found]


def _settled(finding: Finding, checked: bool) -> Finding:
    return replace(finding, fatal=False) if checked else replace(finding, accepted=f"{finding.accepted}, {CHECKED}")


def _stand_ins(understood: Understood, headings: Sequence[str]) -> list[Finding]:
    numbers = numbers_of(understood)
    found: list[Finding] = []
    for heading in headings:
        odd = numbers.index[numbers[heading].isin(column_values.stand_ins(numbers[heading]))]
        problem = "a number that often stands for a missing one"
        accepted = "nothing or [x] where there is not a count, [c] where it is withheld"
        found += at_cells(understood.table.loc[odd, heading], understood.name, problem, accepted)
    return found
