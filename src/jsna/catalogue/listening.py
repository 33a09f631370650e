"""The form for a conversation and the lists of answers, in ``data/listen``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from jsna.catalogue import documents
from jsna.errors import CatalogueError, Finding, Findings
from jsna.model.register.form import AnswerList, Form

FOLDER = "listen"
FORM = f"{FOLDER}/conversation.toml"
ANSWERS = f"{FOLDER}/answers"


def read_form(data: Path) -> Form:
    """Return the form for a conversation.

    Raises:
        Findings: everything wrong with the file: key, value and what is accepted.
    """
    return documents.typed(Form, data / FORM, documents.content(data / FORM))


def answer_files(data: Path) -> list[Path]:
    """Return the file of every list of answers, the oldest name first."""
    return sorted((data / ANSWERS).glob("*.toml"))


def read_answers(path: Path) -> AnswerList:
    """Return the list of answers of one file; the name of the file is its name.

    Raises:
        Findings: everything wrong with the file: key, value and what is accepted.
    """
    given = documents.content(path)
    if "name" in given:
        raise Findings([Finding(path.name, "the key is not written in the file", "the file's name", column="name")])
    return documents.typed(AnswerList, path, {"name": path.stem, **given})


def answers_of(data: Path, day: date, name: str = "") -> AnswerList:
    """Return the list of answers of a name, or the one in force on a day.

    Args:
        data: the data folder.
        day: the day of the conversation.
        name: the list that a conversation was counted by; empty for a new one.

    Raises:
        CatalogueError: there is no such list.
        Findings: a file is wrong.
    """
    known = sorted((read_answers(path) for path in answer_files(data)), key=lambda each: each.valid_from)
    if not known:
        message = f"There is no list of answers in {ANSWERS} of the data folder."
        raise CatalogueError(message)
    if name:
        found = next((each for each in known if each.name == name), None)
        if found is None:
            message = f"The list of answers {name!r} is not in {ANSWERS} of the data folder."
            raise CatalogueError(message)
        return found
    return next((each for each in reversed(known) if each.valid_from <= day), known[0])
