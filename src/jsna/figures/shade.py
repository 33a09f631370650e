"""From a comparison to what a map and bars draw: a class and a line of text per area."""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from jsna.disclosure.policy import rule_for
from jsna.disclosure.represent import marked
from jsna.figures import theme
from jsna.figures.key import FEWER, MORE, extra_key, marked_as_own, ramp_key, state_key, word_key
from jsna.figures.labels import ending_of, labels
from jsna.model.comparison import FIVE_WORDS, Comparison
from jsna.model.indicator import Indicator
from jsna.model.kept_beside import kept_beside
from jsna.model.selection import View
from jsna.model.shading import USUAL, KeyLine, Shading
from jsna.stats.classes import STATES, Ramp, figure_ramp, ramp_classes, ratio_ramp, word_classes
from jsna.stats.proportions import Floats
from jsna.words.numbers import PERCENT, count, decimals_of

#: If more than this share of a place's areas have one word, the map opens on the figures; if more than this share fall
#: in one of England's classes of the figure, the place gets its own classes.
MOST_OF_ONE = 0.6


@kept_beside()
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


@kept_beside()
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
        key=tuple(line for line in lines if line.code in occurring) + state_key(classes),
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
        return _Painted(classes, extra_key(comparison), everywhere | {MORE, FEWER})
    return _Painted(classes, word_key(comparison), everywhere)


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
    return painted._replace(lines=marked_as_own(painted.lines), occurring=set(painted.classes.unique()))


def _by_ramp(comparison: Comparison, ramp: Ramp, numbers: pd.Series[float], marked_at: float) -> _Painted:
    """Return classes of numbers; ``numbers`` has every area of England, ``marked_at`` is the baseline's or NaN."""
    areas, everywhere = comparison.areas, comparison.everywhere
    return _Painted(
        classes=ramp_classes(ramp, numbers.loc[areas.index], areas["verdict"]),
        lines=ramp_key(comparison, ramp, marked_at),
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
    indicator, level = comparison.indicator, comparison.level.together
    ending = PERCENT if indicator.is_share else ending_of(indicator)
    # Classes finer than the figures are written would part areas whose figures read the same.
    finest = 10.0 ** -decimals_of(indicator) if rule_for(indicator.disclosure).protects and indicator.is_share else 0.0
    return figure_ramp(numbers, ending, lambda number, areas: f"{number}: the same in {count(areas)} {level}", finest)


def _circles(comparison: Comparison) -> pd.Series[float]:
    """Return the people more or fewer of each area whose difference is shown; NaN for the others."""
    areas = comparison.areas
    return areas["extra"].where(areas["verdict"].isin(FIVE_WORDS))
