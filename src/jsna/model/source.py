"""Who published the figures of an indicator, and what was done to them."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pydantic import Field

from jsna.model.area import Level
from jsna.model.strict import Short, Strict

#: What stands where a licence or a day of publication was not stated.
NOT_STATED = "not stated"


def attribution(publisher: str, licence: str) -> str:
    """Return the attribution of figures of one's own: who published them, under which licence if that was stated."""
    return f"{publisher}, {f'licence {NOT_STATED}' if licence == NOT_STATED else licence}"


class Quality(StrEnum):
    """How close a figure is to what its source published; shown on every screen."""

    AS_PUBLISHED = "as published"
    SUMMED = "summed"
    DERIVED = "derived"
    PROTECTED = "protected"
    ESTIMATED = "estimated"
    MODELLED = "modelled"


#: How far a row that the publisher states itself may be from the sum of its parts, in people or households: more than
#: protection at the source moves a district's census counts (at most 113 for disabled people).
FURTHEST_FROM_SUM = 120


class OwnRows(Strict):
    """The rows of one level that the publisher states itself, where the rows of other levels are sums of small areas.

    Such a row may differ a little from the sum of its parts, because the publisher protects each table on its own.
    """

    level: Level
    groups: tuple[str, ...] = ()
    """Codes of the groups with such rows; empty for all groups."""
    table: str = ""
    """The table that states them; empty if it is the source's."""
    method: str = Field(min_length=10)
    """What was done to them: ``as published by district``."""
    quality: Quality = Quality.AS_PUBLISHED


class Source(Strict):
    """Who published the figures."""

    publisher: Short
    table: Short
    url: str = Field(pattern=r"^https://")
    licence: Short
    """Its name, or ``NOT_STATED``."""
    published: date | None = None
    """The day of publication; None where nobody has stated it."""
    retrieved: date
    method: str = Field(min_length=10)
    """What was done to the published figures: ``sum of output areas (ONS best fit)``."""
    quality: Quality
    statement: str = "Office for National Statistics licensed under the Open Government Licence v.3.0"
    """The attribution that the licence asks for."""
    own_rows: OwnRows | None = None
    """The level whose rows were made in another way; table, method and quality above are those of all other rows."""

    def states(self, level: Level, group: str) -> bool:
        """Return whether the publisher states the rows of a level and group itself."""
        own = self.own_rows
        return own is not None and level is own.level and (not own.groups or group in own.groups)

    def of(self, level: Level, group: str) -> Source:
        """Return the source as it is for the rows of a level and group: their table, method and quality."""
        if self.own_rows is None or not self.states(level, group):
            return self
        own = self.own_rows
        return self.model_copy(update={"table": own.table or self.table, "method": own.method, "quality": own.quality})
