"""What people are asked before there is a solution, and the signs of a question that leads."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from jsna.model.strict import Strict


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        message = f"a regular expression that can be read ({error})"
        raise ValueError(message) from error
    return pattern


class OpenQuestion(Strict):
    """A question that people can answer in their own way."""

    asks: str = Field(min_length=10)
    """May hold ``{topic}``, for what the talk is about, as it is called in the street."""
    then: str = ""
    """What is asked when somebody has said little."""


class Leading(Strict):
    """A way in which a question leads."""

    kind: str = Field(min_length=3)
    """What the question does: "presents a solution"."""
    why: str = Field(min_length=10)
    """Why that matters, in one sentence."""
    instead: str = Field(min_length=10)
    """A question, or a way to ask, that leaves the answer open."""
    patterns: tuple[Annotated[str, AfterValidator(_compiles)], ...] = Field(min_length=1)
    """Regular expressions for a question in small letters."""


class Asking(Strict):
    """The script for asking people, from ``data/listen/asking.toml``."""

    opening: tuple[str, ...] = Field(min_length=1)
    """What is said first. May hold ``{council}``."""
    questions: tuple[OpenQuestion, ...] = Field(min_length=1)
    closing: tuple[str, ...] = Field(min_length=1)
    """What is said last. May hold ``{by}``, the day by which people are told what came of it."""
    leading: tuple[Leading, ...] = Field(min_length=1)
    topics: dict[str, str] = Field(default_factory=dict)
    """What a topic is called in the street, by its folder."""

    def called(self, topic: str) -> str:
        """Return what a topic is called in the street; as on the page where the script does not say."""
        return self.topics.get(topic, topic.replace("-", " "))


def ways_it_leads(question: str, known: tuple[Leading, ...]) -> list[Leading]:
    """Return the ways in which a question leads, each once; none for an open question.

    Args:
        question: as it would be asked.
        known: what is looked for, in this order.
    """
    said = " ".join(question.casefold().split())
    return [each for each in known if any(re.search(pattern, said) for pattern in each.patterns)]
