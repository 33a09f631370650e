"""Where classes begin: round numbers, chosen so that every class is filled."""

from __future__ import annotations

import numpy as np

from jsna.stats.proportions import Floats


def round_breaks(values: Floats, groups: int = 5) -> Floats:
    """Return round numbers that part the values into groups of about one size; NaN is not counted.

    Fewer where the groups meet (many equal values). Each class between them holds at least one value.

    Args:
        values: in the reader's unit.
        groups: how many, at least one.
    """
    known = values[np.isfinite(values)]
    if not known.size or groups < 2:
        return np.array([])
    inner = np.arange(1, groups) / groups
    places = np.unique(np.round(np.quantile(known, inner), 9))
    breaks = np.unique([_tidy_near(place, gap) for place, gap in zip(places, _nearest(places), strict=True)])
    breaks = breaks[(breaks > known.min()) & (breaks <= known.max())]
    # A break that opens a class without a value is dropped: the key promises nothing that the map does not show.
    held = np.unique(np.searchsorted(breaks, np.round(known, 9), side="right"))
    return np.asarray(breaks[held[held > 0] - 1], dtype=float)


def _nearest(places: Floats) -> Floats:
    """Return the distance of each place from its nearest neighbour; of a single one, its own size."""
    if places.size == 1:
        return np.abs(places)
    gaps = np.diff(places)
    return np.asarray(np.minimum(np.append(gaps, np.inf), np.insert(gaps, 0, np.inf)), dtype=float)


def _tidy_near(place: float, gap: float) -> float:
    # Rounding to half the distance to the next break, or less, never lets two breaks meet.
    step = _tidy_step(gap / 2)
    return _tidy(np.round(place / step) * step)


def _tidy_step(widest: float) -> float:
    """Return the largest of 1, 2 and 5 times a power of ten that is not above ``widest``."""
    widest = max(widest, 1e-9)
    power = float(10.0 ** np.floor(np.log10(widest)))
    return power * max(multiple for multiple in (1, 2, 5) if multiple * power <= widest * (1 + 1e-9))


def _tidy(number: float) -> float:
    # Adding nought turns a negative nought, which would be shown as -0, into a plain one.
    return float(f"{number:.10g}") + 0.0
