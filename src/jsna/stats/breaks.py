"""Class breaks: round numbers, chosen so that no class is empty."""

from __future__ import annotations

import numpy as np

from jsna.stats.proportions import Floats


def round_breaks(values: Floats, groups: int = 5, finest: float = 0.0) -> Floats:
    """Return round numbers that split the values into groups of similar size; NaN is ignored.

    Fewer breaks if groups coincide (many equal values). Each class between breaks holds at least one value.

    Args:
        values: in the reader's unit.
        groups: how many groups, at least one.
        finest: 1, 2 or 5 times a power of ten that every break is a multiple of; 0 for any round number.
    """
    known = values[np.isfinite(values)]
    if not known.size or groups < 2:
        return np.array([])
    inner = np.arange(1, groups) / groups
    quantiles = np.unique(np.round(np.quantile(known, inner), 9))
    breaks = np.unique(
        [
            _tidy_near(quantile, max(gap, 2 * finest))
            for quantile, gap in zip(quantiles, _nearest(quantiles), strict=True)
        ]
    )
    breaks = breaks[(breaks > known.min()) & (breaks <= known.max())]
    # Drop a break whose class would be empty: the key lists only classes that the map shows.
    filled = np.unique(np.searchsorted(breaks, np.round(known, 9), side="right"))
    return np.asarray(breaks[filled[filled > 0] - 1], dtype=float)


def _nearest(quantiles: Floats) -> Floats:
    """Return the distance of each position from its nearest neighbour; for a single one, its own size."""
    if quantiles.size == 1:
        return np.abs(quantiles)
    gaps = np.diff(quantiles)
    return np.asarray(np.minimum(np.append(gaps, np.inf), np.insert(gaps, 0, np.inf)), dtype=float)


def _tidy_near(quantile: float, gap: float) -> float:
    # Rounding to at most half the distance to the next break keeps breaks distinct.
    step = _tidy_step(gap / 2)
    return _tidy(np.round(quantile / step) * step)


def _tidy_step(widest: float) -> float:
    """Return the largest number of the form 1, 2 or 5 times a power of ten that is not above ``widest``."""
    widest = max(widest, 1e-9)
    power = float(10.0 ** np.floor(np.log10(widest)))
    return power * max(multiple for multiple in (1, 2, 5) if multiple * power <= widest * (1 + 1e-9))


def _tidy(number: float) -> float:
    # Adding zero turns a negative zero, which would be shown as -0, into a positive one.
    return float(f"{number:.10g}") + 0.0
