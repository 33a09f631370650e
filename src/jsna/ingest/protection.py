"""Protect the counts of a file before they are stored, together with all that is published of the same collection.

The rows of a file become tables (:mod:`jsna.disclosure.table`) that hold all that follows from them: whoever is in none
of the groups, and whoever is in a district and in none of its wards that are listed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np
import pandas as pd

from jsna.disclosure.policy import Rule, rule_for
from jsna.disclosure.protected import protect
from jsna.disclosure.table import Counts, Flags, Positions
from jsna.disclosure.withhold import shown_everyone, shown_groups
from jsna.ingest.counted import PRICE_OF_UNSEEN, Counted, nested
from jsna.ingest.linked import beside
from jsna.ingest.linked_files import Published
from jsna.model.characteristic import Characteristic
from jsna.model.indicator import Indicator, Measure
from jsna.model.observations import COUNTS, RATES, Note
from jsna.model.period import require_period


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
    if not rule.protects or not (indicator.is_share or indicator.measure is Measure.COUNT):
        return protect(observations, rule, indicator.measure)
    hidden = pd.Series(data=False, index=observations.index)
    for period, rows in observations.groupby("period", sort=False, observed=True):
        told = [each for known in published for each in _of_time(known, str(period))]
        hidden[rows.index] = ~_shown(indicator, rows, areas, rule, told)
    numbers = [*COUNTS, *RATES]
    had = observations[list(COUNTS)].notna().any(axis=1)
    masked = observations.astype({"note": "object"}).assign(
        **{column: observations[column].mask(hidden) for column in numbers},
        note=observations["note"].astype("object").mask(hidden & had, Note.CONFIDENTIAL.value),
    )
    return protect(masked, rule, indicator.measure)


def _of_time(known: Published, period: str) -> Iterator[Published]:
    """The figures of each period that has a day in common with another."""
    wanted = require_period(period)
    for text, rows in known.observations.groupby("period", sort=False, observed=True):
        own = require_period(str(text))
        if own.start <= wanted.end and wanted.start <= own.end:
            yield Published(known.indicator, rows)


def _shown(
    indicator: Indicator,
    rows: pd.DataFrame,
    areas: pd.DataFrame,
    rule: Rule,
    told: list[Published],
) -> pd.Series[bool]:
    """Which rows of one period may be shown; rows without counts stay as they are."""
    alone = indicator.measure is Measure.COUNT
    counted = Counted.of(rows.assign(denominator=rows["numerator"]) if alone else rows, list(indicator.groups), areas)
    shown = np.ones((len(counted.codes), len(counted.groups)), dtype=bool)
    for positions, flags in _without_bases(counted, rule) if alone else _each_table(indicator, counted, rule):
        shown[:, positions] &= flags
    shown = beside(indicator, counted, told, areas, shown)
    flat = pd.Series(shown.ravel(), pd.MultiIndex.from_product([counted.codes, counted.groups]))
    keys = pd.MultiIndex.from_arrays([rows["area_code"], rows["group"]])
    return pd.Series(flat.reindex(keys, fill_value=True).to_numpy(dtype=bool), index=rows.index, dtype=bool)


def _without_bases(counted: Counted, rule: Rule) -> Iterator[tuple[list[int], Flags]]:
    """Each group by itself; where one is not shown in an area none is, because groups may be parts of one another."""
    every = list(range(len(counted.groups)))
    for group in every:
        seen = shown_everyone(nested(counted.people[:, [group], np.newaxis], counted.above)[0], rule)
        yield every, seen[: len(counted.codes), np.newaxis]


def _each_table(indicator: Indicator, counted: Counted, rule: Rule) -> Iterator[tuple[list[int], Flags]]:
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
            seen = shown_everyone(nested(cells[:, np.newaxis, :], counted.above)[0], rule)
            yield positions, np.repeat(seen[: len(base), np.newaxis], len(positions), axis=1)
        else:
            counts = np.column_stack([cells, base])[:, :, np.newaxis]
            flags = _of_groups(counts, counted.above, rule, unseen=bool(rest.any()))
            yield positions, flags[:, : len(positions)]


def _with_own_bases(counted: Counted, rule: Rule) -> Iterator[tuple[list[int], Flags]]:
    """Each group out of its own people, who answered yes or no; one of them may be everyone, the sum of the others."""
    cells = np.stack([counted.people, counted.bases - counted.people], axis=2)
    every = list(range(len(counted.groups)))
    whole = [group for group in every if (2 * cells[:, group] == cells.sum(axis=1)).all()]
    if not whole:
        for group in every:
            seen = shown_everyone(nested(cells[:, [group]], counted.above)[0], rule)
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
    table, made_up = nested(counts, above)
    dear = np.ones(table.people.shape)
    dear[made_up] = PRICE_OF_UNSEEN
    if unseen:
        dear[:, -2] = PRICE_OF_UNSEEN
    return shown_groups(table, rule, shown_everyone(table, rule), dear=dear)[: len(counts)]
