"""Wards compared on several indicators: one column for each, in its own unit."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from jsna.model.comparison import ABOVE, Comparison


@dataclass(frozen=True)
class WardsCompared:
    """Differences of a place's wards over several groups.

    Attributes:
        comparisons: one for each column, in the order requested.
        names: ward names. Index: ward code.
        differences: one column for each choice (its heading), rows as ``names``; each column in its own unit.
        verdicts: the verdicts, same shape as ``differences``.
    """

    comparisons: tuple[Comparison, ...]
    names: pd.Series[str]
    differences: pd.DataFrame
    verdicts: pd.DataFrame

    @cached_property
    def high(self) -> pd.DataFrame:
        """Where a ward is called higher or much higher than its baseline; same shape as ``differences``."""
        return self.verdicts.isin(list(ABOVE))
