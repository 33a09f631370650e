"""Which series the rule for trends can test, and on which of them a page opens where the reader has chosen none."""

from __future__ import annotations

from itertools import chain
from typing import NamedTuple

from jsna.analysis.latest import shares
from jsna.analysis.periods import apart, consecutive, single_years, with_gaps
from jsna.analysis.trends import with_history
from jsna.areas.places import areas_within
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.model.period import Period
from jsna.stats.trends import POINTS


class Series(NamedTuple):
    """One group of one indicator over the years: the codes of both."""

    indicator: str
    group: str


@kept(256)
def can_be_tested(catalogue: Catalogue, series: Series) -> frozenset[str]:
    """Return the codes of the areas whose trend the rule can test; see ``jsna.analysis.trends.verdict``.

    The last five periods that share no day must be single years that follow each other, and an area must have a figure
    for each of them with counts, of which none is nobody or everybody, or with 95% limits.
    """
    figures = catalogue.figures(series.indicator).of_group(series.group)
    periods = with_gaps(sorted(map(Period.of, figures["period"].unique())))
    last = [period for period, alone in zip(periods, apart(periods), strict=True) if alone][-POINTS:]
    if len(last) < POINTS or not (consecutive(last) and single_years(last)):
        return frozenset()
    rows = figures[figures["period"].astype("str").isin(list(map(str, last)))]
    known, counts = shares(rows).notna(), rows[["numerator", "denominator"]].notna().all(axis=1)
    some = (rows["numerator"] > 0) & (rows["numerator"] < rows["denominator"])
    every = (known & counts, known & counts & some, known & (rows["lower"] < rows["upper"]))
    counted, by_counts, by_limits = (rows.loc[has, "area_code"].astype("str").value_counts() for has in every)
    whole, tested, limited = (frozenset(each.index[each == POINTS]) for each in (counted, by_counts, by_limits))
    return tested | (limited - whole)


@kept(256)
def opening(catalogue: Catalogue, place: str, ward: str) -> Series:
    """Return the series a page opens on: the first, in the order of the list, whose trend can be tested.

    First in the areas that a ward lies in, otherwise anywhere in the place. Only whether it can be tested decides,
    never what comes out. If none can be, the first that has a figure in the place; if none has, the first of all.

    Args:
        catalogue: the open data; at least one indicator has a history.
        place: code of the place.
        ward: code of the reader's ward, or of the one that stands for the place.
    """
    known = catalogue.areas
    own = {ward, *known.loc[ward, ["district", "county", "region"]]} if ward in known.index else set()
    levels = dict.fromkeys(indicator.lowest_level for indicator in with_history(catalogue))
    within = {level: frozenset(areas_within(known, place, level).index) for level in levels}
    every = [
        (Series(indicator.slug, group), within[indicator.lowest_level])
        for indicator in with_history(catalogue)
        for group in indicator.groups
    ]
    return next(
        chain(
            (series for series, inside in every if inside & own and can_be_tested(catalogue, series) & inside & own),
            (series for series, inside in every if can_be_tested(catalogue, series) & inside),
            (series for series, inside in every if catalogue.figures(series.indicator).areas() & inside),
            (series for series, _ in every),
        )
    )
