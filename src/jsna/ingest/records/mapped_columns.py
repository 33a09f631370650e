"""What a mapping says of single columns: of the area, of the answer, and of each characteristic."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, field_validator, model_validator

from jsna.ingest.records.codes import Code
from jsna.ingest.records.no_answer import NOT_ANSWERED, NOT_SAID
from jsna.ingest.records.spelling import plain
from jsna.model.ages import Ages, overlapping
from jsna.model.area import Level
from jsna.model.strict import Strict

#: The codes of what is no answer, which a collection may have its own words for.
SILENT = (NOT_ANSWERED, NOT_SAID)


class AreaColumn(Strict):
    """The column that says where a person lives."""

    column: str
    kind: Literal["ward", "lsoa", "postcode", "district"] = "ward"
    lookup: str = ""
    """Of lower super output areas, if not the usual one: a CSV with ``lsoa`` and ``ward``, beside the mapping."""
    district: str = ""
    """The column with the district of each, if there is one: names of wards are looked for in it."""
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
