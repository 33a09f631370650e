"""How figures moved over the years, area by area, and what the published rule says of it."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from jsna.analysis.latest import indicator_of, shares
from jsna.analysis.periods import apart, consecutive, single_years, with_gaps
from jsna.analysis.timeliness import events_of
from jsna.areas.places import areas_within, name_of
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.errors import LinkError, NotAvailable
from jsna.model.area import ENGLAND
from jsna.model.indicator import Indicator
from jsna.model.observations import Note
from jsna.model.period import Period
from jsna.model.trends import YEARS_COLUMNS, History, TrendVerdict
from jsna.stats.trends import POINTS, Trend, recent_trend_of_proportions, recent_trend_of_values
from jsna.words.trends import direction, unmet_conditions

_NUMBERS = ["numerator", "denominator", "value", "lower", "upper"]


@kept(1)
def with_history(catalogue: Catalogue) -> tuple[Indicator, ...]:
    """Return the indicators with figures of two periods or more, in the catalogue's order."""
    found = (
        indicator for indicator in catalogue.indicators.values() if len(catalogue.figures(indicator.slug).periods) > 1
    )
    return tuple(found)


def areas_with_history(catalogue: Catalogue, slug: str, place: str) -> pd.Series[str]:
    """Return the names of the areas of a place that an indicator is published for, A to Z. Index: area code.

    Args:
        catalogue: the open data.
        slug: an indicator.
        place: code of a district, county, region or England.

    Raises:
        LinkError: there is no such indicator or place.
        NotAvailable: the indicator has no figure within the place.
    """
    indicator = indicator_of(catalogue, slug)
    names: pd.Series[str] = areas_within(catalogue.areas, place, indicator.lowest_level)["name"]
    published = names[names.index.isin(catalogue.figures(slug).areas())]
    if published.empty:
        msg = f"{indicator.title} has no figure within {name_of(catalogue.areas, place)}."
        raise NotAvailable(msg)
    return published.sort_values()


@kept(8)
def over_years(catalogue: Catalogue, slug: str, group: str) -> pd.DataFrame:
    """Return the figures of every area: fractions for proportions, the unit otherwise, NaN where missing.

    The frame is shared, so nobody may change it.

    Returns:
        Index: area code. Columns: the periods, oldest first.

    Raises:
        LinkError: there is no such indicator or group.
    """
    figures = _figures(catalogue, slug, group)
    wide = figures.assign(value=shares(figures)).pivot(index="area_code", columns="period", values="value")
    return wide.sort_index(axis=1).rename(columns=str)


def histories(catalogue: Catalogue, slug: str, group: str, codes: Iterable[str]) -> list[History]:
    """Return the history of each area that has figures, in the order of the codes.

    Args:
        catalogue: the open data.
        slug: an indicator.
        group: one of its groups.
        codes: codes of areas.

    Raises:
        LinkError: there is no such indicator or group.
        NotAvailable: the indicator has fewer than two periods, too few for a trend.
    """
    series = _series(catalogue, slug, group)
    return [_history(catalogue, slug, group, code) for code in codes if code in series.rows]


class _Series(NamedTuple):
    """One group of one indicator: every area's figures, and the years of England and what the rule says of them."""

    indicator: Indicator
    figures: pd.DataFrame
    rows: Mapping[Hashable, Any]
    periods: list[Period]
    england: pd.DataFrame
    national: TrendVerdict


@kept(8)
def _series(catalogue: Catalogue, slug: str, group: str) -> _Series:
    indicator = indicator_of(catalogue, slug)
    figures = _figures(catalogue, slug, group)
    periods = with_gaps(sorted(map(Period.of, figures["period"].unique())))
    if len(periods) < 2:
        msg = f"{indicator.title} has figures of one period only ({', '.join(map(str, periods))}): that is no trend."
        raise NotAvailable(msg)
    # An area is found by the places of its rows: to look for it among thousands takes far longer.
    rows = figures.groupby("area_code", observed=True).indices
    england = _years(figures.iloc[rows.get(ENGLAND, [])], periods, indicator)
    return _Series(indicator, figures, rows, periods, england, verdict(england, indicator))


