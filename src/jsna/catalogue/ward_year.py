"""Which list of wards a reader looks at."""

from __future__ import annotations

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
    own, areas = catalogue.place.wards, catalogue.all_areas
    if ward is None or ward not in areas.index or areas.at[ward, "level"] != Level.WARD.value:
        return own
    listed = areas.loc[[ward], ["vintage", "until"]].to_numpy(int)[0]
    return own if listed[0] <= own <= listed[1] else int(listed[0])
