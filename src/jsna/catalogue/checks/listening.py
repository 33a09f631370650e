"""Whether the form for a conversation and its lists of answers agree with the register and with the codes."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

from jsna.catalogue import documents
from jsna.catalogue.asking import read_asking
from jsna.catalogue.listening import ANSWERS, FOLDER, FORM, answer_files, read_answers, read_form
from jsna.catalogue.questions import question_files
from jsna.errors import Finding, Findings
from jsna.model.register.conversation import Conversation, Counting, Heard, OwnWords, Way
from jsna.model.register.form import AnswerList, Field, Form
from jsna.model.register.item import Part

_CODES = "codes"
_PARTS: dict[str, type[Part]] = {"heard": Heard, "own_words": OwnWords}
#: What people are promised becomes a response of its own, in the same call.
_PROMISE = ("promised", "promised_by")
_CHOICES: dict[str, type[StrEnum]] = {"way": Way, "counting": Counting}


def findings(data: Path) -> list[Finding]:
    """Return everything wrong with the files of ``data/listen``; nothing where there is no such folder."""
    if not (data / FOLDER).is_dir():
        return []
    found: list[Finding] = []
    try:
        found += _form(read_form(data))
    except Findings as wrong:
        found += wrong.findings
    try:
        read_asking(data)
    except Findings as wrong:
        found += wrong.findings
    files = answer_files(data)
    if not files:
        found.append(Finding(ANSWERS, "there is no list of answers", "a file such as 2026.toml"))
    for path in files:
        try:
            found += _answers(data, read_answers(path))
        except Findings as wrong:
            found += wrong.findings
    return found


def _form(form: Form) -> Iterator[Finding]:
    for field in form:
        yield from _name(field)
        known = [str(each) for each in _CHOICES.get(field.name, ())]
        for choice in [choice for choice in field.choices if choice.code not in known]:
            accepted = ", ".join(known) or "no choices: the register keeps none for this field"
            yield Finding(FORM, "unknown answer", accepted, column=field.name, value=choice.code)
        for code in [code for code in known if code not in [choice.code for choice in field.choices]]:
            yield Finding(FORM, "an answer has no label", f"a choice with code {code!r}", column=field.name, value=code)


def _name(field: Field) -> Iterator[Finding]:
    part = _PARTS.get(field.list_name)
    known = [f"{field.list_name}.{name}" for name in part.model_fields] if part else [*Conversation.model_fields]
    if field.name not in (*known, *_PROMISE):
        yield Finding(FORM, "the register has no such field", ", ".join(known), column="name", value=field.name)


def _answers(data: Path, answers: AnswerList) -> Iterator[Finding]:
    file = f"{ANSWERS}/{answers.name}.toml"
    questions = [path.stem for path in question_files(data)]
    for asked in answers.asked:
        if asked.question not in questions:
            yield Finding(file, "unknown question", ", ".join(questions), column="asked.question", value=asked.question)
        path = data / _CODES / f"{asked.characteristic}.toml"
        known = documents.content(path).get("codes", {}) if path.is_file() else {}
        for group in [group for group in asked.groups if group.code not in known]:
            yield Finding(file, f"a code that {path.name} does not list", ", ".join(known), value=group.code)
