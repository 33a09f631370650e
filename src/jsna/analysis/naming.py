"""What a map of a place writes: the names of its areas, of the larger areas around them, and of its towns."""

from __future__ import annotations

import pandas as pd

from jsna.areas.places import areas_within, full_names, name_of
from jsna.geo.map_names import Names
from jsna.model.area import Level


def names_of(areas: pd.DataFrame, towns: pd.DataFrame, place: str, level: Level) -> Names:
    """Return the names for the map of a place's wards, districts or counties.

    Args:
        areas: the areas table, index ``code``.
        towns: as ``jsna.catalogue.place_names.read`` returns them; the weightiest are written first.
        place: code of the place.
        level: wards, districts or counties.

    Raises:
        LinkError: the place is not in the table.
    """
    return Names(
        place=name_of(areas, place),
        areas=full_names(areas, areas_within(areas, place, level)),
        larger=areas["name"],
        towns=towns.sort_values(["weight", "name"], ascending=[False, True], ignore_index=True),
    )
