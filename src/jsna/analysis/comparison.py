"""Every area of a place against its baseline: the protected record behind each map, table and sentence."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.analysis.latest import indicator_of, latest, shares
from jsna.analysis.ten_alike import fitting, of_every_ward
from jsna.analysis.ward_lists import with_reason
from jsna.areas.places import areas_within, baseline_codes, name_of, parents
from jsna.catalogue.kept import kept
from jsna.catalogue.last import of_last
from jsna.catalogue.read import Catalogue
from jsna.errors import NotAvailable
from jsna.model.area import ENGLAND, Level
from jsna.model.comparison import COMPARISON_COLUMNS, LIKE_IT, BaselineFigure, Comparison, Verdict
from jsna.model.observations import COUNTS
from jsna.model.selection import Baseline, Selection, Subject
from jsna.stats.baseline import NO_BASELINE, compare_with_baseline
from jsna.stats.proportions import Floats
from jsna.stats.standing import family_of, standings


def compare(catalogue: Catalogue, subject: Subject) -> Comparison:
    """Return the chosen place's areas against the chosen baseline; see ``ten_alike.fitting``.

    Args:
        catalogue: the open data.
        subject: what to compare.

    Returns:
        The comparison, its areas in the order of the areas table.

    Raises:
        LinkError: the indicator, group or place is not in the catalogue.
        NotAvailable: the indicator has no figure within the place.
    """
    indicator = indicator_of(catalogue, subject.indicator)
    figures, period = latest(catalogue, indicator.slug, subject.group)
    rows = areas_within(catalogue.areas, subject.area, indicator.lowest_level)
    if rows.empty:
        msg = f"{indicator.title} has no figure within {name_of(catalogue.areas, subject.area)}."
        raise NotAvailable(msg)
    baseline = fitting(catalogue, subject.baseline, indicator.lowest_level)
    everywhere = compare_everywhere(catalogue, indicator.slug, subject.group, baseline)
    return Comparison(
        selection=Selection(subject.area, subject.indicator, subject.group, subject.baseline),
        indicator=indicator,
        group=indicator.groups[subject.group],
        period=period,
        level=indicator.lowest_level,
        place=name_of(catalogue.areas, subject.area),
        areas=everywhere if subject.area == ENGLAND else everywhere.loc[rows.index],
        everywhere=everywhere,
        baseline=None if baseline is Baseline.ALIKE else _common(catalogue, figures, baseline_codes(rows, baseline)),
        place_figure=figure_of(catalogue, figures, subject.area),
        rule=catalogue.rule,
    )


@kept(24)
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
    named = _named(catalogue, indicator.lowest_level, baseline)
    if baseline is Baseline.ALIKE:
        against = of_every_ward(catalogue, slug, group)
    else:
        against = _of_areas(figures, named["baseline_code"])
    compared = compare_with_baseline(
        figures.reindex(named.index),
        against["baseline"],
        margin=indicator.margin_that_matters,
        measure=indicator.measure,
        rule=catalogue.rule,
    )
    compared["reason"] = why_not_compared(compared, against["why"])
    compared = with_reason(catalogue, indicator, compared, compared.index)
    compared = with_standing(compared, family(catalogue, slug, group))
    return pd.concat([compared, named, against.drop(columns=["baseline", "why"])], axis=1)[list(COMPARISON_COLUMNS)]


def why_not_compared(compared: pd.DataFrame, why: pd.Series[str]) -> pd.Series[str]:
    """Return the reasons of compared areas; where the baseline has no figure and it is known why, that.

    Args:
        compared: from ``compare_with_baseline``.
        why: why the baseline has no figure; empty where it is not known. Same index.
    """
    return compared["reason"].mask((compared["reason"] == NO_BASELINE) & (why != ""), why)


def _of_areas(figures: pd.DataFrame, codes: pd.Series[str]) -> pd.DataFrame:
    """Return the figures of the areas that others are compared with; as ``ten_alike.of_every_ward``."""
    found = figures[list(COUNTS)].assign(baseline=shares(figures)).reindex(codes).set_axis(codes.index)
    return found.set_axis(["baseline_numerator", "baseline_denominator", "baseline"], axis=1).assign(why="")


@kept(8)
def _named(catalogue: Catalogue, level: Level, baseline: Baseline) -> pd.DataFrame:
    """Return every area of a level in the order of the areas table. Kept; not to be changed.

    Returns:
        Index: area code. Columns: ``name``, ``parent``, ``baseline_code`` and ``baseline_name`` (of what it is compared
        with); wards like it have no code.
    """
    rows = areas_within(catalogue.areas, ENGLAND, level)
    if baseline is Baseline.ALIKE:
        codes, named = pd.Series("", index=rows.index), pd.Series(LIKE_IT, index=rows.index)
    else:
        codes = baseline_codes(rows, baseline)
        named = codes.map(catalogue.areas["name"])
    return pd.DataFrame(
        {"name": rows["name"], "parent": parents(catalogue.areas, rows), "baseline_code": codes, "baseline_name": named}
    )


@kept(1024)
def family(catalogue: Catalogue, slug: str, group: str, level: Level | None = None) -> Floats:
    """Return the figures of all England's areas of a level, in order; see ``stats.standing``.

    The family is always all England's, whatever place is shown, so that a ward has the same standing everywhere.

    Args:
        catalogue: the open data.
        slug: of the indicator.
        group: code of one of its groups.
        level: by default the indicator's lowest.
    """
    indicator = indicator_of(catalogue, slug)
    figures, _ = latest(catalogue, slug, group)
    values = shares(figures).to_numpy()
    if "ranked" in figures:
        values = np.where(figures["ranked"].eq(other=False), np.nan, values)
    at = _of_level(catalogue, level or indicator.lowest_level)(figures.index)
    return family_of(np.where(at >= 0, np.append(values, np.nan)[at], np.nan))


@kept(len(Level))
def _of_level(catalogue: Catalogue, level: Level) -> Callable[[pd.Index[str]], NDArray[np.intp]]:
    """Return where the areas of a level stand in an index of figures, -1 where they do not; most figures share one."""
    codes = areas_within(catalogue.areas, ENGLAND, level).index
    return of_last(lambda index: index.get_indexer(codes))


def with_standing(compared: pd.DataFrame, family: Floats | Sequence[Floats]) -> pd.DataFrame:
    """Return compared areas with the columns of ``STANDING_COLUMNS``; where it is too few to say, nothing is said.

    Args:
        compared: from ``compare_with_baseline``.
        family: from :func:`family`; one for all rows, or one for each.
    """
    conclusive = compared[["value", "lower95", "upper95"]].mask(compared["verdict"] == Verdict.TOO_FEW.value)
    return pd.concat([compared, standings(conclusive, family)], axis=1)


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


def _common(catalogue: Catalogue, figures: pd.DataFrame, codes: pd.Series[str]) -> BaselineFigure | None:
    unique = codes.unique()
    return figure_of(catalogue, figures, str(unique[0])) if len(unique) == 1 else None
