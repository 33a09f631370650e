"""Sentences for a board: generated from the protected record, never written by hand."""

from __future__ import annotations

import math
from collections import Counter
from datetime import date

import pandas as pd

from jsna.model.comparison import (
    ABOVE,
    BELOW,
    FIVE_WORDS,
    LIKE_IT,
    AreaFigure,
    BaselineFigure,
    Comparison,
    Verdict,
)
from jsna.model.indicator import Group, Indicator, Measure
from jsna.model.observations import Note
from jsna.words.numbers import (
    apart,
    count,
    figure,
    is_of_replies,
    is_percentage,
    listed,
    of_100,
    of_several,
    possessive,
    rate_of,
    share,
    spoken,
    times,
    whose,
)
from jsna.words.standing import standing
from jsna.words.timeliness import is_stale, predicate

#: If these shares of a place and of England have the same word, a sentence says that this is usual.
MOST_HERE, MOST_THERE = 0.6, 0.5

#: What is said of the people counted by a survey.
_REPLIED = " who replied"


def in_full(comparison: Comparison, today: date | None = None) -> str:
    """Return all sentences about the picked ward, or about the whole place if no ward is picked.

    Args:
        comparison: the protected record.
        today: today's date; sentences about a figure past its half-life use the past tense. None: the present tense.
    """
    picked = comparison.selection.ward
    if picked is not None and picked in comparison.areas.index:
        return of_area(comparison, picked, today)
    return of_place(comparison, today)


def of_area(comparison: Comparison, code: str, today: date | None = None) -> str:
    """Return the sentences about one area: n of N, the share, how it compares, the extra people, and its standing.

    Args:
        comparison: the protected record.
        code: code of one of its areas.
        today: as in :func:`in_full`.
    """
    own, indicator = comparison.of(code), comparison.indicator
    said = of_figure(own, indicator, comparison.group, today)
    where = standing(own, indicator.lowest_level) if own.verdict.is_conclusive else ""
    return f"{said} That {_be(1, past=is_stale(indicator, today))} {where}." if where else said


def of_figure(own: AreaFigure, indicator: Indicator, group: Group, today: date | None = None) -> str:
    """Return the sentence about one figure; the area's name comes from ``own``. ``today`` as in :func:`in_full`."""
    if not own.counted:
        return f"{own.name}: {group.label[:1].lower()}{group.label[1:]} – {own.reason}."
    past = is_stale(indicator, today)
    said = stated(own.name, own, indicator, group, past=past)
    if not own.known:
        return f"{said}: {own.verdict} – {own.reason}."
    if math.isnan(own.baseline) and own.baseline_name == LIKE_IT:
        return f"{said}: {own.verdict} – {own.reason}."
    if math.isnan(own.baseline):
        return f"{said}. There is no figure to compare it with."
    people = extra_people(own, rate_of(own.baseline_name), past=past)
    return f"{said}{compared(own, indicator, people)}."


def of_place(comparison: Comparison, today: date | None = None) -> str:
    """Return the sentences about the whole place and how its areas compare. ``today`` as in :func:`in_full`."""
    own, past = comparison.place_figure, is_stale(comparison.indicator, today)
    said = [] if own is None else [_own(comparison, own, past=past)]
    return " ".join([*said, *_areas(comparison, past=past)])


def _own(comparison: Comparison, own: BaselineFigure, *, past: bool) -> str:
    said = stated(comparison.place, own, comparison.indicator, comparison.group, past=past)
    common = comparison.baseline
    if common is None or common.name == comparison.place:
        return f"{said}."
    verb = "was" if past else "is"
    return f"{said}; {possessive(common.name)} figure {verb} {figure(common.value, comparison.indicator)}."


