"""Classes for maps and bars: the step of a ramp that each area falls in, and the text of the key.

A class of the difference is a word (:class:`jsna.model.comparison.Verdict`), so that map colours match the words in
the table. Classes of the figure itself and of the ratio are ranges.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.model.comparison import FIVE_WORDS, Verdict
from jsna.model.shading import NO_DATA, NOT_COMPARABLE, TOO_FEW, WITHHELD
from jsna.stats.breaks import round_breaks
from jsna.stats.proportions import Floats

#: The code of each word and state.
CODES = {word.value: str(number) for number, word in enumerate(FIVE_WORDS)} | {
    Verdict.TOO_FEW.value: TOO_FEW,
    Verdict.HIDDEN.value: WITHHELD,
    Verdict.NOT_PUBLISHED.value: NO_DATA,
    Verdict.NOT_COMPARABLE.value: NOT_COMPARABLE,
}
#: The words of the states, in the order of the key.
STATES = {CODES[word.value]: word.value for word in Verdict if not word.is_conclusive}
#: Where the classes of the ratio begin: twice and half are equally far from 1.
RATIOS = (0.5, 0.8, 1.25, 2.0)
#: From this share of areas with exactly the lowest or the highest figure, these areas get their own class.
A_TIE = 0.2
_RATIO_WORDS = ("half or less", "0.5 to 0.8 times", "0.8 to 1.25 times", "1.25 to 2 times", "twice or more")


@dataclass(frozen=True)
class Ramp:
    """Classes of numbers: where they begin, and what each means.

    Attributes:
        breaks: where the second, third, … class begins; a number on a break belongs to the class above it.
        words: the text of each class.
    """

    breaks: Floats
    words: tuple[str, ...]

    def class_of(self, number: float) -> int:
        """Return the class that a number falls in."""
        return int(np.searchsorted(self.breaks, round(number, 9), side="right"))

    def classes_of(self, numbers: Floats) -> NDArray[np.int_]:
        """Return the class that each number falls in; the result is meaningless for NaN."""
        return np.searchsorted(self.breaks, np.round(numbers, 9), side="right")

    def most_in_one(self, numbers: Floats) -> float:
        """Return the share of the numbers in the largest class; 0 for an empty array."""
        return float(np.bincount(self.classes_of(numbers)).max() / numbers.size) if numbers.size else 0.0


def word_classes(verdict: pd.Series[str]) -> pd.Series[str]:
    """Return the class code of each word. Index as given.

    Args:
        verdict: values of :class:`Verdict`.
    """
    indices, words = pd.factorize(verdict)
    return _taken([CODES[word] for word in words], indices, verdict.index)


def ramp_classes(ramp: Ramp, numbers: pd.Series[float], verdict: pd.Series[str]) -> pd.Series[str]:
    """Return the class code of each number, or of its state if it is missing.

    Args:
        ramp: the classes.
        numbers: NaN if missing or not to be ranked. Index: area code.
        verdict: values of :class:`Verdict`, the same index. An area with a figure but NaN here is "too few to say".
    """
    values = np.asarray(numbers, dtype=np.float64)
    codes = [*map(str, range(len(ramp.words))), *STATES]
    states = word_classes(verdict).to_numpy(dtype=object)
    state = np.where(np.isin(states, list(STATES)), states, TOO_FEW)
    known = np.isfinite(values)
    chosen = np.where(known, ramp.classes_of(values), [codes.index(code) for code in state])
    return _taken(codes, chosen, numbers.index)


def ratio_ramp() -> Ramp:
    """Return the classes of the ratio to the baseline."""
    return Ramp(np.array(RATIOS), _RATIO_WORDS)


def figure_ramp(family: Floats, ending: str, tied: Callable[[str, int], str], finest: float = 0.0) -> Ramp:
    """Return up to five classes of figures, lowest first, of similar size and with round breaks.

    If a fifth of the areas or more share exactly the lowest or the highest figure, that figure gets its own class,
    labelled as a tie.

    Args:
        family: the figures to classify, in the reader's unit; NaN where missing.
        ending: what follows a number: `` years``, or ``%``.
        tied: takes a figure and how many areas have exactly it; returns the text of a class with only that figure.
        finest: what every break is a multiple of, as in :func:`jsna.stats.breaks.round_breaks`.

    Returns:
        Fewer than five classes if the figures do not allow five. Every class has at least one area.
    """
    known = np.sort(np.round(family[np.isfinite(family)], 9))
    if not known.size:
        return Ramp(known, ())
    low, high = known[0], known[-1]
    at_low, at_high = known == low, known == high
    if at_low.all():
        return Ramp(known[:0], (tied(_written(low, ending), known.size),))
    bottom, top = (bool(at_end.mean() >= A_TIE) for at_end in (at_low, at_high))
    between = known[~(at_low & bottom) & ~(at_high & top)]
    inner = round_breaks(between, 5 - bottom - top, finest)
    words = _range_words(inner, (low if bottom else None, high if top else None), ending) if between.size else []
    first = [tied(_written(low, ending), int(at_low.sum()))] if bottom else []
    last = [tied(_written(high, ending), int(at_high.sum()))] if top else []
    # A tie's class ends at the next figure, which is not a round number and is never shown.
    edges = {*known[~at_low][: int(bottom)], *inner, *known[at_high][: int(top)]}
    return Ramp(np.array(sorted(edges), dtype=float), (*first, *words, *last))


def _range_words(breaks: Floats, ties: tuple[float | None, float | None], ending: str) -> list[str]:
    """Return the text of the classes between breaks; next to a tie, "above" or "below" its figure."""
    below, above = ties
    edges = [f"{number:,.12g}" for number in breaks]
    start = None if below is None else f"above {_written(below, ending)}"
    end = None if above is None else f"under {_written(above, ending)}"
    if not edges:
        return [", ".join(filter(None, (start, end))) or "all"]
    first = f"under {edges[0]}{ending}" if start is None else f"{start}, under {edges[0]}{ending}"
    last = f"{edges[-1]}{ending} or more" if end is None else f"{edges[-1]}{ending} or more, {end}"
    return [first, *(f"{low} to {high}{ending}" for low, high in pairwise(edges)), last]


def _written(number: float, ending: str) -> str:
    return f"{number:,.12g}{ending}"


def _taken(codes: Iterable[str], indices: NDArray[np.int_], index: pd.Index[str]) -> pd.Series[str]:
    # One look-up for all areas: creating seven thousand strings one by one takes longer than selecting them.
    return pd.Series(pd.array(list(codes), dtype="str").take(indices), index=index)
