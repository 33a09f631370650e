"""The mapping file that describes the columns of a collection; it is kept beside the records and never holds any."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, ValidationError, field_validator, model_validator

from jsna.catalogue import documents
from jsna.errors import Finding, Findings
from jsna.ingest.description import misfits
from jsna.ingest.records.codes import Code, Spellings
from jsna.ingest.records.no_answer import NOT_ANSWERED, NOT_SAID, WITHOUT_CODE
from jsna.ingest.records.spelling import plain
from jsna.model.ages import EVERYONE, Ages, overlapping
from jsna.model.area import Level
from jsna.model.audience import PUBLIC, SIGNED_IN
from jsna.model.characteristic import NINE, Characteristic
from jsna.model.indicator import MarginReason, Purpose
from jsna.model.period import Period, fault
from jsna.model.period_spelling import ACCEPTED
from jsna.model.register.person import Role
from jsna.model.slug import require_slug
from jsna.model.source import NOT_STATED
from jsna.model.strict import Strict

#: Roles of columns that are not characteristics.
AREA, ANSWER = "area", "answer"
SILENT = (NOT_ANSWERED, NOT_SAID)


class AreaColumn(Strict):
    """The column that says where a person lives."""

    column: str
    kind: Literal["ward", "lsoa", "postcode", "district"] = "ward"
    lookup: str = ""
    """Of lower super output areas, if not the usual one: a CSV with ``lsoa`` and ``ward``, beside the mapping."""
    most_unplaced: float = Field(default=0.2, ge=0, lt=1)
    """Largest share of the records without an area that is accepted; those outside the place do not count."""

    @model_validator(mode="after")
    def _has_lookup(self) -> Self:
        if self.lookup and self.kind != "lsoa":
            message = 'a lookup file stands with kind = "lsoa" only'
            raise ValueError(message)
        return self

    @property
    def level(self) -> Level:
        """The areas that the records are counted by."""
        return Level.DISTRICT if self.kind == "district" else Level.WARD


class AskedColumn(Strict):
    """A column with the answers to a question."""

    column: str
    not_answered: tuple[str, ...] = ()
    """What is written where nobody answered, such as ``"routed past"``; the usual words are known."""
    prefer_not_to_say: tuple[str, ...] = ()
    """What is written where somebody would rather not answer."""

    @model_validator(mode="before")
    @classmethod
    def _with_hyphens(cls, given: object) -> object:
        """Take the names that the report has for these keys, too."""
        if not isinstance(given, dict):
            return given
        return {name.replace("-", "_") if name in SILENT else name: value for name, value in given.items()}

    @property
    def silent(self) -> dict[str, tuple[str, ...]]:
        """What is written where there is no answer, by the code for that."""
        return {NOT_ANSWERED: self.not_answered, NOT_SAID: self.prefer_not_to_say}


class AnswerColumn(AskedColumn):
    """The column with the answers to the question, and what they mean."""

    codes: dict[str, Code] = Field(min_length=2)


class CharacteristicColumn(AskedColumn):
    """A column with the answers to an equality question, and spellings that only this collection has."""

    spellings: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    """By the code of the answer; ``not-answered`` and ``prefer-not-to-say`` are codes of every question."""
    bands: tuple[str, ...] = ()
    """Of age: the bands to count in, such as ``"18-24"``; without them those of the answers."""

    @field_validator("bands")
    @classmethod
    def _are_bands(cls, given: tuple[str, ...]) -> tuple[str, ...]:
        read = [Ages.read(plain(band)) for band in given]
        if None in read or len(read) == 1 or overlapping(ages for ages in read if ages):
            message = (
                'these are no age bands; accepted: two bands or more that do not overlap, such as "18-24" and "25+"'
            )
            raise ValueError(message)
        return given

    @property
    def own(self) -> dict[str, tuple[str, ...]]:
        """Everything that the mapping says of what is written in it, by code."""
        return {**self.spellings, **{code: (*self.spellings.get(code, ()), *own) for code, own in self.silent.items()}}

    @property
    def age_bands(self) -> tuple[Ages, ...]:
        """The bands that are stated; empty where there are none."""
        return tuple(ages for band in self.bands if (ages := Ages.read(plain(band))))


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
    collection: str = ""
    """Name of the survey or the records, where files of counts are made from them too; empty: all that the publisher
    says of the year."""
    shows_nobody: bool = False
    """Whether counts of 0 are shown, because the source's own rule shows them."""
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
    asked: str = "everyone"
    """Of whom the question was asked: everyone, or ages such as ``18 and over``."""
    area: AreaColumn
    answer: AnswerColumn
    characteristics: dict[Characteristic, CharacteristicColumn]
    purpose: Purpose

    @field_validator("period")
    @classmethod
    def _is_period(cls, given: str) -> str:
        if problem := fault(given):
            message = f"{problem}; accepted: {ACCEPTED}"
            raise ValueError(message)
        return Period.of(given).spelling

    @field_validator("characteristics")
    @classmethod
    def _are_protected(
        cls, given: dict[Characteristic, CharacteristicColumn]
    ) -> dict[Characteristic, CharacteristicColumn]:
        if Characteristic.EVERYONE in given:
            message = f"everyone is no characteristic; accepted: {', '.join(NINE)}"
            raise ValueError(message)
        if with_bands := [name for name, column in given.items() if column.bands and name is not Characteristic.AGE]:
            message = f"{with_bands[0]} has no age bands; accepted: bands for age only"
            raise ValueError(message)
        return given

    @field_validator("asked")
    @classmethod
    def _are_ages(cls, given: str) -> str:
        if _asked(given) is None:
            message = "these are no ages; accepted: everyone, 16 and over, 18 and over, 16 to 64 and the like"
            raise ValueError(message)
        return given

    @field_validator("answer")
    @classmethod
    def _are_answers(cls, given: AnswerColumn) -> AnswerColumn:
        if taken := [code for code in given.codes if code in WITHOUT_CODE]:
            message = f"{taken[0]} is kept for records without an answer"
            raise ValueError(message)
        return given

    def counted_by(self, level: Level) -> Mapping:
        """Return the same mapping, counted by areas of a level."""
        if self.area.level is level:
            return self
        kind = "district" if level is Level.DISTRICT else "ward"
        return self.model_copy(update={"area": self.area.model_copy(update={"kind": kind, "lookup": ""})})

    @property
    def asked_ages(self) -> Ages:
        """The ages of those who were asked."""
        return _asked(self.asked) or EVERYONE

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
    return checked(documents.typed(Mapping, path, _closed_where_unclear(documents.content(path))), path.name)


def _closed_where_unclear(given: dict[str, Any]) -> dict[str, Any]:
    """The same keys; counts are for administrators only, where ``who_sees`` is a sentence that names nobody we know."""
    purpose = given.get("purpose")
    said = purpose.get("who_sees") if isinstance(purpose, dict) else None
    if not isinstance(purpose, dict) or not isinstance(said, str) or said.strip().lower() in (PUBLIC, SIGNED_IN):
        return given
    return {**given, "purpose": {**purpose, "who_sees": [Role.ADMINISTRATOR.value]}}


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
    Spellings.of(mapping.answer.codes, name, mapping.answer.silent)
    roles = mapping.columns
    twice = [role for role, column in roles.items() if list(roles.values()).count(column) > 1]
    if twice:
        accepted = "a column of its own for each"
        raise Findings(Finding(name, "the column is mapped twice", accepted, value=roles[role]) for role in twice)
    return mapping


def _asked(given: str) -> Ages | None:
    return EVERYONE if plain(given) == "everyone" else Ages.read(plain(given))
