"""An area's standing among all areas of its kind: how many of 100 lie below it, and its range by chance."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.model.comparison import STANDING_COLUMNS, Rare
from jsna.stats.proportions import Floats

#: The 25 in 1,000 at either end are rare.
RARE_TAIL = 0.025
#: Standings are not given for fewer areas than this, or if fewer than half have a figure.
FEWEST_AREAS = 100
LEAST_KNOWN = 0.5


def family_of(values: NDArray[np.floating[Any]]) -> Floats:
    """Return the sorted known figures of all areas of one kind; empty if too few are known to speak for all.

    Args:
        values: one for each area; NaN if missing or not to be ranked.
    """
    known = np.sort(_rounded(values[np.isfinite(values)]))
    enough = known.size >= max(FEWEST_AREAS, LEAST_KNOWN * values.size)
    return known if enough else known[:0]


def standings(areas: pd.DataFrame, family: Floats | Sequence[Floats]) -> pd.DataFrame:
    """Return the standing of areas in their family; the columns of ``STANDING_COLUMNS``.

    The standing is the mid-rank: the share of areas with a lower figure, plus half of those with exactly the same. Its
    interval by chance runs from the share of areas below the lower 95% limit of the figure to the share at or below
    the upper one. An area is rare if the whole interval lies in the lowest or the highest 2.5%.

    This makes no assumption about the distribution: shares of small groups are so skewed that a mean and a standard
    deviation do not describe them.

    Args:
        areas: columns ``value``, ``lower95``, ``upper95``: NaN if the figure is missing or not to be ranked, or if no
            interval is published. Index: area code.
        family: from :func:`family_of`, of every area of England at the same level; one for all rows, or one for each.

    Returns:
        Index as given. ``standing``, ``standing_low``, ``standing_high`` and ``level_with`` (the share of areas with
        exactly this figure, itself included) are 0 to 1; NaN if the figure is missing or the family is empty. The
        interval is NaN, and ``rare`` empty, if no interval is published.
    """
    value, lower, upper = (areas[column].to_numpy(dtype=float) for column in ("value", "lower95", "upper95"))
    below, up_to = _share(family, value, "left"), _share(family, value, "right")
    low, high = _share(family, lower, "left"), _share(family, upper, "right")
    rare = np.select([high <= RARE_TAIL, low >= 1 - RARE_TAIL], [1, 2], default=0)
    words = pd.array([Rare.NO.value, Rare.LOW.value, Rare.HIGH.value], dtype="str")
    columns = ((below + up_to) / 2, low, high, up_to - below, words.take(rare))
    return pd.DataFrame(dict(zip(STANDING_COLUMNS, columns, strict=True)), index=areas.index)


def _share(family: Floats | Sequence[Floats], values: Floats, side: Literal["left", "right"]) -> Floats:
    """Return the share of the family below each value, or (``right``) at or below it; NaN for NaN."""
    if not isinstance(family, np.ndarray):
        pairs = zip(family, values, strict=True)
        return np.array([_share(own, np.array([value]), side)[0] for own, value in pairs], dtype=np.float64)
    asked = _rounded(values)
    found = np.searchsorted(family, asked, side=side) / max(family.size, 1)
    return np.where(np.isnan(asked) | (family.size == 0), np.nan, found)


def _rounded(values: NDArray[np.floating[Any]]) -> Floats:
    # Equal shares can come from different divisions: 1/3 and 2/6 are the same figure.
    return np.asarray(np.round(values, 12), dtype=np.float64)
