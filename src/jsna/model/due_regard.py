"""The record of due regard: what was known of a need at each step, and what was decided then."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from jsna.model.register.conversation import Conversation
from jsna.model.register.idea import Idea
from jsna.model.register.item import Item
from jsna.model.register.need import Need
from jsna.model.register.response import Response

AnyItem = TypeVar("AnyItem", bound=Item)


@dataclass(frozen=True)
class Step(Generic[AnyItem]):
    """One version of an item.

    Attributes:
        at: when it was saved.
        who: who saved it; empty for a reader who does not see names of staff.
        note: the reason that was given for saving, if any.
        before: the version before it, or None for the first.
        after: the version that was saved.
    """

    at: datetime
    who: str
    note: str
    before: AnyItem | None
    after: AnyItem


@dataclass(frozen=True)
class Regard:
    """Everything that is known of a need, and how it came to be known.

    Attributes:
        need: as it is now.
        conversations: those it cites that the reader may see, oldest first.
        unseen: how many others it cites.
        ideas: proposed for it, that the reader may see.
        responses: what came of what was heard about it, that the reader may see, oldest first.
        steps: its versions, oldest first; those whose words were erased are left out.
    """

    need: Need
    conversations: tuple[Conversation, ...]
    unseen: int
    ideas: tuple[Idea, ...]
    responses: tuple[Response, ...]
    steps: tuple[Step[Need], ...]
