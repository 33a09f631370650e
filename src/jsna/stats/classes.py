"""Classes for maps and bars: which step of a ramp each area falls in, and the words of the key.

A class of the difference is a word (:class:`jsna.model.comparison.Verdict`), so that the colour on the map is the
word in the table. Classes of the figure itself and of the ratio are ranges, the same in every place.
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
from jsna.stats.breaks import quintile_breaks
from jsna.stats.proportions import Floats

#: The code of each word and state.
CODES = {word.value: str(place) for place, word in enumerate(FIVE_WORDS)} | {
    Verdict.TOO_FEW.value: TOO_FEW,
    Verdict.HIDDEN.value: WITHHELD,
    Verdict.NOT_PUBLISHED.value: NO_DATA,
    Verdict.NOT_COMPARABLE.value: NOT_COMPARABLE,
}
#: The words of the states, in the order of the key.
STATES = {CODES[word.value]: word.value for word in Verdict if not word.is_told}
#: Where the classes of the ratio begin: twice and half are equally far from one.
RATIOS = (0.5, 0.8, 1.25, 2.0)
_RATIO_WORDS = ("half or less", "0.5 to 0.8 times", "0.8 to 1.25 times", "1.25 to 2 times", "twice or more")


@dataclass(frozen=True)
class Ramp:
    """Classes of numbers: where they begin, and what each means.

    Attributes:
        breaks: where the second, third, … class begins; a number on a break belongs to the class above it.
        words: one for each class.
    """

    breaks: Floats
    words: tuple[str, ...]

    def place_of(self, number: float) -> int:
        """Return the class that a number falls in."""
        return int(np.searchsorted(self.breaks, round(number, 9), side="right"))


def word_classes(verdict: pd.Series[str]) -> pd.Series[str]:
    """Return the class code of each word. Index as given.

    Args:
        verdict: values of :class:`Verdict`.
    """
    words, places = np.unique(verdict.to_numpy(dtype=object), return_inverse=True)
    return _taken([CODES[word] for word in words], places, verdict.index)


def ramp_classes(ramp: Ramp, numbers: pd.Series[float], verdict: pd.Series[str]) -> pd.Series[str]:
    """Return the class code of each number, or of its state where there is none.

    Args:
        ramp: the classes.
        numbers: NaN where there is none, or none that may be ranked. Index: area code.
        verdict: values of :class:`Verdict`, the same index. An area with a figure and no number is too few to say.
    """
    values = np.round(numbers.to_numpy(dtype=float), 9)
    codes = [*map(str, range(len(ramp.words))), *STATES]
    states = word_classes(verdict).to_numpy(dtype=object)
    state = np.where(np.isin(states, list(STATES)), states, TOO_FEW)
    known = np.isfinite(values)
    places = np.searchsorted(ramp.breaks, values, side="right")
    chosen = np.where(known, places, [codes.index(code) for code in state])
    return _taken(codes, chosen, numbers.index)


def ratio_ramp() -> Ramp:
    """Return the classes of the ratio to the baseline."""
    return Ramp(np.array(RATIOS), _RATIO_WORDS)


def figure_ramp(family: Floats, ending: str, tied: Callable[[str, int], str]) -> Ramp:
    """Return up to five classes of figures from lowest to highest, about a fifth in each, broken at round numbers.

    Args:
        family: the figures of all England, in the reader's unit; NaN where there is none.
        ending: what follows a number: `` years``, or ``%``.
        tied: from a figure and how many areas hold exactly it to the words of a class that holds nothing else.

    Returns:
        Fewer than five classes where the figures do not allow five. No class is without an area.
    """
    breaks = quintile_breaks(family)
    known = np.round(family[np.isfinite(family)], 9)
    places = np.searchsorted(breaks, known, side="right")
    words = [_range_words(breaks, place, ending) for place in range(len(breaks) + 1)] if known.size else []
    for place in range(len(words)):
        held = known[places == place]
        if held.min() == held.max():
            words[place] = tied(f"{held[0]:,.12g}{ending}", held.size)
    return Ramp(breaks, tuple(words))


def _range_words(breaks: Floats, place: int, ending: str) -> str:
    edges = [f"{number:,.12g}" for number in breaks]
    if place == 0:
        return f"under {edges[0]}{ending}"
    if place == len(edges):
        return f"{edges[-1]}{ending} or more"
    low, high = list(pairwise(edges))[place - 1]
    return f"{low} to {high}{ending}"


def _taken(codes: Iterable[str], places: NDArray[np.int_], index: pd.Index[str]) -> pd.Series[str]:
    # One look-up for all areas: making seven thousand strings one by one takes longer than choosing them.
    return pd.Series(pd.array(list(codes), dtype="str").take(places), index=index)
