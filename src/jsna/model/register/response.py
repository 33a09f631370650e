"""A response: what was heard, what was decided and done about it, and whether it helped."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, ClassVar

from pydantic import Field

from jsna.model.register.item import INTERNAL, Group, Item, Part, Place, RefersTo, Said, Words


class Progress(StrEnum):
    """How far the council has come. "Nothing changed" is an honest end; silence is none."""

    HEARD = "heard"
    DECIDED = "decided"
    DOING = "doing"
    DONE = "done"
    NOTHING_CHANGED = "nothing changed"

    @property
    def is_an_end(self) -> bool:
        """Whether nothing more is to be done, except to tell people and ask whether it helped."""
        return self in (Progress.DONE, Progress.NOTHING_CHANGED)


class Helped(StrEnum):
    """What people say of what was done."""

    YES = "it helped"
    PARTLY = "it helped in part"
    NO = "it did not help"
    TOO_EARLY = "too early to say"
    NOT_NEEDED = "no longer needed"


class Happened(StrEnum):
    """What a step is: how far the council came, and what else became of the response."""

    HEARD = "heard"
    DECIDED = "decided"
    DOING = "doing"
    DONE = "done"
    NOTHING_CHANGED = "nothing changed"
    NOT_TOLD = "people could not be told"
    REOPENED = "reopened"
    PUBLISHED = "published"
    WITHDRAWN = "no longer published"


class SaidWho(StrEnum):
    """Who says whether it helped. The council alone cannot."""

    PEOPLE = "people who asked"
    GROUP = "a group that speaks for them"
    COUNCIL = "the council"


class Verdict(Part):
    """One answer to "did it help?"."""

    on: date
    helped: Helped
    said_by: SaidWho
    words: Said = ""


class Told(Part):
    """That the people who asked were told."""

    on: date
    how: Words
    by: Words
    whom: Words = ""


class Step(Part):
    """One thing that happened, with its day. The register adds what a page does not; none is ever changed."""

    on: date
    what: Happened
    words: Said = ""
    """What was decided or done, or why nothing changed, as it stood that day."""
    reason: Said = ""
    """Why it was published then; everybody reads it."""
    by: Annotated[Words, INTERNAL] = ""
    """Who recorded it."""


class Moved(Part):
    """A next date that was put off."""

    was: date
    reason: Said


class Measured(Part):
    """The indicator before and after."""

    indicator: Words
    area: Words
    group: Words = ""
    before: Words = ""
    after: Words = ""
    """Periods, as the indicator spells them; empty: the last before it was heard, and the newest since."""


class Response(Item):
    """What became of something that was heard."""

    KIND: ClassVar[str] = "response"

    heard: Annotated[Said, Field(min_length=1)]
    heard_on: date
    places: Annotated[tuple[Place, ...], Field(min_length=1)]
    topic: Words = ""
    groups: tuple[Group, ...] = ()
    conversations: tuple[Annotated[str, RefersTo("conversation")], ...] = ()
    need: Annotated[str | None, RefersTo("need")] = None
    idea: Annotated[str | None, RefersTo("idea")] = None
    promised: Said = ""
    """What people were promised, where they were."""
    progress: Progress = Progress.HEARD
    decided: Said = ""
    done: Said = ""
    because: Said = ""
    """Why nothing changed."""
    owner: Words = ""
    next_on: date | None = None
    """When something is to be said or done next."""
    moves: tuple[Moved, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    told: tuple[Told, ...] = ()
    not_told: Said = ""
    """Why the people who asked could not be told."""
    measured: tuple[Measured, ...] = ()
    steps: tuple[Step, ...] = ()
    drafted: Annotated[Words, INTERNAL] = ""
    """A decision that is being written. It is read by people with a role until one of them publishes it."""

    @property
    def ended_on(self) -> date | None:
        """The day on which the council came to the end at which it stands; None while there is more to do."""
        if not self.progress.is_an_end:
            return None
        ends = [step.on for step in self.steps if str(step.what) == str(self.progress)]
        return ends[-1] if ends else self.heard_on

    @property
    def closed_on(self) -> date | None:
        """The day on which it ended for the people who asked: they were told, or it was said why they could not be."""
        ended = self.ended_on
        if ended is None:
            return None
        told = [each.on for each in self.told if each.on >= ended]
        if told:
            return min(told)
        if not self.not_told.strip():
            return None
        said = [step.on for step in self.steps if step.what is Happened.NOT_TOLD]
        return max(said[-1], ended) if said else ended

    @property
    def is_closed(self) -> bool:
        """Whether it has ended: done or not, and people were told, or it is said why they could not be."""
        return self.closed_on is not None

    @property
    def times_reopened(self) -> int:
        """How often people said that it did not help, so that it began again."""
        return sum(step.what is Happened.REOPENED for step in self.steps)
