"""Public lists of services as points, such as GP practices and schools. Unknown keys are rejected."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from jsna.model.area import WARD_YEARS
from jsna.model.period import fault
from jsna.model.strict import Strict

#: Shapes of marks on a map. They differ without colour. Triangles stand for rare areas already; the circle is for the
#: register's own entries.
Form = Literal["circle", "cross", "diamond", "square", "house"]

#: Columns of every list, in order; after them each fact of its own. ``kind`` and ``postcode`` may be missing.
#: Latitude and longitude are degrees (WGS 84); the district is that of the newer ward.
SERVICE_COLUMNS = (
    "name", "kind", "postcode", "latitude", "longitude", *(f"ward_{year}" for year in WARD_YEARS), "district",
)  # fmt: skip


def _with_a_gap(says: str) -> str:
    if says.count("{}") != 1:
        message = 'not one place for the number; accepted: words with {}, such as "{} pupils"'
        raise ValueError(message)
    return says


def _a_period(text: str) -> str:
    if problem := fault(text):
        message = f"{problem}; accepted: a month or a year, such as March 2026 or 2023"
        raise ValueError(message)
    return text


Said = Annotated[str, Field(min_length=1)]


class Fact(Strict):
    """A number that a list states of each service."""

    column: str
    """Column of the publisher's file."""
    says: Annotated[str, AfterValidator(_with_a_gap)]
    """How it is said, with ``{}`` where the number stands."""


class ServicesRecipe(Strict):
    """How ``jsna ingest official`` makes a list from the publisher's file."""

    file: str
    """Path within the folder of official files."""
    kind: tuple[str, ...] = ()
    """Columns that say of which kind a service is: the first whose word stands in ``kinds`` decides."""
    kinds: dict[str, str] = Field(default_factory=dict)
    """The kind in plain words by the publisher's word; empty where the publisher does not know it."""
    leave_out: tuple[str, ...] = ()
    """The publisher's words for kinds that do not belong in the list."""
    leave_out_named: tuple[str, ...] = ()
    """What is in the names of entries that do not belong in the list."""
    capitals: bool = False
    """Whether the names are in capitals and are to be made readable."""
    ward: str = "ward25cd"
    """Column with the ward of 2025; empty to take the ward around the point."""
    without_place: int = Field(default=0, ge=0)
    """How many rows have no place and are left out."""


class Services(Strict):
    """One public list, from the TOML beside its table in ``data/services``."""

    slug: str
    """The file's name."""
    title: Said
    """What it lists: ``GP practices``."""
    one: Said
    """One of them: ``GP practice``."""
    mark: Form
    publisher: Said
    table: Said
    url: Said
    licence: Said
    as_of: Annotated[str, AfterValidator(_a_period)]
    """The month or year that it describes."""
    complete: Said
    """How complete it is, in a sentence or two."""
    left_out: Said
    """What was left out, and why."""
    facts: dict[str, Fact] = Field(default_factory=dict)
    recipe: ServicesRecipe | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of its table."""
        return (*SERVICE_COLUMNS, *self.facts)
