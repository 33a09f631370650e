"""Where an area stands among the others of its place: never a rank alone, always how far chance could move it."""

from __future__ import annotations

import pandas as pd

from jsna.disclosure.policy import rule_for
from jsna.disclosure.represent import only_ranked
from jsna.model.comparison import Comparison
from jsna.model.ranks import RankInterval
from jsna.stats.smooth import DRAWS, rank_intervals

CONFIDENCE = 0.95
#: Among thousands of areas a quarter of the draws moves no limit by more than the areas beside it.
MANY, DRAWS_AMONG_MANY = 1_000, 500


def intervals(comparison: Comparison) -> pd.DataFrame:
    """Return how far chance could move each area's place among those of the comparison.

    Args:
        comparison: the protected record; what is withheld there, or too uncertain to rank, has no place and takes none
            from others.

    Returns:
        Columns ``lower`` and ``upper``: whole places, 1 for the highest share; NaN where there are no counts. Index:
        area code.
    """
    areas = only_ranked(comparison.areas, rule_for(comparison.indicator.disclosure))
    if not comparison.indicator.is_share:
        return pd.DataFrame(float("nan"), index=areas.index, columns=["lower", "upper"])
    draws = DRAWS_AMONG_MANY if len(areas) > MANY else DRAWS
    return rank_intervals(areas["numerator"], areas["denominator"], CONFIDENCE, draws)[["lower", "upper"]]


def place_of(comparison: Comparison, found: pd.DataFrame, code: str | None) -> RankInterval | None:
    """Return one area's place; None where it has none, or stands alone.

    Args:
        comparison: the protected record.
        found: from :func:`intervals`, of the same comparison.
        code: an area's code; None, or one that is not in the comparison, has no place.
    """
    placed = found["lower"].notna()
    if code is None or code not in found.index or not placed[code] or placed.sum() < 2:
        return None
    return RankInterval(
        name=str(comparison.areas.at[code, "name"]),
        lower=int(found["lower"][code]),
        upper=int(found["upper"][code]),
        among=int(placed.sum()),
        confidence=CONFIDENCE,
    )
