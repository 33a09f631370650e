"""The form for a conversation on paper, from the same definition as the page: normal and large print.

It opens offline, runs nothing, and is filled in by hand. Large print has a layout of its own: 16 points, one answer a
line, larger boxes.
"""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from jsna.analysis.boxes import DAY_BOXES
from jsna.model.register.conversation import SaidBy
from jsna.model.register.form import (
    ASKED,
    NOT_ASKED,
    NOT_RECORDED,
    AnswerList,
    Asked,
    Field,
    Form,
    Kind,
    Section,
    group_labels,
)
from jsna.outputs.editions import Print
from jsna.outputs.paper import document, heading, lines, paragraph, style_sheet, ticks

#: Whether people were asked about a characteristic, as the paper says it.
STATES = {NOT_RECORDED: "Not written down", NOT_ASKED: "Not asked", ASKED: "Asked. Write how many people:"}


def as_html(form: Form, answers: AnswerList, edition: Print, council: str) -> str:
    """Return the form as one self-contained HTML document.

    Args:
        form: its fields.
        answers: the list by which groups are counted.
        edition: normal or large print.
        council: the commonly used name of the body that asks.
    """
    numbered = _Numbers()
    sections = [line for section in form.sections for line in _section(section, form, answers, numbered)]
    body = [
        heading(form.title, 1),
        paragraph(f"{council}. {form.on_paper}"),
        *sections,
        paragraph(f"Groups are counted by the list of answers “{answers.name}”."),
    ]
    title = f"{form.title}: {edition.heading.lower()}, {council}"
    return document(title, body, style_sheet("paper", "paper_form"), edition.value)


class _Numbers:
    """Numbers the fields in their order."""

    def __init__(self) -> None:
        self.last = 0

    def next(self) -> int:
        self.last += 1
        return self.last


def _section(section: Section, form: Form, answers: AnswerList, numbered: _Numbers) -> Iterator[str]:
    yield f"<section><h2>{escape(section.title)}</h2>"
    if section.intro:
        yield paragraph(section.intro)
    for field in section.fields:
        if field.list_name != section.again or not section.again:
            yield from _field(field, answers, numbered, needed=field.needed)
    for _ in range(section.blanks if section.again else 0):
        for field in form.of_list(section.again):
            yield from _field(field, answers, numbered, needed=False)
    yield "</section>"


def _field(field: Field, answers: AnswerList, numbered: _Numbers, *, needed: bool) -> Iterator[str]:
    said = " (needed)" if needed else ""
    yield f'<div class="field"><h3>{numbered.next()}. {escape(field.label)}{said}</h3>'
    if field.hint:
        yield paragraph(field.hint)
    match field.kind:
        case Kind.DAY:
            boxes = "".join(f'<span class="box">{box}</span>' for box in DAY_BOXES)
            yield f'<p class="boxes">{boxes}</p>'
        case Kind.COUNT:
            yield '<p class="boxes"><span class="box number"></span></p>'
        case Kind.CHOICE:
            yield ticks([choice.label for choice in field.choices])
        case Kind.TICK:
            yield ticks(["Yes", "No"])
        case Kind.GROUPS:
            for asked in answers.asked:
                yield from _groups(asked)
        case _:
            yield lines(max(field.lines, 1))
    yield "</div>"


def _groups(asked: Asked) -> Iterator[str]:
    title = str(asked.characteristic).replace("-", " ").capitalize()
    yield f'<div class="groups"><h4>{escape(title)}</h4>{ticks(list(STATES.values()))}<ul class="counts">'
    for label in group_labels(asked).values():
        yield f'<li><span class="box number"></span>{escape(label)}</li>'
    yield f"</ul><p>Who says so?</p>{ticks([str(each).capitalize() for each in SaidBy])}</div>"
