"""Whether the equality questions agree with the lists of codes and with the indicators."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jsna.catalogue import documents, indicator_folder
from jsna.catalogue.questions import FOLDER, read_what_can_be
from jsna.catalogue.read import Catalogue
from jsna.disclosure.policy import SMALLEST_BASE
from jsna.errors import Finding, Findings
from jsna.model.question import Answer, Question

_CODE_LISTS = "codes"


def findings(catalogue: Catalogue) -> list[Finding]:
    """Return everything wrong with the questions: their files, and what they say of codes and indicators."""
    questions, found = read_what_can_be(catalogue.data)
    for question in questions:
        found += _codes(catalogue.data, question)
        found += _groups(catalogue, question)
        found += _smallest_group(question)
    return found


def _codes(data: Path, question: Question) -> Iterator[Finding]:
    """An answer counts under a code of the characteristic's list, or replies could not be put beside the population."""
    if not question.has_code_list:
        return
    path = data / _CODE_LISTS / f"{question.characteristic.value}.toml"
    try:
        known = documents.content(path).get("codes", {})
    except Findings as wrong:
        yield from wrong.findings
        return
    for answer in [answer for answer in _answers(question) if answer.code and answer.code not in known]:
        yield Finding(_file(question), f"a code that {path.name} does not list", ", ".join(known), value=answer.code)


def _groups(catalogue: Catalogue, question: Question) -> Iterator[Finding]:
    known = {path.stem for path in indicator_folder.files(catalogue.data)}
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
