"""The questions as paper: a script for call handlers and forms, each as one HTML file and as plain text.

A form is made from ``data/questions`` alone. It opens without a network, prints, and holds no script: what is ticked on
the screen stays on the screen. It asks for no name and has no box to write in, because only counts are kept.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from html import escape
from itertools import groupby
from pathlib import Path

from jsna.model.question import Answer, Question
from jsna.words import asking

#: Nothing may be fetched or run, whatever a file of questions holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
_WIDTH = 78
_LONG = 9


class Edition(StrEnum):
    """One way to ask; the value is the name of the file and the class of its page."""

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
        """True where the easier words stand in place of the standard's."""
        return self in (Edition.PLAIN, Edition.LARGE_PRINT)


_TITLES = {
    Edition.SCRIPT: "Script for call handlers",
    Edition.STANDARD: "Form in the words of the standards",
    Edition.PLAIN: "Form in plain language",
    Edition.LARGE_PRINT: "Form in plain language and large print",
}


@dataclass(frozen=True)
class Asked:
    """One part of one question, as it stands on a page.

    Attributes:
        number: ``3``, or ``2a``.
        key: a name for the part that is unique on the page.
        text: the question.
        notes: lines below it.
        answers: what can be ticked.
    """

    number: str
    key: str
    text: str
    notes: tuple[str, ...]
    answers: tuple[Answer, ...]


def as_html(questions: Sequence[Question], edition: Edition, council: str) -> str:
    """Return a script or a form as one HTML document that needs nothing else.

    Args:
        questions: in the order of the form.
        edition: which of them.
        council: the body that asks, by the name people know.
    """
    style = Path(__file__).with_name("forms.css").read_text(encoding="utf-8")
    body = _script(questions) if edition is Edition.SCRIPT else _form(questions, edition)
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="en-GB" class="{edition.value}">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(_POLICY)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(f'About you: {edition.heading}, {council}')}</title>",
            f"<style>\n{style}</style>",
            "</head>",
            "<body>",
            "<main>",
            f"<h1>{escape(_heading(edition))}</h1>",
            _paragraph(council),
            *body,
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def as_text(questions: Sequence[Question], edition: Edition, council: str) -> str:
    """Return a script or a form as plain text, 78 characters wide, for a screen reader, an e-mail or a printer."""
    lines = [_heading(edition), "=" * len(_heading(edition)), council, "", *asking.BEFORE, ""]
    for number, question in enumerate(questions, start=1):
        for asked in parts(question, number, edition):
            lines += [f"{asked.number}. {asked.text}", *asked.notes, *_text_answers(asked, edition), ""]
        if edition is Edition.SCRIPT:
            lines += [f"{heading}: {said}" for heading, said in asking.card(question).items()]
            lines.append("")
    if edition is not Edition.SCRIPT:
        lines += [asking.WHAT_WE_DO, *asking.how_it_is_used(questions), ""]
    return "\n".join(_wrapped(line) for line in [*lines, *asking.AFTER]) + "\n"


def parts(question: Question, number: int, edition: Edition) -> Iterator[Asked]:
    """Yield the parts of a question as the edition asks them.

    Args:
        question: what is asked.
        number: its number on the page, from 1.
        edition: which decides the words.
    """
    numbers = [asking.part_number(number, each, len(question.parts)) for each in range(1, len(question.parts) + 1)]
    for index, part in enumerate(question.parts):
        follows = [asking.only_if(numbers[index - 1], question.parts[index - 1])] if index else []
        of_whom = [f"{question.asked_of}."] if question.asked_of and not index else []
        why = [question.purpose.plain] if not index and edition is not Edition.SCRIPT else []
        yield Asked(
            number=numbers[index],
            key=f"{question.slug}-{index + 1}",
            text=part.plain if edition.speaks_plainly else part.text,
            notes=tuple(line for line in [*follows, *of_whom, *why, part.help] if line),
            answers=part.offered,
        )


def _heading(edition: Edition) -> str:
    return edition.heading if edition is Edition.SCRIPT else "About you"


