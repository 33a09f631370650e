"""Say what became of wards of years that are in neither list: they count in their districts, and in no ward."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from jsna.areas.districts_filled import without_wards
from jsna.areas.lookups import Lookups
from jsna.ingest.council.carrying.carried import named

#: So many codes of a district are listed; no district has more wards.
_LISTED = 200


def said_of_other_wards(
    others: pd.DataFrame, wards: pd.Index[str], filled: pd.Index[str], lookups: Lookups
) -> Iterator[str]:
    """Yield sentences on each district: which wards of other years, how many people, and which wards have no figure.

    Args:
        others: counts of wards that are in neither list. Index: code.
        wards: codes of all wards of the file.
        filled: the districts that have a sum.
        lookups: the areas and look-ups.
    """
    lacking = without_wards(wards, lookups)
    for district, rows in others.groupby(lookups.every_ward["district"].reindex(others.index)):
        name = lookups.areas["name"][district]
        people = ", ".join(f"{number:,.0f} of {column!r}" for column, number in rows.sum().items())
        which = "1 ward of another year counts" if len(rows) == 1 else f"{len(rows):,} wards of other years count"
        yield f"{name}: {which} in no ward ({people}): {named(rows.index, _LISTED)}."
        without = lacking.index[lacking == district]
        if district not in filled:
            yield f"{name} has no sum of its wards, because not all of them are known to be in the file."
        elif len(without):
            yield f"They are in the figure of {name}. Its wards without a figure: {named(without, _LISTED)}."
        else:
            asked = "All its present wards are in the file too: is anybody counted twice?"
            yield f"They are in the figure of {name}. {asked}"
