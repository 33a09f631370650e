"""The mapping file that describes the columns of a collection; it is kept beside the records and never holds any."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator

from jsna.catalogue import documents
from jsna.errors import Finding, Findings
from jsna.ingest.description import misfits
from jsna.ingest.records.codes import Spellings
from jsna.ingest.records.expression import AREA, DISTRICT
from jsna.ingest.records.mapped_columns import SILENT, AnswerColumn, AreaColumn, CharacteristicColumn
from jsna.ingest.records.no_answer import WITHOUT_CODE
from jsna.ingest.records.spelling import plain
from jsna.model.ages import EVERYONE, Ages
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

#: Role of the column of the answer.
ANSWER = "answer"


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

    def meaning(self, role: str, spelling: str, code: str) -> Mapping:
        """Return the same mapping, in which a spelling of one column means an answer, or none.

        Args:
            role: the answer, or a characteristic.
            spelling: as it stands in the column.
            code: of the answer, or one of ``SILENT``.
        """
        if role != ANSWER:
            column = self.characteristics[Characteristic(role)]
            said = {**column.spellings, code: (*column.spellings.get(code, ()), spelling)}
            changed = column.model_copy(update={"spellings": said})
            return self.model_copy(update={"characteristics": {**self.characteristics, Characteristic(role): changed}})
        if code in SILENT:
            name = code.replace("-", "_")
            update: dict[str, object] = {name: (*self.answer.silent[code], spelling)}
        else:
            given = self.answer.codes[code]
            own = given.model_copy(update={"spellings": (*given.spellings, spelling)})
            update = {"codes": {**self.answer.codes, code: own}}
        return self.model_copy(update={"answer": self.answer.model_copy(update=update)})

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
        """Column of the records by role: the area, its district, the answer, and each characteristic by name."""
        named = {characteristic.value: given.column for characteristic, given in self.characteristics.items()}
        beside = {DISTRICT: self.area.district} if self.area.district else {}
        return {AREA: self.area.column, **beside, ANSWER: self.answer.column, **named}


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
