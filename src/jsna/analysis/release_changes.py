"""What is different in today's release from the one that a link pins, in the figures of one view.

Both are the protected records that the same reader is shown; nothing here reads what is behind them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from jsna.analysis.changed_areas import changed_areas
from jsna.analysis.comparison import compare
from jsna.analysis.latest import latest, shares
from jsna.analysis.why_changed import (
    Around,
    another_rule,
    described,
    is_replaced,
    moved,
    same_rows,
    stated_otherwise,
    unlike,
    untouched,
    whys,
)
from jsna.areas.places import baseline_codes, full_names, level_of, name_of
from jsna.catalogue.read import Catalogue
from jsna.errors import JsnaError
from jsna.model.area import ENGLAND
from jsna.model.comparison import Comparison, area_figures
from jsna.model.observations import Note
from jsna.model.release_changes import FigureChange, Told, ViewChanges
from jsna.model.selection import Baseline, Subject

#: What a reader sees of an area in a comparison.
_NUMBERS, _WORDS = ["numerator", "denominator", "value"], ["note", "verdict"]


def of_areas(then: Catalogue, now: Catalogue, subject: Subject) -> ViewChanges:
    """Return which areas of a comparison have another figure or another word in today's release.

    Args:
        then: the release of the link, as the reader sees it.
        now: today's, as the same reader sees it, with the same list of wards.
        subject: what the page compares.

    Raises:
        LinkError, NotAvailable: as ``comparison.compare``, of the release of the link.
    """
    before = compare(then, subject)
    view = ViewChanges(before.place, before.level.together, len(before.areas))
    if said := _lost(now, before):
        return replace(view, instead=said)
    if is_replaced(then, now, subject.indicator):
        return replace(view, replaced=(before.indicator.title,))
    try:
        after = compare(now, subject)
    except JsnaError as problem:
        return replace(view, instead=str(problem))
    both = _Both(then, now, subject, before, after)
    codes = before.areas.index.union(after.areas.index, sort=False)
    unlike_areas = changed_areas(then, now, codes)
    changes, larger = tuple(in_order(_each(both, codes, unlike_areas))), tuple(_larger(both, codes))
    same = () if changes or larger else described(before.indicator, after.indicator)
    whole = subject.baseline is not Baseline.ALIKE and untouched(then, now, [subject.indicator])
    return replace(view, changes=changes, larger=larger, described=same, outlines=len(unlike_areas), untouched=whole)


def of_years(then: Catalogue, now: Catalogue, subject: Subject) -> ViewChanges:
    """Return what :func:`of_areas` does of the newest period, and which earlier periods have another figure here."""
    view = of_areas(then, now, subject)
    if view.instead or view.replaced:
        return view
    slug, group = subject.indicator, subject.group
    codes = {*compare(then, subject).areas.index, *compare(now, subject).areas.index, subject.area, ENGLAND}
    one, two = ([str(each) for each in catalogue.figures(slug).periods] for catalogue in (then, now))
    both = [each for each in one if each in two and each != one[-1]]
    otherwise = {each for each in both if stated_otherwise(then, now, slug, group, each) & codes}
    alone = {*one} ^ {*two}
    return replace(
        view, periods=tuple(each for each in dict.fromkeys([*one[:-1], *two[:-1]]) if each in otherwise | alone)
    )


class _Both(NamedTuple):
    """One comparison in two releases."""

    then: Catalogue
    now: Catalogue
    subject: Subject
    before: Comparison
    after: Comparison


def _lost(now: Catalogue, before: Comparison) -> str:
    """Return why today's release cannot show a comparison at all; empty where it can."""
    own = before.selection
    if own.indicator not in now.indicators:
        gone = now.gone.get(own.indicator)
        return gone.said if gone else f"Today’s release does not have “{before.indicator.title}”."
    if own.group not in now.indicators[own.indicator].groups:
        return f"Today’s release does not have the group “{before.group.label}” of “{before.indicator.title}”."
    if own.area not in now.areas.index:
        return f"Today’s release has no area called {before.place}."
    return ""


