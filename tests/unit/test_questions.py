"""The equality questions: every real file is valid, and each fault is named by file and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from jsna.catalogue import questions, read
from jsna.catalogue.checks import questions as question_checks
from jsna.errors import Findings
from jsna.ingest.records.codes import Spellings, read_codes
from jsna.model.characteristic import NINE
from jsna.model.question import Question, Status
from jsna.words import why_we_ask
from tests.unit.catalogue_files import folder

DATA = Path(__file__).parents[2] / "data"
FILES = questions.question_files(DATA)

GOOD = """
title = "Carers"
characteristic = "everyone"
indicator = "carers"
position = 1
[[parts]]
text = "Do you look after someone?"
plain = "Do you look after someone?"
answers = [{ label = "Yes", code = "carers" }, { label = "No", code = "none", groups = [] }]
[standard]
name = "Our own question"
url = "https://www.example.org/standard"
status = "no standard"
checked = 2026-11-24
how = "Nothing was found."
[purpose]
why = "To see whether people who look after someone can come."
plain = "We ask to see if carers can come."
article_6 = "Article 6(1)(e)"
article_9 = "Not a special category."
duty = "Section 149"
who_sees = "The team."
smallest_group = 10
kept = "Until counted."
"""


def written(data: Path, text: str) -> Path:
    path = data / questions.FOLDER / "carers.toml"
    path.parent.mkdir(parents=True)
    path.write_text(text, encoding="utf-8")
    return path


def found(tmp_path: Path, text: str) -> list[str]:
    data = folder(tmp_path)
    written(data, text)
    return [str(finding) for finding in question_checks.findings(read.open_catalogue(data))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_each_question_can_be_read_and_agrees_with_codes_and_indicators(path: Path) -> None:
    question = questions.read_question(path)
    assert question.slug == path.stem
    assert question.parts[-1].offered[-1].label == "Prefer not to say"
    assert question.purpose.changed == ""
    assert question.purpose.confirmed == ""


def test_the_real_questions_have_no_finding(catalogue: read.Catalogue) -> None:
    assert question_checks.findings(catalogue) == []


def test_each_of_the_nine_and_two_more_are_asked_about() -> None:
    asked = [question.characteristic.value for question in questions.read_questions(DATA)]
    assert sorted(asked) == sorted([*(member.value for member in NINE), "everyone", "everyone"])


@pytest.mark.parametrize("question", questions.read_questions(DATA), ids=lambda question: question.slug)
def test_what_is_ticked_is_understood_when_replies_come_in(question: Question) -> None:
    if not question.has_code_list:
        assert question.slug in ("caring", "language")
        return
    known = Spellings.of(read_codes(DATA, question.characteristic).codes, question.slug)
    for answer in [answer for part in question.parts for answer in part.offered if answer.code]:
        for label in {answer.label, answer.plain or answer.label}:
            # "Irish" alone could stand in another list; below its heading it is "White Irish".
            assert answer.code in {known.judge(label)[0], known.judge(f"{answer.under} {label}")[0]}, label


def test_what_is_not_certain_says_so() -> None:
    standing = {question.slug: question.standard.status for question in questions.read_questions(DATA)}
    assert standing["sex"] is Status.NONE
    assert standing["gender-identity"] is Status.IN_DEVELOPMENT
    assert standing["ethnic-group"] is Status.UNDER_REVIEW


def test_a_good_question_has_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path, GOOD) == []


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        ("position = 1", "position = 1\ncolour = 'red'", "carers.toml, row 6, column colour: unknown key"),
        ("who_sees", "who_looks", "carers.toml, column purpose.who_sees: the key is missing"),
        ("smallest_group = 10", "smallest_group = 5", "a smaller group than is ever published ('5')"),
        ('indicator = "carers"', 'indicator = "cares"', "unknown indicator ('cares')"),
        ('code = "carers"', 'code = "cares"', "a group that the indicator does not have ('cares')"),
        ('code = "carers"', "goes_on = true", "every part but the last has an answer with goes_on = true"),
        ('code = "carers"', 'code = "carers", goes_on = true', "an answer either has a code, or goes_on = true"),
        ('label = "No"', 'label = "Yes"', "the answer 'Yes' is there twice"),
        ('"no standard"', '"fine"', "unknown word ('fine')"),
        ('"everyone"', '"sex"', "No such file or directory"),
    ],
)
def test_each_fault_is_named(tmp_path: Path, good: str, bad: str, says: str) -> None:
    assert any(says in finding for finding in found(tmp_path, GOOD.replace(good, bad, 1)))


def test_a_code_of_the_characteristic_is_wanted(tmp_path: Path) -> None:
    data = folder(tmp_path)
    (data / "codes").mkdir()
    (data / "codes" / "sex.toml").write_text('characteristic = "sex"\n[codes.female]\n[codes.male]\n', "utf-8")
    written(data, GOOD.replace('"everyone"', '"sex"'))
    assert [str(finding) for finding in question_checks.findings(read.open_catalogue(data))] == [
        f"questions/carers.toml: a code that sex.toml does not list ({code!r}). Accepted: female, male."
        for code in ("carers", "none")
    ]


def test_the_name_is_not_written_in_the_file(tmp_path: Path) -> None:
    with pytest.raises(Findings, match=r"carers\.toml, column slug"):
        questions.read_question(written(tmp_path, 'slug = "carers"' + GOOD))


def test_a_folder_without_questions_has_none(tmp_path: Path) -> None:
    assert questions.read_questions(tmp_path) == ()


def test_an_empty_card_says_that_nothing_is_recorded(tmp_path: Path) -> None:
    card = why_we_ask.card(questions.read_question(written(tmp_path, GOOD)))
    assert card["What it changed last time"] == "Nothing recorded yet."
    assert card["Has the lawful basis been confirmed?"].startswith("Not yet.")
    assert card["Smallest group published"].startswith("10 people.")
