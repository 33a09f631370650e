"""From a comparison to what a map and bars draw: a class and a line of text per area."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.disclosure.policy import rule_for
from jsna.disclosure.represent import marked
from jsna.figures import theme
from jsna.figures.packing import written_alike
from jsna.model.comparison import FIVE_WORDS, AreaFigure, Comparison, Verdict, area_figures
from jsna.model.indicator import Indicator, Measure
from jsna.model.selection import View
from jsna.model.shading import USUAL, KeyLine, Shading
from jsna.stats.baseline import margins
from jsna.stats.classes import CODES, STATES, Ramp, figure_ramp, ramp_classes, ratio_ramp, word_classes
from jsna.stats.proportions import Floats
from jsna.words.numbers import PERCENT, count, difference, figure, n_of_n, possessive, unit_of_difference

#: Classes of the circles of more and of fewer people in the key.
MORE, FEWER = CODES[Verdict.HIGHER], CODES[Verdict.LOWER]
#: What the key says about the middle class: what decides besides the size of the difference.
SAME_WORDS = f"{Verdict.ABOUT_THE_SAME}, or within chance"
#: With more areas than this, the map's text leaves out the counts and the unit of the difference, which would double
#: the data sent with every change.
MOST_WITH_COUNTS = 3000
#: If more than this share of a place's areas have one word, the map opens on the figures; if more than this share fall
#: in one of England's classes of the figure, the place gets its own classes.
MOST_OF_ONE = 0.6


def opening_view(comparison: Comparison) -> View:
    """Return what the map shows by default: the difference, unless nearly all areas have one word.

    If most areas of a place share one colour of the difference, the figures themselves show more.
    """
    counts = comparison.words[comparison.words.index.isin(FIVE_WORDS)]
    if counts.empty or counts.max() > MOST_OF_ONE * counts.sum():
        return View.SHARE
    return View.DIFFERENCE


def view_of(comparison: Comparison) -> View:
    """Return what the map shows: the reader's choice or the default if available, otherwise the figures."""
    chosen = comparison.selection.measure or opening_view(comparison)
    return chosen if chosen in views_of(comparison) else View.SHARE


def views_of(comparison: Comparison) -> tuple[View, ...]:
    """Return the available views of a comparison, in the order of the switch."""
    if not comparison.everywhere["verdict"].isin(FIVE_WORDS).any():
        return (View.SHARE,)
    counted = (View.EXTRA,) if comparison.areas["extra"].notna().any() else ()
    return (View.DIFFERENCE, View.SHARE, *counted, View.RATIO)


def shade(comparison: Comparison, *, only_rare: bool = False) -> Shading:
    """Return the classes and labels of every area for what the map shows; see :func:`view_of`.

    Args:
        comparison: the protected record.
        only_rare: whether to colour only areas among the 25 in 1,000 at either end.
    """
    view = view_of(comparison)
    classes, lines, occurring = _painted(comparison, view)
    rare, circles = comparison.areas["rare"], _circles(comparison) if view is View.EXTRA else None
    if only_rare:
        classes = classes.mask((rare == "") & ~classes.isin(list(STATES)), USUAL)
        circles = None if circles is None else circles.mask(rare == "")
        lines = [*lines, KeyLine(USUAL, "all others")]
        occurring |= {USUAL}
    return Shading(
        palette=_palette(view),
        classes=classes,
        labels=labels(comparison),
        key=tuple(line for line in lines if line.code in occurring) + _states(classes),
        rare=rare,
        circles=circles,
    )


def colours(comparison: Comparison, codes: pd.Index[str]) -> dict[str, str]:
    """Return the colours of some areas on the map, by code."""
    view = view_of(comparison)
    classes = _painted(comparison, view).classes.loc[codes]
    return {str(code): theme.swatch(_palette(view), step)[0] for code, step in classes.items()}


def _palette(view: View) -> Literal["diverging", "sequential"]:
    """Return the ramp: the colours of the five words are not used for anything else."""
    return "sequential" if view in (View.SHARE, View.RATIO) else "diverging"


