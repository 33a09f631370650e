"""The editions of the same questions: the wording of each, and what is on its page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from jsna.model.question import Answer, Question
from jsna.words import why_we_ask


class Edition(StrEnum):
    """One way to ask; the value is the file name and the CSS class of its page."""

    SCRIPT = "script"
    STANDARD = "standard"
    PLAIN = "plain"
    LARGE_PRINT = "large-print"

    @property
    def heading(self) -> str:
        """The edition's name for readers."""
        return _TITLES[self]

    @property
    def speaks_plainly(self) -> bool:
        """True if the easier words replace the standard's."""
        return self in (Edition.PLAIN, Edition.LARGE_PRINT)


_TITLES = {
    Edition.SCRIPT: "Script for call handlers",
    Edition.STANDARD: "Form in the words of the standards",
    Edition.PLAIN: "Form in plain language",
    Edition.LARGE_PRINT: "Form in plain language and large print",
}


class Print(StrEnum):
    """One print of a form that is filled in by hand; the value is part of the file name and a CSS class of its page."""

    NORMAL = "paper"
    LARGE_PRINT = "large-print"

    @property
    def heading(self) -> str:
        """What the print is called."""
        return "Paper form" if self is Print.NORMAL else "Paper form in large print"


@dataclass(frozen=True)
class Asked:
    """One part of one question, as shown on a page.

    Attributes:
        number: ``3``, or ``2a``.
        key: a name for the part that is unique on the page.
        text: the question.
        notes: lines below the question.
        answers: the answers to tick.
    """

    number: str
    key: str
    text: str
    notes: tuple[str, ...]
    answers: tuple[Answer, ...]


def parts_asked(question: Question, number: int, edition: Edition) -> Iterator[Asked]:
    """Yield the parts of a question as the edition asks them.

    Args:
        question: what is asked.
        number: its number on the page, from 1.
        edition: decides the wording.
    """
    numbers = [why_we_ask.part_number(number, each, len(question.parts)) for each in range(1, len(question.parts) + 1)]
    only_if = why_we_ask.ask_only_if if edition is Edition.SCRIPT else why_we_ask.only_if
    for index, part in enumerate(question.parts):
        follows = [only_if(numbers[index - 1], question.parts[index - 1])] if index else []
        of_whom = [f"{question.asked_of}."] if question.asked_of and not index else []
        why = [question.purpose.plain] if not index and edition is not Edition.SCRIPT else []
        yield Asked(
            number=numbers[index],
            key=f"{question.slug}-{index + 1}",
            text=part.plain if edition.speaks_plainly else part.text,
            notes=tuple(line for line in [*follows, *of_whom, *why, part.help] if line),
            answers=tuple(_worded(answer, edition) for answer in part.offered),
        )


def _worded(answer: Answer, edition: Edition) -> Answer:
    return answer.model_copy(update={"label": answer.plain}) if answer.plain and edition.speaks_plainly else answer
