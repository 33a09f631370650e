"""Dated events that a figure may predate, as ``data/events.toml`` lists them."""

from __future__ import annotations

from datetime import date
from typing import Self

from pydantic import Field, model_validator

from jsna.model.area import Level
from jsna.model.strict import Strict


class Event(Strict):
    """A dated event that may have changed what a figure describes; the direction is unknown.

    A national event touches every area; a local one (``level`` below England) names its ``areas``.
    """

    slug: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    title: str
    said: str = ""
    """The title as it is inside a sentence: ``the war in Ukraine``; empty where the title can stand there."""
    summary: str = Field(min_length=20)
    """One plain sentence: what happened."""
    start: date
    end: date | None = None
    """Last day of it, or None where it was one day or has not ended."""
    topics: tuple[str, ...] = Field(min_length=1)
    """Folders under ``indicators/`` whose figures it may have touched."""
    level: Level = Level.ENGLAND
    areas: tuple[str, ...] = ()
    """Codes of the areas concerned; empty for a national event."""
    source: str
    url: str = Field(pattern=r"^https://")

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.end is not None and self.end < self.start:
            message = f"the event ends ({self.end}) before it starts ({self.start})"
            raise ValueError(message)
        if (self.level is Level.ENGLAND) == bool(self.areas):
            raise ValueError("a national event names no areas, and a local event names the codes of its areas")
        return self

    def is_after(self, reference_date: date) -> bool:
        """True if a figure of ``reference_date`` was collected before the end of the event's first day."""
        return reference_date < self.start
