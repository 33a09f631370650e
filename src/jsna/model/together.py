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
        ideas: of these needs.
        responses: those that have not ended, the oldest first.
        counts: how many there are, by the name of the kind; of responses, those that have not ended.
        samples: whether some were made up.
    """

    conversations: tuple[Conversation, ...]
    needs: tuple[Need, ...]
    ideas: tuple[Idea, ...]
    responses: tuple[Response, ...]
    counts: dict[str, int]
    samples: bool
