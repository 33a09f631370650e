"""Who replied to a collection, compared with who lives in each area, before any answer is shown."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from jsna.analysis.counterpart import NOT_ANSWERED, Grouped, by_group, counterpart, joined, latest
from jsna.catalogue.read import Catalogue
from jsna.errors import NotAvailable
from jsna.model.indicator import Indicator
from jsna.stats.representation import dissimilarity, representation, response_variation

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
            see ``jsna.stats.representation``. A withheld group is ``not known``; beside others that are known, a row
            ``withheld-together`` says what they add up to, with those who did not answer where that is withheld too. A
            state that depends on how many these are is ``not clear``.
        areas: index area. ``replies`` (all that are compared; missing where withheld), ``variation`` (coefficient of
            variation of the response rate over the rows compared), ``dissimilarity`` and ``with_unanswered`` (whether
            those who did not answer are counted among the groups withheld). There is no single score.
        labels: name of each group in ``table``; age bands are joined where only that fits the population.
        left_out: names of the groups of the replies that are not compared, because the population has none that fit.
        among: the ages that are compared, in words; empty where that is everybody, or groups are not ages.
    """

    replies: Indicator
    population: Indicator
    table: pd.DataFrame
    areas: pd.DataFrame
    labels: Mapping[str, str]
    left_out: tuple[str, ...]
    among: str


def who_replied(catalogue: Catalogue, slug: str, areas: Sequence[str] | None = None) -> WhoReplied:
    """Return who replied against who lives in each area.

    Only those whose group is known are compared, on both sides.

    Args:
        catalogue: the opened data folder.
        slug: an indicator of who replied: its groups are those of a characteristic.
        areas: codes; an area of which nothing can be told has only groups that are not known. Without them, every area
            that has replies and a population.

    Raises:
        NotAvailable: nobody publishes the population by these groups, or not for these areas; or every group is
            withheld.
        CatalogueError: there is no such indicator.
    """
    replied = latest(catalogue.observations(slug))
    replies = catalogue.indicators[slug]
    here = counterpart(catalogue, Grouped.of(replies), areas)
    respondents = _respondents(replied, here.rows, list(replies.groups))
    people = here.people
    here_too = respondents[respondents.index.isin(people.index)]
    codes = (
        list(here_too.index[here_too[_ALL].notna()]) if areas is None else [*here_too.index.intersection(list(areas))]
    )
    if not codes:
        message = f"{replies.title}: we cannot say who has not replied, because any number could give people away."
        raise NotAvailable(message)
    pairs = {code: _compared(respondents.T[code], people.T[code]) for code in codes}
    unsure = {code: TOGETHER in pairs[code][0] and bool(respondents[NOT_ANSWERED].isna()[code]) for code in codes}
    compared = {code: _of_area(*pairs[code], people.T[code], unsure=unsure[code]) for code in codes}
    summary = {code: {**_summary(*pairs[code]), "with_unanswered": unsure[code]} for code in codes}
    return WhoReplied(
        replies=replies,
        population=here.population,
        table=pd.concat(compared, names=["area", "group"]),
        areas=pd.DataFrame.from_dict(summary, orient="index").rename_axis("area"),
        labels=here.labels,
        left_out=here.left_out,
        among=here.among,
    )


def _respondents(replied: pd.DataFrame, rows: Mapping[str, Sequence[str]], groups: list[str]) -> pd.DataFrame:
    """Replies by row, of those who did not say, and of all who are compared or did not say. Index: area code."""
    counts = by_group(replied, groups)
    compared = {group for parts in rows.values() for group in parts} | {NOT_ANSWERED}
    others = counts[[group for group in groups if group not in compared]].sum(axis=1, skipna=False)
    respondents = joined(counts, rows)
    respondents[NOT_ANSWERED] = counts.get(NOT_ANSWERED, 0.0)
    respondents[_ALL] = replied.groupby("area_code")["denominator"].first() - others
    return respondents


def _compared(respondents: pd.Series[float], people: pd.Series[float]) -> tuple[pd.Series[float], pd.Series[float]]:
    """Replies and people by group; the withheld groups of one area are joined to one, if others are known."""
    known = respondents[people.index].dropna()
    hidden = people.index.difference(known.index, sort=False)
    if hidden.empty or known.empty:
        return known, people[known.index]
    unanswered = respondents[NOT_ANSWERED]
    rest = respondents[_ALL] - known.sum() - (0 if pd.isna(unanswered) else unanswered)
    # Counts of a service are rounded one by one, so what is left over can fall below 0.
    left = pd.Series({TOGETHER: rest}).clip(lower=0)
    joined = pd.Series({TOGETHER: float(people[hidden].sum())})
    return pd.concat([known, left]), pd.concat([people[known.index], joined])


def _of_area(
    respondents: pd.Series[float], joined: pd.Series[float], people: pd.Series[float], *, unsure: bool
) -> pd.DataFrame:
    """The rows of one area: every group in the order of its people, and then those withheld, together.

    Where these hold some who did not answer, a state stands only if it would also stand if they all were.
    """
    rows = representation(respondents, joined)
    if unsure:
        other = representation(respondents.mask(respondents.index == TOGETHER, 0.0), joined)["state"]
        stands = (rows["state"] == other) | ((rows["state"] == "under-represented") & (other == "nobody replied"))
        rows["state"] = rows["state"].where(stands, "not clear")
    order = [*people.index, *(group for group in rows.index if group == TOGETHER)]
    table = rows.reindex(order)
    table["population"] = table["population"].fillna(people).astype(float)
    # What a fair sample would have of a withheld group is known: all replies are.
    replies = rows["respondents"].sum(skipna=False) if len(rows) else math.nan
    table["expected"] = table["expected"].fillna(replies * people / people.sum())
    table["state"] = table["state"].astype("object").fillna("not known")
    return table


def _summary(respondents: pd.Series[float], people: pd.Series[float]) -> dict[str, float]:
    if respondents.empty:
        return dict.fromkeys(("replies", "variation", "dissimilarity"), math.nan)
    return {
        "replies": float(respondents.sum(skipna=False)),
        "variation": response_variation(respondents, people),
        "dissimilarity": dissimilarity(respondents, people),
    }
