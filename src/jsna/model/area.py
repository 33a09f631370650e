"""Areas: (code, vintage), their types and the parents they nest in."""

from __future__ import annotations

from enum import StrEnum

ENGLAND = "E92000001"


class Level(StrEnum):
    """The five levels, smallest first. A unitary authority is a district; its county code is its own code."""

    WARD = "ward"
    DISTRICT = "district"
    COUNTY = "county"
    REGION = "region"
    ENGLAND = "england"

    @property
    def plural(self) -> str:
        """The plural: ``wards``, ``districts``, ``counties``."""
        return {"county": "counties", "england": "England"}.get(self.value, f"{self.value}s")


#: The levels whose areas hold wards; the areas table has a column for each.
HOLDERS = (Level.DISTRICT, Level.COUNTY, Level.REGION)

#: The vintage (December of that year) of each level's codes as loaded by the official pipeline.
VINTAGES = {
    Level.WARD: 2022,
    Level.DISTRICT: 2023,
    Level.COUNTY: 2023,
    Level.REGION: 2022,
    Level.ENGLAND: 2022,
}

#: Columns of ``areas.parquet``; the four parent columns hold the area's own code at its own level and above only.
AREA_COLUMNS = ("code", "name", "level", "vintage", "district", "county", "region")
