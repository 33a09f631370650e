"""Allowing for age: England's rates by age, applied to each area's own ages."""

from __future__ import annotations

import pandas as pd

from jsna.analysis.latest import indicator_of, latest, shares
from jsna.areas.places import name_of
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.errors import NotAvailable
from jsna.model.age import AgeAllowance
from jsna.model.allowing_for_age import AllowingForAge
from jsna.model.area import ENGLAND
from jsna.stats.expected import allowing_for_age, scaled_to


def allowance(catalogue: Catalogue, slug: str, area: str) -> AgeAllowance:
    """Return how much of an area's difference from England its age profile explains.

    Args:
        catalogue: the open data.
        slug: an indicator with reference rates (``[allowing_for_age]`` in its TOML).
        area: code of the area.

    Raises:
        NotAvailable: the indicator has no rates by age, or the area has no count or no people by age.
    """
    every, england = allowances(catalogue, slug)
    indicator = indicator_of(catalogue, slug)
    rates = _rates_of(catalogue, slug)
    if area not in every.index or every.loc[area].isna().any():
        msg = f"{name_of(catalogue.areas, area)} has no count of people by age, so its age cannot be allowed for."
        raise NotAvailable(msg)
    numbers = {str(column): float(every[column][area]) for column in every.columns}
    return AgeAllowance(
        name=name_of(catalogue.areas, area),
        indicator=indicator,
        group=indicator.groups[rates.group],
        england=england,
        **numbers,
    )


@kept(16)
def allowances(catalogue: Catalogue, slug: str) -> tuple[pd.DataFrame, float]:
    """Return the parts of every area's difference, and England's crude fraction. Kept; not to be changed.

    Returns:
        Index: area code. Columns: the numbers of :class:`AgeAllowance`; NaN where the count or the ages are missing.

    Raises:
        NotAvailable: the indicator has no rates by age.
    """
    rates = _rates_of(catalogue, slug)
    figures, _ = latest(catalogue, slug, rates.group)
    people = _people_by_stretch(catalogue, rates)
    england = float(shares(figures)[ENGLAND])
    # The profile does not part the sexes, so each stretch has the mean of both rates; the scaling mends the level.
    plain = pd.Series({number: (each.female + each.male) / 2 for number, each in enumerate(rates.rates)})
    scaled = scaled_to(plain, people.T[ENGLAND], england)
    allowances = allowing_for_age(figures[["numerator", "denominator"]], people.reindex(figures.index), scaled, england)
    counts = figures[["numerator", "denominator"]].set_axis(["observed", "total"], axis=1)
    return counts.join(allowances.drop(columns="expected_share")), england


def _people_by_stretch(catalogue: Catalogue, rates: AllowingForAge) -> pd.DataFrame:
    """Return people in each stretch of ages. Index: area code; columns: number of the stretch."""
    columns = {
        number: pd.concat([latest(catalogue, rates.profile, band)[0]["numerator"] for band in each.bands], axis=1).sum(
            axis=1, skipna=False
        )
        for number, each in enumerate(rates.rates)
    }
    return pd.DataFrame(columns)


def _rates_of(catalogue: Catalogue, slug: str) -> AllowingForAge:
    indicator = indicator_of(catalogue, slug)
    if indicator.allowing_for_age is None:
        msg = f"{indicator.title}: no rates by age are loaded, so age cannot be allowed for."
        raise NotAvailable(msg)
    return indicator.allowing_for_age
