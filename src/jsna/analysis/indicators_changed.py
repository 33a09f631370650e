"""Which indicators are different in today's release from the one that a link pins, for one place."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from jsna.analysis.changed_areas import changed_areas
from jsna.analysis.latest import latest, shares
from jsna.analysis.why_changed import another_file, described, is_replaced, same_rows, stated_otherwise, unlike
from jsna.areas.places import areas_within, name_of
from jsna.catalogue.read import Catalogue
from jsna.model.area import Level
from jsna.model.observations import COUNTS
from jsna.model.release_changes import IndicatorChange, IndicatorsChanged, Why
from jsna.words.numbers import listed

#: What is said of a survey or of records whose figures of one period were replaced.
REPLACED = (
    "Its figures were replaced within their period. What is different is not shown, because it would say "
    "something of the people between."
)


def of_indicators(then: Catalogue, now: Catalogue, place: str) -> IndicatorsChanged:
    """Return the indicators that are different for a place: figures, rule or description; or that one has alone.

    Args:
        then: the release of the link, as the reader sees it.
        now: today's, as the same reader sees it, with the same list of wards.
        place: code of the place; where today's release does not have it, only what is described is compared.
    """
    gone = [slug for slug, one in then.gone.items() if one.was_here]
    slugs = list(dict.fromkeys([*then.indicators, *now.indicators, *gone]))
    wards = _codes(then, now, place, Level.WARD)
    unlike_areas = changed_areas(then, now, wards)
    found = [change for slug in slugs if (change := _change(then, now, slug, place)) is not None]
    found.sort(key=lambda each: (-(each.areas or 0), each.title))
    return IndicatorsChanged(
        name_of(then.areas, place), len(slugs), tuple(found), len(unlike_areas), then.rule != now.rule
    )


def _change(then: Catalogue, now: Catalogue, slug: str, place: str) -> IndicatorChange | None:
    one, two = then.indicators.get(slug), now.indicators.get(slug)
    if one is None or two is None:
        title, only, said = _only_one(then, now, slug)
        return IndicatorChange(title, None, 0, _period(then, slug), _period(now, slug), only, said)
    if not another_file(then, now, slug):
        return None
    early, late = _period(then, slug), _period(now, slug)
    if is_replaced(then, now, slug):
        return IndicatorChange(two.title, None, 0, early, late, (), REPLACED)
    codes = _codes(then, now, place, two.lowest_level)
    changed = _with_another_figure(then, now, slug, codes)
    why = tuple(_whys(then, now, slug, codes, changed))
    if not why:
        return None
    words = described(one, two)
    said = f"Another {listed(list(words))}." if Why.DESCRIPTION in why else ""
    return IndicatorChange(two.title, len(changed), len(codes), early, late, why, said)


def _only_one(then: Catalogue, now: Catalogue, slug: str) -> tuple[str, tuple[Why, ...], str]:
    """The title of an indicator that one of the two releases shows, or neither; why, and what is said of it."""
    lost_then, lost_now = then.gone.get(slug), now.gone.get(slug)
    if shown := now.indicators.get(slug):
        return (shown.title, (), lost_then.said) if lost_then else (shown.title, (Why.ADDED,), "")
    title = then.indicators[slug].title if slug in then.indicators else then.gone[slug].title
    lost = lost_now or lost_then
    return title, (Why.GONE,), lost.said if lost else ""


def _whys(then: Catalogue, now: Catalogue, slug: str, codes: pd.Index[str], changed: pd.Index[str]) -> Iterator[Why]:
    one, two = then.indicators[slug], now.indicators[slug]
    early, late = _period(then, slug), _period(now, slug)
    areas = changed_areas(then, now, changed) if len(changed) else frozenset()
    figures = [Why.DEFINITION] if unlike(one, two) else []
    if early != late:
        figures.append(Why.PERIOD)
        otherwise = (stated_otherwise(then, now, slug, group, early) for group in one.groups if group in two.groups)
        figures += [Why.CORRECTION] if any(found & {*codes} for found in otherwise) else []
    elif len(changed) > len(areas):
        figures.append(Why.CORRECTION)
    figures += [Why.BOUNDARIES] if areas else []
    figures += [Why.RULE] if one.margin_that_matters != two.margin_that_matters else []
    figures += [Why.ADDED] if two.groups.keys() - one.groups.keys() else []
    figures += [Why.GONE] if one.groups.keys() - two.groups.keys() else []
    yield from figures
    if not figures and described(one, two):
        yield Why.DESCRIPTION


def _with_another_figure(then: Catalogue, now: Catalogue, slug: str, codes: pd.Index[str]) -> pd.Index[str]:
    """Return those of some areas that have another figure in some group that both releases have."""
    changed = np.zeros(len(codes), dtype=bool)
    for group in then.indicators[slug].groups.keys() & now.indicators[slug].groups.keys():
        frames = [latest(each, slug, group)[0].reindex(codes) for each in (then, now)]
        one, two = (frame[[*COUNTS, "note"]].assign(value=shares(frame)) for frame in frames)
        notes = [each["note"].astype("object").fillna("").to_numpy() for each in (one, two)]
        changed |= ~same_rows(one, two, (*COUNTS, "value")) | (notes[0] != notes[1])
    return codes[changed]


def _codes(then: Catalogue, now: Catalogue, place: str, level: Level) -> pd.Index[str]:
    known = [each.areas for each in (then, now) if place in each.areas.index]
    found = [areas_within(areas, place, level).index for areas in known]
    return found[0].union(found[-1], sort=False)


def _period(catalogue: Catalogue, slug: str) -> str:
    if slug not in catalogue.indicators:
        return ""
    periods = catalogue.figures(slug).periods
    return str(periods[-1]) if periods else ""
