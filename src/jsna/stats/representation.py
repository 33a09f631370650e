"""Who replied compared with who lives here: shown before any opinion."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jsna.stats.proportions import ImpossibleCounts, wilson_interval

#: A ratio outside these bounds whose interval excludes 1 makes a group under- or over-represented.
UNDER, OVER = 0.8, 1.25


def representation(
    respondents: pd.Series[float], population: pd.Series[float], confidence: float = 0.95
) -> pd.DataFrame:
    """Return for each group how many replied compared with how many would in a fair sample.

    Args:
        respondents: replies by group; 0 where nobody replied, NaN where withheld. Index: the groups.
        population: people by group. Index: the same groups or more; a group missing from ``respondents`` had 0 replies.
        confidence: two-sided, of the ratio.

    Returns:
        One row per group of ``population``: ``respondents``, ``population``, ``expected`` (replies in a fair sample of
        this size), ``ratio`` (share of replies over share of people) with ``lower`` and ``upper``, ``state``
        (``under-represented``, ``over-represented``, ``about right``, ``nobody replied``, ``not known``) and
        ``chance_of_none`` (probability that a fair sample would have nobody from the group). A withheld count makes
        every ratio missing, because the total is then unknown.

    Raises:
        ImpossibleCounts: a count is below 0, or a group of respondents is not in the population.
    """
    unknown = respondents.index.difference(population.index)
    if len(unknown):
        msg = f"Replies from a group that the population does not have: {unknown[0]}."
        raise ImpossibleCounts(msg)
    replies = respondents.reindex(population.index, fill_value=0).astype(float)
    total = float(replies.sum(skipna=False))
    portion = population.astype(float) / float(population.sum())
    lower, upper = wilson_interval(replies, total, confidence)
    fair = portion.where(portion > 0)
    figures = pd.DataFrame(
        {
            "respondents": replies,
            "population": population.astype(float),
            "expected": total * portion,
            "ratio": replies / (total or np.nan) / fair,
            "lower": lower / fair,
            "upper": upper / fair,
            "chance_of_none": (1 - portion) ** total,
        }
    )
    figures["state"] = _states(figures)
    return figures


def response_variation(respondents: pd.Series[float], population: pd.Series[float]) -> float:
    """Return the coefficient of variation of the response rate over groups: 0 if all groups have the same rate.

    It is the largest possible bias of a figure, in standard deviations of the answer. The R-indicator is not given:
    with few replies it is close to 1 however uneven they are.

    References:
        Schouten B, Cobben F, Bethlehem J (2009), Indicators for the representativeness of survey response. Survey
        Methodology 35:101–113.
    """
    people = population.astype(float)
    rate = respondents.reindex(people.index, fill_value=0).astype(float) / people.where(people > 0)
    everyone = float(people.sum())
    mean = float((people * rate).sum(skipna=False) / everyone)
    spread = float((people * (rate - mean) ** 2).sum(skipna=False) / (everyone - 1))
    return float(np.sqrt(spread) / mean) if mean > 0 else float("nan")


def dissimilarity(respondents: pd.Series[float], population: pd.Series[float]) -> float:
    """Return ½Σ|sₐ − pₐ|: the share of replies that would have to come from other groups to match the population."""
    replies = respondents.reindex(population.index, fill_value=0).astype(float)
    total = float(replies.sum(skipna=False))
    if not total > 0:
        return float("nan")
    return float((replies / total - population / population.sum()).abs().sum() / 2)


def _states(figures: pd.DataFrame) -> pd.Series[str]:
    ratio, lower, upper = (figures[column].to_numpy(dtype=float) for column in ("ratio", "lower", "upper"))
    states = np.select(
        [np.isnan(ratio), ratio == 0, (ratio < UNDER) & (upper < 1), (ratio > OVER) & (lower > 1)],
        ["not known", "nobody replied", "under-represented", "over-represented"],
        default="about right",
    )
    return pd.Series(states, index=figures.index, dtype="str")
