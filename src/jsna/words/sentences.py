"""Sentences for a board: computed from the protected record, never typed."""

from __future__ import annotations

import math

from jsna.model.comparison import AreaFigure, BaselineFigure, Comparison, Verdict
from jsna.model.indicator import Group, Indicator, Measure
from jsna.words.numbers import count, difference, figure, is_percentage, listed, percent, possessive, times


def headline(comparison: Comparison) -> str:
    """Return the one line for the board: the picked ward's, or the whole place's where none is picked."""
    picked = comparison.selection.ward
    if picked is not None and picked in comparison.areas.index:
        return of_area(comparison, picked)
    return of_place(comparison)


def of_area(comparison: Comparison, code: str) -> str:
    """Return the sentence about one area: n of N, the share, the baseline's, and the extra people.

    Args:
        comparison: the protected record.
        code: code of one of its areas.
    """
    return of_figure(comparison.of(code), comparison.indicator, comparison.group)


def of_figure(own: AreaFigure, indicator: Indicator, group: Group) -> str:
    """Return the sentence about one figure; the area is named as ``own`` names it."""
    if not own.known:
        return f"{own.name}: {group.label[:1].lower()}{group.label[1:]} – {own.reason}."
    stated = _stated(own.name, own, indicator, group)
    if math.isnan(own.baseline):
        return f"{stated}. There is no figure to compare it with."
    return f"{stated}, {_against(own, indicator)}"


def of_place(comparison: Comparison) -> str:
    """Return the sentence about the whole place and how many of its areas stand out."""
    own = comparison.place_figure
    said = [] if own is None else [_own(comparison, own)]
    return " ".join([*said, _how_many(comparison)])


def _own(comparison: Comparison, own: BaselineFigure) -> str:
    stated = _stated(comparison.place, own, comparison.indicator, comparison.group)
    common = comparison.baseline
    if common is None or common.name == comparison.place:
        return f"{stated}."
    return f"{stated}; {possessive(common.name)} figure is {figure(common.value, comparison.indicator)}."


def _how_many(comparison: Comparison) -> str:
    verdicts = comparison.areas["verdict"]
    total = len(comparison.areas)
    name = comparison.level.value if total == 1 else comparison.level.plural
    base = comparison.baseline.name if comparison.baseline else f"their {comparison.selection.baseline.value}"
    counted = {word: int((verdicts == word).sum()) for word in (Verdict.HIGHER, Verdict.LOWER)}
    if not any(counted.values()):
        return f"None of its {count(total)} {name} stands out from {base}."
    said = [f"{count(number)} {'is' if number == 1 else 'are'} {word}" for word, number in counted.items() if number]
    return f"Of its {count(total)} {name}, {listed(said)} than {base}; {_furthest(comparison, counted)}"


def _furthest(comparison: Comparison, counted: dict[Verdict, int]) -> str:
    side = Verdict.HIGHER if counted[Verdict.HIGHER] else Verdict.LOWER
    standing = comparison.areas[comparison.areas["verdict"] == side].sort_values("difference")
    own = comparison.of(str(standing.index[-1 if side is Verdict.HIGHER else 0]))
    word = "highest" if side is Verdict.HIGHER else "lowest"
    return f"the {word} is {own.name} with {figure(own.value, comparison.indicator)}."


def _stated(name: str, own: AreaFigure | BaselineFigure, indicator: Indicator, group: Group) -> str:
    if own.numerator is not None and own.denominator is not None and not math.isnan(own.numerator):
        share = percent(own.value, indicator.decimals)
        return f"In {name} {count(own.numerator)} of {count(own.denominator)} {indicator.unit} ({share}) {group.says}"
    written = figure(own.value, indicator)
    if is_percentage(indicator):
        return f"In {name} {written} of {indicator.base} {group.says}"
    return f"In {name} the figure for {group.label[:1].lower()}{group.label[1:]} is {written}"


def _against(own: AreaFigure, indicator: Indicator) -> str:
    whose = possessive(own.baseline_name)
    base = f"{whose} {figure(own.baseline, indicator)}"
    if own.stands_out:
        return f"{_compared(own, base, indicator)}{_extra(own, whose)}."
    gap = difference(own.difference, indicator)
    return f"against {base} ({gap}): {own.verdict} – {own.reason}."


def _compared(own: AreaFigure, base: str, indicator: Indicator) -> str:
    if indicator.measure is Measure.MEAN or not math.isfinite(own.ratio) or 0.9 < own.ratio < 1.1:
        return f"{difference(own.difference, indicator)} from {base}"
    return f"{times(own.ratio)} {base}"


def _extra(own: AreaFigure, whose: str) -> str:
    if math.isnan(own.extra) or round(own.extra) == 0:
        return ""
    return f": about {count(abs(own.extra))} {'more' if own.extra > 0 else 'fewer'} than {whose} rate would give"
