"""How the register says no, and what its rules may look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jsna.errors import JsnaError
from jsna.model.register.item import Item

#: Returns an item by kind and identifier.
Look = Callable[[type[Any], str], Any]


class Refused(JsnaError):
    """The register does not take this: the message says what is missing.

    Attributes:
        field: of the item, where the rule is about one.
        item: identifier of the item; the register writes it.
    """

    def __init__(self, message: str, field: str = "", item: str = "") -> None:
        super().__init__(message)
        self.field, self.item = field, item


class NotHere(JsnaError):
    """The register does not hold this, or the person may not see it: both read the same."""

    @classmethod
    def of(cls, kind: type[Item]) -> NotHere:
        """Return what is said where an item of a kind was looked for."""
        return cls(f"There is no such {kind.KIND} here.")


class Conflict(JsnaError):
    """Somebody else saved the same item meanwhile; neither version is lost.

    Attributes:
        mine: what was to be saved.
        theirs: what is saved.
    """

    def __init__(self, mine: Item, theirs: Item) -> None:
        self.mine, self.theirs = mine, theirs
        super().__init__("Somebody else has changed this meanwhile. Both versions are kept: choose from each.")


@dataclass(frozen=True)
class Around:
    """What a rule may know beside the item: other items of the same state of the register, and the time.

    Attributes:
        look: returns an item by kind and identifier.
        referring: returns the items of a kind that name an identifier in a field.
        at: the moment of saving.
        reason: why it is saved, as the history will have it.
    """

    look: Look
    referring: Callable[[type[Any], str, str], list[Any]]
    at: datetime
    reason: str = ""
