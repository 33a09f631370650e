"""Everything known about one ward, by characteristic, against the areas it lies in."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jsna.analysis.comparison import family, latest, shares, with_standing
from jsna.analysis.ward_lists import with_reason
from jsna.areas.places import above, baseline_codes, level_of, name_of
from jsna.catalogue.read import Catalogue
from jsna.errors import LinkError
from jsna.model.area import Level
from jsna.model.comparison import area_figures
from jsna.model.indicator import Indicator
from jsna.model.selection import Baseline
from jsna.model.ward import ProfileRow
from jsna.stats.baseline import compare_with_baseline


def ward_profile(catalogue: Catalogue, ward: str, baseline: Baseline = Baseline.ENGLAND) -> list[ProfileRow]:
    """Return a row for each group of each indicator, for a ward, in the catalogue's order.

    Args:
        catalogue: the open data.
        ward: code of the ward.
        baseline: what the ward is compared with.

    Raises:
        LinkError: the code is not a ward's.
    """
    if level_of(catalogue.areas, ward) is not Level.WARD:
        msg = f"{ward} is not a ward; choose one from the list."
        raise LinkError(msg)
    return [row for indicator in catalogue.indicators.values() for row in _rows(catalogue, ward, indicator, baseline)]


def _rows(catalogue: Catalogue, ward: str, indicator: Indicator, baseline: Baseline) -> list[ProfileRow]:
    """All groups of an indicator at once: the rows differ in group, not in area."""
    areas = catalogue.areas
    level = indicator.lowest_level
    code = ward if level is Level.WARD else str(areas.at[ward, level.value])
    against = str(baseline_codes(areas.loc[[code]], baseline).iloc[0])
    figures = {group: latest(catalogue, indicator.slug, group) for group in indicator.groups}
    values = {group: shares(frame) for group, (frame, _) in figures.items()}
    compared = compare_with_baseline(
        pd.concat([frame.reindex([code]) for frame, _ in figures.values()]).set_axis(list(figures)),
        pd.Series({group: values[group].get(against, np.nan) for group in figures}, dtype=float),
        margin=indicator.margin_that_matters,
        measure=indicator.measure,
    ).assign(name=name_of(areas, code), parent="", baseline_name=name_of(areas, against))
    compared = with_reason(catalogue, indicator, compared, pd.Index([code] * len(compared)))
    with_standings = [
        with_standing(compared.loc[[group]], family(catalogue, indicator.slug, group)) for group in figures
    ]
    around = above(areas, code)
    return [
        ProfileRow(
            indicator=indicator,
            group=group,
            group_code=group_code,
            level=level,
            period=figures[group_code][1],
            figure=figure,
            parents={parent: float(values[group_code].get(around[parent], np.nan)) for parent in around},
        )
        for (group_code, group), figure in zip(
            indicator.groups.items(), area_figures(pd.concat(with_standings)), strict=True
        )
    ]
