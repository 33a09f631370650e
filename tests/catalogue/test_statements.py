"""The statements of the site: the council's words, what is filled in, and what is wrong with them."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from string import Template

from jsna.catalogue.checks.statements import findings
from jsna.catalogue.place import read
from jsna.catalogue.statements import FOLDER, statement
from jsna.model.place import STATEMENTS, Confirmed, Contact
from jsna.words.statements import contact_line, filled_in, standing
from tests.conftest import ROOT


def test_both_statements_are_shipped_and_hold_nothing_that_cannot_be_filled_in() -> None:
    place = read(ROOT / "data")
    assert list(findings(ROOT / "data")) == []
    for name in STATEMENTS:
        text = statement(ROOT / "data", name)
        assert text is not None
        said = filled_in(text, place, 35)
        assert "$" not in said
        assert "Lincolnshire County Council" in said


def test_what_a_council_writes_that_stands_for_nothing_is_named(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "privacy.md").write_text("${council} asks ${mayor}.")
    (tmp_path / FOLDER / "accessibility.md").write_text("It costs $ 5.")
    wrong = [str(each) for each in findings(tmp_path)]
    assert len(wrong) == 2
    assert "${mayor}" in wrong[1]
    assert "${council}" in wrong[1]
    assert "$$ for a dollar" in wrong[0]


def test_a_contact_is_text_and_what_is_not_given_is_left_out() -> None:
    place = read(ROOT / "data").model_copy(update={"contact": Contact(team="A *team*", email="a@b.example")})
    assert contact_line(place) == "A *team*, a@b.example."
    said = "Ask A \\*team\\*, [a@b.example](mailto:a@b.example)."
    assert filled_in(Template("Ask ${contact}"), place, 35) == said


def test_a_statement_says_whether_the_council_has_confirmed_it() -> None:
    place = read(ROOT / "data")
    assert standing(place, "privacy") == "Lincolnshire County Council has not confirmed this statement yet."
    confirmed = place.model_copy(update={"confirmed": Confirmed(privacy=date(2027, 1, 31))})
    assert standing(confirmed, "privacy") == "Lincolnshire County Council confirmed this statement on 31 January 2027."