def labels(comparison: Comparison) -> pd.Series[str]:
    """Return a line of text about each area: figure, how it compares, difference. Index: area code."""
    areas, indicator = comparison.areas, comparison.indicator
    if rule_for(indicator.disclosure).protects:
        return pd.Series([_label(own, indicator) for own in area_figures(areas)], index=areas.index, dtype="str")
    scale, ending = (100, PERCENT) if indicator.is_share else (1, _ending(indicator))
    few = len(areas) <= MOST_WITH_COUNTS
    value = f"{{:,.{indicator.decimals}f}}{ending}".format
    counted = "{:,.0f} of {:,.0f} ({})".format
    gap = f", {{:+,.{indicator.decimals}f}}{f' {unit_of_difference(indicator)}' if few else ''}".format

    def line(count: float, of: float, number: float, apart: float, word: str) -> str:
        if math.isnan(number):
            return word
        written = value(number)
        if indicator.is_share and few and not math.isnan(count):
            written = counted(count, of, written)
        return f"{written}{'' if math.isnan(apart) else gap(apart)}, {word}"

    numbers = areas[["numerator", "denominator"]].assign(value=areas["value"] * scale, apart=areas["difference"])
    first, indices = _alike(numbers, areas["verdict"], indicator.decimals, counted=few)
    # Lists: joining thousands of lines as columns of text takes twice as long.
    columns = [numbers[column].to_numpy()[first].tolist() for column in numbers]
    lines = pd.array(list(map(line, *columns, areas["verdict"].iloc[first].tolist())), dtype="str")
    return pd.Series(lines.take(indices), index=areas.index)


def _alike(
    numbers: pd.DataFrame, verdict: pd.Series[str], decimals: int, *, counted: bool
) -> tuple[NDArray[np.int_], NDArray[np.int_]]:
    """Return one area for each distinct line of text, and which of those lines each area has.

    Seven thousand wards share about fifteen hundred lines, and only those have to be written.

    Args:
        numbers: columns ``value`` and ``apart``, as shown.
        verdict: values of :class:`Verdict`, the same index.
        decimals: how many are shown.
        counted: whether the lines contain the counts, so that hardly any two lines are equal.
    """
    if counted:
        every = np.arange(len(numbers))
        return every, every
    combined, _ = pd.factorize(verdict)
    for column in ("value", "apart"):
        codes, different = pd.factorize(written_alike(numbers[column].to_numpy(), decimals))
        combined = combined * len(different) + codes
    _, first, indices = np.unique(combined, return_index=True, return_inverse=True)
    return first, indices


def _label(own: AreaFigure, indicator: Indicator) -> str:
    if not own.counted:
        return own.reason
    gap = "" if pd.isna(own.difference) else f", {difference(own.difference, indicator, own.denominator)}"
    return f"{n_of_n(own.numerator, own.denominator, own.value, indicator)}{gap}, {own.verdict}"


def may_rank(areas: pd.DataFrame, indicator: Indicator) -> pd.Series[bool]:
    """Return which figures may be coloured or ranked.

    Args:
        areas: rows of a comparison. Index: area code.
        indicator: its rule decides.
    """
    rule = rule_for(indicator.disclosure)
    return marked(areas, rule)["ranked"] if rule.protects else pd.Series(data=True, index=areas.index)


class _Painted(NamedTuple):
    """Each area's class, the key's lines for all possible classes, and the classes that at least one area has."""

    classes: pd.Series[str]
    lines: list[KeyLine]
    occurring: set[str]


def _painted(comparison: Comparison, view: View) -> _Painted:
    if view is View.SHARE:
        return _by_figure(comparison)
    if view is View.RATIO:
        return _by_ratio(comparison)
    everywhere = set(word_classes(comparison.everywhere["verdict"]).unique())
    classes = word_classes(comparison.areas["verdict"])
    if view is View.EXTRA:
        return _Painted(classes, _extra_key(comparison), everywhere | {MORE, FEWER})
    return _Painted(classes, _word_key(comparison), everywhere)


def _by_ratio(comparison: Comparison) -> _Painted:
    everywhere, base = comparison.everywhere, comparison.baseline
    numbers = everywhere["ratio"].where(may_rank(everywhere, comparison.indicator))
    return _by_ramp(comparison, ratio_ramp(), numbers, np.nan if base is None else 1.0)


def _by_figure(comparison: Comparison) -> _Painted:
    """Return classes from England's areas, so that a colour means the same in every place; see :func:`_own`."""
    everywhere, base = comparison.everywhere, comparison.baseline
    scale = 100.0 if comparison.indicator.is_share else 1.0
    numbers = everywhere["value"].where(may_rank(everywhere, comparison.indicator)) * scale
    marked_at = np.nan if base is None else base.value * scale
    england = _figure_ramp(comparison, numbers.to_numpy(dtype=float))
    own = _own(comparison, numbers, england)
    if own is None:
        return _by_ramp(comparison, england, numbers, marked_at)
    painted = _by_ramp(comparison, own, numbers, marked_at)
    return painted._replace(lines=_marked_as_own(painted.lines), occurring=set(painted.classes.unique()))


