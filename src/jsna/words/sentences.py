"""Sentences for a board: computed from the protected record, never typed."""

from __future__ import annotations

import math
from datetime import date

import pandas as pd

from jsna.model.comparison import AreaFigure, BaselineFigure, Comparison, Verdict
from jsna.model.indicator import Group, Indicator, Measure
from jsna.stats.compare import NATURAL_VARIATION, NOT_UNUSUAL
from jsna.words.currency import is_stale, predicate
from jsna.words.numbers import (
    SPACE,
    apart,
    count,
    difference,
    figure,
    is_of_replies,
    is_percentage,
    listed,
    margin,
    possessive,
    share,
    spoken,
    times,
)

#: A difference that is written as none begins so, and ends with a unit.
_NOTHING = tuple(f"{nought}{SPACE}" for nought in ("0", "0.0", "0.00", "0.000"))


def headline(comparison: Comparison, today: date | None = None) -> str:
    """Return the one line for the board: the picked ward's, or the whole place's where none is picked.

    Args:
        comparison: the protected record.
        today: the day it is read on: a figure past its half-life is told in the past tense. None: the present tense.
    """
    picked = comparison.selection.ward
    if picked is not None and picked in comparison.areas.index:
        return of_area(comparison, picked, today)
    return of_place(comparison, today)


def of_area(comparison: Comparison, code: str, today: date | None = None) -> str:
    """Return the sentence about one area: n of N, the share, the baseline's, and the extra people.

    Args:
        comparison: the protected record.
        code: code of one of its areas.
        today: as in :func:`headline`.
    """
    return of_figure(comparison.of(code), comparison.indicator, comparison.group, today)


def of_figure(own: AreaFigure, indicator: Indicator, group: Group, today: date | None = None) -> str:
    """Return the sentence about one figure; the area is named as ``own`` names it. ``today`` as in :func:`headline`."""
    if not own.counted:
        return f"{own.name}: {group.label[:1].lower()}{group.label[1:]} – {own.reason}."
    past = is_stale(indicator, today)
    stated = _stated(own.name, own, indicator, group, past=past)
    if not own.known:
        return f"{stated}: {own.verdict} – {own.reason}."
    if math.isnan(own.baseline):
        return f"{stated}. There is no figure to compare it with."
    return f"{stated}, {_against(own, indicator, past=past)}"


def of_place(comparison: Comparison, today: date | None = None) -> str:
    """Return the sentence about the whole place and how many of its areas stand out. ``today`` as in `headline`."""
    own, past = comparison.place_figure, is_stale(comparison.indicator, today)
    said = [] if own is None else [_own(comparison, own, past=past)]
    return " ".join([*said, _how_many(comparison, past=past)])


def _own(comparison: Comparison, own: BaselineFigure, *, past: bool) -> str:
    stated = _stated(comparison.place, own, comparison.indicator, comparison.group, past=past)
    common = comparison.baseline
    if common is None or common.name == comparison.place:
        return f"{stated}."
    verb = "was" if past else "is"
    return f"{stated}; {possessive(common.name)} figure {verb} {figure(common.value, comparison.indicator)}."


def _how_many(comparison: Comparison, *, past: bool) -> str:
    verdicts = comparison.areas["verdict"]
    name = comparison.level.value if len(comparison.areas) == 1 else comparison.level.plural
    areas = f"{_whose_areas(comparison)} {count(len(comparison.areas))} {name}"
    base = spoken(comparison.against.replace("its ", "their "))
    if not comparison.has_baseline:
        known = int(comparison.areas["value"].notna().sum())
        return f"{count(known)} of {areas} have a figure; there is none for {base} to compare with."
    counted = {word: int((verdicts == word).sum()) for word in (Verdict.HIGHER, Verdict.LOWER)}
    if not any(counted.values()):
        return _none_stands_out(comparison, areas, base, past=past)
    said = [f"{count(number)} {_be(number, past=past)} {word}" for word, number in counted.items() if number]
    return f"Of {areas}, {listed(said)} than {base}; {_furthest(comparison, counted, past=past)}"


def _whose_areas(comparison: Comparison) -> str:
    """Return ``its`` where the sentence before was about the place, and otherwise the place's name."""
    return "its" if comparison.place_figure is not None else possessive(comparison.place)


