"""Protect the counts of a file before they are stored, together with all that is published of the same collection.

The rows of a file become tables (:mod:`jsna.disclosure.table`) that hold all that follows from them: whoever is in none
of the groups, and whoever is in a district and in none of its wards that are listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.areas.nesting import holders
from jsna.catalogue import read
from jsna.disclosure.policy import Rule, rule_for
from jsna.disclosure.protected import protect
from jsna.disclosure.search import Choice
from jsna.disclosure.table import NONE, Counts, Flags, Positions, Table
from jsna.disclosure.withhold import decided, may_be_shown, shown_everyone, shown_groups
from jsna.model.characteristic import Characteristic
from jsna.model.indicator import Indicator
from jsna.model.observations import COUNTS, RATES, Note
from jsna.model.period import require_period

Floats = NDArray[np.float64]
#: What it costs to withhold a count that nobody is shown, but that can be worked out from two that are.
PRICE_OF_UNSEEN = 0.01


@dataclass(frozen=True, eq=False)
class Published:
    """One indicator that is published already.

    Attributes:
        indicator: what it is.
        observations: its protected figures; columns as ``model.observations.COLUMNS``.
    """

    indicator: Indicator
    observations: pd.DataFrame


def published(data: Path, areas: pd.DataFrame, new: Indicator) -> list[Published]:
    """Return what is published of the collection that a new indicator is of.

    Args:
        data: the data folder.
        areas: every area, index ``code``.
        new: the new indicator.
    """
    known = [read.indicator(path) for path in read.indicator_files(data) if path.with_suffix(".csv").exists()]
    same = [indicator for indicator in known if _same_collection(indicator, new)]
    return [Published(indicator, read.observations(data, indicator, areas)) for indicator in same]


def protected(
    indicator: Indicator, observations: pd.DataFrame, areas: pd.DataFrame, published: Iterable[Published] = ()
) -> pd.DataFrame:
    """Return the observations as they may be stored: same rows, order and columns.

    Args:
        indicator: the indicator they belong to; its ``[disclosure]`` names the rule and the collection.
        observations: columns as ``model.observations.COLUMNS``.
        areas: every area, index ``code``.
        published: what is published of the same collection already.
    """
    rule = rule_for(indicator.disclosure)
    if not rule.protects or not indicator.is_share:
        return protect(observations, rule, indicator.measure)
    hidden = pd.Series(data=False, index=observations.index)
    for period, rows in observations.groupby("period", sort=False, observed=True):
        told = [(known.indicator, _of_period(known.observations, str(period))) for known in published]
        hidden[rows.index] = ~_shown(indicator, rows, areas, rule, told)
    numbers = [*COUNTS, *RATES]
    had = observations[list(COUNTS)].notna().any(axis=1)
    masked = observations.astype({"note": "object"}).assign(
        **{column: observations[column].mask(hidden) for column in numbers},
        note=observations["note"].astype("object").mask(hidden & had, Note.CONFIDENTIAL.value),
    )
    return protect(masked, rule, indicator.measure)


def _of_period(observations: pd.DataFrame, period: str) -> pd.DataFrame:
    wanted = require_period(period)
    same = [text for text in observations["period"].unique() if require_period(str(text)) == wanted]
    return observations[observations["period"].isin(same)]


def _same_collection(known: Indicator, new: Indicator) -> bool:
    of, other = known.disclosure, new.disclosure
    return bool(of.collection) and of.collection == other.collection and known.slug != new.slug


#: Indicators of the same collection, with their figures of one period.
Told = list[tuple[Indicator, pd.DataFrame]]


def _shown(
    indicator: Indicator,
    rows: pd.DataFrame,
    areas: pd.DataFrame,
    rule: Rule,
    told: list[tuple[Indicator, pd.DataFrame]],
) -> pd.Series[bool]:
    """Which rows of one period may be shown; rows without counts stay as they are."""
    counted = _Counted.of(rows, list(indicator.groups), areas)
    shown = np.ones((len(counted.codes), len(counted.groups)), dtype=bool)
    for positions, flags in _each_table(indicator, counted, rule):
        shown[:, positions] &= flags
    for known, observed in told:
        shown &= _beside(indicator, counted, rule, known, observed)
    flat = pd.Series(shown.ravel(), pd.MultiIndex.from_product([counted.codes, counted.groups]))
    keys = pd.MultiIndex.from_arrays([rows["area_code"], rows["group"]])
    return pd.Series(flat.reindex(keys, fill_value=True).to_numpy(dtype=bool), index=rows.index, dtype=bool)


@dataclass(frozen=True, eq=False)
class _Counted:
    """The rows of one period that have all their counts.

    Attributes:
        codes: areas.
        above: for each area the position of the listed area that it is a part of.
        groups: codes.
        people: of each group; axes area, group.
        bases: out of how many; axes area, group.
    """

    codes: list[str]
    above: Positions
    groups: list[str]
    people: Counts
    bases: Counts

    @classmethod
    def of(cls, rows: pd.DataFrame, groups: list[str], areas: pd.DataFrame) -> _Counted:
        """Return the areas whose rows are complete."""
        wide = rows.pivot(index="area_code", columns="group", values=list(COUNTS))
        groups = [group for group in groups if group in wide[COUNTS[0]]]
        whole = wide.dropna()
        codes = [str(code) for code in whole.index]
        people, bases = (whole[name][groups].to_numpy(dtype=np.int64) for name in COUNTS)
        return cls(codes, holders(areas, codes), groups, people, bases)

    @property
    def have_one_base(self) -> bool:
        """Whether all groups of an area are counted out of the same number."""
        return bool((self.bases == self.bases[:, :1]).all())

    @property
    def are_parts(self) -> bool:
        """Whether the groups may be the parts of one whole: they never add up to more."""
        return self.have_one_base and bool((self.people.sum(axis=1) <= self.bases[:, 0]).all())


def _each_table(indicator: Indicator, counted: _Counted, rule: Rule) -> Iterator[tuple[list[int], Flags]]:
    """Yield groups, as positions, and where they are shown: all at once if they are the parts of one whole."""
    every = list(range(len(counted.groups)))
    if not counted.have_one_base:
        yield from _with_own_bases(counted, rule)
        return
    of_answers = indicator.characteristic is Characteristic.EVERYONE and rule.smallest_count == 0
    for positions in [every] if counted.are_parts else [[group] for group in every]:
        people, base = counted.people[:, positions], counted.bases[:, positions[0]]
        rest = base - people.sum(axis=1)
        # Where the groups are all there are, everybody can see it.
        cells = np.column_stack([people, rest]) if rest.any() else people
        if of_answers:
            seen = shown_everyone(_nested(cells[:, np.newaxis, :], counted.above)[0], rule)
            yield positions, np.repeat(seen[: len(base), np.newaxis], len(positions), axis=1)
        else:
            counts = np.column_stack([cells, base])[:, :, np.newaxis]
            flags = _of_groups(counts, counted.above, rule, unseen=bool(rest.any()))
            yield positions, flags[:, : len(positions)]


def _with_own_bases(counted: _Counted, rule: Rule) -> Iterator[tuple[list[int], Flags]]:
    """Each group out of its own people, who answered yes or no; one of them may be everyone, the sum of the others."""
    cells = np.stack([counted.people, counted.bases - counted.people], axis=2)
    every = list(range(len(counted.groups)))
    whole = [group for group in every if (2 * cells[:, group] == cells.sum(axis=1)).all()]
    if not whole:
        for group in every:
            seen = shown_everyone(_nested(cells[:, [group]], counted.above)[0], rule)
            yield [group], seen[: len(cells), np.newaxis]
        return
    order = [*(group for group in every if group != whole[0]), whole[0]]
    yield order, _of_groups(cells[:, order], counted.above, rule, unseen=False)


def _of_groups(counts: Counts, above: Positions, rule: Rule, *, unseen: bool) -> Flags:
    """Where groups are shown. Axes: area, group.

    Args:
        counts: axes area, group, answer; the last group is everyone.
        above: of each area.
        rule: the disclosure rule.
        unseen: whether the group before everyone is the rest, which no reader is shown.
    """
    table, made_up = _nested(counts, above)
    dear = np.ones(table.people.shape)
    dear[made_up] = PRICE_OF_UNSEEN
    if unseen:
        dear[:, -2] = PRICE_OF_UNSEEN
    return shown_groups(table, rule, shown_everyone(table, rule), dear=dear)[: len(counts)]


def _nested(counts: Counts, above: Positions) -> tuple[Table, Flags]:
    """The table of areas, with an unseen area for whatever a listed area has beyond its listed parts."""
    above, pieces, unseen_above = above.copy(), [counts], []
    for outer in np.unique(above[above != NONE]):
        rest = counts[outer] - counts[above == outer].sum(axis=0)
        if (rest < 0).any():
            above[above == outer] = NONE
        elif rest.any():
            pieces.append(rest[np.newaxis])
            unseen_above.append(int(outer))
    unseen = np.array([False] * len(counts) + [True] * len(unseen_above))
    return Table(np.concatenate(pieces), np.array([*above, *unseen_above], dtype=np.int64)), unseen


def _beside(indicator: Indicator, counted: _Counted, rule: Rule, known: Indicator, observed: pd.DataFrame) -> Flags:
    """Where the groups are shown, given one published indicator of the same collection.

    One of the two may be about everyone and the other about groups of them. Then whoever is in none of these groups is
    what is left of everyone, and must be protected like a group.
    """
    everywhere = np.ones((len(counted.codes), len(counted.groups)), dtype=bool)
    of_new, of_known = (each.characteristic is Characteristic.EVERYONE for each in (indicator, known))
    if of_new == of_known:
        return everywhere
    for group in known.groups:
        rows = observed[observed["group"] == group].set_index("area_code").reindex(counted.codes)
        told, out_of = (rows[name].to_numpy(dtype=float) for name in COUNTS)
        for at in range(len(counted.groups)):
            own, base = counted.people[:, at], counted.bases[:, at]
            whole, part = ((own, base), (told, out_of)) if of_new else ((told, out_of), (own, base))
            everywhere[:, at] &= _left_over(whole, part, counted.above, rule, new_is_whole=of_new)
    return everywhere


Pair = tuple[Counts | Floats, Counts | Floats]


def _left_over(whole: Pair, part: Pair, above: Positions, rule: Rule, *, new_is_whole: bool) -> Flags:
    """Where a new count may be shown beside a published one, of which it is the whole or a part. Axis: area.

    Args:
        whole: counts and bases of everyone; NaN where not published.
        part: counts and bases of a group.
        above: of each area.
        rule: the disclosure rule.
        new_is_whole: whether the counts of everyone are those to decide about.
    """
    told = np.isfinite(whole[0]) & np.isfinite(part[0])
    if not told.any():
        return np.ones(len(told), dtype=bool)
    both = [np.column_stack([yes, base - yes])[told] for yes, base in (whole, part)]
    everyone, group = (np.asarray(each, dtype=np.int64) for each in both)
    rest = everyone - group
    if (rest < 0).any() or not rest.any():
        # The two are not of the same question, or are the same people.
        return np.ones(len(told), dtype=bool)
    counts = np.stack([group, rest, everyone], axis=1)
    table, unseen = _nested(counts, _among(above, told))
    safe = may_be_shown(table.counts, rule)
    safe[:, -1] = may_be_shown(table.counts[:, -1], rule, sensitive=False)
    choice = Choice.about(safe)
    choice.settled[:, 0 if new_is_whole else 2] = True
    safe[:, 0 if new_is_whole else 2] = True
    choice.dear[unseen] = choice.dear[:, 1] = PRICE_OF_UNSEEN
    flags = decided(table, rule, choice)[: int(told.sum()), 2 if new_is_whole else 0]
    found = np.ones(len(told), dtype=bool)
    found[told] = flags
    return found


def _among(above: Positions, chosen: Flags) -> Positions:
    """The areas above some areas, as positions among them."""
    position = np.cumsum(chosen) - 1
    kept = above[chosen]
    return np.array([position[up] if up != NONE and chosen[up] else NONE for up in kept], dtype=np.int64)
