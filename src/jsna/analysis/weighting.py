"""Answers weighted so that each group counts as it does among the people, from an area's protected counts."""

from __future__ import annotations

import pandas as pd

from jsna.analysis.counterpart import NOT_ANSWERED, Counterpart, counterpart
from jsna.areas.places import name_of
from jsna.catalogue.read import Catalogue
from jsna.disclosure.policy import Rule, rule_for
from jsna.errors import NotAvailable, NotComparable
from jsna.model.indicator import Indicator
from jsna.model.weighting import WeightedAnswer, WeightedAnswers
from jsna.stats.weights import Weights, rake, weighted_share

#: How indicators of one collection are named: who replied by a characteristic, and what they answered by it.
REPLIES_BY, BY = "-replies-by-", "-by-"


def weighted(catalogue: Catalogue, replies_slug: str, area: str) -> WeightedAnswers:
    """Return the answers of a collection before and after weighting by one characteristic.

    Args:
        catalogue: the open data.
        replies_slug: the indicator of who replied, by the characteristic to weight by.
        area: code of the area whose replies are weighted; larger areas have fewer withheld counts.

    Raises:
        NotAvailable: the answers cannot be weighted; the message names the groups that prevent it and why: their
            answers are withheld, nobody of them replied, nobody publishes how many they are, their weights would go
            further than is allowed, or too few replies are left for a percentage.
    """
    replies = catalogue.indicators[replies_slug]
    question = catalogue.characteristics[replies.characteristic].title.lower()
    here = _people_here(catalogue, replies, area)
    counts = _counts(catalogue, replies, here, area)
    _refuse_withheld(counts, question, rule_for(replies.disclosure))
    people = here.people.T[area].rename(here.labels)
    # A group without people and without replies has no part in either.
    present = (people.to_numpy() > 0) | (counts.sum(axis=1).to_numpy() > 0)
    every = _one_row_each(counts, question)
    try:
        weights = rake(every[[question]], {question: people[present]})
    except NotComparable as problem:
        raise _refused(str(problem)) from problem
    _refuse_few(weights, rule_for(replies.disclosure).percentage_base)
    labels = catalogue.indicators[_collection_of(replies)].groups
    return WeightedAnswers(
        characteristic=question,
        answers=tuple(_one(labels[code].label, every["answer"] == code, weights) for code in counts.columns),
        replies=len(every),
        effective=weights.effective,
        design_effect=weights.design_effect,
        lowest=weights.lowest,
        highest=weights.highest,
        trimmed=weights.trimmed,
        misfit=weights.misfit,
    )


def _people_here(catalogue: Catalogue, replies: Indicator, area: str) -> Counterpart:
    """Return who lives here, in groups that fit every group of the replies."""
    try:
        here = counterpart(catalogue, replies, [area])
    except NotAvailable:
        # Said of this area and its groups, unless nobody publishes them at all.
        anywhere = counterpart(catalogue, replies)
        labels = [group.label for code, group in replies.groups.items() if code != NOT_ANSWERED]
        place = name_of(catalogue.areas, area)
        msg = f"{anywhere.population.title}: not published for {place} by {'; '.join(labels)}."
        raise _refused(msg) from None
    if here.left_out:
        msg = f"No figures of the people here fit: {'; '.join(here.left_out)}."
        raise _refused(msg)
    return here


def _counts(catalogue: Catalogue, replies: Indicator, here: Counterpart, area: str) -> pd.DataFrame:
    """Return how often each group gave each answer; missing where withheld. Index: labels; columns: answers' codes."""
    collection = _collection_of(replies)
    numbers = _numerators(catalogue, f"{collection}{BY}{replies.characteristic}", area)
    rows = {
        here.labels[row]: [
            numbers.reindex([f"{code}-{answer}" for code in codes]).sum(skipna=False)
            for answer in catalogue.indicators[collection].groups
        ]
        for row, codes in here.rows.items()
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(catalogue.indicators[collection].groups))


def _numerators(catalogue: Catalogue, slug: str, area: str) -> pd.Series[float]:
    """Return the latest counts of one area. Index: the groups' codes; missing where withheld."""
    rows = catalogue.observations(slug)
    latest = rows[(rows["area_code"] == area) & (rows["period"] == rows["period"].max())]
    numbers: pd.Series[float] = latest.set_index("group")["numerator"].astype(float)
    return numbers


def _collection_of(replies: Indicator) -> str:
    return replies.slug.removesuffix(f"{REPLIES_BY}{replies.characteristic}")


def _refuse_withheld(counts: pd.DataFrame, question: str, rule: Rule) -> None:
    withheld = counts.index[counts.isna().any(axis=1)]
    if len(withheld):
        why = rule.reason[0].lower() + rule.reason[1:]
        msg = f"What these groups answered is not shown ({question}): {'; '.join(withheld)}. Reason: {why}."
        raise _refused(msg)


def _refuse_few(weights: Weights, fewest: int) -> None:
    if weights.effective >= fewest:
        return
    groups = weights.groups.iloc[:, 0]
    group = groups.iloc[int(weights.values.argmax())]
    own = groups == group
    msg = (
        f"The {len(own):,} replies are worth {weights.effective:.0f} after weighting, and a percentage needs {fewest}. "
        f"The group that counts most for each reply is {group} ({groups.name}): {100 * own.mean():.1f}% of the replies "
        f"and {100 * weights.values[own].sum() / weights.values.sum():.1f}% of the people."
    )
    raise _refused(msg)


def _refused(why: str) -> NotAvailable:
    return NotAvailable(f"The answers cannot be weighted. {why}")


def _one_row_each(counts: pd.DataFrame, question: str) -> pd.DataFrame:
    """Return one row for each reply; columns: its group, named as the question, ``answer`` and more."""
    cells = counts.rename_axis(index=question).reset_index().melt(question, var_name="answer", value_name="replies")
    return cells.loc[cells.index.repeat(cells["replies"].astype(int))].reset_index(drop=True)


def _one(label: str, gave: pd.Series[bool], weights: Weights) -> WeightedAnswer:
    share, lower, upper = weighted_share(gave, weights)
    return WeightedAnswer(answer=label, plain=float(gave.mean()), weighted=share, lower=lower, upper=upper)
