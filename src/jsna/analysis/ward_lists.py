"""Wards that have no figure because an indicator's figures are of the other list of wards."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.areas.among import among
from jsna.areas.places import of_ward_year
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.model.comparison import Verdict
from jsna.model.indicator import Indicator
from jsna.words.ward_lists import only_of


def reason(catalogue: Catalogue, indicator: Indicator, codes: Sequence[str]) -> str:
    """Return why some of several areas have no figure, where an indicator's figures are of the other list of wards."""
    year = indicator.expect.only_year
    if year is None or year == catalogue.year or not _not_in(catalogue, year).isin(codes).any():
        return ""
    return only_of(year)


def with_reason(
    catalogue: Catalogue, indicator: Indicator, compared: pd.DataFrame, codes: pd.Index[str]
) -> pd.DataFrame:
    """Return compared areas whose reason says so, where the figures are of the other list of wards.

    Args:
        catalogue: the open data, with one list of wards.
        indicator: what is compared.
        compared: from ``compare_with_baseline``.
        codes: the area of each row.
    """
    year = indicator.expect.only_year
    if year is None or year == catalogue.year:
        return compared
    lacking = among(codes, _not_in(catalogue, year)) & (compared["verdict"] == Verdict.NOT_PUBLISHED.value).to_numpy()
    return compared.assign(reason=compared["reason"].mask(lacking, only_of(year)))


@kept(2)
def _not_in(catalogue: Catalogue, year: int) -> pd.Index[str]:
    """The wards that are not in the list of a year."""
    codes: pd.Index[str] = catalogue.areas.index.difference(of_ward_year(catalogue.areas, year).index)
    return codes
