"""One group of an indicator in an area and in each larger area that it lies in, up to England."""

from __future__ import annotations

import math

from jsna.analysis.comparison import figure_of
from jsna.analysis.latest import latest
from jsna.areas.places import above, level_of
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.model.area import ENGLAND
from jsna.model.around import FigureAround
from jsna.stats.proportions import wilson_interval


@kept(256)
def around(catalogue: Catalogue, slug: str, group: str, area: str) -> tuple[FigureAround, ...]:
    """Return the figures of an area and of those it lies in, smallest first; one without counts is left out.

    Args:
        catalogue: the open data.
        slug: an indicator that counts a share.
        group: one of its groups.
        area: code of the area.

    Raises:
        LinkError: there is no such indicator, group or area.
    """
    every, _ = latest(catalogue, slug, group)
    # A unitary authority is a district and a county: it is drawn once.
    codes = list(dict.fromkeys([area, *above(catalogue.areas, area).values()]))
    figures = every.loc[every.index.intersection(codes)]
    found = []
    for code in codes:
        own = figure_of(catalogue, figures, code)
        if own is None or own.numerator is None or own.denominator is None:
            continue
        limits = (math.nan, math.nan) if code == ENGLAND else wilson_interval(own.numerator, own.denominator)
        lower, upper = (float(limit) for limit in limits)
        level = level_of(catalogue.areas, code)
        found.append(FigureAround(level, own.name, own.numerator, own.denominator, own.value, lower, upper))
    return tuple(found)
