"""How far a ward's figure ranges among its neighbourhoods, the small census areas (LSOAs) that lie mostly in it."""

from __future__ import annotations

from dataclasses import dataclass

#: The columns of ``data/neighbourhoods.parquet``: of the neighbourhoods with the lowest and the highest share, n and N.
COLUMNS = (
    "area_code", "indicator", "group", "neighbourhoods", "lowest", "lowest_of", "highest", "highest_of",
)  # fmt: skip
#: With fewer, the range would say little more than the ward's own figure.
FEWEST = 3


@dataclass(frozen=True)
class Among:
    """One group of one indicator in a ward.

    Attributes:
        neighbourhoods: how many lie mostly in the ward.
        lowest: n and N of the one with the lowest share.
        highest: n and N of the one with the highest share.
    """

    neighbourhoods: int
    lowest: tuple[int, int]
    highest: tuple[int, int]
