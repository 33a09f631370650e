"""Which groups of an area are counted by themselves, and which only together: decided by how many replied.

Where some groups are few, their number is told as one: "White" and "all other groups together". What they answered has
no part in the choice. Nor does the choice tell anything: of each group of fewer than ten, every number from 0 to 9
would have led to the same groups and the same published numbers, for somebody who knows this rule.
"""

from __future__ import annotations

import numpy as np

from jsna.disclosure.policy import Rule
from jsna.disclosure.table import Counts, Flags


def counted_apart(people: Counts, rule: Rule, unprotected: int | None = None) -> Flags:
    """Return which groups are counted by themselves; the others are counted together, or nothing is.

    Of the groupings whose choice tells nothing, the first that fits is taken, so that most groups stand by themselves:

    1. all of them, where none is small;
    2. each that a percentage may be made of, where the others are at least ten together, and so few that any of them
       may be nobody: a share of the others that is as large as can be;
    3. the largest ones, as many as possible, where the others together are fewer than the smallest of these, and so
       many that even without nine of them a percentage may be made.

    Args:
        people: of each group; together they are everyone.
        rule: the disclosure rule of the source.
        unprotected: position of people who are no group to protect.

    Returns:
        A flag for each group. All are False where nothing may be told.
    """
    large = people >= rule.smallest_base
    if np.delete(large, [] if unprotected is None else unprotected).all():
        return np.asarray(large, dtype=bool)
    enough = people >= rule.percentage_base
    together, others = int(people[~enough].sum()), int((~enough).sum())
    if others > 1 and rule.smallest_base <= together <= (rule.percentage_base - 1) * (others - 1):
        return np.asarray(enough, dtype=bool)
    return _largest(people, rule)


def _largest(people: Counts, rule: Rule) -> Flags:
    """The third way: as many of the largest groups as leave enough together."""
    order = np.argsort(-people, kind="stable")
    left = people.sum() - np.cumsum(people[order])
    fewest = rule.percentage_base + rule.smallest_base - 1
    fits = (left >= fewest) & (left < people[order])
    chosen = np.zeros(people.shape, dtype=bool)
    if fits.any():
        chosen[order[: int(np.flatnonzero(fits)[-1]) + 1]] = True
    return chosen
