"""An answer weighted so that each group counts as it does among the people, from an area's protected counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from jsna.analysis.counterpart import counterpart
from jsna.catalogue.read import Catalogue
from jsna.errors import NotAvailable, NotComparable
from jsna.model.weighting import Weighted
from jsna.stats.proportions import wilson_interval
from jsna.stats.weights import rake
from jsna.words.numbers import listed

#: How indicators of one collection are named: who replied by a characteristic, and what they answered by it.
REPLIES_BY, BY = "-replies-by-", "-by-"


def weighted(catalogue: Catalogue, replies_slug: str, area: str) -> list[Weighted]:
    """Return each answer of a collection before and after weighting by one characteristic.

    Args:
        catalogue: the open data.
        replies_slug: the indicator of who replied, by the characteristic to weight by.
        area: code of the area whose replies are weighted; larger areas have fewer withheld counts.

    Raises:
        NotAvailable: an answer of some group is withheld, a group has no replies, or nobody publishes the people by
            these groups.
    """
    replies = catalogue.indicators[replies_slug]
    here = counterpart(catalogue, replies, [area])
    if here.left_out:
        msg = f"It cannot be weighted: no figures of the people here fit {listed(list(here.left_out))}."
        raise NotAvailable(msg)
    answered = _answered(catalogue, replies_slug, here.rows, area)
    if answered.empty:
        msg = "It cannot be weighted: an answer of some group is withheld, or a group has no replies to weight."
        raise NotAvailable(msg)
    try:
        weights = rake(answered[["group"]], {"group": here.people.T[area]})
    except NotComparable as problem:
        msg = f"It cannot be weighted: {problem}"
        raise NotAvailable(msg) from problem
    given = answered["answer"]
    return [_one(answer, given == answer, weights.values, weights.effective) for answer in given.unique()]


def _one(answer: str, gave: pd.Series[bool], weight: pd.Series[float], effective: float) -> Weighted:
    share = float(weight[gave].sum() / weight.sum())
    lower, upper = wilson_interval(share * effective, effective)
    return Weighted(
        answer=answer,
        replies=len(gave),
        plain=float(gave.mean()),
        weighted=share,
        lower=float(lower),
        upper=float(upper),
        effective=effective,
        design_effect=len(gave) / effective,
    )


def _answered(catalogue: Catalogue, replies_slug: str, rows_of: Mapping[str, Sequence[str]], area: str) -> pd.DataFrame:
    """Return the group and answer of each reply; empty where a count is withheld or a group has no reply."""
    indicator = catalogue.indicators[replies_slug.replace(REPLIES_BY, BY)]
    rows = catalogue.observations(indicator.slug)
    own = rows[(rows["area_code"] == area) & (rows["period"] == rows["period"].max())].set_index("group")["numerator"]
    codes = [
        (row, code)
        for row, groups in rows_of.items()
        for code in indicator.groups
        if code.startswith(tuple(f"{group}-" for group in groups))
    ]
    counts = pd.DataFrame(codes, columns=["group", "code"])
    counts["replies"] = counts["code"].map(own)
    if counts.empty or counts["replies"].isna().any() or (counts.groupby("group")["replies"].sum() == 0).any():
        return counts.head(0)
    labels = {code: group.label.partition(": ")[2] for code, group in indicator.groups.items()}
    every = counts.loc[counts.index.repeat(counts["replies"].astype(int))]
    return every.assign(answer=every["code"].map(labels)).reset_index(drop=True)
