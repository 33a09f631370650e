"""Protect counts beside what is published of the same collection: groups of everyone that came in other files."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.disclosure.policy import Rule
from jsna.disclosure.search import Choice
from jsna.disclosure.table import Flags, Positions, Table
from jsna.disclosure.withhold import decided, may_be_shown
from jsna.ingest.counted import PRICE_OF_UNSEEN, Counted, among, nested
from jsna.model.characteristic import Characteristic
from jsna.model.indicator import Indicator
from jsna.model.observations import COUNTS

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Published:
    """One indicator that is published already.

    Attributes:
        indicator: what it is.
        observations: its protected figures; columns as ``model.observations.COLUMNS``.
    """

    indicator: Indicator
    observations: pd.DataFrame


def beside(indicator: Indicator, counted: Counted, rule: Rule, told: list[Published]) -> Flags:
    """Where the groups are shown, given what is published of the same collection. Axes: area, group.

    Groups that were published in several files may be parts of everyone. Then whoever is in none of them is what is
    left of everyone, and must be protected like a group.
    """
    shown = np.ones((len(counted.codes), len(counted.groups)), dtype=bool)
    new = [(counted.people[:, at].astype(float), counted.bases[:, at].astype(float)) for at in range(shown.shape[1])]
    wholes = [pair for known in told if _is_whole(known.indicator) for pair in _pairs(known, counted.codes)]
    if not _is_whole(indicator):
        same = [known for known in told if known.indicator.characteristic is indicator.characteristic]
        parts = [pair for known in same for pair in _pairs(known, counted.codes)]
        for (at, own), whole in itertools.product(enumerate(new), wholes):
            shown[:, at] &= _left_over(whole, [own, *parts], counted.above, rule, decides=0)
        return shown
    for characteristic in {known.indicator.characteristic for known in told if not _is_whole(known.indicator)}:
        of_it = [known for known in told if known.indicator.characteristic is characteristic]
        parts = [pair for known in of_it for pair in _pairs(known, counted.codes)]
        for at, own in enumerate(new):
            shown[:, at] &= _left_over(own, parts, counted.above, rule, decides=-1)
    return shown


def _is_whole(indicator: Indicator) -> bool:
    return indicator.characteristic is Characteristic.EVERYONE


#: Counts and their bases, by area; missing where they are not published.
Pair = tuple[Floats, Floats]


def _pairs(known: Published, codes: list[str]) -> Iterator[Pair]:
    for group in known.indicator.groups:
        rows = known.observations[known.observations["group"] == group].set_index("area_code").reindex(codes)
        yield rows[COUNTS[0]].to_numpy(dtype=float), rows[COUNTS[1]].to_numpy(dtype=float)


def _left_over(whole: Pair, parts: list[Pair], above: Positions, rule: Rule, *, decides: int) -> Flags:
    """Where a new count may be shown beside published ones, of which it is the whole or a part. Axis: area.

    Args:
        whole: of everyone.
        parts: of groups of them; a group that does not fit into what the others leave is of another question.
        above: of each area.
        rule: the disclosure rule.
        decides: which is new and up for decision: 0, the first part, or -1, the whole.
    """
    everyone, groups = _answers(whole), [_answers(pair) for pair in parts]
    told = np.isfinite(everyone[:, 0]) & (np.isfinite(groups[0][:, 0]) if decides == 0 and groups else True)
    rest, fitting = everyone[told], list[Floats]()
    for group in groups:
        left = rest - np.nan_to_num(group[told])
        if (left >= 0).all() and np.isfinite(group[told]).any():
            rest, fitting = left, [*fitting, group[told]]
        elif group is groups[0] and decides == 0:
            return np.ones(len(told), dtype=bool)
    if not fitting or not told.any() or not rest.any():
        return np.ones(len(told), dtype=bool)
    counts = np.nan_to_num(np.stack([*fitting, rest, everyone[told]], axis=1)).astype(np.int64)
    table, unseen = nested(counts, among(above, told))
    choice = _open_only(table, rule, decides, [*(np.isfinite(each[:, 0]) for each in fitting)])
    choice.dear[unseen] = choice.dear[:, -2] = PRICE_OF_UNSEEN
    found = np.ones(len(told), dtype=bool)
    found[told] = decided(table, rule, choice)[: int(told.sum()), decides]
    return found


def _open_only(table: Table, rule: Rule, decides: int, published: list[Flags]) -> Choice:
    """The choice in which one column and what is left of everyone are open, and the rest is as it was published."""
    safe = may_be_shown(table.counts, rule)
    safe[:, -1] = may_be_shown(table.counts[:, -1], rule, sensitive=False)
    choice = Choice.about(safe)
    for column, shown in enumerate(published):
        if column == decides:
            continue
        choice.settled[: len(shown), column] = True
        safe[: len(shown), column] = shown
        choice.secret[: len(shown), column] = shown
    if decides != -1:
        choice.settled[:, -1] = safe[:, -1] = True
    return choice


def _answers(pair: Pair) -> Floats:
    """How many said yes and how many did not; axes area, answer."""
    return np.column_stack([pair[0], pair[1] - pair[0]])