def _by_ramp(comparison: Comparison, ramp: Ramp, numbers: pd.Series[float], marked_at: float) -> _Painted:
    """Return classes of numbers; ``numbers`` has every area of England, ``marked_at`` is the baseline's or NaN."""
    areas, everywhere = comparison.areas, comparison.everywhere
    return _Painted(
        classes=ramp_classes(ramp, numbers.loc[areas.index], areas["verdict"]),
        lines=_ramp_key(comparison, ramp, marked_at),
        occurring=set(ramp_classes(ramp, numbers, everywhere["verdict"]).unique()),
    )


def _own(comparison: Comparison, numbers: pd.Series[float], england: Ramp) -> Ramp | None:
    """Return classes of the place's own areas if England's would give most of them one colour; otherwise None.

    If the areas are so similar that their own classes would not distinguish more of them, England's are kept.
    """
    if comparison.areas is comparison.everywhere:
        return None
    here = np.asarray(numbers.loc[comparison.areas.index].dropna(), dtype=np.float64)
    alike = england.most_in_one(here)
    if alike <= MOST_OF_ONE:
        return None
    own = _figure_ramp(comparison, here)
    return own if own.most_in_one(here) < alike else None


def _figure_ramp(comparison: Comparison, numbers: Floats) -> Ramp:
    indicator, level = comparison.indicator, comparison.level.plural
    ending = PERCENT if indicator.is_share else _ending(indicator)
    return figure_ramp(numbers, ending, lambda number, areas: f"{number}: the same in {count(areas)} {level}")


def _marked_as_own(lines: list[KeyLine]) -> list[KeyLine]:
    """Return the key's lines; the first says whose classes they are."""
    first, *others = lines
    return [replace(first, words=f"{first.words} (this place's own classes)"), *others]


def _ramp_key(comparison: Comparison, ramp: Ramp, baseline: float) -> list[KeyLine]:
    holds = -1 if np.isnan(baseline) or not ramp.words else ramp.class_of(baseline)
    return [
        KeyLine(str(number), words, _baseline_words(comparison) if number == holds else "")
        for number, words in enumerate(ramp.words)
    ]


def _word_key(comparison: Comparison) -> list[KeyLine]:
    """Return the lines of the five words; if all areas share one baseline, with the figure from which each applies."""
    base = comparison.baseline
    same = KeyLine(CODES[Verdict.ABOUT_THE_SAME], SAME_WORDS, _baseline_words(comparison))
    if base is None:
        return [same if word is Verdict.ABOUT_THE_SAME else KeyLine(CODES[word], word.value) for word in FIVE_WORDS]
    indicator = comparison.indicator
    scale = 100.0 if indicator.is_share else 1.0
    matters, much = (
        float(edge[0]) / scale
        for edge in margins(np.array([base.value]), indicator.margin_that_matters, indicator.measure)
    )

    def at(points: float) -> str:
        return figure(base.value + points, indicator)

    def between(low: float, high: float) -> str:
        return f"{at(low).removesuffix(at(high).lstrip('0123456789.,−'))} to {at(high)}"

    words = {
        Verdict.MUCH_LOWER: f"{at(-much)} or less",
        Verdict.LOWER: between(-much, -matters),
        Verdict.HIGHER: between(matters, much),
        Verdict.MUCH_HIGHER: f"{at(much)} or more",
    }
    return [KeyLine(CODES[word], f"{word}: {words[word]}") if word in words else same for word in FIVE_WORDS]


def _extra_key(comparison: Comparison) -> list[KeyLine]:
    """Return the lines that explain the two kinds of circles."""
    rate = f"{comparison.indicator.unit} than {possessive(comparison.against)} rate would give"
    return [KeyLine(MORE, f"more {rate}"), KeyLine(FEWER, f"fewer {rate}")]


def _baseline_words(comparison: Comparison) -> str:
    base = comparison.baseline
    return "" if base is None else f"{base.name} {figure(base.value, comparison.indicator)}"


def _states(classes: pd.Series[str]) -> tuple[KeyLine, ...]:
    occurring = set(classes.unique())
    return tuple(KeyLine(code, words) for code, words in STATES.items() if code in occurring)


def _circles(comparison: Comparison) -> pd.Series[float]:
    """Return the people more or fewer of each area whose difference is shown; NaN for the others."""
    areas = comparison.areas
    return areas["extra"].where(areas["verdict"].isin(FIVE_WORDS))


def _ending(indicator: Indicator) -> str:
    return "" if indicator.measure is Measure.SCORE else f" {indicator.unit}"
