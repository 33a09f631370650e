"""The lines of a map's key: what each class means, in the reader's unit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pandas as pd

from jsna.model.comparison import FIVE_WORDS, Comparison, Verdict
from jsna.model.shading import KeyLine
from jsna.stats.baseline import margins
from jsna.stats.classes import CODES, STATES, Ramp
from jsna.words.numbers import decimals_for, decimals_of, figure, percent, rate_of

#: Classes of the circles of more and of fewer people.
MORE, FEWER = CODES[Verdict.HIGHER], CODES[Verdict.LOWER]
#: What the middle class means: what decides besides the size of the difference.
SAME_WORDS = f"{Verdict.ABOUT_THE_SAME}, or within chance"


def ramp_key(comparison: Comparison, ramp: Ramp, baseline: float) -> list[KeyLine]:
    """Return the lines of the classes of a ramp; ``baseline`` is marked in its class, unless it is NaN."""
    holds = -1 if np.isnan(baseline) or not ramp.words else ramp.class_of(baseline)
    return [
        KeyLine(str(number), words, _baseline_words(comparison) if number == holds else "")
        for number, words in enumerate(ramp.words)
    ]


def word_key(comparison: Comparison) -> list[KeyLine]:
    """Return the lines of the five words; if all areas share one baseline, with the figure from which each applies."""
    base = comparison.baseline
    same = KeyLine(CODES[Verdict.ABOUT_THE_SAME], SAME_WORDS, _baseline_words(comparison))
    if base is None:
        return [same if word is Verdict.ABOUT_THE_SAME else KeyLine(CODES[word], word.value) for word in FIVE_WORDS]
    indicator = comparison.indicator
    scale = 100.0 if indicator.is_share else 1.0
    matters, much = (
        float(edge[0]) / scale
        for edge in margins(np.array([base.value]), indicator.margin_that_matters, indicator.measure, comparison.rule)
    )

    edges = [base.value + points for points in (-much, -matters, matters, much)]
    written = decimals_for(edges, decimals_of(indicator)) if indicator.is_share else 0

    def at(points: float) -> str:
        value = base.value + points
        return percent(value, written) if indicator.is_share else figure(value, indicator)

    def between(low: float, high: float) -> str:
        return f"{at(low).removesuffix(at(high).lstrip('0123456789.,−'))} to {at(high)}"

    words = {
        Verdict.MUCH_LOWER: f"{at(-much)} or less",
        Verdict.LOWER: between(-much, -matters),
        Verdict.HIGHER: between(matters, much),
        Verdict.MUCH_HIGHER: f"{at(much)} or more",
    }
    return [KeyLine(CODES[word], f"{word}: {words[word]}") if word in words else same for word in FIVE_WORDS]


def extra_key(comparison: Comparison) -> list[KeyLine]:
    """Return the lines that explain the two kinds of circles."""
    rate = f"{comparison.indicator.unit} than {rate_of(comparison.against)} would give"
    return [KeyLine(MORE, f"more {rate}"), KeyLine(FEWER, f"fewer {rate}")]


def state_key(classes: pd.Series[str]) -> tuple[KeyLine, ...]:
    """Return the lines of the states without a word that occur. ``classes``: index area code."""
    occurring = set(classes.unique())
    return tuple(KeyLine(code, words) for code, words in STATES.items() if code in occurring)


def _baseline_words(comparison: Comparison) -> str:
    base = comparison.baseline
    return "" if base is None else f"{base.name} {figure(base.value, comparison.indicator)}"


def marked_as_own(lines: list[KeyLine]) -> list[KeyLine]:
    """Return the key's lines; the first says whose classes they are."""
    first, *others = lines
    return [replace(first, words=f"{first.words} (this place's own classes)"), *others]
