"""Where items of the register lie that keep the ward codes of their time, in the list of wards that is shown."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from jsna.areas.lookups import read_ward_changes
from jsna.areas.ward_years import whole_wards
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.model.area import WARD_YEARS


@kept(1)
def shown_wards(catalogue: Catalogue) -> pd.Series[str]:
    """Return the ward shown in which each ward of the other list lies whole. Index: code of the other list.

    Wards of the other list that were cut are not in it, nor are those that are in both.

    Raises:
        CatalogueError: the relation of the two lists is missing or damaged.
    """
    if len(catalogue.all_areas) == len(catalogue.areas):
        return pd.Series(dtype="str")
    (other,) = (year for year in WARD_YEARS if year != catalogue.year)
    whole = whole_wards(read_ward_changes(catalogue.data), other, catalogue.year)
    return whole[~whole.index.isin(catalogue.areas.index)]


def shown_code(catalogue: Catalogue, code: str) -> str:
    """Return the code under which an item's place is shown; its own where it is shown, or lies in no one ward."""
    if code in catalogue.areas.index or code not in catalogue.all_areas.index:
        return code
    return str(shown_wards(catalogue).get(code, code))


def is_cut(catalogue: Catalogue, code: str) -> bool:
    """Return whether a code is of a ward of the other list that does not lie whole in one ward shown."""
    return code in catalogue.all_areas.index and shown_code(catalogue, code) not in catalogue.areas.index


def codes_of_ward(catalogue: Catalogue, ward: str) -> list[str]:
    """Return the codes by which items in a ward are found: its own, and those of wards that lie whole in it."""
    whole = shown_wards(catalogue)
    return [ward, *map(str, whole.index[whole == ward])]


def count_cut(catalogue: Catalogue, places: Iterable[Iterable[str]]) -> int:
    """Return how many items have a place in a ward that was cut.

    Args:
        catalogue: the open data.
        places: the codes of each item's places.
    """
    return sum(any(is_cut(catalogue, code) for code in codes) for codes in places)
