"""Decide which cells of a table are shown, so that nobody can work out a small count from all that is shown.

The promise: of a cell that is withheld for its own sake, whoever puts together everything that is shown can say no more
of its people than "from none to nine", and of each of its answers no more than "from none to all of them".

Cells that may not be shown by themselves are withheld first, and then as few others as keep the promise
(:mod:`jsna.disclosure.search`), from the largest area inwards: the whole place, its districts, their wards.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from jsna.disclosure.grouping import counted_apart
from jsna.disclosure.policy import Rule
from jsna.disclosure.search import Choice, Problem, cheapest_pattern
from jsna.disclosure.table import NONE, Counts, Flags, Positions, Table

Floats = NDArray[np.float64]
#: What it costs to withhold a cell of people whose group is not known, where any other costs one.
PRICE_OF_UNKNOWN = 0.5


def may_be_shown(counts: Counts, rule: Rule, *, sensitive: bool = True) -> Flags:
    """Return for each cell whether all its counts may be shown, by themselves.

    Args:
        counts: the last axis is the answer; a single answer is a number of people.
        rule: the disclosure rule of the source.
        sensitive: whether the cells are of a protected group.
    """
    people = counts.sum(axis=-1)
    few = rule.is_small(counts).any(axis=-1)
    # People of a group out of everyone are a count, where the rule has one for counts, and not a base.
    if counts.shape[-1] > 1 or not sensitive or not rule.smallest_count:
        few = few | (people < rule.smallest_base)
    if counts.shape[-1] == 1 or not sensitive:
        return np.asarray(~few, dtype=bool)
    alike = ((counts == 0) | (counts == people[..., np.newaxis])).any(axis=-1) & (people < rule.alike_base)
    return np.asarray(~few & ~alike, dtype=bool)


def shown_everyone(table: Table, rule: Rule, *, dear: Floats | None = None) -> Flags:
    """Return in which areas the counts of everyone are shown. Axis: area.

    Args:
        table: the true counts.
        rule: the disclosure rule of the source.
        dear: what it costs to withhold each area; default: one.
    """
    alone = table.everyone
    choice = Choice.about(may_be_shown(alone.counts, rule, sensitive=False))
    if dear is not None:
        choice.dear[:] = dear[:, np.newaxis]
    return decided(alone, rule, choice)[:, 0]


def shown_groups(
    table: Table,
    rule: Rule,
    everyone: Flags,
    *,
    unknown: int | None = None,
    dear: Floats | None = None,
    counted: Flags | None = None,
) -> Flags:
    """Return which groups are shown in which areas, given in which the counts of everyone are. Axes: area, group.

    Args:
        table: the true counts.
        rule: the disclosure rule of the source.
        everyone: as :func:`shown_everyone` returned it, or as it was published.
        unknown: position of the people whose group is not known. They are withheld before others, and are not
            protected as a group where there are fewer of them than a group needs to be shown.
        dear: what it costs to withhold each cell; default: one.
        counted: the cells whose people are shown, whatever becomes of their answers; default: none.
    """
    return decided(table, rule, _of_groups(table, rule, everyone, unknown, dear, counted))


def shown_and_counted(
    table: Table, rule: Rule, everyone: Flags, *, unknown: int | None = None, dear: Floats | None = None
) -> tuple[Flags, Flags]:
    """Return which groups are shown with their answers, and which people are counted. Axes of both: area, group.

    Who replied is decided first, of each area that lies in no other, and from nothing but how many they are
    (:func:`jsna.disclosure.grouping.counted_apart`). Answers are shown where the promise holds beside that. Where no
    answers could be withheld that keep it, nothing more is counted than is shown.

    Args: as for :func:`shown_groups`.
    """
    counted = _counted(table, rule, everyone, unknown)
    if counted.any() and _can_be_kept(table, rule, _of_groups(table, rule, everyone, unknown, dear, counted)):
        shown = shown_groups(table, rule, everyone, unknown=unknown, dear=dear, counted=counted)
        if shown.any():
            return shown, shown | counted
    shown = shown_groups(table, rule, everyone, unknown=unknown, dear=dear)
    return shown, shown


def _counted(table: Table, rule: Rule, everyone: Flags, unknown: int | None) -> Flags:
    """The groups that are counted by themselves. Axes: area, group."""
    counted = np.zeros(table.people.shape, dtype=bool)
    # Counts of a service are promised more: that one from 0 to 7 is withheld out of whatever number of people.
    if rule.smallest_count:
        return counted
    few = None if unknown is None or _is_secret(table, rule, unknown) else unknown
    for area in table.parts(NONE)[everyone[table.parts(NONE)]]:
        counted[area, :-1] = counted_apart(table.people[area, :-1], rule, few)
    return counted


def _can_be_kept(table: Table, rule: Rule, choice: Choice) -> bool:
    """Whether the outermost areas keep the promise, if enough of their answers are withheld."""
    areas = table.parts(NONE)
    return cheapest_pattern(Problem(table.only(areas), rule, choice.of(areas))) is not None


def _is_secret(table: Table, rule: Rule, unknown: int) -> bool:
    return bool(table.people[:, unknown].max(initial=0) >= rule.smallest_base)


def _of_groups(
    table: Table, rule: Rule, everyone: Flags, unknown: int | None, dear: Floats | None, counted: Flags | None
) -> Choice:
    safe = may_be_shown(table.counts, rule)
    safe[:, -1] = everyone
    safe[~everyone] = False
    choice = Choice.about(safe)
    choice.settled[:, -1] = True
    if dear is not None:
        choice.dear[:] = dear
    if unknown is not None:
        choice.dear[:, unknown] = PRICE_OF_UNKNOWN
        choice.secret[:, unknown] = _is_secret(table, rule, unknown)
    if counted is not None:
        choice.counted[:] = counted
    return choice


def decided(table: Table, rule: Rule, choice: Choice) -> Flags:
    """Return which cells are shown. Axes: area, group.

    This goes area by area from the outermost, and starts again if an outer area shows too much.

    Args:
        table: the true counts.
        rule: the disclosure rule of the source.
        choice: what may be decided.
    """
    forced = np.zeros_like(choice.safe)
    while True:
        shown, told = _inwards(table, rule, replace(choice, safe=choice.safe & ~forced))
        # The first area outwards of which something may still be withheld; without one, nothing is shown.
        while told != NONE and (forced | choice.settled)[told].all():
            told = int(table.above[told])
        if told == NONE:
            return shown
        forced[told] |= ~choice.settled[told]


def _inwards(table: Table, rule: Rule, choice: Choice) -> tuple[Flags, int]:
    """The shown cells, and the area of which more would have to be withheld, or ``NONE``."""
    shown, done = choice.safe.copy(), choice.settled.copy()
    for outer in table.outermost_first():
        inner = table.parts(outer)
        if outer != NONE:
            shown[inner] &= shown[outer] | choice.final[inner]
        areas = np.concatenate([inner, _around(table, outer, shown)])
        now = replace(choice, safe=shown, settled=done).of(areas)
        pattern = cheapest_pattern(Problem(table.only(areas), rule, now))
        if pattern is None and outer != NONE:
            return np.zeros_like(shown), outer
        if pattern is None:
            shown[inner] &= done[inner]
        else:
            shown[areas] = pattern
        done[inner] = True
    return shown, NONE


def _around(table: Table, outer: int, shown: Flags) -> Positions:
    """The area that is looked into, and where something of it is withheld, those beside it, and so on outwards."""
    found: list[int] = []
    while outer != NONE:
        found.append(outer)
        if shown[outer].all():
            break
        up = int(table.above[outer])
        found += [int(area) for area in table.parts(up) if area != outer] if up != NONE else []
        outer = up
    return np.array(found, dtype=np.int64)
