"""Which areas are unusual for their size: the funnel of a comparison of all England."""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pandas as pd

from jsna.analysis.spine import PERCENTILES
from jsna.errors import NotAvailable
from jsna.model.comparison import BaselineFigure, Comparison, Rare
from jsna.model.profile import Spread
from jsna.model.unusual import Funnel, FunnelLimits, Lane, Outside
from jsna.stats.funnel import (
    adjusted_z,
    benjamini_hochberg,
    flagged,
    funnel_limits,
    overdispersion,
    two_sided_p,
    z_scores,
)
from jsna.stats.proportions import normal_deviate

#: Of the areas named after Benjamini–Hochberg, about this share is named wrongly.
FALSE_DISCOVERIES = 0.05
#: Of fewer areas than this, no quarter and no tenth is told.
FEWEST_SPREAD = 20
#: Sizes at which the edges are drawn, evenly on the logarithm.
STEPS = 48


def funnel(comparison: Comparison) -> Funnel:
    """Return the funnel of one group of an indicator.

    Args:
        comparison: all England against England; what is withheld there is not in the funnel.

    Raises:
        NotAvailable: there are no counts, no figure of England, or England's share leaves no room to differ.
    """
    england = _england(comparison)
    family = _counted(comparison.areas)
    numerator, denominator = family["numerator"].to_numpy(), family["denominator"].to_numpy()
    spread = overdispersion(numerator, denominator, england.value)
    points = family.assign(is_rare=family["rare"] != Rare.NO.value, **_distances(family, england.value, spread.tau))
    middle = float(family["value"].median())
    return Funnel(
        comparison=comparison,
        points=points,
        england=england,
        phi=spread.phi,
        tau=spread.tau,
        middle=middle,
        fits=_fits(england.value, middle, spread.tau, float(family["denominator"].median())),
        limits=limits(family, england.name, england.value, spread.tau),
    )


def own_limits(shown: Funnel, comparison: Comparison, picked: str | None) -> FunnelLimits | None:
    """Return the edges around the chosen baseline; None where it is England, or several and none is picked.

    None too for wards like a ward: no area is one of them for all, and ten are too few.

    The spread is the family's about England, so that only the middle of the funnel moves.

    Args:
        shown: the funnel of the same indicator and group.
        comparison: the chosen place against the chosen baseline.
        picked: code of the picked area, whose baseline is taken where there are several.
    """
    areas = comparison.areas
    names = areas["baseline_name"].unique()
    if comparison.is_with_wards_like_it:
        return None
    if picked in areas.index:
        name = str(areas.at[picked, "baseline_name"])
    elif len(names) == 1:
        name = str(names[0])
    else:
        return None
    rows = areas[areas["baseline_name"] == name]
    value = float(rows["baseline"].iloc[0])
    if name == shown.england.name or not 0 < value < 1:
        return None
    return limits(_counted(rows), name, value, shown.tau)


def lanes(shown: Funnel, places: Mapping[str, pd.Index[str]]) -> list[Lane]:
    """Return all of England's areas and, below them, those of smaller and smaller places.

    Args:
        shown: every area with a figure.
        places: the codes of each place's areas by its name, larger places first; one without a figure is left out.
    """
    points = shown.points
    inside = {shown.england.name: points} | {
        name: points.loc[codes.intersection(points.index)] for name, codes in places.items()
    }
    return [_lane(name, rows) for name, rows in inside.items() if len(rows)]


def _lane(place: str, rows: pd.DataFrame) -> Lane:
    values = rows["value"].to_numpy()
    ends = [float(end) for end in np.percentile(values, PERCENTILES)] if len(values) >= FEWEST_SPREAD else None
    return Lane(place, rows, float(values.min()), None if ends is None else Spread(*ends), float(values.max()))


