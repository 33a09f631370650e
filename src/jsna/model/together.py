"""What the register holds of a place, in short: to stand beside its figures."""

from __future__ import annotations

from dataclasses import dataclass

from jsna.model.register.conversation import Conversation
from jsna.model.register.idea import Idea
from jsna.model.register.need import Need
from jsna.model.register.response import Response


@dataclass(frozen=True)
class Together:
    """Voices, needs, ideas and open answers of a place: how many, and the first few of each.

    Attributes:
        conversations: the latest first.
        needs: the last changed first.
        ideas: the last changed first.
        responses: those that have not ended, the oldest first.
        counts: how many there are, by the name of the kind; of responses, those that have not ended.
    """

    conversations: tuple[Conversation, ...]
    needs: tuple[Need, ...]
    ideas: tuple[Idea, ...]
    responses: tuple[Response, ...]
    counts: dict[str, int]

    @property
    def samples(self) -> bool:
        """Whether some of what is shown was made up."""
        return any(item.sample for item in (*self.conversations, *self.needs, *self.ideas, *self.responses))
