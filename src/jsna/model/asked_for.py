"""What people of a place asked for already, as everybody may read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jsna.model.register.conversation import Conversation
from jsna.model.register.item import Place
from jsna.model.register.need import Need
from jsna.model.register.response import Response


@dataclass(frozen=True)
class Theme:
    """One thing that was heard, in one conversation or in several.

    Attributes:
        words: the theme, or what was heard where it was given none.
        conversations: in how many it was heard.
        last_on: when it was heard last.
        places: where.
    """

    words: str
    conversations: int
    last_on: date
    places: tuple[Place, ...]


@dataclass(frozen=True)
class InOwnWords:
    """Words that a moderator released."""

    words: str
    conversation: Conversation


@dataclass(frozen=True)
class AskedFor:
    """What people of a place asked for. Everything here is published.

    Attributes:
        conversations: the last held first, so many as are looked through.
        total: how many there are.
        unpublished: how many others are recorded that the reader may know of; None for a reader who may not.
        themes: those heard in most conversations first.
        own_words: as released.
        needs: the last changed first.
        responses: what came of it, the last heard first.
    """

    conversations: tuple[Conversation, ...]
    total: int
    unpublished: int | None
    themes: tuple[Theme, ...]
    own_words: tuple[InOwnWords, ...]
    needs: tuple[Need, ...]
    responses: tuple[Response, ...]

    @property
    def has_sample(self) -> bool:
        """Whether some of it was made up."""
        return any(each.sample for each in (*self.conversations, *self.needs, *self.responses))
