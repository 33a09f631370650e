"""The equality questions of ``data/questions``, one file each."""

from __future__ import annotations

from pathlib import Path

from jsna.catalogue import documents
from jsna.errors import Finding, Findings
from jsna.model.question import Question

FOLDER = "questions"


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
    questions, found = read_what_can_be(data)
    if found:
        raise Findings(found)
    return questions


def read_what_can_be(data: Path) -> tuple[tuple[Question, ...], list[Finding]]:
    """Return the questions that can be read, in the order of a form, and what is wrong with the other files."""
    questions: list[Question] = []
    found: list[Finding] = []
    for path in question_files(data):
        try:
            questions.append(read_question(path))
        except Findings as wrong:
            found += wrong.findings
    return tuple(sorted(questions, key=lambda question: (question.position, question.slug))), found
