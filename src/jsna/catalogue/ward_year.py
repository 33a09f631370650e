"""Which list of wards a reader looks at."""

from __future__ import annotations

from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.model.area import WARD_YEARS, Level


def ward_year(asked: str | None, ward: str | None, catalogue: Catalogue, indicator: str | None = None) -> int:
    """Return the year of the list of wards to show.

    Args:
        asked: the year that a link names, if any.
        ward: code of the ward that a link names, if any: without a year, the list that has it is shown.
        catalogue: the place's own list is shown where it has the ward, or there is none.
        indicator: slug of the indicator that a link names, if any: figures of one list only are shown by that list.
    """
    if asked is not None and asked in {str(year) for year in WARD_YEARS}:
        return int(asked)
    if ward is not None:
        return _of_ward(catalogue, ward)
    shown = catalogue.indicators.get(indicator or "")
    return (shown.expect.only_year if shown else None) or catalogue.place.wards


@kept(512)
def _of_ward(catalogue: Catalogue, ward: str) -> int:
    """The place's own list where it has the ward, or no list has it. Kept: a page asks it for each of its links."""
    own, areas = catalogue.place.wards, catalogue.all_areas
    if ward not in areas.index or areas.at[ward, "level"] != Level.WARD.value:
        return own
    first, last = (int(str(areas.at[ward, column])) for column in ("vintage", "until"))
    return own if first <= own <= last else first
