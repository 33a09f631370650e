"""Census shares carried forward to newer totals (SPREE): modelled, off by default, and only where totals are loaded."""

from __future__ import annotations

import math
from datetime import date

import numpy as np
import pandas as pd

from jsna.analysis.latest import indicator_of, latest, shares
from jsna.analysis.nowcast_ages import INSIDE, OUTSIDE, ages_fit, at_newer_ages
from jsna.analysis.timeliness import counts_everybody, newer_population, people
from jsna.areas.places import areas_within, name_of
from jsna.catalogue.availability import of_today
from jsna.catalogue.read import Catalogue
from jsna.errors import NotAvailable, NotComparable
from jsna.model.area import Level
from jsna.model.indicator import Indicator
from jsna.model.nowcast import Estimate, Nowcast
from jsna.stats.proportions import normal_deviate, wilson_interval
from jsna.stats.spree import fit_to_totals
from jsna.stats.timeliness import GROWTH_A_YEAR, age_in_years, widened

#: Standard deviation of a share's change in a year. In proportion to the share: the widest of the age groups tried,
#: for want of a trial of other groups over wards. And at least so much: five ethnic groups over 301 districts from
#: 2011 to 2021, fitted to true totals, were off by 0.52 points on average; 0.52 × 1.25 / 10 years.
RELATIVE_GROWTH, LEAST_GROWTH = GROWTH_A_YEAR["20-24"], 0.00065


def nowcasts(catalogue: Catalogue, ward: str, today: date) -> tuple[list[Nowcast], list[str]]:
    """Return every share of a ward that can be carried forward, and the reasons why others cannot, each once.

    Args:
        catalogue: the open data.
        ward: code of the ward.
        today: the day it is read on, to which the intervals widen.
    """
    found: list[Nowcast] = []
    reasons: dict[str, None] = {}
    newest = newer_population(catalogue, date.min)
    for indicator in of_today(catalogue):
        everybody = indicator.is_share and counts_everybody(indicator)
        if not everybody or indicator.lowest_level is not Level.WARD or indicator is newest:
            continue
        for group in indicator.groups:
            try:
                found.append(nowcast(catalogue, indicator.slug, group, ward, today))
            except (NotAvailable, NotComparable) as reason:
                reasons[str(reason)] = None
    return found, list(reasons)


def nowcast(catalogue: Catalogue, slug: str, group: str, ward: str, today: date) -> Nowcast:
    """Return one group's share in a ward, fitted to the newest totals that are loaded.

    The wards of the district are fitted together. Where England's rates by age are known, each ward's own rates by age
    are first made from them (fitted to its census ages and its census count) and applied to its newer ages: "if rates
    had not changed". Where the district's newer total of the group is known, the wards are then fitted to it. Where
    neither is, only the number of people is newer: "if the share had not changed".

    Args:
        catalogue: the open data.
        slug: an indicator that counts out of everybody, for wards.
        group: one of its groups.
        ward: code of the ward.
        today: the day it is read on, to which the interval widens.

    Raises:
        NotAvailable: no newer totals are loaded, or the ward has no count; the message says which.
        NotComparable: the newer totals contradict one another.

    References:
        Purcell NJ, Kish L (1980), Postcensal estimates for local areas. International Statistical Review 48:3–18.
    """
    indicator = indicator_of(catalogue, slug)
    population = _newer_population(catalogue, indicator)
    _require_nothing_published(catalogue, indicator, group, ward)
    counts, now = _counts_and_people(catalogue, indicator, group, ward, population)
    rates = indicator.allowing_for_age
    by_age = rates is not None and rates.group == group and ages_fit(population, rates)
    seed = counts
    if by_age and rates is not None:
        seed = at_newer_ages(catalogue, counts, indicator, population, rates)
    if ward not in seed.index:
        msg = f"{name_of(catalogue.areas, ward)} has no people by age, so nothing is carried forward."
        raise NotAvailable(msg)
    district = str(catalogue.areas.at[ward, Level.DISTRICT.value])
    total = _newer_total(catalogue, indicator, group, district)
    margins, filled = [population], 0
    if total is not None:
        seed, filled = _fitted_to_total(seed, now.loc[seed.index], total[1])
        margins.append(total[0])
    inside, outside = _of(seed, ward)
    return Nowcast(
        name=name_of(catalogue.areas, ward),
        indicator=indicator,
        group=indicator.groups[group],
        counted=_counted(indicator, *_of(counts, ward)),
        fitted=_widened(
            indicator, sum(_of(counts, ward)), inside / (inside + outside), float(now[ward]), population, today
        ),
        margins=tuple(margins),
        by_age=by_age,
        to_group_total=total is not None,
        zeros_filled=filled,
    )


