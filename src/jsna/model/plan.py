"""A plan for asking: which groups of a place are concerned, who among them was asked, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from jsna.model.characteristic import Characteristic
from jsna.model.comparison import AreaFigure, Comparison
from jsna.model.register.conversation import Conversation
from jsna.model.register.need import Need
from jsna.model.register.provision import Provision
from jsna.model.register.response import Response

#: From so many conversations with a group without one answer on, asking again needs a reason.
ASKED_OFTEN = 2


@dataclass(frozen=True)
class Concerned:
    """One group that a place has more of than its baseline's rate would give.

    Attributes:
        comparison: the figures of the place's areas.
        extra: people (or households) more than the baseline's rate would give, over the areas called higher.
        areas: where most of them live, the most first.
    """

    comparison: Comparison
    extra: float
    areas: tuple[AreaFigure, ...]


@dataclass(frozen=True)
class Concern:
    """A group concerned, and who of it was asked.

    Attributes:
        figures: how many they are, and where.
        conversations: how many reached the group here; for a topic that concerns everybody, how many were about the
            topic. None where the reader may not know who was reached.
        last_on: the day of the last of these; None where there is none.
        unanswered: how many of these have no response that has ended.
    """

    figures: Concerned
    conversations: int | None = None
    last_on: date | None = None
    unanswered: int = 0

    @property
    def is_by_topic(self) -> bool:
        """Whether its conversations are those about the topic, because no characteristic names the group."""
        return self.figures.comparison.indicator.characteristic is Characteristic.EVERYONE

    @property
    def asked_often(self) -> bool:
        """Whether the group was asked several times and was never told what came of it."""
        return self.unanswered >= ASKED_OFTEN and self.unanswered == self.conversations


@dataclass(frozen=True)
class Plan:
    """What to know before anybody in a place is asked about a topic.

    Attributes:
        place: code of the place, or of a ward.
        topic: folder of the indicators.
        concerns: groups concerned, the most people first.
        needs: needs recorded here, with their rival explanations; the first few.
        talks: how many conversations were about the topic, or about several.
        said: the latest of these.
        responses: what came of what was heard here; the first few.
        provision: where people can be met; the first few.
        is_ward: whether it is for one ward.
    """

    place: str
    topic: str
    concerns: tuple[Concern, ...]
    needs: tuple[Need, ...]
    talks: int
    said: tuple[Conversation, ...]
    responses: tuple[Response, ...]
    provision: tuple[Provision, ...]
    is_ward: bool = False

    @property
    def asked_about_other_things(self) -> bool:
        """Whether a group was asked here although nothing was heard on the topic."""
        return not self.said and any(each.conversations and not each.is_by_topic for each in self.concerns)

    @property
    def samples(self) -> bool:
        """Whether something that it shows was made up."""
        return any(item.sample for item in (*self.needs, *self.said, *self.responses, *self.provision))
