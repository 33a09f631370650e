"""A decision that used a dataset, and how long a local collection has not been used."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from pydantic import Field, field_validator

from jsna.model.strict import Strict

#: Two years. A collection is listed as unused on the day after.
UNUSED_AFTER_DAYS = 730


class Use(Strict):
    """One decision: a ``[[use]]`` entry of ``data/uses.toml``."""

    date: datetime.date
    """The day of the decision."""
    decision: str = Field(min_length=10, max_length=500)
    """What was decided, in one sentence."""
    body: str = Field(min_length=3, max_length=200)
    """Who decided: a board, a committee, a service."""
    datasets: tuple[str, ...] = Field(min_length=1)
    """Slugs of the indicators that the decision rests on."""
    changed: str = Field(min_length=10, max_length=500)
    """What is different because of it; "nothing was changed" is an answer too."""

    @field_validator("decision", "body", "changed", mode="after")
    @classmethod
    def _one_line(cls, text: str) -> str:
        line = " ".join(text.split())
        if not line.isprintable():
            message = "one line of text without control characters"
            raise ValueError(message)
        return line

    @field_validator("datasets", mode="after")
    @classmethod
    def _named_once(cls, slugs: tuple[str, ...]) -> tuple[str, ...]:
        if twice := [slug for slug in slugs if slugs.count(slug) > 1]:
            message = f"the dataset {twice[0]!r} is named twice"
            raise ValueError(message)
        return slugs


@dataclass(frozen=True)
class CollectionUse:
    """How one local collection has been used.

    Attributes:
        slug: slug of its indicator.
        title: title of its indicator.
        why: why it asks, from its ``[purpose]``.
        collected: the date its replies came in.
        last_used: the date of the last decision that used it, or None if it was never used.
        idle_days: whole days since the last decision, or since collection if it was never used; never below 0.
    """

    slug: str
    title: str
    why: str
    collected: datetime.date
    last_used: datetime.date | None
    idle_days: int

    @property
    def is_unused(self) -> bool:
        """True if it has not been used for more than two years."""
        return self.idle_days > UNUSED_AFTER_DAYS
