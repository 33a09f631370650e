"""What is different in today's release from the one that a link pins, in the figures of one view.

Both are the protected records that the same reader is shown; nothing here reads what is behind them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from jsna.analysis.changed_areas import changed_areas
from jsna.analysis.compare import heading
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
    whys,
)
from jsna.areas.places import baseline_codes, full_names, level_of, name_of
from jsna.catalogue.read import Catalogue
from jsna.errors import JsnaError
from jsna.model.area import ENGLAND
from jsna.model.comparison import AreaFigure, Comparison, area_figures
from jsna.model.observations import Note
from jsna.model.profile import Profiled, ProfileRow
from jsna.model.release_changes import FigureChange, Told, ViewChanges, Why, same_number
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
    changes, larger = tuple(_in_order(_each(both, codes, unlike_areas))), tuple(_larger(both, codes))
    same = () if changes or larger else described(before.indicator, after.indicator)
    return replace(view, changes=changes, larger=larger, described=same, outlines=len(unlike_areas))


def of_profile(
    then: Catalogue, now: Catalogue, about: Profiled, before: Sequence[ProfileRow], after: Sequence[ProfileRow] | None
) -> ViewChanges:
    """Return which figures of an area's profile are others, or have another word, in today's release.

    Args:
        then: the release of the link, as the reader sees it.
        now: today's, as the same reader sees it, with the same list of wards.
        about: whose profile it is.
        before: the profile in the release of the link.
        after: the profile in today's; None where today's does not have the area.
    """
    view = ViewChanges(about.name, "figures", len(before))
    if after is None:
        return replace(view, instead=f"Today’s release has no area called {about.name}.")
    one, two = ({(row.indicator.slug, row.group_code): row for row in rows} for rows in (before, after))
    slugs = dict.fromkeys(slug for slug, _ in one if slug in now.indicators)
    replaced = {slug for slug in slugs if is_replaced(then, now, slug)}
    codes = {code for row in (*before, *after) for code in row.figure.code.split(",")}
    unlike_areas = changed_areas(then, now, codes)
    changes = [
        _of_rows(then, now, one.get(key), two.get(key), unlike_areas)
        for key in dict.fromkeys([*one, *two])
        if key[0] not in replaced
    ]
    titles = tuple(then.indicators[slug].title for slug in slugs if slug in replaced)
    found = tuple(_by_unit(change for change in changes if change is not None))
    return replace(view, changes=found, outlines=len(unlike_areas), replaced=titles)


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
        return now.gone.get(own.indicator, f"Today’s release does not have “{before.indicator.title}”.")
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
        yield _change(code, names[code], group, then.get(code), now.get(code), around)


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
    whole = both.subject.area == ENGLAND or rows["name"].duplicated().any()
    return dict(zip(codes, full_names(areas, rows) if whole else rows["name"], strict=True))


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
            yield _change(code, name_of(both.now.areas, code), group, then, now, around)


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


def _of_rows(
    then: Catalogue,
    now: Catalogue,
    before: ProfileRow | None,
    after: ProfileRow | None,
    unlike_areas: frozenset[str],
) -> FigureChange | None:
    """Return what is different between two rows of a profile; None where nothing is."""
    one, two = (None if row is None else _told_of_row(row) for row in (before, after))
    row = after or before
    assert row is not None  # noqa: S101 - a key comes from one of the two
    own, slug, group = row.figure, row.indicator.slug, row.group_code
    name = heading(row.indicator, group) + ("" if row.is_own else f", {own.name}")
    if before is None or after is None or one is None or two is None:
        if not own.counted:
            return None
        whole = Why.ADDED if before is None else Why.GONE
        return FigureChange(own.code, name, group, one, two, math.nan, (whole,))
    if not moved(one, two) and one.verdict == two.verdict:
        return None
    area = before.figure.code != own.code or bool(unlike_areas & {*own.code.split(",")})
    baseline = not same_number(before.figure.baseline, own.baseline)
    earlier = one.period != two.period and own.code in stated_otherwise(then, now, slug, group, one.period)
    around = Around(area, baseline, another_rule(then, now, slug), earlier)
    return _change(own.code, name, group, one, two, around)


def _told_of_row(row: ProfileRow) -> Told:
    own: AreaFigure = row.figure
    return Told.of(own, row.indicator, row.level, row.period)


def _change(code: str, name: str, group: str, then: Told | None, now: Told | None, around: Around) -> FigureChange:
    reasons, difference = whys(then, now, around), math.nan
    if then is not None and now is not None:
        if then.hidden or now.hidden:
            then, now = then.without_numbers(), now.without_numbers()
        if not unlike(then.indicator, now.indicator):
            difference = (now.value - then.value) * (100 if now.indicator.is_share else 1)
    return FigureChange(code, name, group, then, now, difference, reasons)


def _in_order(changes: Iterable[FigureChange]) -> list[FigureChange]:
    """The largest change first; where no difference can be given last, by name."""
    return sorted(changes, key=lambda each: (_unknown(each), -abs(each.difference), each.name))


def _by_unit(changes: Iterable[FigureChange]) -> list[FigureChange]:
    """Changes of several indicators: shares by their size, then the others, each in its own unit."""
    found = list(changes)
    shares_first = _in_order(each for each in found if _is_share(each) and not math.isnan(each.difference))
    return [*shares_first, *(each for each in found if each not in shares_first)]


def _is_share(change: FigureChange) -> bool:
    told = change.now or change.then
    return told is not None and told.indicator.is_share


def _unknown(change: FigureChange) -> bool:
    return math.isnan(change.difference)
