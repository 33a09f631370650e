"""The periods of Fingertips: the publisher's spellings, as they are stored."""

from __future__ import annotations

import re

import pandas as pd

from jsna.errors import Finding, at_cells
from jsna.model.period import Period, fault
from jsna.model.period_spelling import ACCEPTED

_BETWEEN_YEARS = re.compile(r"(?<=[0-9]) - (?=[0-9])")


def as_published(column: pd.Series, file: str, problems: list[Finding]) -> pd.Series:
    """Return the spelling that each period is stored with: as it is published, if nothing else can be meant by it.

    Fingertips writes financial years with a slash, so ``2016 - 17`` is two calendar years and ``2016 Q1`` is a quarter
    of one. Elsewhere they may be something else, and are stored by their months: ``Jan 2016 - Dec 2017``.

    Args:
        column: periods as published. Index: row of the file. Name: heading of the column.
        file: name of the file, for the findings.
        problems: a finding is added for each cell that is not a period. The cell is missing in the result.
    """
    texts = [str(text) for text in column.unique()]
    problem = {text: fault(text, calendar=True) for text in texts}
    problems += at_cells(column[column.map(problem) != ""], file, problem.__getitem__, ACCEPTED)
    stored: dict[Period, str] = {}
    for text in sorted(text for text in texts if not problem[text]):
        period = Period.of(text, calendar=True)
        stored.setdefault(period, period.spelling)
    return column.map({text: stored[Period.of(text, calendar=True)] for text in texts if not problem[text]})


def without_spaces(column: pd.Series) -> pd.Series:
    """Return stored spellings with ``2015-17`` for ``2015 - 17``, unless that could be read as something else."""
    return column.map({text: _shorter(str(text)) for text in column.unique()})


def _shorter(spelling: str) -> str:
    short = _BETWEEN_YEARS.sub("-", spelling)
    return spelling if fault(short) else short
