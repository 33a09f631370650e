"""Who replied to a collection, compared with who lives in each area, before any answer is shown."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from jsna.catalogue.read import Catalogue
from jsna.errors import NotAvailable
from jsna.model.indicator import Indicator
from jsna.stats.representation import dissimilarity, representation, response_variation

#: The group of those whose characteristic is not known: it has no counterpart among the people who live in an area.
NOT_ANSWERED = "not-answered"
#: The groups whose replies are withheld, as one: what they add up to may be known where each of them may not.
TOGETHER = "withheld-together"
_ALL = "all"


@dataclass(frozen=True, eq=False)
class WhoReplied:
    """One collection against the population, by one characteristic.

    Attributes:
        replies: the indicator of who replied.
        population: the indicator of who lives here.
        table: index (area, group). ``respondents, population, expected, ratio, lower, upper, chance_of_none, state``;
            see ``jsna.stats.representation``. A withheld group is ``not known``; where there are several, a row
            ``withheld-together`` says what they add up to, with those who did not answer where that is withheld too.
        areas: index area. ``replies`` (all that are compared; missing where withheld), ``variation`` (coefficient of
            variation of the response rate over the rows compared) and ``dissimilarity``. There is no single score.
    """

    replies: Indicator
    population: Indicator
    table: pd.DataFrame
    areas: pd.DataFrame


def who_replied(catalogue: Catalogue, slug: str, areas: Sequence[str] | None = None) -> WhoReplied:
    """Return who replied against who lives in each area.

    Only those whose group is known are compared, on both sides.

    Args:
        catalogue: the opened data folder.
        slug: an indicator of who replied: its groups are those of a characteristic.
        areas: codes; without them, every area that has replies and a population.

    Raises:
        NotAvailable: nobody publishes the population by these groups, or not for these areas.
        CatalogueError: there is no such indicator.
    """
    replied = _latest(catalogue.observations(slug))
    replies = catalogue.indicators[slug]
    groups = [group for group in replies.groups if group != NOT_ANSWERED]
    population = population_of(catalogue, replies)
    respondents = _table(replied, [*groups, NOT_ANSWERED])
    respondents[_ALL] = replied.groupby("area_code")["denominator"].first()
    people = people_by_group(catalogue, population, groups)
    codes = [code for code in (respondents.index if areas is None else areas) if code in people.index]
    if not codes:
        message = f"{population.title} is not published for these areas, so nothing can be said of who is missing."
        raise NotAvailable(message)
    pairs = {code: _compared(respondents.T[code], people.T[code]) for code in codes}
    compared = {code: _of_area(*pairs[code], people.T[code]) for code in codes}
    summary = {code: _summary(*pairs[code]) for code in codes}
    return WhoReplied(
        replies=replies,
        population=population,
        table=pd.concat(compared, names=["area", "group"]),
        areas=pd.DataFrame.from_dict(summary, orient="index").rename_axis("area"),
    )


def population_of(catalogue: Catalogue, replies: Indicator) -> Indicator:
    """Return the indicator that says who lives here by the same characteristic: the first with the same groups.

    Raises:
        NotAvailable: nobody publishes it; the message gives the reason that the catalogue knows.
    """
    entry = catalogue.characteristics[replies.characteristic]
    for slug in entry.indicators:
        known = catalogue.indicators.get(slug)
        if known is not None and slug != replies.slug and _fits(replies, known):
            return known
    reason = entry.gaps[0].reason if entry.gaps else "No indicator has the same groups."
    message = f"Who is missing by {entry.title.lower()} cannot be told: {reason}"
    raise NotAvailable(message)


def people_by_group(catalogue: Catalogue, population: Indicator, groups: Sequence[str]) -> pd.DataFrame:
    """Return the people of each area by group; rows without every figure are left out. Index: area code.

    Args:
        catalogue: the opened data folder.
        population: who lives here.
        groups: codes; one that the population has not ("not disabled") is all others of its base.
    """
    rows = _latest(catalogue.observations(population.slug))
    present = [group for group in groups if group in population.groups]
    people = _table(rows, present)
    for rest in [group for group in groups if group not in present]:
        base = rows.groupby("area_code")["denominator"].first()
        people[rest] = base.reindex(people.index) - people[present].sum(axis=1, skipna=False)
    return people[list(groups)].dropna()


def _fits(replies: Indicator, population: Indicator) -> bool:
    """Whether the population has the groups of the replies, all but at most one, which is then everybody else."""
    groups = [group for group in replies.groups if group != NOT_ANSWERED]
    absent = [group for group in groups if group not in population.groups]
    return len(absent) <= 1 < len(groups)


def _latest(observations: pd.DataFrame) -> pd.DataFrame:
    latest: pd.DataFrame = observations[observations["period"] == observations["period"].max()]
    return latest


def _table(observations: pd.DataFrame, groups: Sequence[str]) -> pd.DataFrame:
    """Numerators: rows areas, columns groups; missing where withheld."""
    wanted = observations[observations["group"].isin(groups)]
    table: pd.DataFrame = wanted.pivot(index="area_code", columns="group", values="numerator")
    return table.reindex(columns=list(groups))


def _compared(respondents: pd.Series[float], people: pd.Series[float]) -> tuple[pd.Series[float], pd.Series[float]]:
    """Replies and people by group; the withheld groups of one area are joined to one."""
    known = respondents[people.index].dropna()
    hidden = people.index.difference(known.index, sort=False)
    if hidden.empty:
        return known, people
    unanswered = respondents[NOT_ANSWERED]
    rest = respondents[_ALL] - known.sum() - (0 if pd.isna(unanswered) else unanswered)
    # Counts of a service are rounded one by one, so what is left over can fall below 0.
    left = pd.Series({TOGETHER: rest}).clip(lower=0)
    joined = pd.Series({TOGETHER: float(people[hidden].sum())})
    return pd.concat([known, left]), pd.concat([people[known.index], joined])


def _of_area(respondents: pd.Series[float], joined: pd.Series[float], people: pd.Series[float]) -> pd.DataFrame:
    """The rows of one area: every group in the order of its people, and then those withheld, together."""
    rows = representation(respondents, joined)
    order = [*people.index, *(group for group in rows.index if group == TOGETHER)]
    table = rows.reindex(order)
    table["population"] = table["population"].fillna(people)
    table["state"] = table["state"].fillna("not known")
    return table


def _summary(respondents: pd.Series[float], people: pd.Series[float]) -> dict[str, float]:
    return {
        "replies": float(respondents.sum(skipna=False)),
        "variation": response_variation(respondents, people),
        "dissimilarity": dissimilarity(respondents, people),
    }
