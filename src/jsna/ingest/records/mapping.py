"""The mapping file that describes the columns of a collection; it is kept beside the records and never holds any."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator

from jsna.catalogue import documents
from jsna.errors import Finding, Findings
from jsna.ingest.description import misfits
from jsna.ingest.records.codes import WITHOUT_CODE, Code, Spellings
from jsna.model.characteristic import NINE, Characteristic
from jsna.model.indicator import NOT_STATED, MarginReason, Purpose
from jsna.model.slug import require_slug
from jsna.model.strict import Strict

#: Roles of columns that are not characteristics.
AREA, ANSWER = "area", "answer"


class AreaColumn(Strict):
    """The column that says where a person lives."""

    column: str
    kind: Literal["ward", "lsoa", "postcode"] = "ward"
    lookup: str = ""
    """For lower super output areas: a CSV with the columns ``lsoa`` and ``ward``, beside the mapping."""

    @model_validator(mode="after")
    def _has_lookup(self) -> Self:
        if (self.kind == "lsoa") != bool(self.lookup):
            message = 'a lookup file stands with kind = "lsoa", and only there'
            raise ValueError(message)
        return self


class AnswerColumn(Strict):
    """The column with the answers to the question, and what they mean."""

    column: str
    codes: dict[str, Code] = Field(min_length=2)


class CharacteristicColumn(Strict):
    """A column with the answers to an equality question, and spellings that only this collection has."""

    column: str
    spellings: dict[str, tuple[str, ...]] = Field(default_factory=dict)


class Mapping(Strict):
    """One collection: survey replies or service records, one row per response."""

    slug: str
    """Name of the indicator that is made; further ones are named after it."""
    topic: str
    title: str
    question: str = Field(min_length=10)
    """What was asked, word for word."""
    kind: Literal["survey", "service"]
    """Whose rule of disclosure applies: replies to a survey, or records of a service."""
    place: str
    """Code of the county, district or England that the collection is about."""
    period: str
    reference_date: date
    publisher: str
    url: str = Field(pattern=r"^https://")
    licence: str = NOT_STATED
    """Under which the counts may be used."""
    published: date | None = None
    """The day on which they were published; None where nobody has stated it."""
    half_life_years: float = Field(default=3, gt=0)
    margin_that_matters: float | None = Field(default=None, gt=0, allow_inf_nan=False)
    margin_reason: MarginReason = ""
    area: AreaColumn
    answer: AnswerColumn
    characteristics: dict[Characteristic, CharacteristicColumn]
    purpose: Purpose

    @field_validator("characteristics")
    @classmethod
    def _are_protected(
        cls, given: dict[Characteristic, CharacteristicColumn]
    ) -> dict[Characteristic, CharacteristicColumn]:
        if Characteristic.EVERYONE in given:
            message = f"everyone is no characteristic; accepted: {', '.join(NINE)}"
            raise ValueError(message)
        return given

    @field_validator("answer")
    @classmethod
    def _are_answers(cls, given: AnswerColumn) -> AnswerColumn:
        if taken := [code for code in given.codes if code in WITHOUT_CODE]:
            message = f"{taken[0]} is kept for records without an answer"
            raise ValueError(message)
        return given

    @property
    def columns(self) -> dict[str, str]:
        """Column of the records by role: the area, the answer, and each characteristic by name."""
        named = {characteristic.value: given.column for characteristic, given in self.characteristics.items()}
        return {AREA: self.area.column, ANSWER: self.answer.column, **named}


def read_mapping(path: Path) -> Mapping:
    """Return the mapping in a file.

    Raises:
        Findings: everything wrong with it: key, value and what is accepted.
    """
    return checked(documents.typed(Mapping, path, documents.content(path)), path.name)


def described(answers: dict[str, object]) -> Mapping:
    """Return the mapping that the answers of a form describe.

    Raises:
        Findings: one for every invalid answer.
    """
    try:
        return checked(Mapping.model_validate(answers), "your answers")
    except ValidationError as error:
        raise Findings(misfits(error)) from error


def checked(mapping: Mapping, name: str) -> Mapping:
    """Return the same mapping, or raise Findings if its parts do not match.

    Args:
        mapping: of one collection.
        name: name of its file or form, for the messages.
    """
    require_slug(mapping.slug, "slug")
    require_slug(mapping.topic, "topic")
    for code in mapping.answer.codes:
        require_slug(code, "answer")
    Spellings.of(mapping.answer.codes, name)
    roles = mapping.columns
    twice = [role for role, column in roles.items() if list(roles.values()).count(column) > 1]
    if twice:
        accepted = "a column of its own for each"
        raise Findings(Finding(name, "the column is mapped twice", accepted, value=roles[role]) for role in twice)
    return mapping
