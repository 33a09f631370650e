"""The list of wards that a file's figures are kept in: the place's, or the file's own where that would lose wards."""

from __future__ import annotations

import pandas as pd

from jsna.areas import ward_years
from jsna.areas.among import among
from jsna.areas.lookups import Lookups
from jsna.ingest.council.understood import Kind, Understood
from jsna.model.area import WARD_LISTS

#: A count that is large enough to be divided; only whether wards can be carried is asked.
_ANY = 1000.0


def of_file(understood: Understood, lookups: Lookups, *, estimate: bool = False) -> tuple[Lookups, list[str]]:
    """Return where the rows of a file may lie, and a sentence where that is the list of wards it has itself.

    The wards of the other list are carried to the place's list where that is exact. Where some were cut, all figures
    keep the list of the file, as long as all of its wards are in that.

    Args:
        understood: a file that was read.
        lookups: where a row may lie, with the wards of the place's list.
        estimate: whether wards that were cut are divided by residents, so that none is lost.
    """
    if estimate or understood.kind is not Kind.WARD:
        return lookups, []
    codes = pd.Index(understood.located[understood.area]).unique()
    relation, other = lookups.ward_changes, lookups.other_year
    listed = codes[among(codes, lookups.codes)]
    theirs = listed[~among(listed, lookups.areas.index)]
    wards = codes[among(codes, lookups.every_ward.index)]
    if theirs.empty or not among(wards, relation[f"ward_{other}"]).all():
        return lookups, []
    carried = ward_years.carry(pd.DataFrame({"any": _ANY}, index=theirs), relation, other, lookups.year)
    if not carried.refused:
        return lookups, []
    said = f"The figures are of the wards of {WARD_LISTS[other]}, as in the file: those of {WARD_LISTS[lookups.year]}"
    return Lookups.of(lookups.data, other), [f"{said} were cut otherwise. Pages show them for the wards of {other}."]
