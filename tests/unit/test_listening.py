"""The form for a conversation is data: what breaks it is found by the check, and a list of answers goes by its day."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from jsna.catalogue.checks import listening
from jsna.catalogue.listening import answers_of, read_form
from jsna.errors import Findings

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    for folder in ("listen", "codes", "questions"):
        shutil.copytree(DATA / folder, tmp_path / folder)
    return tmp_path


def changed(data: Path, file: str, before: str, after: str) -> list[str]:
    path = data / "listen" / file
    text = path.read_text()
    assert before in text
    path.write_text(text.replace(before, after, 1))
    return [str(each) for each in listening.findings(data)]


def test_the_committed_files_are_in_order(data: Path) -> None:
    assert listening.findings(data) == []


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('name = "asked"', 'name = "colour"', "the register has no such field"),
        ('name = "heard.theme"', 'name = "heard.mood"', "the register has no such field"),
        ('code = "counted"', 'code = "guessed"', "unknown answer"),
        ('{ code = "online", label = "Online" },', "", "an answer has no label"),
        ('name = "held_on"', 'name = "way"', "lacks held_on"),
        ('kind = "day"', 'kind = "date"', "unknown word"),
        ('name = "promised"', 'name = "asked"', "is there twice"),
        ('usual = "about"', 'usual = "perhaps"', "none of the choices"),
        ('wanted = "Select at least one ward."', "", "says what to do"),
    ],
)
def test_a_form_that_the_register_does_not_keep_is_found(data: Path, before: str, after: str, said: str) -> None:
    assert any(said in each for each in changed(data, "conversation.toml", before, after))


def test_a_first_screen_of_more_than_ten_fields_is_refused(data: Path) -> None:
    one_more = (
        '[[sections.fields]]\nname = "ran_by"\nkind = "line"\nlabel = "Who?"\n\n[[sections.fields]]\nname = "asked"'
    )
    changed(data, "conversation.toml", '[[sections.fields]]\nname = "asked"', one_more)
    with pytest.raises(Findings, match=r"11 fields\. Accepted: 10"):
        read_form(data)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('code = "female"', 'code = "women"', "sex.toml does not list"),
        ('question = "sex"', 'question = "gender"', "unknown question"),
        ("valid_from = 2026-01-01", 'valid_from = "soon"', "not a date"),
    ],
)
def test_a_list_of_answers_that_the_census_does_not_have_is_found(
    data: Path, before: str, after: str, said: str
) -> None:
    assert any(said in each for each in changed(data, "answers/2026.toml", before, after))


def test_a_conversation_keeps_its_list_and_a_new_one_has_that_of_its_day(data: Path) -> None:
    answers = data / "listen/answers"
    (answers / "2027.toml").write_text((answers / "2026.toml").read_text().replace("2026-01-01", "2027-04-01"))
    assert answers_of(data, date(2027, 3, 31)).name == "2026"
    assert answers_of(data, date(2027, 4, 1)).name == "2027"
    assert answers_of(data, date(2027, 4, 1), "2026").name == "2026"
