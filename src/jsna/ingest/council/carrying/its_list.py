"""Which list of wards a file is of: its figures are kept, and drawn, by that list."""

from __future__ import annotations

from jsna.areas.among import among
from jsna.areas.lookups import Lookups
from jsna.ingest.council.understood import Kind, Understood


def of_its_list(understood: Understood, lookups: Lookups) -> Lookups:
    """Return the look-ups of the list of wards that most of a file's wards are of.

    Wards that are in both lists say nothing. A file of other areas is put into the list of the place.

    Args:
        understood: the file.
        lookups: of the place.
    """
    if understood.kind is not Kind.WARD:
        return lookups
    given = understood.table[understood.area].unique()
    ours = lookups.areas.index
    other = lookups.codes.difference(ours)
    only_ours = ours[among(ours, given) & ~among(ours, lookups.ward_changes[f"ward_{lookups.other_year}"])]
    if among(other, given).sum() > len(only_ours):
        return Lookups.of(lookups.data, lookups.other_year)
    return lookups
