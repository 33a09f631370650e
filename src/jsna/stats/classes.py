"""Classes for maps and bars: which step of a ramp each area falls in, and the words of the key.

Only a verdict of higher or lower is coloured. A difference that is small, or usual among its kind, is painted as what
it is: similar.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.model.comparison import Verdict
from jsna.model.observations import Note
from jsna.model.shading import NO_DATA, TOO_FEW, WITHHELD
from jsna.stats.breaks import diverging_breaks, quintile_breaks
from jsna.stats.proportions import Floats

NEUTRAL = "2"
CODES = f"01234{TOO_FEW}{WITHHELD}{NO_DATA}"
SIMILAR = "similar: not called different"
STATES = {TOO_FEW: "cannot tell", WITHHELD: Note.CONFIDENTIAL.words, NO_DATA: "no figure"}


@dataclass(frozen=True)
class Classes:
    """One class an area, and what each class means.

    Attributes:
        codes: class code of each area (``jsna.model.shading``). Index: area code.
        key: (class code, words), lowest first and then the states; only the classes that can occur.
    """

    codes: pd.Series[str]
    key: tuple[tuple[str, str], ...]


def difference_classes(
    difference: pd.Series[float],
    verdict: pd.Series[str],
    margin: float,
    *,
    note: pd.Series[str] | None = None,
    family: pd.Series[float] | None = None,
    unit: str = "points",
) -> Classes:
    """Return diverging classes of the differences: three steps above, three below, and one neutral that straddles zero.

    Args:
        difference: percentage points, or the indicator's unit. Index: area code.
        verdict: values of :class:`Verdict`. Index as ``difference``.
        margin: smallest difference that is ever coloured: the first steps never begin below it.
        note: reason codes; tells what is withheld from what was never there.
        family: the coloured differences that the steps are chosen from, where that is more than ``difference``:
            give all England's, and a county keeps England's key.
        unit: the word in the key.

    Returns:
        Classes with symmetric breaks at round numbers, chosen so that each step holds about a third of the coloured.
    """
    sizes = difference.abs()
    edges = diverging_breaks(sizes[_coloured(verdict)], family, margin)

    def words(low: float, high: float | None, side: str) -> str:
        direction = {"above": "higher", "below": "lower"}[side]
        if high is None:
            return f"more than {low:,g} {unit} {direction}"
        return f"{low:,g} to {high:,g} {unit} {direction}"

    return _diverging(sizes, verdict, note, edges, words)


def ratio_classes(
    ratio: pd.Series[float],
    verdict: pd.Series[str],
    *,
    note: pd.Series[str] | None = None,
    family: pd.Series[float] | None = None,
) -> Classes:
    """Return diverging classes of the ratios to the baseline, symmetric as multiples: twice and half are as far.

    Args:
        ratio: value / baseline. Index: area code.
        verdict: as in :func:`difference_classes`, and so are ``note`` and ``family`` (ratios of the coloured).
        note: reason codes.
        family: see above.
    """
    sizes = _multiples(ratio)
    edges = diverging_breaks(sizes[_coloured(verdict)], None if family is None else _multiples(family), 1.0)

    def words(low: float, high: float | None, side: str) -> str:
        if side == "above":
            return f"over {low:.3g} times" if high is None else f"{low:.3g} to {high:.3g} times"
        return f"under {1 / low:.2g} times" if high is None else f"{1 / high:.2g} to {1 / low:.2g} times"

    return _diverging(sizes, verdict, note, edges, words)


def extra_classes(
    extra: pd.Series[float],
    verdict: pd.Series[str],
    *,
    note: pd.Series[str] | None = None,
    family: pd.Series[float] | None = None,
    unit: str = "people",
) -> Classes:
    """Return diverging classes of the people (or households) more than the baseline's rate would give.

    Args:
        extra: people or households. Index: area code.
        verdict: as in :func:`difference_classes`, and so are ``note`` and ``family`` (extra people of the coloured).
        note: reason codes.
        family: see above.
        unit: the word in the key.
    """
    sizes = extra.abs()
    edges = diverging_breaks(sizes[_coloured(verdict)], family, 0.0)

    def words(low: float, high: float | None, side: str) -> str:
        direction = {"above": "more", "below": "fewer"}[side]
        if high is None:
            return f"over {low:,g} {direction} {unit}"
        return f"{low:,g} to {high:,g} {direction} {unit}" if low else f"up to {high:,g} {direction} {unit}"

    return _diverging(sizes, verdict, note, edges, words)


def sequential_classes(
    value: pd.Series[float],
    *,
    note: pd.Series[str] | None = None,
    family: pd.Series[float] | None = None,
    percent: bool = True,
    unit: str = "",
) -> Classes:
    """Return five classes from lowest to highest, about a fifth of the areas in each, broken at round numbers.

    Args:
        value: fractions where ``percent``, the indicator's unit otherwise; NaN where missing. Index: area code.
        note: reason codes; tells what is withheld from what was never there.
        family: the values that the breaks are chosen from; ``value`` itself where not given.
        percent: the key says per cent.
        unit: the word in the key where not per cent.

    Returns:
        Fewer than five classes where the values do not allow five. A value on a break belongs to the class above it.
    """
    scale = 100.0 if percent else 1.0
    ending = " %" if percent else f" {unit}".rstrip()
    shown = value.to_numpy(dtype=float) * scale
    chosen_from = value if family is None else family
    breaks = quintile_breaks(np.asarray(chosen_from, dtype=np.float64) * scale)
    # Values come from divisions: 10 % must not fall below a break at 10 by a rounding error.
    step = np.searchsorted(breaks, np.round(shown, 9), side="right")
    chosen = np.where(np.isnan(shown), _absence(note, len(value)), step)
    key: list[tuple[str, str]] = []
    if np.isfinite(shown).any():
        key = [(str(place), words) for place, words in enumerate(_range_words(breaks, ending))]
    return _classes(chosen, value.index, key)


def _diverging(
    sizes: pd.Series[float],
    verdict: pd.Series[str],
    note: pd.Series[str] | None,
    edges: tuple[float, float, float],
    words: Callable[[float, float | None, str], str],
) -> Classes:
    higher, lower = (verdict == Verdict.HIGHER).to_numpy(), (verdict == Verdict.LOWER).to_numpy()
    step = np.searchsorted(np.array(edges[1:]), sizes.to_numpy(dtype=float), side="right")
    told = higher | lower | (verdict == Verdict.SIMILAR).to_numpy()
    cannot_tell = (verdict == Verdict.CANNOT_TELL).to_numpy()
    chosen = np.select(
        [higher, lower, told, cannot_tell],
        [3 + (step > 0), 1 - (step > 0), int(NEUTRAL), CODES.index(TOO_FEW)],
        default=_absence(note, len(sizes)),
    )
    steps: list[tuple[float, float | None]] = [(edges[0], edges[1]), (edges[1], None)]
    below = [(str(1 - place), words(low, high, "below")) for place, (low, high) in enumerate(steps)]
    above = [(str(3 + place), words(low, high, "above")) for place, (low, high) in enumerate(steps)]
    key = [*reversed(below), (NEUTRAL, SIMILAR), *above] if told.any() else []
    return _classes(chosen, sizes.index, key)


def _classes(chosen: NDArray[np.int_], index: pd.Index[str], key: list[tuple[str, str]]) -> Classes:
    # One look-up for all areas: making seven thousand strings one by one takes longer than choosing them.
    codes = pd.Series(pd.array(list(CODES), dtype="str").take(chosen), index=index)
    occurring = {CODES[place] for place in set(chosen.tolist())}
    states = [(code, words) for code, words in STATES.items() if code in occurring]
    return Classes(codes=codes, key=(*key, *states))


def _absence(note: pd.Series[str] | None, count: int) -> NDArray[np.int_]:
    withheld = np.zeros(count, dtype=bool) if note is None else (note == Note.CONFIDENTIAL.value).to_numpy(dtype=bool)
    return np.where(withheld, CODES.index(WITHHELD), CODES.index(NO_DATA))


def _coloured(verdict: pd.Series[str]) -> pd.Series[bool]:
    return verdict.isin([Verdict.HIGHER.value, Verdict.LOWER.value])


def _multiples(ratio: pd.Series[float]) -> pd.Series[float]:
    """Return how many times as much, or as little, as the baseline: 1 or more, infinite for a ratio of 0."""
    below = 1 / ratio.where(ratio > 0)
    return ratio.where(ratio >= 1, below).where(ratio != 0, np.inf)


def _range_words(breaks: Floats, ending: str) -> list[str]:
    edges = [f"{place:,.12g}" for place in breaks]
    if not edges:
        return ["all the same"]
    between = [f"{low} to {high}{ending}" for low, high in pairwise(edges)]
    return [f"under {edges[0]}{ending}", *between, f"{edges[-1]}{ending} and over"]
