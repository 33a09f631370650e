"""What people are asked on the page and on paper: one list of questions for each kind of report."""

from __future__ import annotations

from enum import StrEnum

from jsna.model.strict import Strict
from jsna.model.telling.words import ByCode, Text


class Question(StrEnum):
    """One question; the value is its key in the words of a language."""

    FIGURE = "figure"
    """Which figure; known already where somebody came from it."""
    SEES = "sees"
    SERVICE = "service"
    """A kind of service."""
    WHICH = "which"
    PLACE = "place"
    WHEN = "when"
    WHAT = "what"
    SHOULD_HAVE = "should_have"
    WANTS_ANSWER = "wants_answer"
    REACH = "reach"


#: The questions about a figure and about harm, in their order.
ABOUT_FIGURE = (Question.FIGURE, Question.SEES, Question.PLACE, Question.WANTS_ANSWER, Question.REACH)
ABOUT_HARM = (
    Question.SERVICE,
    Question.WHICH,
    Question.PLACE,
    Question.WHEN,
    Question.WHAT,
    Question.SHOULD_HAVE,
    Question.WANTS_ANSWER,
    Question.REACH,
)


class Ask(Strict):
    """The words of a question."""

    label: Text
    hint: Text
    short: Text
    """What the answer is called in a list: "What happened"."""


class Questions(Strict, ByCode[Question, Ask]):
    """The words of every question."""

    figure: Ask
    sees: Ask
    service: Ask
    which: Ask
    place: Ask
    when: Ask
    what: Ask
    should_have: Ask
    wants_answer: Ask
    reach: Ask
