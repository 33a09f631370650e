"""The people that replies are compared with: whose figures fit the groups of the replies, and which groups fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from jsna.catalogue.read import Catalogue
from jsna.errors import NotAvailable
from jsna.model.ages import EVERYONE, Ages, in_common
from jsna.model.characteristic import Characteristic
from jsna.model.indicator import Indicator

#: The group of those whose characteristic is not known: it has no counterpart among the people who live in an area.
NOT_ANSWERED = "not-answered"


@dataclass(frozen=True)
class Grouped:
    """Groups that people were counted by.

    Attributes:
        characteristic: what the groups are of.
        labels: name of each group, by its code.
        slug: the indicator that counts them, which is not a counterpart of itself; empty where there is none.
    """

    characteristic: Characteristic
    labels: Mapping[str, str]
    slug: str = ""

    @classmethod
    def of(cls, indicator: Indicator) -> Grouped:
        """Return the groups of an indicator."""
        return cls(
            indicator.characteristic, {code: each.label for code, each in indicator.groups.items()}, indicator.slug
        )


@dataclass(frozen=True, eq=False)
class Counterpart:
    """Who lives here, in the groups of a collection.

    Attributes:
        population: the indicator that says it.
        rows: by the code of each group that is compared, the groups of the replies that make it up. A row is one group,
            except where age bands fit only when they are joined.
        people: people by row. Index: area code; columns: the rows. Only areas with every figure.
        labels: name of each row.
        left_out: names of the groups of the replies that fit nothing.
        among: the ages that are compared, in words; empty where groups are not ages, or everybody is compared.
    """

    population: Indicator
    rows: Mapping[str, tuple[str, ...]]
    people: pd.DataFrame
    labels: Mapping[str, str]
    left_out: tuple[str, ...] = ()
    among: str = ""


def counterpart(catalogue: Catalogue, replies: Grouped, areas: Sequence[str] | None = None) -> Counterpart:
    """Return who lives here by the characteristic of some replies.

    Of age, the figures whose bands fit most of the replies' bands are taken; where two fit as many, the finer ones.
    Of everything else, the first indicator with the same groups.

    Args:
        catalogue: the opened data folder.
        replies: the indicator of who replied.
        areas: codes of the areas wanted; figures that have none of them are not taken. Without it, any.

    Raises:
        NotAvailable: nobody publishes it, for these groups or for these areas.
    """
    groups = [group for group in replies.labels if group != NOT_ANSWERED]
    bands = _bands(groups)
    fitting = [
        found
        for slug in catalogue.characteristics[replies.characteristic].indicators
        if slug in catalogue.indicators and slug != replies.slug
        if (found := _by_age(catalogue, replies, slug, bands) if bands else _by_group(catalogue, replies, slug, groups))
    ]
    if not fitting:
        raise NotAvailable(_reason(catalogue, replies))
    here = [found for found in fitting if areas is None or found.people.index.isin(areas).any()]
    if not here:
        message = (
            f"{fitting[0].population.title} is not published for these areas, so we cannot say who has not replied."
        )
        raise NotAvailable(message)
    return max(here, key=_fit) if bands else here[0]


def latest(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the last period."""
    rows: pd.DataFrame = observations[observations["period"] == observations["period"].max()]
    return rows


def by_group(observations: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """Return the numerators of some groups; missing where withheld. Index: area code; columns: the groups."""
    wanted = observations[observations["group"].isin(groups)]
    table: pd.DataFrame = wanted.pivot(index="area_code", columns="group", values="numerator")
    return table.reindex(columns=list(groups))


def joined(table: pd.DataFrame, rows: Mapping[str, Sequence[str]]) -> pd.DataFrame:
    """Return the sums of groups by row; missing where one of them is. Index: as ``table``; columns: the rows."""
    return pd.DataFrame({row: table[list(parts)].sum(axis=1, skipna=False) for row, parts in rows.items()}, table.index)


def _by_group(catalogue: Catalogue, replies: Grouped, slug: str, groups: list[str]) -> Counterpart | None:
    """The people by the groups of the replies; one may be absent, and is then everybody else. None if more are."""
    population = catalogue.indicators[slug]
    absent = [group for group in groups if group not in population.groups]
    if not len(absent) <= 1 < len(groups):
        return None
    rows = latest(catalogue.observations(slug))
    present = [group for group in groups if group not in absent]
    people = by_group(rows, present)
    for rest in absent:
        base = rows.groupby("area_code")["denominator"].first()
        people[rest] = base.reindex(people.index) - people[present].sum(axis=1, skipna=False)
    labels = {group: replies.labels[group] for group in groups}
    return Counterpart(population, {group: (group,) for group in groups}, people[groups].dropna(), labels)


def _by_age(catalogue: Catalogue, replies: Grouped, slug: str, bands: Mapping[Ages, str]) -> Counterpart | None:
    """The people by the finest ages that the bands of both indicators have in common; None below two."""
    population = catalogue.indicators[slug]
    theirs = _bands(list(population.groups))
    common = in_common(list(bands), list(theirs or ()))
    if not population.is_share or theirs is None or len(common) < 2:
        return None
    codes = {ages: bands.get(ages, ages.code) for ages in common}
    counts = by_group(latest(catalogue.observations(slug)), list(population.groups))
    people = joined(counts, {codes[ages]: [theirs[band] for band in parts] for ages, (_, parts) in common.items()})
    fitted = {band for parts, _ in common.values() for band in parts}
    return Counterpart(
        population=population,
        rows={codes[ages]: tuple(bands[band] for band in parts) for ages, (parts, _) in common.items()},
        people=people.dropna(),
        labels={code: replies.labels.get(code, ages.label) for ages, code in codes.items()},
        left_out=tuple(replies.labels[code] for band, code in bands.items() if band not in fitted),
        among=_among(list(common)),
    )


def _bands(groups: Sequence[str]) -> dict[Ages, str] | None:
    """Group by its ages, in order of age; None where a group is not an age band."""
    read = {group: ages for group in groups if (ages := Ages.of_code(group))}
    return (
        {ages: group for group, ages in sorted(read.items(), key=lambda item: item[1])}
        if len(read) == len(groups)
        else None
    )


def _among(compared: list[Ages]) -> str:
    """The ages compared, adjoining bands as one; empty where that is everybody."""
    stretches: list[Ages] = []
    for ages in compared:
        if stretches and stretches[-1].oldest + 1 == ages.youngest:
            stretches[-1] = Ages(stretches[-1].youngest, ages.oldest)
        else:
            stretches.append(ages)
    return "" if stretches == [EVERYONE] else " or ".join(ages.words for ages in stretches)


def _fit(found: Counterpart) -> tuple[int, int]:
    return -len(found.left_out), len(found.rows)


def _reason(catalogue: Catalogue, replies: Grouped) -> str:
    entry = catalogue.characteristics[replies.characteristic]
    reason = entry.gaps[0].reason if entry.gaps else "No indicator has groups that fit those of the replies."
    return f"We cannot say who has not replied by {entry.title.lower()}: {reason}"
