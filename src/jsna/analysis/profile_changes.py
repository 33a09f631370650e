"""What is different in today's release from the one that a link pins, in an area's profile."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import replace

from jsna.analysis.changed_areas import changed_areas
from jsna.analysis.compare import heading
from jsna.analysis.release_changes import change, in_order
from jsna.analysis.why_changed import Around, another_rule, is_replaced, moved, stated_otherwise, untouched
from jsna.catalogue.read import Catalogue
from jsna.model.comparison import AreaFigure
from jsna.model.profile import Profiled, ProfileRow
from jsna.model.release_changes import FigureChange, Told, ViewChanges, Why, same_number


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
    whole = untouched(then, now, slugs)
    return replace(view, changes=found, outlines=len(unlike_areas), replaced=titles, untouched=whole)


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
    return change(own.code, name, group, one, two, around)


def _told_of_row(row: ProfileRow) -> Told:
    own: AreaFigure = row.figure
    return Told.of(own, row.indicator, row.level, row.period)


def _by_unit(changes: Iterable[FigureChange]) -> list[FigureChange]:
    """Changes of several indicators: shares by their size, then the others, each in its own unit."""
    found = list(changes)
    shares_first = in_order(each for each in found if _is_share(each) and not math.isnan(each.difference))
    return [*shares_first, *(each for each in found if each not in shares_first)]


def _is_share(change: FigureChange) -> bool:
    told = change.now or change.then
    return told is not None and told.indicator.is_share
