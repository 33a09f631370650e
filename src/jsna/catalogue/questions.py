"""The equality questions of ``data/questions``, one file each, and whether they agree with codes and indicators."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jsna.catalogue import documents
from jsna.catalogue.read import Catalogue, indicator_files
from jsna.disclosure.policy import SMALLEST_BASE
from jsna.errors import Finding, Findings
from jsna.model.question import Answer, Question

FOLDER, CODES = "questions", "codes"


def question_files(data: Path) -> list[Path]:
    """Return the file of every question, in the order of their names; none where there is no such folder."""
    return sorted((data / FOLDER).glob("*.toml"))


def read_question(path: Path) -> Question:
    """Return the question of one file; the name of the file is its slug.

    Raises:
        Findings: everything wrong with the file: key, value and what is accepted.
    """
    given = documents.content(path)
    if "slug" in given:
        raise Findings([Finding(path.name, "the key is not written in the file", "the file's name", column="slug")])
    return documents.typed(Question, path, {"slug": path.stem, **given})


def read_questions(data: Path) -> tuple[Question, ...]:
    """Return the questions in the order of a form.

    Raises:
        Findings: everything wrong with any of the files.
    """
    questions, found = _read(data)
    if found:
        raise Findings(found)
    return questions


def findings(catalogue: Catalogue) -> list[Finding]:
    """Return everything wrong with the questions: their files, and what they say of codes and indicators."""
    questions, found = _read(catalogue.data)
    for question in questions:
        found += _codes(catalogue.data, question)
        found += _groups(catalogue, question)
        found += _smallest_group(question)
    return found


def _read(data: Path) -> tuple[tuple[Question, ...], list[Finding]]:
    questions: list[Question] = []
    found: list[Finding] = []
    for path in question_files(data):
        try:
            questions.append(read_question(path))
        except Findings as wrong:
            found += wrong.findings
    return tuple(sorted(questions, key=lambda question: (question.position, question.slug))), found


def _codes(data: Path, question: Question) -> Iterator[Finding]:
    """An answer counts under a code of the characteristic's list, or replies could not be put beside the population."""
    if not question.has_code_list:
        return
    path = data / CODES / f"{question.characteristic.value}.toml"
    try:
        known = documents.content(path).get("codes", {})
    except Findings as wrong:
        yield from wrong.findings
        return
    for answer in [answer for answer in _answers(question) if answer.code and answer.code not in known]:
        yield Finding(_file(question), f"a code that {path.name} does not list", ", ".join(known), value=answer.code)


def _groups(catalogue: Catalogue, question: Question) -> Iterator[Finding]:
    known = {path.stem for path in indicator_files(catalogue.data)}
    if question.indicator and question.indicator not in known:
        accepted = "the name of an indicator, or nothing"
        yield Finding(_file(question), "unknown indicator", accepted, column="indicator", value=question.indicator)
        return
    described = catalogue.indicators.get(question.indicator)
    groups = described.groups if described else {}
    named = [group for answer in _answers(question) for group in question.groups_of(answer)]
    # An indicator that cannot be read is reported by itself; its groups are then not known.
    for group in [group for group in named if group not in groups and (described or not question.indicator)]:
        accepted = ", ".join(groups) or "no groups, for a question without an indicator"
        yield Finding(_file(question), "a group that the indicator does not have", accepted, value=group)


def _smallest_group(question: Question) -> Iterator[Finding]:
    if question.purpose.smallest_group < SMALLEST_BASE:
        problem, accepted = "a smaller group than is ever published", f"{SMALLEST_BASE} or more"
        value = str(question.purpose.smallest_group)
        yield Finding(_file(question), problem, accepted, column="purpose.smallest_group", value=value)


def _answers(question: Question) -> list[Answer]:
    return [answer for part in question.parts for answer in part.answers]


def _file(question: Question) -> str:
    return f"{FOLDER}/{question.slug}.toml"
