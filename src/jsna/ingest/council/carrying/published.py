"""Figures that are published as they are: a rate or a mean is neither added up nor divided among areas."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.ingest.council.carrying.carried import Carried, named
from jsna.ingest.council.understood import SMALL, Kind, Understood


def as_published(understood: Understood, carried: Carried) -> Carried:
    """Return the figures of the areas that the file itself names, without any that were put together.

    Args:
        understood: the file.
        carried: its numbers by the areas of the data folder.

    Raises:
        Findings: the rows are small areas, postcodes or points, which have no figure of their own here.
    """
    if understood.kind in (*SMALL, Kind.POSTCODE, Kind.POINT):
        problem = f"rates, means and scores of {understood.kind}s cannot be put together to a ward's"
        raise Findings(
            [Finding(understood.name, problem, "counts, or figures of wards or larger areas", column=understood.area)]
        )
    given = pd.Index(understood.table[understood.area])
    own = carried.counts.index.isin(given)
    lost = given[~given.isin(carried.counts.index)]
    said = (
        [f"{len(lost):,} areas of another year have no figure, because it cannot be added up: {named(lost)}."]
        if len(lost)
        else []
    )
    return replace(
        carried,
        counts=carried.counts[own],
        notes=carried.notes[own],
        districts=pd.DataFrame(),
        report=(*carried.report, *said),
    )
