"""A comparison of a few made-up wards, for tests of what is drawn and said from one."""

from __future__ import annotations

import math

import pandas as pd

from jsna.analysis.comparison import with_standing
from jsna.model.area import ENGLAND, Level
from jsna.model.comparison import COMPARISON_COLUMNS, BaselineFigure, Comparison
from jsna.model.selection import Selection
from jsna.stats.baseline import compare_with_baseline
from jsna.stats.standing import family_of
from tests import making


def a_comparison(
    counts: dict[str, tuple[float, float]],
    *,
    area: str = ENGLAND,
    place: str = "England",
    baseline: float = 0.2,
    baseline_name: str = "England",
    ward: str | None = None,
    notes: dict[str, str] | None = None,
    **indicator: object,
) -> Comparison:
    """Wards by code, each with n and N; a ward is named after its code: ``W1`` is ``Ward W1``."""
    described = making.indicator(**indicator)
    group = described.first_group
    areas = pd.DataFrame(counts, index=["numerator", "denominator"], dtype=float).T.assign(value=math.nan)
    areas["note"] = pd.Series(notes or {}, dtype="str").reindex(areas.index)
    compared = compare_with_baseline(areas, baseline, margin=None, measure=described.measure)
    compared = with_standing(compared, family_of(compared["value"].to_numpy())).assign(
        name=[f"Ward {code}" for code in areas.index],
        parent="Borough",
        baseline_name=baseline_name,
        baseline_numerator=200.0,
        baseline_denominator=1000.0,
    )
    return Comparison(
        selection=Selection(area=area, indicator=described.slug, group=group, ward=ward),
        indicator=described,
        group=described.groups[group],
        period="2021",
        level=Level.WARD,
        place=place,
        areas=compared[list(COMPARISON_COLUMNS)],
        everywhere=compared[list(COMPARISON_COLUMNS)],
        baseline=BaselineFigure(name=baseline_name, numerator=200.0, denominator=1000.0, value=baseline),
        place_figure=BaselineFigure(name=place, numerator=200.0, denominator=1000.0, value=0.2),
    )
