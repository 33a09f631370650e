"""Counts out of residents: the base that the data folder holds, for files that give none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from jsna.areas.lookups import Lookups
from jsna.catalogue import indicator_folder
from jsna.errors import Finding, Findings
from jsna.ingest.council.carrying.carried import Carried
from jsna.ingest.council.shaping.shape import Columns

#: The indicator whose base is every usual resident at the census.
INDICATOR = "population/sex"
HEADING = "residents at the census of 2021"
#: Said beside every figure that is out of them.
OUT_OF_RESIDENTS = "The file gives no base. These are out of the residents of the census of 2021."


def out_of_residents(
    carried: Carried, columns: Sequence[Columns], lookups: Lookups
) -> tuple[Carried, tuple[Columns, ...]]:
    """Return counts with the residents of each area as their base.

    Args:
        carried: counts by the areas of the data folder.
        columns: which column is which, for each period.
        lookups: of the data folder.

    Raises:
        Findings: the data folder does not hold the residents.
    """
    known = residents(lookups)
    counts = carried.counts.assign(**{HEADING: known.reindex(carried.counts.index)})
    districts = carried.districts
    if len(districts):
        districts = districts.assign(**{HEADING: known.reindex(districts.index)})
    notes = carried.notes.assign(**{HEADING: ""})
    based = tuple(replace(each, bases=dict.fromkeys(each.counts, HEADING)) for each in columns)
    return replace(carried, counts=counts, notes=notes, districts=districts), based


def residents(lookups: Lookups) -> pd.Series:
    """Return the usual residents of every area at the census. Index: code; areas that are not known are left out.

    Raises:
        Findings: the data folder does not hold them.
    """
    path = lookups.data / indicator_folder.NAME / f"{INDICATOR}.toml"
    if not path.exists():
        problem = "the data folder holds no residents to count out of"
        raise Findings([Finding(f"{INDICATOR}.toml", problem, "a column of the file, named with --out-of")])
    described = indicator_folder.read(path)
    rows = indicator_folder.observations(lookups.data, described, lookups.areas).astype({"area_code": "str"})
    last = rows[rows["period"].astype("str") == str(described.reference_date.year)]
    return (last if len(last) else rows).groupby("area_code")["denominator"].first()
