"""Every area of a place against its baseline: the protected record behind each map, table and sentence."""

from __future__ import annotations

import math
from functools import lru_cache

import pandas as pd

from jsna.analysis.places import areas_within, baseline_codes, name_of, parents
from jsna.catalogue.read import Catalogue
from jsna.errors import LinkError, NotAvailable
from jsna.model.area import ENGLAND
from jsna.model.comparison import COMPARISON_COLUMNS, BaselineFigure, Comparison
from jsna.model.indicator import Indicator
from jsna.model.selection import Baseline, Selection
from jsna.stats.compare import compare_with_baseline
from jsna.stats.funnel import overdispersion


def compare(catalogue: Catalogue, selection: Selection) -> Comparison:
    """Return the chosen place's areas against the chosen baseline.

    Args:
        catalogue: the open data.
        selection: what to compare.

    Returns:
        The comparison, its areas in the order of the areas table.

    Raises:
        LinkError: the indicator, group or place is not in the catalogue.
        NotAvailable: the indicator has no figure within the place.
    """
    indicator = indicator_of(catalogue, selection.indicator)
    figures, period = latest(catalogue, indicator.slug, selection.group)
    rows = areas_within(catalogue.areas, selection.area, indicator.lowest_level)
    if rows.empty:
        msg = f"{indicator.title} has no figure within {name_of(catalogue.areas, selection.area)}."
        raise NotAvailable(msg)
    everywhere = compare_everywhere(catalogue, indicator.slug, selection.group, selection.baseline)
    return Comparison(
        selection=selection,
        indicator=indicator,
        group=indicator.groups[selection.group],
        period=period,
        level=indicator.lowest_level,
        place=name_of(catalogue.areas, selection.area),
        areas=everywhere if selection.area == ENGLAND else everywhere.loc[rows.index],
        everywhere=everywhere,
        baseline=_common(catalogue, figures, baseline_codes(rows, selection.baseline)),
        place_figure=figure_of(catalogue, figures, selection.area),
    )


@lru_cache(maxsize=24)
def compare_everywhere(catalogue: Catalogue, slug: str, group: str, baseline: Baseline) -> pd.DataFrame:
    """Return every area of England at the indicator's lowest level against its baseline. Kept; not to be changed.

    Every place is a part of this one frame, so that a ward's verdict and colour do not depend on where it is seen from.

    Returns:
        Index: area code, in the order of the areas table. Columns: ``COMPARISON_COLUMNS``.

    Raises:
        LinkError: there is no such indicator, or it has no such group.
    """
    indicator = indicator_of(catalogue, slug)
    figures, _ = latest(catalogue, slug, group)
    rows = areas_within(catalogue.areas, ENGLAND, indicator.lowest_level)
    codes = baseline_codes(rows, baseline)
    compared = compare_with_baseline(
        figures.reindex(rows.index),
        codes.map(shares(figures)),
        margin=indicator.margin_that_matters or 2.0,
        measure=indicator.measure,
        tau=natural_spread(catalogue, slug, group),
        areas_called=indicator.lowest_level.plural,
    )
    compared = compared.assign(
        name=rows["name"], parent=parents(catalogue.areas, rows), baseline_name=codes.map(catalogue.areas["name"])
    )
    return compared[list(COMPARISON_COLUMNS)]


def indicator_of(catalogue: Catalogue, slug: str) -> Indicator:
    """Return an indicator by its slug.

    Raises:
        LinkError: there is no such indicator.
    """
    if slug not in catalogue.indicators:
        msg = f"There is no indicator called {slug!r} here."
        raise LinkError(msg)
    found: Indicator = catalogue.indicators[slug]
    return found


@lru_cache(maxsize=1024)
def latest(catalogue: Catalogue, slug: str, group: str) -> tuple[pd.DataFrame, str]:
    """Return one group's protected figures of the last period, and the period. Index: area code; not to be changed.

    Raises:
        LinkError: there is no such indicator, or it has no such group.
    """
    indicator = indicator_of(catalogue, slug)
    if group not in indicator.groups:
        msg = f"{indicator.title} has no group called {group!r}; it has {', '.join(indicator.groups)}."
        raise LinkError(msg)
    observations = catalogue.observations(indicator.slug)
    period = str(observations["period"].max())
    chosen = observations[(observations["group"] == group) & (observations["period"] == period)]
    return chosen.set_index("area_code"), period


@lru_cache(maxsize=1024)
def natural_spread(catalogue: Catalogue, slug: str, group: str) -> float:
    """Return tau: how far areas of England at this level differ beyond chance, as a standard deviation.

    The family is every area of the indicator's lowest level, whatever place is shown, so that a ward's verdict
    does not change with the place it is looked at from. NaN where there are no counts.
    """
    indicator = indicator_of(catalogue, slug)
    if not indicator.is_share:
        return math.nan
    figures, _ = latest(catalogue, slug, group)
    england = shares(figures).get(ENGLAND, math.nan)
    family = figures.reindex(areas_within(catalogue.areas, ENGLAND, indicator.lowest_level).index)
    family = family.dropna(subset=["numerator", "denominator"])
    family = family[family["denominator"] > 0]
    if family.empty or not 0 < england < 1:
        return math.nan
    return overdispersion(family["numerator"].to_numpy(), family["denominator"].to_numpy(), england).tau


def figure_of(catalogue: Catalogue, figures: pd.DataFrame, code: str) -> BaselineFigure | None:
    """Return one area's figure, or None where the indicator has none for it."""
    if code not in figures.index or math.isnan(shares(figures)[code]):
        return None
    numerator, denominator = (float(figures[column][code]) for column in ("numerator", "denominator"))
    return BaselineFigure(
        name=name_of(catalogue.areas, code),
        numerator=None if math.isnan(numerator) else numerator,
        denominator=None if math.isnan(denominator) else denominator,
        value=float(shares(figures)[code]),
    )


def shares(figures: pd.DataFrame) -> pd.Series[float]:
    """Return each area's figure: n over N where there are counts, the published value otherwise. Index as given.

    Missing where the counts are too few for a percentage.
    """
    found = (figures["numerator"] / figures["denominator"]).fillna(figures["value"])
    return found.mask(figures["percentage"].eq(other=False)) if "percentage" in figures else found


def _common(catalogue: Catalogue, figures: pd.DataFrame, codes: pd.Series[str]) -> BaselineFigure | None:
    unique = codes.unique()
    return figure_of(catalogue, figures, str(unique[0])) if len(unique) == 1 else None
