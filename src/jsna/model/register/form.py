"""The form for a conversation, as ``data/listen`` describes it: page and paper are both made from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import Field as Checked
from pydantic import model_validator

from jsna.model.characteristic import Characteristic
from jsna.model.strict import Strict

#: So many fields stand on the first screen at most: what is longer is not filled in in the street.
MOST_FIRST = 10
#: Without these nothing is saved.
NEEDED = ("held_on", "places", "heard.words")
#: Lists of which a field is one part: ``heard.words`` are the words of each thing heard.
LISTS = ("heard", "own_words")

#: Whether people were asked about a characteristic. The first means that we did not write it down.
NOT_RECORDED, NOT_ASKED, ASKED = "", "not-asked", "asked"
#: People who were asked and are in none of the groups: three different blanks.
BLANKS = {
    "not-answered": "Asked, and did not answer",
    "prefer-not-to-say": "Said that they prefer not to say",
    "not-recorded": "Answered, but we did not write it down",
}


class Kind(StrEnum):
    """How a field is filled in."""

    DAY = "day"
    WARDS = "wards"
    LINE = "line"
    TEXT = "text"
    COUNT = "count"
    CHOICE = "choice"
    TICK = "tick"
    TOPIC = "topic"
    GROUPS = "groups"


class Choice(Strict):
    """One answer of several."""

    code: str
    label: str = Checked(min_length=1)


class Field(Strict):
    """One field of the form."""

    name: str = Checked(pattern=r"^[a-z_]+(\.[a-z_]+)?$")
    """As the conversation has it; ``list.field`` for a part of one of ``LISTS``."""
    kind: Kind
    label: str = Checked(min_length=3)
    hint: str = ""
    """One line below the label."""
    wanted: str = ""
    """What to do where it is empty or cannot be read: "Enter the day"."""
    missing: str = ""
    """How it is called in the list of what can still be added; empty where nobody misses it."""
    choices: tuple[Choice, ...] = ()
    usual: str = ""
    """Code of the choice that stands first; only for a choice."""
    lines: int = Checked(default=1, ge=1, le=12)
    """Lines to write on, on paper."""

    @property
    def list_name(self) -> str:
        """The list that it is a part of; empty where it stands alone."""
        name, dot, _ = self.name.partition(".")
        return name if dot else ""

    @property
    def needed(self) -> bool:
        """Whether nothing is saved without it."""
        return self.name in NEEDED

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if bool(self.choices) != (self.kind is Kind.CHOICE):
            message = "only a choice has choices; accepted: choices with code and label, and kind choice"
            raise ValueError(message)
        if self.choices and self.usual not in [choice.code for choice in self.choices]:
            message = f"{self.usual!r} is none of the choices; accepted: the code of one of them for usual"
            raise ValueError(message)
        if self.needed and not self.wanted:
            message = "a field that is needed says what to do; accepted: a sentence for wanted"
            raise ValueError(message)
        if self.list_name and self.list_name not in LISTS:
            message = f"unknown list; accepted: {', '.join(LISTS)}"
            raise ValueError(message)
        return self


class Section(Strict):
    """Fields that stand together."""

    title: str = Checked(min_length=3)
    intro: str = ""
    fields: tuple[Field, ...] = ()
    again: str = ""
    """A list whose fields, wherever they stand first, are offered here once more for each further part."""
    add: str = ""
    """Words of the button that adds a part to the list."""
    blanks: int = Checked(default=2, ge=1, le=6)
    """How many further parts have room on paper."""

    @model_validator(mode="after")
    def _complete(self) -> Self:
        if self.again and (self.again not in LISTS or not self.add):
            message = f"again names a list and add its button; accepted: {', '.join(LISTS)}"
            raise ValueError(message)
        return self


class Form(Strict):
    """The whole form, from ``data/listen/conversation.toml``. Its first section is the first screen."""

    title: str
    intro: str = Checked(min_length=10)
    on_paper: str = Checked(min_length=10)
    """Said at the top of the paper form instead."""
    sections: tuple[Section, ...]

    def __iter__(self) -> Iterator[Field]:  # type: ignore[override]
        """Yield every field in its order."""
        return (field for section in self.sections for field in section.fields)

    @property
    def labels(self) -> dict[str, str]:
        """The label of each field, by its name."""
        return {field.name: field.label for field in self}

    def of_list(self, name: str) -> tuple[Field, ...]:
        """Return the fields of each part of a list, in their order."""
        return tuple(field for field in self if field.list_name == name)

    @model_validator(mode="after")
    def _is_short_enough(self) -> Self:
        first = [field.name for field in self.sections[0].fields] if self.sections else []
        if len(first) > MOST_FIRST:
            message = f"the first section has {len(first)} fields; accepted: {MOST_FIRST} at most"
            raise ValueError(message)
        if lacking := [name for name in NEEDED if name not in first]:
            message = f"the first section lacks {', '.join(lacking)}; accepted: the fields needed to save"
            raise ValueError(message)
        names = [field.name for field in self]
        if twice := [name for number, name in enumerate(names) if name in names[:number]]:
            message = f"{twice[0]} is there twice; accepted: each field once"
            raise ValueError(message)
        return self


class Asked(Strict):
    """The answers by which people are counted on one characteristic."""

    characteristic: Characteristic
    question: str
    """Slug of the question in ``data/questions`` that these are the answers to."""
    groups: tuple[Choice, ...] = Checked(min_length=2)


class AnswerList(Strict):
    """The answers by which groups are counted, as they were on a day; a conversation keeps the list it used."""

    name: str = ""
    """The file's name without its ending; set by the reader, never written in the file."""
    valid_from: date
    asked: tuple[Asked, ...]


def group_labels(asked: Asked) -> dict[str, str]:
    """Return the label of each group of a characteristic, and of the three blanks, by its code."""
    return {choice.code: choice.label for choice in asked.groups} | BLANKS