def _each(both: _Both, codes: pd.Index[str], unlike_areas: frozenset[str]) -> Iterator[FigureChange]:
    """Yield the areas whose figure or word is another one."""
    one, two = (each.areas.reindex(codes) for each in (both.before, both.after))
    others = (one[_WORDS].fillna("") != two[_WORDS].fillna("")).any(axis=1)
    changed = codes[~same_rows(one, two, _NUMBERS) | others.to_numpy()]
    if changed.empty:
        return
    slug, group = both.subject.indicator, both.subject.group
    rule = another_rule(both.then, both.now, slug)
    baselines = set(codes[~same_rows(one, two, ["baseline"])])
    earlier = _earlier(both)
    names = _names(both, changed)
    then, now = (_told(each, changed) for each in (both.before, both.after))
    for code in map(str, changed):
        around = Around(code in unlike_areas, code in baselines, rule, code in earlier)
        yield change(code, names[code], group, then.get(code), now.get(code), around)


def _earlier(both: _Both) -> frozenset[str]:
    """Codes of the areas whose figure of the earlier period is another one too."""
    if both.before.period == both.after.period:
        return frozenset()
    return stated_otherwise(both.then, both.now, both.subject.indicator, both.subject.group, both.before.period)


def _told(comparison: Comparison, codes: pd.Index[str]) -> dict[str, Told]:
    rows = comparison.areas.loc[comparison.areas.index.intersection(codes)]
    level = comparison.level
    return {own.code: Told.of(own, comparison.indicator, level, comparison.period) for own in area_figures(rows)}


def _names(both: _Both, codes: pd.Index[str]) -> Mapping[str, str]:
    """Names by code, with the district's where they would not be clear; of an area that is gone, its old one."""
    areas = pd.concat([both.now.areas, both.then.areas.drop(both.now.areas.index, errors="ignore")])
    rows = areas.loc[codes]
    unclear = rows["name"].duplicated(keep=False) | (both.subject.area == ENGLAND)
    return dict(zip(codes, rows["name"].where(~unclear, full_names(areas, rows)), strict=True))


def _larger(both: _Both, codes: pd.Index[str]) -> Iterator[FigureChange]:
    """Yield the figures of the place, and of the baseline that all areas share, where they are others."""
    kind, slug, group = both.subject.baseline, both.subject.indicator, both.subject.group
    wanted = [both.subject.area]
    if kind is not Baseline.ALIKE:
        shared = baseline_codes(both.now.areas.loc[both.after.areas.index], kind).dropna().unique()
        wanted += [str(shared[0])] if len(shared) == 1 else []
    new = [code for code in dict.fromkeys(wanted) if code not in codes]
    unlike_areas, earlier = changed_areas(both.then, both.now, new), _earlier(both)
    for code in new:
        then, now = (_own(each, slug, group, code) for each in (both.then, both.now))
        if then is None or now is None or moved(then, now):
            around = Around(area=code in unlike_areas, earlier=code in earlier)
            yield change(code, name_of(both.now.areas, code), group, then, now, around)


def _own(catalogue: Catalogue, slug: str, group: str, code: str) -> Told | None:
    """Return what a release says of one area by itself, without a comparison; None where it does not have the area."""
    if code not in catalogue.areas.index:
        return None
    indicator, level = catalogue.indicators[slug], level_of(catalogue.areas, code)
    figures, period = latest(catalogue, slug, group)
    row = figures.reindex([code])
    note = "" if pd.isna(row["note"].iloc[0]) else str(row["note"].iloc[0])
    numbers = (math.nan, math.nan, math.nan)
    if not (note and Note(note).withholds):
        numbers = (float(row["numerator"].iloc[0]), float(row["denominator"].iloc[0]), float(shares(row).iloc[0]))
    return Told(indicator, level, period, *numbers, note)


def change(code: str, name: str, group: str, then: Told | None, now: Told | None, around: Around) -> FigureChange:
    """Return one change with its reasons; where one release withholds the figure, neither has a number."""
    reasons, difference = whys(then, now, around), math.nan
    if then is not None and now is not None:
        if then.hidden or now.hidden:
            then, now = then.without_numbers(), now.without_numbers()
        if not unlike(then.indicator, now.indicator):
            difference = (now.value - then.value) * (100 if now.indicator.is_share else 1)
    return FigureChange(code, name, group, then, now, difference, reasons)


def in_order(changes: Iterable[FigureChange]) -> list[FigureChange]:
    """Return changes, the largest first; those without a difference last, by name."""
    return sorted(changes, key=lambda each: (_unknown(each), -abs(each.difference), each.name))


def _unknown(change: FigureChange) -> bool:
    return math.isnan(change.difference)
