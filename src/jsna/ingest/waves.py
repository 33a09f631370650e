"""The waves of a collection: each is published once, because two states of one tell what the replies between them said.

One more reply, protected again, is the difference of two figures. So what was published of a period stays as it is, and
the replies that come later are a wave of their own, which is another period.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from jsna.areas.lookups import read_areas
from jsna.catalogue import indicator_folder
from jsna.disclosure.policy import rule_for
from jsna.errors import Finding, Findings
from jsna.model.indicator import Indicator
from jsna.model.observations import COUNTS, KEY, RATES
from jsna.model.period import require_period

#: With fewer figures in both waves it may well be chance that none is smaller.
_FIGURES_TO_TELL = 10


def joined(data: Path, indicator: Indicator, observations: pd.DataFrame) -> pd.DataFrame:
    """Return new observations after those of other periods that are stored already.

    Args:
        data: the data folder.
        indicator: what the figures are.
        observations: the new ones, protected; columns as ``model.observations.COLUMNS``.

    Raises:
        Findings: the rule protects, and other figures of the same period are published already.
    """
    before = _stored(data, indicator)
    if before is None:
        return observations
    again = _overlap(before["period"], observations["period"])
    out = again & before[[*COUNTS, *RATES]].notna().any(axis=1)
    if rule_for(indicator.disclosure).protects and out.any() and not _same(before[again], observations):
        period = str(before.loc[again, "period"].iloc[0])
        problem = f"other figures of {period} are published already: two states of one collection give away who replied"
        accepted = "the replies that came since, by themselves, as another period; or another name for other people"
        raise Findings([Finding(f"{indicator.slug}.csv", problem, accepted, column="period", value=period)])
    kept = before[~again]
    if kept.empty:
        return observations
    return pd.concat([each.astype({"period": "str"}) for each in (kept, observations)], ignore_index=True)


def about_earlier(data: Path, indicator: Indicator, observations: pd.DataFrame) -> list[str]:
    """Return a sentence if new counts seem to hold those of an earlier wave: no figure is smaller than before.

    Args:
        data: the data folder.
        indicator: what the figures are.
        observations: of one new period, protected.
    """
    before = _stored(data, indicator)
    if before is None or not rule_for(indicator.disclosure).protects:
        return []
    place = ["area_code", "group"]
    now = observations.set_index(place)[list(COUNTS)]
    return [
        f"No figure of {indicator.title!r} is smaller than in {period}: these counts seem to hold the earlier ones. "
        "Give only those that came since, or two states of one collection give away who was counted between them."
        for period, rows in before.groupby("period", observed=True)
        if not _overlap(rows["period"], observations["period"]).any()
        and _never_smaller(now, rows.set_index(place)[list(COUNTS)])
    ]


def _never_smaller(now: pd.DataFrame, before: pd.DataFrame) -> bool:
    both = before.reindex(now.index)
    told = both.notna().all(axis=1) & now.notna().all(axis=1)
    return bool(told.sum() >= _FIGURES_TO_TELL and (now[told] >= both[told]).all(axis=None))


def _overlap(before: pd.Series, after: pd.Series) -> pd.Series[bool]:
    """Whether each period has a day in common with any of others, however it is spelt."""
    new = [require_period(str(text)) for text in after.unique()]
    old = {text: require_period(str(text)) for text in before.unique()}
    meets = {text: any(own.start <= each.end and each.start <= own.end for each in new) for text, own in old.items()}
    return before.astype("str").map({str(text): found for text, found in meets.items()}).astype(bool)


def _stored(data: Path, indicator: Indicator) -> pd.DataFrame | None:
    """The figures of the same name, if they are a council's own and of the same groups."""
    path = data / indicator_folder.NAME / indicator.topic / f"{indicator.slug}.toml"
    if not path.exists() or not path.with_suffix(".csv").exists():
        return None
    known = indicator_folder.read(path)
    if known.characteristic != indicator.characteristic or set(known.groups) != set(indicator.groups):
        return None
    return indicator_folder.observations(data, known, read_areas(data))


def _same(before: pd.DataFrame, after: pd.DataFrame) -> bool:
    numbers = [*COUNTS, *RATES]
    pair = [
        rows.astype({**dict.fromkeys(KEY, "str"), **dict.fromkeys(numbers, "float64")})
        .set_index(list(KEY))[numbers]
        .sort_index()
        for rows in (before, after)
    ]
    return pair[0].equals(pair[1])