def _areas(comparison: Comparison, *, past: bool) -> list[str]:
    """Return sentences about a place's areas: how many have each word, the furthest, and whether that is usual."""
    areas = _areas_of(comparison)
    if not comparison.has_baseline and not comparison.is_with_wards_like_it:
        return [_without_a_baseline(comparison, areas)]
    words = comparison.words
    if not words.index.isin(FIVE_WORDS).any():
        what = f"{comparison.level.value} is called higher or lower than {spoken(comparison.against)}"
        return [f"No {what}: {why_without_word(comparison.areas)}."]
    said = [_each_word(comparison, areas, words, past=past), _furthest_of(comparison, past=past)]
    return list(filter(None, [*said, usual(comparison, past=past)]))


def _without_a_baseline(comparison: Comparison, areas: str) -> str:
    """Return how many areas have a figure, and that a baseline is missing."""
    known, base = int(comparison.areas["value"].notna().sum()), of_several(comparison.against)
    if known == 0:
        return f"No figure is published for {areas}, nor for {base}."
    if known == len(comparison.areas):
        return f"{'All ' if known > 1 else ''}{areas} {'have' if known > 1 else 'has'} a figure; {base} has none."
    return f"{count(known)} of {areas} {'has' if known == 1 else 'have'} a figure; {base} has none."


def _each_word(comparison: Comparison, areas: str, words: pd.Series[int], *, past: bool) -> str:
    """Return how many areas have each word, highest first; the counts match the colours and the table."""
    counts = [(word, int(words.get(word.value, 0))) for word in reversed(FIVE_WORDS)]
    counts = [(word, number) for word, number in counts if number]
    base = of_several(comparison.against)
    unknown = len(comparison.areas) - sum(number for _, number in counts)
    rest = f"; for {count(unknown)} we cannot say: {why_without_word(comparison.areas)}" if unknown else ""
    if len(counts) == 1 and not unknown:
        word, number = counts[0]
        every = f"All {areas}" if number > 1 else f"{areas[:1].upper()}{areas[1:]}"
        return f"{every} {_be(number, past=past)} {against(word, base)}."
    first, *others = counts
    said = [f"{count(first[1])} {_be(first[1], past=past)} {against(first[0], base)}"]
    said += [f"{count(number)} {word}" for word, number in others]
    return f"Of {areas}, {listed(said)}{rest}."


def against(word: Verdict, base: str) -> str:
    """Return a word with what it is compared with: ``much higher than England``, ``about the same as England``."""
    return f"{word} {'as' if word is Verdict.ABOUT_THE_SAME else 'than'} {base}"


def _areas_of(comparison: Comparison) -> str:
    """Return ``its 157 wards`` if the previous sentence was about the place; otherwise use the place's name."""
    whose = "its" if comparison.place_figure is not None else possessive(comparison.place)
    name = comparison.level.value if len(comparison.areas) == 1 else comparison.level.together
    return f"{whose} {count(len(comparison.areas))} {name}"


def why_without_word(areas: pd.DataFrame) -> str:
    """Return why some areas have none of the five words: the reason that they share, or how many are in each state.

    Args:
        areas: rows of ``Comparison.areas``, at least one of them without one of the five words.
    """
    without = areas[~areas["verdict"].isin(FIVE_WORDS)]
    if without["reason"].nunique() == 1:
        return str(without["reason"].iloc[0])
    states = Counter(map(str, without["verdict"]))
    if len(states) == 1:
        return next(iter(states))
    ordered = sorted(states.items(), key=lambda each: (-each[1], each[0]))
    return listed([f"{count(number)} {state}" for state, number in ordered])


def _be(number: int, *, past: bool) -> str:
    one, several = ("was", "were") if past else ("is", "are")
    return one if number == 1 else several


def _furthest_of(comparison: Comparison, *, past: bool) -> str:
    found = furthest(comparison)
    if found is None:
        return ""
    word, own = found
    return f"The {word} {_be(1, past=past)} {own.name}, {figure(own.value, comparison.indicator, own.denominator)}."


