"""Whether the ranges among neighbourhoods are possible, and about wards, indicators and groups that are here."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from jsna.catalogue.neighbourhoods import FILE, read_ranges
from jsna.catalogue.read import Catalogue
from jsna.errors import CatalogueError, Finding, at_cells
from jsna.model.area import Level
from jsna.model.neighbourhoods import FEWEST


def findings(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield what is wrong with the table of ranges."""
    try:
        rows = read_ranges(catalogue.data)
    except CatalogueError as wrong:
        yield Finding(FILE, str(wrong), "a file written anew by `jsna ingest official`")
        return
    rows.index = pd.RangeIndex(2, len(rows) + 2)
    areas = catalogue.all_areas
    wards = areas.index[areas["level"] == Level.WARD]
    yield from at_cells(rows.loc[~rows["area_code"].isin(wards), "area_code"], FILE, "not a ward", "code of a ward")
    known = {f"{slug}/{group}" for slug, each in catalogue.indicators.items() for group in each.groups}
    told = rows["indicator"] + "/" + rows["group"]
    yield from at_cells(told[~told.isin(known)], FILE, "no such indicator and group", "an indicator and its group")
    few = rows.loc[rows["neighbourhoods"] < FEWEST, "neighbourhoods"]
    yield from at_cells(few.astype(str), FILE, "too few neighbourhoods", f"{FEWEST} or more")
    for end in ("lowest", "highest"):
        above = rows.loc[(rows[end] < 0) | (rows[end] > rows[f"{end}_of"]), end]
        yield from at_cells(above.astype(str), FILE, f"{end} is above its base", "0 to its base")
    turned = rows["lowest"] * rows["highest_of"] > rows["highest"] * rows["lowest_of"]
    yield from at_cells(rows.loc[turned, "area_code"], FILE, "the lowest is above the highest", "the other way about")