def verdict(years: pd.DataFrame, indicator: Indicator) -> TrendVerdict:
    """Return what the published rule says of a series, and its direction in words.

    The rule is for five consecutive single years that do not overlap, with counts or with intervals. Where a part of
    that is missing no trend is worked out, and the missing part is named.

    Args:
        years: columns as ``YEARS_COLUMNS``, oldest first.
        indicator: what the figures are.
    """
    alone = years[years["apart"]]
    known = alone[alone["value"].notna()]
    last = [Period.of(period) for period in known.index[-POINTS:]]
    unmet = unmet_conditions(
        independent=len(known),
        consecutive=consecutive(last) and known.index[-1:].equals(alone.index[-1:]),
        yearly=single_years(last),
        overlapping=not years["apart"].all(),
        measured=_has_counts(known) or _has_limits(known),
        partly=bool(known[["numerator", "lower"]].notna().any(axis=None)),
        needed=POINTS,
    )
    said = direction(years, indicator)
    if unmet:
        return TrendVerdict(Trend.NOT_CALCULABLE.value, unmet, said)
    found = _by_rule(known).iloc[0]
    return TrendVerdict(str(found["trend"]), str(found["reason"]), said)


def _by_rule(alone: pd.DataFrame) -> pd.DataFrame:
    if _has_counts(alone):
        return recent_trend_of_proportions([alone["numerator"].to_numpy()], [alone["denominator"].to_numpy()])
    return recent_trend_of_values(*([alone[column].to_numpy()] for column in ("value", "lower", "upper")))


def _has_counts(years: pd.DataFrame) -> bool:
    return bool(years[["numerator", "denominator"]].tail(POINTS).notna().all(axis=None))


def _has_limits(years: pd.DataFrame) -> bool:
    return bool(years[["lower", "upper"]].tail(POINTS).notna().all(axis=None))


@kept(300)
def _history(catalogue: Catalogue, slug: str, group: str, code: str) -> History:
    """One area's history: ten kilobytes. A page shows a dozen, and the same ones for as long as it is not turned."""
    series = _series(catalogue, slug, group)
    indicator = series.indicator
    own = _years(series.figures.iloc[series.rows[code]], series.periods, indicator)
    years = _beside(own, series.england, indicator)
    touched = [event for event in events_of(catalogue, code) if indicator.topic in event.topics]
    first, last = years["day"].iloc[0], years["day"].iloc[-1]
    return History(
        indicator=indicator,
        group=indicator.groups[group],
        code=code,
        name=name_of(catalogue.areas, code),
        years=years,
        verdict=verdict(years, indicator),
        england=series.national,
        events=tuple(event for event in touched if (event.end or event.start) >= first and event.start <= last),
    )


def _beside(years: pd.DataFrame, england: pd.DataFrame, indicator: Indicator) -> pd.DataFrame:
    scale = 100 if indicator.is_share else 1
    gap = (years["value"] - england["value"]) * scale
    return years.assign(england=england["value"], difference=gap)[list(YEARS_COLUMNS)]


def _figures(catalogue: Catalogue, slug: str, group: str) -> pd.DataFrame:
    indicator = indicator_of(catalogue, slug)
    if group not in indicator.groups:
        msg = f"{indicator.title} has no group called {group!r}; it has {', '.join(indicator.groups)}."
        raise LinkError(msg)
    return catalogue.figures(slug).of_group(group)


def _years(figures: pd.DataFrame, periods: list[Period], indicator: Indicator) -> pd.DataFrame:
    spelt = figures.assign(value=shares(figures), period=figures["period"].astype("str")).set_index("period")
    own = spelt[[*_NUMBERS, "note"]].reindex(list(map(str, periods)))
    return own.assign(
        note=own["note"].fillna("").mask(~own.index.isin(spelt.index), Note.NOT_AVAILABLE.value),
        day=[period.day_beside(periods[-1], indicator.reference_date) for period in periods],
        apart=apart(periods),
    )