def furthest(comparison: Comparison) -> tuple[str, AreaFigure] | None:
    """Return the highest of the areas above, or the lowest if no area is above; None if all are about the same."""
    words = comparison.words.index
    side = next((side for side in (ABOVE, BELOW) if words.isin(side).any()), None)
    if side is None or len(comparison.areas) == 1:
        return None
    different = comparison.areas["difference"][comparison.areas["verdict"].isin(side)]
    code = str(different.idxmax() if side is ABOVE else different.idxmin())
    return "highest" if side is ABOVE else "lowest", comparison.of(code)


def usual(comparison: Comparison, *, past: bool = False) -> str:
    """Return a sentence that the word of most areas here is also usual in England; empty if it is not."""
    words = comparison.words
    if words.empty or comparison.areas is comparison.everywhere:
        return ""
    word, here = str(words.index[0]), int(words.iloc[0])
    if word not in [*BELOW, *ABOVE] or here < MOST_HERE * len(comparison.areas):
        return ""
    there = float((comparison.everywhere["verdict"] == word).mean())
    if there < MOST_THERE:
        return ""
    verb, level = _be(2, past=past), comparison.level.together
    return f"Most {level} {verb} like this: {of_100(there)} of 100 in England {verb} {word}."


def stated(name: str, own: AreaFigure | BaselineFigure, indicator: Indicator, group: Group, *, past: bool) -> str:
    """Return a figure without its comparison: ``In Boston 12,000 of 70,500 people (17.0%) are disabled``."""
    clause = predicate(group, past=past)
    if own.numerator is not None and own.denominator is not None and not math.isnan(own.numerator):
        counted = f"{count(own.numerator)} of {count(own.denominator)} {whom(indicator)}"
        how = f", {Note.ESTIMATED.words}" if isinstance(own, AreaFigure) and own.note == Note.ESTIMATED else ""
        return f"In {spoken(name)} {counted} ({share(own.numerator, own.denominator, indicator)}{how}) {clause}"
    written = figure(own.value, indicator)
    if is_percentage(indicator):
        return f"In {spoken(name)} {written} of {indicator.base} {clause}"
    return f"In {spoken(name)} the figure for {group.label[:1].lower()}{group.label[1:]} {_be(1, past=past)} {written}"


def whom(indicator: Indicator) -> str:
    """Return who is counted: ``people``, ``households``, ``people who replied``."""
    said = is_of_replies(indicator) and not indicator.unit.endswith(_REPLIED)
    return f"{indicator.unit}{_REPLIED}" if said else indicator.unit


def compared(own: AreaFigure, indicator: Indicator, people: str) -> str:
    """Return how a figure compares: ``, twice England's 17.3%: about 1,416 more than England's rate would give``.

    Args:
        own: the area's figure, with a baseline.
        indicator: what the figure is.
        people: how many more or fewer that is, in words; may be empty.
    """
    base = figure(own.baseline, indicator)
    if own.is_different and (ratio := _times(own, indicator)):
        return f", {ratio} {whose(own.baseline_name, base)}{f': {people}' if people else ''}"
    named = spoken(own.baseline_name)
    if own.verdict.is_conclusive:
        return f": {against(own.verdict, named)} ({base}){f', {people}' if people else ''}"
    gap = "" if math.isnan(own.difference) else f", {apart(own.difference, indicator, own.denominator)}"
    return f"{gap} than {named} ({base}): {own.verdict} – {own.reason}" if gap else f": {own.verdict} – {own.reason}"


def _times(own: AreaFigure, indicator: Indicator) -> str:
    """Return a much higher or lower figure as a multiple of the baseline; empty if a word is clearer."""
    near = indicator.measure is Measure.MEAN or not math.isfinite(own.ratio) or 0.9 < own.ratio < 1.1
    return "" if near or own.ratio <= 0 or not own.is_much else times(own.ratio)


def extra_people(own: AreaFigure, rate: str, *, past: bool) -> str:
    """Return ``about 1,416 more than England's rate would give``; empty if that is nobody or unknown."""
    if math.isnan(own.extra) or round(own.extra) == 0:
        return ""
    would = "would have given" if past else "would give"
    return f"about {count(abs(own.extra))} {'more' if own.extra > 0 else 'fewer'} than {rate} {would}"