def _none_stands_out(comparison: Comparison, areas: str, base: str, *, past: bool) -> str:
    """Return that none stands out; where for none it can be told, that and the commonest reason."""
    untold = comparison.areas[comparison.areas["verdict"] != Verdict.SIMILAR]
    if len(untold) == len(comparison.areas):
        gone, why = ("could", "differed") if past else ("can", "differs")
        return f"For none of {areas} {gone} it be told whether it {why} from {base}: {_commonest(untold['reason'])}."
    said = f"None of {areas} {'stood' if past else 'stands'} out from {base}"
    return said + (
        f"; for {count(len(untold))} it cannot be told: {_commonest(untold['reason'])}." if len(untold) else "."
    )


def _commonest(reasons: pd.Series[str]) -> str:
    return str(reasons.value_counts().index[0])


def _be(number: int, *, past: bool) -> str:
    one, several = ("was", "were") if past else ("is", "are")
    return one if number == 1 else several


def _furthest(comparison: Comparison, counted: dict[Verdict, int], *, past: bool) -> str:
    side = Verdict.HIGHER if counted[Verdict.HIGHER] else Verdict.LOWER
    standing = comparison.areas[comparison.areas["verdict"] == side].sort_values("difference")
    own = comparison.of(str(standing.index[-1 if side is Verdict.HIGHER else 0]))
    word = "highest" if side is Verdict.HIGHER else "lowest"
    return f"the {word} {_be(1, past=past)} {own.name} with {figure(own.value, comparison.indicator, own.denominator)}."


def _stated(name: str, own: AreaFigure | BaselineFigure, indicator: Indicator, group: Group, *, past: bool) -> str:
    says = predicate(group, past=past)
    if own.numerator is not None and own.denominator is not None and not math.isnan(own.numerator):
        counted = f"{count(own.numerator)} of {count(own.denominator)} {_whom(indicator)}"
        return f"In {spoken(name)} {counted} ({share(own.numerator, own.denominator, indicator)}) {says}"
    written = figure(own.value, indicator)
    if is_percentage(indicator):
        return f"In {spoken(name)} {written} of {indicator.base} {says}"
    return f"In {spoken(name)} the figure for {group.label[:1].lower()}{group.label[1:]} {_be(1, past=past)} {written}"


def _whom(indicator: Indicator) -> str:
    return f"{indicator.unit} who replied" if is_of_replies(indicator) else indicator.unit


def _against(own: AreaFigure, indicator: Indicator, *, past: bool) -> str:
    whose = possessive(own.baseline_name)
    base = f"{whose} {figure(own.baseline, indicator)}"
    people = _extra(own, whose, past=past)
    if own.stands_out:
        return f"{_compared(own, base, indicator)}{f': {people}' if people else ''}."
    if own.verdict == Verdict.SIMILAR and not math.isnan(own.difference):
        return _alike(own, base, people, indicator)
    gap = "" if math.isnan(own.difference) else f" ({difference(own.difference, indicator, own.denominator)})"
    return f"against {base}{gap}: {own.verdict} – {own.reason}."


def _alike(own: AreaFigure, base: str, people: str, indicator: Indicator) -> str:
    """Return how far an area lies from its baseline, and why it is not called different all the same."""
    gap = apart(own.difference, indicator, own.denominator)
    if own.reason == NATURAL_VARIATION:
        seen = [] if gap.startswith(_NOTHING) else [gap]
        by = ", ".join([*seen, *([people] if people else [])])
        return f"about the same as {base} ({by + ': ' if by else ''}{NATURAL_VARIATION})."
    _, usual, areas = own.reason.partition(NOT_UNUSUAL)
    matter = "matters" if indicator.margin_that_matters == 1 else "matter"
    why = f"no more than {areas} usually differ" if usual else f"smaller than the {margin(indicator)} that {matter}"
    return f"{gap} than {base}{f', {people}' if people else ''}, but {why}: not called different."


def _compared(own: AreaFigure, base: str, indicator: Indicator) -> str:
    near = indicator.measure is Measure.MEAN or not math.isfinite(own.ratio) or 0.9 < own.ratio < 1.1
    word = "" if near or own.ratio <= 0 else times(own.ratio)
    return f"{word or f'{apart(own.difference, indicator, own.denominator)} than'} {base}"


def _extra(own: AreaFigure, whose: str, *, past: bool) -> str:
    if math.isnan(own.extra) or round(own.extra) == 0:
        return ""
    would = "would have given" if past else "would give"
    return f"about {count(abs(own.extra))} {'more' if own.extra > 0 else 'fewer'} than {whose} rate {would}"
