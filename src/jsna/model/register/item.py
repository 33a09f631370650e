"""What every item of the register has, and how its fields say what they are."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Annotated, Any, ClassVar, TypeVar, get_args

from pydantic import AfterValidator, BaseModel, ConfigDict

from jsna.model.characteristic import Characteristic
from jsna.model.register.person import Right

#: Letters of one text at most. A text index of PostgreSQL holds one megabyte.
LONGEST = 200_000

_Model = TypeVar("_Model", bound=BaseModel)


#: A zero, and halves of letters that are no letters by themselves.
_NOT_KEPT = re.compile("[\0\ud800-\udfff]")


def _kept(words: str) -> str:
    """Return the text as it was typed; refuse what a database would refuse or cut."""
    if len(words) > LONGEST:
        message = f"the text has {len(words):,} letters; {LONGEST:,} at most can be kept"
        raise ValueError(message)
    if _NOT_KEPT.search(words):
        message = "the text holds a character that is no letter, sign or line break; remove it and save again"
        raise ValueError(message)
    return words


@dataclass(frozen=True)
class ReadBy:
    """Marks a field that only people with a right read.

    Attributes:
        right: which one.
    """

    right: Right


@dataclass(frozen=True)
class Searched:
    """Marks a field whose words a search finds."""


@dataclass(frozen=True)
class RefersTo:
    """Marks the identifier of another item.

    Attributes:
        kind: of the other item.
    """

    kind: str


#: What everybody in the service reads, and nobody else: counts of few people, names of staff.
INTERNAL = ReadBy(Right.READ_ALL)
#: What somebody said or wrote, word for word, or how to reach them.
PRIVATE = ReadBy(Right.READ_PRIVATE)
SEARCHED = Searched()

#: Text as it was typed: data, never markup.
Words = Annotated[str, AfterValidator(_kept)]
#: Text that a search finds.
Said = Annotated[str, AfterValidator(_kept), SEARCHED]


class Part(BaseModel):
    """A part of an item, such as one place of several."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Place(Part):
    """An area, with the year of its boundaries."""

    code: str
    """Code of the area, such as E05009888."""
    vintage: str
    """Whose boundaries: ``2022``."""


class Group(Part):
    """A group of people: one group of one characteristic."""

    characteristic: Characteristic
    group: str = ""
    """Code of the group as the indicators have it; empty for everybody whom the characteristic concerns."""


class Item(BaseModel):
    """One thing kept in the register. It is frozen: a change is a new version.

    Identifier, version and times are given when it is saved.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    KIND: ClassVar[str]
    """What it is called in the database, in files and in links."""
    READ_BY: ClassVar[Right] = Right.READ_ALL
    """Who reads one that is not published."""

    id: str = ""
    version: int = 0
    created_at: datetime | None = None
    changed_at: datetime | None = None
    published: bool = False
    """Whether everybody may read it. Private fields stay private."""
    sample: bool = False
    """Whether it was made up to show how the register works."""
    erased: str = ""
    """By which rule its private words were erased; empty where they were not."""


@cache
def marks(model: type[BaseModel], name: str) -> tuple[Any, ...]:
    """Return the marks of a field: :class:`ReadBy`, :class:`Searched`, :class:`RefersTo`."""
    field = model.model_fields[name]
    inner = [mark for each in get_args(field.annotation) for mark in getattr(each, "__metadata__", ())]
    return (*field.metadata, *inner)


def hidden_fields(model: type[BaseModel], may: Callable[[Right], bool]) -> set[str]:
    """Return the names of the fields that somebody with these rights does not read."""
    return {name for name, right in _readers(model) if not may(right)}


@cache
def _readers(model: type[BaseModel]) -> tuple[tuple[str, Right], ...]:
    """The fields of a model that only people with a right read, each with the right."""
    return tuple(
        (name, mark.right) for name in model.model_fields for mark in marks(model, name) if isinstance(mark, ReadBy)
    )


def as_read(item: _Model, may: Callable[[Right], bool]) -> _Model:
    """Return the item as somebody with these rights reads it: its other fields, and those of its parts, are empty."""
    model = type(item)
    hidden = hidden_fields(model, may)
    kept = {name: model.model_fields[name].get_default(call_default_factory=True) for name in hidden}
    for name, value in vars(item).items():
        if name not in hidden and isinstance(value, tuple) and any(isinstance(each, BaseModel) for each in value):
            kept[name] = tuple(as_read(each, may) if isinstance(each, BaseModel) else each for each in value)
    return item.model_copy(update=kept) if kept else item


def as_changed(stored: _Model, given: _Model, may: Callable[[Right], bool]) -> _Model:
    """Return what somebody changed, with what they do not read as it is stored.

    In a list whose parts have fields that they do not read, parts can be added and none changed.
    """
    hidden = hidden_fields(type(stored), may)
    kept: dict[str, Any] = {name: getattr(stored, name) for name in hidden}
    for name in set(type(stored).model_fields) - hidden:
        parts = getattr(given, name)
        if not isinstance(parts, tuple):
            continue
        either = (*parts, *getattr(stored, name))
        unread = {field for part in either if isinstance(part, BaseModel) for field in hidden_fields(type(part), may)}
        if unread:
            added = [part for part in parts if any(getattr(part, field) for field in unread)]
            kept[name] = (*getattr(stored, name), *added)
    return given.model_copy(update=kept)


def searched_words(item: BaseModel) -> Iterator[str]:
    """Yield the texts of an item that a search finds, those of its parts included."""
    searched = _searched(type(item))
    for name in type(item).model_fields:
        value = getattr(item, name)
        if isinstance(value, tuple):
            yield from (words for part in value if isinstance(part, BaseModel) for words in searched_words(part))
        elif value and name in searched:
            yield str(value)


@cache
def _searched(model: type[BaseModel]) -> frozenset[str]:
    """The fields of a model whose words a search finds."""
    return frozenset(name for name in model.model_fields if SEARCHED in marks(model, name))
