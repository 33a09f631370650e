"""Census tables that are published for MSOAs, areas of some 8,000 people, and not for wards. Unknown keys are rejected.

They are shown beside a ward for the MSOAs that it shares residents with. Nothing is worked out for the ward from them,
so an MSOA is no level of areas.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pydantic import Field, model_validator

from jsna.model.characteristic import Characteristic
from jsna.model.source import Source
from jsna.model.strict import Strict

CODE, BASE = "msoa", "base"


class MsoaExpect(Strict):
    """What a whole table has."""

    areas: int
    """How many MSOAs of England."""
    england: int
    """The base of all of them together."""


class MsoaRecipe(Strict):
    """How ``jsna ingest official`` makes the table from the publisher's file."""

    file: str
    """Path within the folder of official files."""
    code: str
    """Column with the code of the MSOA."""
    base: str
    """Column with everyone asked."""
    groups: dict[str, str]
    """Group code → column."""


class MsoaTable(Strict):
    """One table, from the TOML beside it in ``data/msoa``."""

    slug: str
    """The file's name."""
    title: str = Field(min_length=1)
    characteristic: Characteristic
    """In which section of a ward's page it stands."""
    unit: str
    """What is counted: ``people``."""
    base: str
    """Out of whom."""
    reference_date: date
    question: str = Field(min_length=20)
    """As it was asked."""
    answering: str = Field(min_length=20)
    """Whether people had to answer, and where those who did not are counted: a sentence."""
    groups: dict[str, str]
    """Group code → label. Everyone in the base is in one of them."""
    source: Source
    expect: MsoaExpect
    recipe: MsoaRecipe | None = None

    @model_validator(mode="after")
    def _same_groups(self) -> MsoaTable:
        if self.recipe is not None and set(self.recipe.groups) != set(self.groups):
            message = "a group stands in one place only; accepted: the same groups in [groups] and in [recipe.groups]"
            raise ValueError(message)
        return self

    @property
    def columns(self) -> tuple[str, ...]:
        """Columns of its table: the MSOA, everyone, and the groups."""
        return (CODE, BASE, *self.groups)


@dataclass(frozen=True)
class Touched:
    """One MSOA that shares residents with a ward.

    Attributes:
        code: of the MSOA.
        shared: residents of the ward who live in it.
        of_ward: their share of the ward's residents, from 0 to 1.
        of_msoa: their share of the MSOA's residents, from 0 to 1.
        base: everyone asked in the whole MSOA.
        groups: people of the whole MSOA by group code.
    """

    code: str
    shared: int
    of_ward: float
    of_msoa: float
    base: int
    groups: dict[str, int]