def limits(rows: pd.DataFrame, name: str, value: float, tau: float) -> FunnelLimits:
    """Return the edges over the sizes of some areas, and how many of them lie outside.

    Args:
        rows: areas with counts; columns ``numerator`` and ``denominator``.
        name: the baseline's name.
        value: the baseline's share.
        tau: the family's spread, as a fraction.
    """
    smallest, largest = rows["denominator"].min(), rows["denominator"].max()
    sizes = np.unique(np.geomspace(smallest, largest, STEPS).round())
    return FunnelLimits(
        name=name,
        value=value,
        chance=_edges(sizes, value, 0.0),
        adjusted=_edges(sizes, value, tau),
        outside=outside(rows, value, tau),
    )


def outside(rows: pd.DataFrame, value: float, tau: float) -> Outside:
    """Return how many of some areas lie beyond chance and beyond the adjusted funnel, and are named after correction.

    Args:
        rows: areas with counts; columns ``numerator`` and ``denominator``. They are the family of the correction.
        value: the baseline's share.
        tau: the spread, as a fraction.
    """
    distances = _distances(rows, value, tau)
    chance, at_95, at_998, named = (
        int(np.count_nonzero(distances[column])) for column in ("beyond_chance", "beyond_95", "beyond_998", "named")
    )
    return Outside(areas=len(rows), chance=chance, funnel_95=at_95, funnel_998=at_998, named=named)


def _fits(value: float, middle: float, tau: float, size: float) -> bool:
    """Return whether a symmetric funnel fits: the middle area lies within tau, and no limit beyond 0 or 1."""
    reach = normal_deviate(0.95) * math.hypot(math.sqrt(value * (1 - value) / size), tau)
    within = value - reach >= 0 and value + reach <= 1
    return within and (tau == 0 or abs(middle - value) <= tau)


def _england(comparison: Comparison) -> BaselineFigure:
    england, areas, level = comparison.baseline, comparison.areas, comparison.level.together
    if not comparison.indicator.is_share or not (areas["numerator"].notna() & (areas["denominator"] > 0)).any():
        msg = (
            f"{comparison.indicator.title}: the source gives no counts of {level}, and a funnel "
            "sets each figure against how many there are to count. Choose an indicator that says how many of how many."
        )
        raise NotAvailable(msg)
    if england is None:
        msg = (
            f"{comparison.indicator.title}: there is no figure of England, and a funnel stands around England's. "
            "Choose an indicator with a figure of England."
        )
        raise NotAvailable(msg)
    if _counted(areas).empty:
        msg = f"{comparison.indicator.title}: no figure of {level} can be compared with England's."
        raise NotAvailable(msg)
    if not 0 < england.value < 1:
        msg = f"{comparison.group.label}: nobody or everybody in England is counted, so no area can stand out."
        raise NotAvailable(msg)
    return england


def _counted(areas: pd.DataFrame) -> pd.DataFrame:
    """Return the areas with counts; a figure that may not be ranked has counts and no difference."""
    return areas[areas["numerator"].notna() & (areas["denominator"] > 0) & areas["difference"].notna()]


def _distances(rows: pd.DataFrame, value: float, tau: float) -> dict[str, np.ndarray]:
    numerator, denominator = rows["numerator"].to_numpy(), rows["denominator"].to_numpy()
    z = adjusted_z(numerator, denominator, value, tau)
    p_adjusted = benjamini_hochberg(two_sided_p(z))
    return {
        "z": z,
        "p_adjusted": p_adjusted,
        "beyond_chance": flagged(z_scores(numerator, denominator, value), 0.95),
        "beyond_95": flagged(z, 0.95),
        "beyond_998": flagged(z, 0.998),
        "named": p_adjusted < FALSE_DISCOVERIES,
    }


def _edges(sizes: np.ndarray, value: float, tau: float) -> pd.DataFrame:
    low95, high95 = funnel_limits(sizes, value, tau, 0.95)
    low998, high998 = funnel_limits(sizes, value, tau, 0.998)
    return pd.DataFrame({"lower95": low95, "upper95": high95, "lower998": low998, "upper998": high998}, index=sizes)
