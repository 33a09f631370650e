"""Figures that are published as they are: a rate or a mean is neither added up nor divided among areas."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.areas.among import among
from jsna.areas.lookups import Lookups
from jsna.errors import Finding, Findings
from jsna.ingest.council.carrying.carried import Carried, named
from jsna.ingest.council.understood import SMALL, Kind, Understood
from jsna.model.area import Level


def as_published(understood: Understood, headings: Sequence[str], lookups: Lookups) -> Carried:
    """Return the figures of the areas that the file names and the data folder has.

    Args:
        understood: the file; a row for each area.
        headings: of the figures and of their limits.
        lookups: of the list of wards that the file is of.

    Raises:
        Findings: the rows are small areas, postcodes or points, which have no figure of their own here.
    """
    if understood.kind in (*SMALL, Kind.POSTCODE, Kind.POINT):
        problem = f"rates, means and scores of {understood.kind}s cannot be put together to a ward's"
        accepted = "counts, or figures of wards or larger areas"
        raise Findings([Finding(understood.name, problem, accepted, column=understood.area)])
    located = understood.located
    own = located[among(located[understood.area], lookups.areas.index)]
    codes = pd.Index(own[understood.area], name="code")
    numbers = own[list(headings)].apply(pd.to_numeric, errors="coerce").astype(float).set_axis(codes)
    notes = understood.notes_of(headings).loc[own.index].set_axis(codes)
    levels = set(lookups.areas.loc[codes, "level"])
    lowest = next((level for level in Level if level.value in levels), Level.WARD)
    lost = list(located.loc[~located.index.isin(own.index), understood.area])
    said = f"{len(lost):,} areas of another year have no figure, because it cannot be added up: {named(lost)}."
    return Carried(numbers, notes, lowest, (said,) if lost else ())
