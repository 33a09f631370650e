"""What a map or ranked chart paints: one class and one line of words per area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

#: Class codes are single characters, so that a map of all England travels as one short string.
#: Diverging: ``0`` (furthest below the baseline) … ``3`` (neutral, straddles zero) … ``6`` (furthest above).
#: Sequential: ``0`` (lowest) … ``4`` (highest). States, in either palette:
CANNOT_TELL, WITHHELD, NO_DATA = "u", "c", "x"


@dataclass(frozen=True)
class Shading:
    """One class and one line of words per area.

    Attributes:
        palette: which of the two ramps the digits stand for.
        classes: class code of each area. Index: area code.
        labels: one plain line about each area, names first. Index: area code, the same order.
        key: (class code, words) in the order of the legend; only the classes that can occur.
    """

    palette: Literal["diverging", "sequential"]
    classes: pd.Series[str]
    labels: pd.Series[str]
    key: tuple[tuple[str, str], ...]
