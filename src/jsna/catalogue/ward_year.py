"""Which list of wards a reader looks at."""

from __future__ import annotations

from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.model.area import WARD_YEARS, Level


def ward_year(asked: str | None, ward: str | None, catalogue: Catalogue) -> int:
    """Return the year of the list of wards to show.

    Args:
        asked: the year that a link names, if any.
        ward: code of the ward that a link names, if any: without a year, the list that has it is shown.
        catalogue: the place's own list is shown where it has the ward, or there is none.
    """
    if asked is not None and asked in {str(year) for year in WARD_YEARS}:
        return int(asked)
    return catalogue.place.wards if ward is None else _of_ward(catalogue, ward)


@kept(512)
def _of_ward(catalogue: Catalogue, ward: str) -> int:
    """The place's own list where it has the ward, or no list has it. Kept: a page asks it for each of its links."""
    own, areas = catalogue.place.wards, catalogue.all_areas
    if ward not in areas.index or areas.at[ward, "level"] != Level.WARD.value:
        return own
    first, last = (int(str(areas.at[ward, column])) for column in ("vintage", "until"))
    return own if first <= own <= last else first
