"""What is different in today's release, as tables of words."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.model.release_changes import FigureChange, IndicatorChange, ViewChanges
from jsna.words import release_changes as words
from jsna.words.numbers import count


def rows(view: ViewChanges) -> list[FigureChange]:
    """Return every change of a view in the order of its table: the larger areas' figures first."""
    return [*view.larger, *view.changes]


def changes_table(changes: Sequence[FigureChange], first: str) -> pd.DataFrame:
    """Return changes as words: what it is, then, now, change, how it compares, why.

    Args:
        changes: some of :func:`rows`.
        first: heading of the first column: ``Area``, or ``Figure``.
    """
    return pd.DataFrame(
        {
            first: each.name,
            "Then": words.told(each.then),
            "Now": words.told(each.now),
            "Change": words.change(each),
            "How it compares": words.words(each),
            "Why": words.why(each),
        }
        for each in changes
    )


def indicators_table(changes: Sequence[IndicatorChange]) -> pd.DataFrame:
    """Return changed indicators as words: title, period, how many areas have another figure, why, and what else."""
    return pd.DataFrame(
        {
            "Indicator": each.title,
            "Period": words.period(each),
            "Areas with another figure": _areas(each),
            "Why": ". ".join(filter(None, (", ".join(each.whys), each.said))),
        }
        for each in changes
    )


def _areas(each: IndicatorChange) -> str:
    return "–" if each.areas is None else f"{count(each.areas)} of {count(each.looked_at)}"
