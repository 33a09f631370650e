"""Ten wards like it as a baseline: the counts of the ten wards most like each ward, added up; never percentages."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jsna.analysis.alike import MOST, nearest, nearest_to
from jsna.analysis.latest import latest
from jsna.areas.places import areas_within
from jsna.catalogue.alike import alike_by
from jsna.catalogue.read import Catalogue
from jsna.model.area import ENGLAND, Level
from jsna.model.indicator import Indicator
from jsna.model.observations import COUNTS
from jsna.model.selection import Baseline
from jsna.stats.proportions import Floats, share

#: Why there is no figure of the ten.
RATES = "rates and scores of several wards are not added up"
PROTECTED = "figures that protect people are not added up"
LIKE_NONE = "this ward lacks a figure that is needed to find wards like it"
#: By how many of the ten have counts.
_LACKING = [
    "no ward like it has counts to add up",
    *(f"only {have} of the ten wards like it {'has' if have == 1 else 'have'} a figure" for have in range(1, MOST)),
    "",
]


def fitting(catalogue: Catalogue, baseline: Baseline, level: Level) -> Baseline:
    """Return what areas of a level are compared with: only wards have ten like them, all others have England.

    Raises:
        Findings: ``data/alike.toml`` is wrong.
    """
    no_ten = baseline is Baseline.ALIKE and (level is not Level.WARD or alike_by(catalogue) is None)
    return Baseline.ENGLAND if no_ten else baseline


def of_every_ward(catalogue: Catalogue, slug: str, group: str) -> pd.DataFrame:
    """Return for every ward of England the counts of the ten wards most like it, added up.

    Args:
        catalogue: the open data.
        slug: of the indicator.
        group: code of one of its groups.

    Returns:
        Index: ward code, in the order of the areas table. Columns: ``baseline_numerator``, ``baseline_denominator``,
        ``baseline`` (fraction), NaN where one of the ten has no counts; and ``why``, the reason, empty where there is a
        figure.
    """
    found, (figures, _) = nearest(catalogue), latest(catalogue, slug, group)
    counts = figures[list(COUNTS)].reindex(found.wards).to_numpy(dtype=float)[found.at]
    added = added_up(counts, catalogue.indicators[slug], protected="percentage" in figures)
    wards = areas_within(catalogue.areas, ENGLAND, Level.WARD).index
    every = added.set_axis(found.wards).reindex(wards)
    return every.fillna({"why": LIKE_NONE})


def ten_like(catalogue: Catalogue, ward: str) -> list[str]:
    """Return the codes of the ten wards most like a ward, the most like it first; none where no wards are known."""
    return list(nearest_to(catalogue, ward))


def added_up(counts: Floats, indicator: Indicator, *, protected: bool) -> pd.DataFrame:
    """Return the sums of ten wards' counts.

    Args:
        counts: numerator and denominator of ten wards, a row for each sum. Shape: rows × 10 × 2; NaN where missing.
            Rows × 0 × 2 where no wards are known.
        indicator: what is counted.
        protected: whether the figures follow a rule that protects people.

    Returns:
        The columns of :func:`of_every_ward`, a row for each sum.
    """
    general = _never(indicator, protected=protected) if counts.shape[1] == MOST else LIKE_NONE
    sums = counts.sum(axis=1) if not general else np.full((len(counts), 2), np.nan)
    have = np.isfinite(counts).all(axis=2).sum(axis=1)
    return pd.DataFrame(
        {
            "baseline_numerator": sums[:, 0],
            "baseline_denominator": sums[:, 1],
            "baseline": share(sums[:, 0], sums[:, 1]),
            "why": general or pd.array(_LACKING, dtype="str").take(have),
        }
    )


def _never(indicator: Indicator, *, protected: bool) -> str:
    """Return why an indicator's figures are never added up; empty where they are."""
    if not indicator.is_share:
        return RATES
    return PROTECTED if protected else ""