def _form(questions: Sequence[Question], edition: Edition) -> Iterator[str]:
    yield from map(_paragraph, asking.BEFORE)
    for number, question in enumerate(questions, start=1):
        for asked in parts(question, number, edition):
            yield from _fieldset(asked)
    yield _how_it_is_used(questions)
    yield from map(_paragraph, asking.AFTER)


def _fieldset(asked: Asked) -> Iterator[str]:
    # Longer than a sheet of large print: better broken between two answers than pushed to the next sheet and cut there.
    yield '<fieldset class="long">' if len(asked.answers) > _LONG else "<fieldset>"
    yield f"<legend>{escape(f'{asked.number}. {asked.text}')}</legend>"
    yield from map(_paragraph, asked.notes)
    yield _paragraph("Tick one box.")
    numbered = enumerate(asked.answers, start=1)
    for position, (under, answers) in enumerate(groupby(numbered, key=lambda pair: pair[1].under)):
        boxes = [_box(asked.key, number, answer) for number, answer in answers]
        heading = f"{asked.key}-under-{position}"
        named = f'<p class="under" id="{heading}">{escape(under)}</p>'
        yield from [f'<div role="group" aria-labelledby="{heading}">', named, *boxes, "</div>"] if under else boxes
    yield "</fieldset>"


def _box(key: str, number: int, answer: Answer) -> str:
    name = f"{key}-{number}"
    box = f'<input type="radio" name="{key}" id="{name}">'
    return f'<div class="answer">{box}<label for="{name}">{escape(answer.label)}</label></div>'


def _how_it_is_used(questions: Sequence[Question]) -> str:
    said = "".join(map(_paragraph, asking.how_it_is_used(questions)))
    return f'<section class="open"><h2>{asking.WHAT_WE_DO}</h2>{said}</section>'


def _script(questions: Sequence[Question]) -> Iterator[str]:
    yield _paragraph("Read out what stands in bold. Read every answer, and take the first one that is given.")
    yield _paragraph("Write down the code, never a name or a remark. If somebody does not want to answer, go on.")
    yield '<section class="open"><h2>Before the first question</h2>'
    yield from map(_said, asking.BEFORE)
    yield "</section>"
    for number, question in enumerate(questions, start=1):
        yield from _scripted(question, number)
    yield '<section class="open"><h2>After the last question</h2>'
    yield from map(_said, asking.AFTER)
    yield "</section>"


def _scripted(question: Question, number: int) -> Iterator[str]:
    yield f'<section class="open"><h2>{escape(f"{number}. {question.title}")}</h2>'
    for asked in parts(question, number, Edition.SCRIPT):
        yield _said(asked.text)
        yield from map(_paragraph, asked.notes)
        yield f"<table><caption>Answers to {asked.number}</caption>"
        yield '<thead><tr><th scope="col">Read out</th><th scope="col">Write down</th></tr></thead><tbody>'
        yield from (f"<tr><td>{escape(_full(each))}</td><td>{escape(_noted(each))}</td></tr>" for each in asked.answers)
        yield "</tbody></table>"
    yield "<h3>If somebody asks why</h3><dl>"
    lines = {"In one sentence": question.purpose.plain, **asking.card(question)}
    yield from (f"<dt>{escape(heading)}</dt><dd>{escape(said)}</dd>" for heading, said in lines.items())
    yield "</dl></section>"


def _full(answer: Answer) -> str:
    return f"{answer.under}: {answer.label}" if answer.under else answer.label


def _noted(answer: Answer) -> str:
    return answer.code or "nothing yet: ask the next part"


def _paragraph(text: str) -> str:
    return f"<p>{escape(text)}</p>"


def _said(text: str) -> str:
    return f"<blockquote>{escape(text)}</blockquote>"


def _text_answers(asked: Asked, edition: Edition) -> Iterator[str]:
    for answer in asked.answers:
        noted = f" → {_noted(answer)}" if edition is Edition.SCRIPT else ""
        yield f"  [ ] {_full(answer)}{noted}"


def _wrapped(line: str) -> str:
    hanging = "      " if line.startswith("  [ ]") else ""
    return textwrap.fill(line, _WIDTH, subsequent_indent=hanging)
