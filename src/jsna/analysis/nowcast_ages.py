"""A ward's own rates by age, made from England's, and what they give at its newer ages."""

from __future__ import annotations

import pandas as pd

from jsna.analysis.latest import latest
from jsna.analysis.timeliness import counts_everybody
from jsna.catalogue.read import Catalogue
from jsna.model.allowing_for_age import AllowingForAge
from jsna.model.indicator import Indicator
from jsna.stats.spree import fit_to_totals

#: The two columns of a table that is fitted.
INSIDE, OUTSIDE = "in the group", "not in it"


def ages_fit(population: Indicator, rates: AllowingForAge) -> bool:
    """Return whether the newer population has the ages that England's rates are for."""
    return _has_bands(population, rates)


def _has_bands(item: Indicator, rates: AllowingForAge) -> bool:
    return {band for each in rates.rates for band in each.bands} <= set(item.groups)


def _ages_then(catalogue: Catalogue, indicator: Indicator, rates: AllowingForAge) -> pd.DataFrame:
    """Return each area's people by age on the indicator's own day; by the rates' own profile where nobody has them.

    That profile may be of another year: it gives the shape of the ages only, the total is the census's.
    """
    ages = _by_stretch(catalogue, catalogue.indicators[rates.profile], rates)
    for item in catalogue.indicators.values():
        same_day = item.reference_date == indicator.reference_date and item.lowest_level is indicator.lowest_level
        if same_day and counts_everybody(item) and _has_bands(item, rates):
            ages = _by_stretch(catalogue, item, rates).dropna().combine_first(ages)
    return ages


def at_newer_ages(
    catalogue: Catalogue, counts: pd.DataFrame, indicator: Indicator, population: Indicator, rates: AllowingForAge
) -> pd.DataFrame:
    """Return the wards' table at their newer ages, each age at the ward's own census rate.

    Args:
        catalogue: the open data.
        counts: census table of some wards; columns ``INSIDE`` and ``OUTSIDE``.
        indicator: what is carried forward.
        population: the newer population, with the ages of the rates.
        rates: England's rates by age.

    Returns:
        Columns as ``counts``; only the wards whose people of every age are known on both days.
    """
    then = _ages_then(catalogue, indicator, rates).reindex(counts.index)
    now = _by_stretch(catalogue, population, rates).reindex(counts.index)
    # A sum over missing ages is missing, and so not above 0.
    whole = (then.sum(axis=1, skipna=False) > 0) & (now.sum(axis=1, skipna=False) > 0)
    counts, then, now = counts[whole], then[whole], now[whole]
    plain = pd.Series([(each.female + each.male) / 2 for each in rates.rates])
    inside = [
        float((_rates_of_ward(plain, then.loc[ward], counts.loc[ward]) * now.loc[ward]).sum()) for ward in counts.index
    ]
    moved = pd.DataFrame({INSIDE: inside}, index=counts.index)
    return moved.assign(**{OUTSIDE: now.sum(axis=1) - moved[INSIDE]})


def _rates_of_ward(
    plain: pd.Series[float], ages: pd.Series[float], counted: pd.Series[float]
) -> pd.Series[float]:  # fmt: skip
    """Return a ward's rates by age: England's, fitted to the ward's census ages and its census count."""
    rows = ages * (counted.sum() / ages.sum())
    seed = pd.DataFrame({INSIDE: plain * rows, OUTSIDE: (1 - plain) * rows})
    table = fit_to_totals(seed, rows, counted).table
    return (table[INSIDE] / rows.where(rows > 0)).fillna(plain)


def _by_stretch(catalogue: Catalogue, item: Indicator, rates: AllowingForAge) -> pd.DataFrame:
    """Return people in each stretch of ages. Index: area code; columns: number of the stretch."""
    columns = {
        number: sum(latest(catalogue, item.slug, band)[0]["numerator"] for band in each.bands)
        for number, each in enumerate(rates.rates)
    }
    return pd.DataFrame(columns)
