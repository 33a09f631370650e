"""Areas: (code, vintage), their levels and the parents they nest in."""

from __future__ import annotations

from dataclasses import dataclass
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
        return LEVELS[self].plural

    @property
    def together(self) -> str:
        """What areas that are shown beside each other are called: unitary authorities stand among the counties."""
        return "counties and unitary authorities" if self is Level.COUNTY else self.plural

    def of(self, year: int) -> str:
        """The plural, with the list of wards that is meant: ``wards of May 2025``, ``districts``."""
        return f"wards of {WARD_LISTS[year]}" if self is Level.WARD else self.plural

    def has(self, code: str) -> bool:
        """Return whether a code is of this level, by its first three characters; of any year."""
        return code.startswith(LEVELS[self].prefixes)


@dataclass(frozen=True)
class LevelFacts:
    """What is known of one level.

    Attributes:
        plural: for sentences.
        prefixes: first three characters of its nine-character codes.
        vintage: year of the codes that the official pipeline loads; of wards, the first of ``WARD_YEARS``.
        holds_wards: whether its areas hold wards; then the areas table has a column named after it.
    """

    plural: str
    prefixes: tuple[str, ...]
    vintage: int
    holds_wards: bool


#: The one table of levels, smallest first.
LEVELS = {
    Level.WARD: LevelFacts("wards", ("E05",), 2022, holds_wards=False),
    Level.DISTRICT: LevelFacts("districts", ("E06", "E07", "E08", "E09"), 2023, holds_wards=True),
    Level.COUNTY: LevelFacts("counties", ("E10",), 2023, holds_wards=True),
    Level.REGION: LevelFacts("regions", ("E12",), 2022, holds_wards=True),
    Level.ENGLAND: LevelFacts("England", ("E92",), 2022, holds_wards=False),
}
#: The levels whose areas hold wards.
HOLDERS = tuple(level for level, facts in LEVELS.items() if facts.holds_wards)
#: The vintage of each level's codes.
VINTAGES = {level: facts.vintage for level, facts in LEVELS.items()}
#: The lists of wards that are loaded: of December 2022 and of May 2025. A ward that keeps its code is the same ward.
WARD_YEARS = (2022, 2025)
#: How each list of wards is called in a sentence.
WARD_LISTS = {2022: "December 2022", 2025: "May 2025"}
#: Columns of ``areas.parquet``. ``vintage`` and ``until``: the first and the last year of the lists that have the code.
#: A parent column holds the area's own code at its own level, and is empty below it.
AREA_COLUMNS = ("code", "name", "level", "vintage", "until", *(level.value for level in HOLDERS))


def levels_from(lowest: Level) -> tuple[Level, ...]:
    """Return a level and those above it, smallest first."""
    levels = tuple(LEVELS)
    return levels[levels.index(lowest) :]