def _newer_population(catalogue: Catalogue, indicator: Indicator) -> Indicator:
    found = newer_population(catalogue, indicator.reference_date)
    if found is None:
        msg = (
            "No newer ward population is loaded, so there is nothing to fit the census to: nothing is carried forward."
        )
        raise NotAvailable(msg)
    return found


def _newer(catalogue: Catalogue, indicator: Indicator, group: str) -> list[Indicator]:
    """Return the indicators that count the same group of everybody on a later day, newest first."""
    found = [
        item
        for item in catalogue.indicators.values()
        if item.characteristic is indicator.characteristic
        and item.reference_date > indicator.reference_date
        and group in item.groups
        and item.is_share
        and counts_everybody(item)
    ]
    return sorted(found, key=lambda item: item.reference_date, reverse=True)


def _require_nothing_published(catalogue: Catalogue, indicator: Indicator, group: str, ward: str) -> None:
    for item in _newer(catalogue, indicator, group):
        # A newer table that leaves this ward out is nothing to read here.
        if item.lowest_level is Level.WARD and not math.isnan(_share_of(catalogue, item, group, ward)):
            msg = f"{indicator.title}: a newer figure is published for this ward ({item.title}); read that one."
            raise NotAvailable(msg)


def _share_of(catalogue: Catalogue, item: Indicator, group: str, area: str) -> float:
    return float(shares(latest(catalogue, item.slug, group)[0]).get(area, math.nan))


def _newer_total(
    catalogue: Catalogue, indicator: Indicator, group: str, district: str
) -> tuple[Indicator, float] | None:
    """Return the newest indicator that has the group's share of the district, and that share."""
    for item in _newer(catalogue, indicator, group):
        share = _share_of(catalogue, item, group, district)
        if not math.isnan(share):
            return item, share
    return None


def _counts_and_people(
    catalogue: Catalogue, indicator: Indicator, group: str, ward: str, population: Indicator
) -> tuple[pd.DataFrame, pd.Series[float]]:
    """Return the census table of the district's wards, and their people now: only wards that have both."""
    district = str(catalogue.areas.at[ward, Level.DISTRICT.value])
    wards = areas_within(catalogue.areas, district, Level.WARD).index
    figures = latest(catalogue, indicator.slug, group)[0].reindex(wards)
    now = people(catalogue, population).reindex(wards)
    both = figures["numerator"].notna() & (figures["denominator"] > 0) & (now > 0)
    if not both[ward]:
        msg = f"{name_of(catalogue.areas, ward)} has no count, or no newer population, so nothing is carried forward."
        raise NotAvailable(msg)
    figures = figures[both]
    inside = figures["numerator"].astype(float)
    return pd.DataFrame({INSIDE: inside, OUTSIDE: figures["denominator"] - inside}), now[both]


def _fitted_to_total(seed: pd.DataFrame, now: pd.Series[float], share: float) -> tuple[pd.DataFrame, int]:
    everyone = float(now.sum())
    columns = pd.Series({INSIDE: share * everyone, OUTSIDE: (1 - share) * everyone})
    fitted = fit_to_totals(seed, now, columns, fill_zeros=True)
    return fitted.table, fitted.zeros_filled


def _of(table: pd.DataFrame, ward: str) -> tuple[float, float]:
    """Return how many of a ward are in the group, and how many are not."""
    return float(table[INSIDE][ward]), float(table[OUTSIDE][ward])


def _counted(indicator: Indicator, inside: float, outside: float) -> Estimate:
    everyone = inside + outside
    lower, upper = wilson_interval(inside, everyone)
    return Estimate(indicator.reference_date, inside, everyone, inside / everyone, float(lower), float(upper))


def _widened(
    indicator: Indicator,
    counted: float,
    value: float,
    now: float,
    population: Indicator,
    today: date,
) -> Estimate:
    """Return the fitted share with its interval: natural variation then, and the years of drift since."""
    natural = math.sqrt(max(value * (1 - value), 0.0) / counted)
    years = max(age_in_years(indicator.reference_date, today), 0.0)
    deviation = float(widened(natural, max(RELATIVE_GROWTH * value, LEAST_GROWTH), years))
    lower, upper = np.clip([value - _Z * deviation, value + _Z * deviation], 0.0, 1.0)
    return Estimate(population.reference_date, value * now, now, value, float(lower), float(upper))


_Z = normal_deviate(0.95)
