"""The questions on paper: a script for call handlers and forms, each as one HTML file and as plain text.

A form is built only from ``data/questions``. It opens offline, can be printed, and contains no scripts: ticks on the
screen are not sent. It does not ask for a name or have text boxes, because only counts are kept.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from itertools import groupby

from jsna.model.question import Answer, Question
from jsna.outputs.editions import Asked, Edition, parts_asked
from jsna.outputs.paper import document, heading, paragraph, style_sheet
from jsna.words import why_we_ask

_WIDTH = 78


def as_html(questions: Sequence[Question], edition: Edition, council: str) -> str:
    """Return a script or a form as one self-contained HTML document.

    Args:
        questions: in the order of the form.
        edition: the script or a form.
        council: the commonly used name of the body that asks.
    """
    body = _script(questions) if edition is Edition.SCRIPT else _form(questions, edition)
    title = f"About you: {edition.heading}, {council}"
    head = [heading(_heading(edition), 1), paragraph(council)]
    return document(title, [*head, *body], style_sheet("forms"), edition.value)


def as_text(questions: Sequence[Question], edition: Edition, council: str) -> str:
    """Return a script or a form as plain text, 78 characters wide, for a screen reader, an e-mail or a printer."""
    lines = [_heading(edition), "=" * len(_heading(edition)), council, "", *why_we_ask.BEFORE, ""]
    for number, question in enumerate(questions, start=1):
        for asked in parts_asked(question, number, edition):
            lines += [f"{asked.number}. {asked.text}", *asked.notes, *_text_answers(asked, edition), ""]
        if edition is Edition.SCRIPT:
            own = _own_lines(question, questions)
            lines += [why_we_ask.IF_ASKED_WHY, *(f"{heading}: {said}" for heading, said in own.items()), ""]
    if edition is Edition.SCRIPT:
        shared = why_we_ask.common_lines(questions)
        lines += [why_we_ask.FOR_EVERY, *(f"{heading}: {said}" for heading, said in shared.items()), ""]
    else:
        lines += [why_we_ask.WHAT_WE_DO, *why_we_ask.how_it_is_used(questions), ""]
    return "\n".join(_wrapped(line) for line in [*lines, *why_we_ask.AFTER]) + "\n"


def _heading(edition: Edition) -> str:
    return edition.heading if edition is Edition.SCRIPT else "About you"


def _form(questions: Sequence[Question], edition: Edition) -> Iterator[str]:
    yield from map(paragraph, why_we_ask.BEFORE)
    for number, question in enumerate(questions, start=1):
        for asked in parts_asked(question, number, edition):
            yield from _fieldset(asked)
    yield _how_it_is_used(questions)
    yield from map(paragraph, why_we_ask.AFTER)


def _fieldset(asked: Asked) -> Iterator[str]:
    yield "<fieldset>"
    yield f"<legend>{escape(f'{asked.number}. {asked.text}')}</legend>"
    yield from map(paragraph, asked.notes)
    yield paragraph("Tick one box.")
    numbered = enumerate(asked.answers, start=1)
    for position, (under, answers) in enumerate(groupby(numbered, key=lambda pair: pair[1].under)):
        boxes = [_box(asked.key, number, answer) for number, answer in answers]
        name = f"{asked.key}-under-{position}"
        named = f'<p class="under" id="{name}">{escape(under)}</p>'
        yield from [f'<div role="group" aria-labelledby="{name}">', named, *boxes, "</div>"] if under else boxes
    yield "</fieldset>"


def _box(key: str, number: int, answer: Answer) -> str:
    name = f"{key}-{number}"
    box = f'<input type="radio" name="{key}" id="{name}">'
    return f'<div class="answer">{box}<label for="{name}">{escape(answer.label)}</label></div>'


def _how_it_is_used(questions: Sequence[Question]) -> str:
    said = "".join(map(paragraph, why_we_ask.how_it_is_used(questions)))
    return f'<section class="open"><h2>{why_we_ask.WHAT_WE_DO}</h2>{said}</section>'


def _script(questions: Sequence[Question]) -> Iterator[str]:
    yield paragraph("Read out what stands in bold. Read every answer, and take the first one that is given.")
    yield paragraph("Write down the code, never a name or a remark. If somebody does not want to answer, go on.")
    yield '<section class="open"><h2>Before the first question</h2>'
    yield from map(_read_out, why_we_ask.BEFORE)
    yield "</section>"
    for number, question in enumerate(questions, start=1):
        yield from _scripted(question, number, _own_lines(question, questions))
    yield f'<section class="open"><h2>{why_we_ask.FOR_EVERY}</h2>{_terms(why_we_ask.common_lines(questions))}</section>'
    yield '<section class="open"><h2>After the last question</h2>'
    yield from map(_read_out, why_we_ask.AFTER)
    yield "</section>"


def _scripted(question: Question, number: int, own: Mapping[str, str]) -> Iterator[str]:
    yield f'<section class="open"><h2>{escape(f"{number}. {question.title}")}</h2>'
    for asked in parts_asked(question, number, Edition.SCRIPT):
        yield f'<div class="asked">{_read_out(asked.text)}'
        yield from map(paragraph, asked.notes)
        yield f"<table><caption>Answers to {asked.number}</caption>"
        yield '<thead><tr><th scope="col">Read out</th><th scope="col">Write down</th></tr></thead><tbody>'
        yield from (f"<tr><td>{escape(_full(each))}</td><td>{escape(_noted(each))}</td></tr>" for each in asked.answers)
        yield "</tbody></table></div>"
    yield f"<h3>{why_we_ask.IF_ASKED_WHY}</h3>{_terms(own)}</section>"


def _own_lines(question: Question, questions: Sequence[Question]) -> dict[str, str]:
    """Return the lines that only this question's card has; the source of the wording is left out of a call."""
    common = why_we_ask.common_lines(questions)
    card = {heading: said for heading, said in why_we_ask.card(question).items() if common.get(heading) != said}
    card.pop(why_we_ask.WORDING)
    return {"In one sentence": question.purpose.plain, **card}


def _terms(lines: Mapping[str, str]) -> str:
    terms = "".join(f"<dt>{escape(heading)}</dt><dd>{escape(said)}</dd>" for heading, said in lines.items())
    return f"<dl>{terms}</dl>"


def _full(answer: Answer) -> str:
    return f"{answer.under}: {answer.label}" if answer.under else answer.label


def _noted(answer: Answer) -> str:
    return answer.code or "nothing yet: ask the next part"


def _read_out(text: str) -> str:
    return f"<blockquote>{escape(text)}</blockquote>"


def _text_answers(asked: Asked, edition: Edition) -> Iterator[str]:
    for answer in asked.answers:
        noted = f" → {_noted(answer)}" if edition is Edition.SCRIPT else ""
        yield f"  [ ] {_full(answer)}{noted}"


def _wrapped(line: str) -> str:
    hanging = "      " if line.startswith("  [ ]") else ""
    return textwrap.fill(line, _WIDTH, subsequent_indent=hanging)
