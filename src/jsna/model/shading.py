"""What a map or ranked chart draws: one class and one line of text per area."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import pandas as pd

#: Class codes are single characters, so that a map of all of England is sent as one short string.
#: Diverging: ``0`` (much lower), ``1`` (lower), ``2`` (about the same), ``3`` (higher), ``4`` (much higher).
#: Sequential: ``0`` (lowest) … ``4`` (highest). States, in either palette:
TOO_FEW, WITHHELD, NO_DATA, NOT_COMPARABLE = "u", "c", "x", "z"
#: An area that is not rare, if only rare areas are coloured.
USUAL = "n"


@dataclass(frozen=True)
class KeyLine:
    """One line of a map's key.

    Attributes:
        code: the class it explains.
        words: what the class means, in the reader's unit: ``much higher: 25.9% or more``.
        baseline: the baseline's figure if it lies in this class: ``England 17.3%``; otherwise empty.
    """

    code: str
    words: str
    baseline: str = ""


@dataclass(frozen=True)
class Shading:
    """One class and one line of text per area.

    Attributes:
        palette: which of the two ramps the digits refer to.
        classes: class code of each area. Index: area code.
        labels: one plain line about each area. Index: area code, the same order.
        key: the lines of the legend in order; only classes that at least one area of England has.
        rare: ``low`` or ``high`` for an area that lies among the 25 in 1,000 at that end, otherwise empty. Index as
            ``classes``. A rare area has a sign as well as its colour.
        circles: how many people (or households) more or fewer a circle shows; the areas are then filled only to show
            their state. Index as ``classes``. None: no circles, the areas are filled.
    """

    palette: Literal["diverging", "sequential"]
    classes: pd.Series[str]
    labels: pd.Series[str]
    key: tuple[KeyLine, ...]
    rare: pd.Series[str]
    circles: pd.Series[float] | None = None
