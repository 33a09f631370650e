"""What a map or ranked chart paints: one class and one line of words per area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

#: Class codes are single characters, so that a map of all England travels as one short string.
#: Diverging: ``0`` (much lower), ``1`` (lower), ``2`` (about the same), ``3`` (higher), ``4`` (much higher).
#: Sequential: ``0`` (lowest) … ``4`` (highest). States, in either palette:
TOO_FEW, WITHHELD, NO_DATA, NOT_COMPARABLE = "u", "c", "x", "z"
#: An area that is not rare, where only the rare ones are coloured.
USUAL = "n"


@dataclass(frozen=True)
class KeyLine:
    """One line of a map's key.

    Attributes:
        code: the class that it explains.
        words: what the class means, in the reader's unit: ``much higher: 25.9% or more``.
        baseline: the baseline's figure, where it lies in this class: ``England 17.3%``; otherwise empty.
    """

    code: str
    words: str
    baseline: str = ""


@dataclass(frozen=True)
class Shading:
    """One class and one line of words per area.

    Attributes:
        palette: which of the two ramps the digits stand for.
        classes: class code of each area. Index: area code.
        labels: one plain line about each area. Index: area code, the same order.
        key: the lines of the legend in its order; only classes that an area of England holds.
        rare: ``low`` or ``high`` for an area that lies among the 25 in 1,000 at that end, otherwise empty. Index as
            ``classes``. A rare area has a sign as well as its colour.
        circles: how many people (or households) more or fewer a circle stands for; the areas themselves are then left
            unfilled but for their state. Index as ``classes``. None: no circles, the areas are filled.
    """

    palette: Literal["diverging", "sequential"]
    classes: pd.Series[str]
    labels: pd.Series[str]
    key: tuple[KeyLine, ...]
    rare: pd.Series[str]
    circles: pd.Series[float] | None = None
