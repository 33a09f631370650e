"""How a rule of the register says no, and what it may look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from jsna.errors import JsnaError

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
