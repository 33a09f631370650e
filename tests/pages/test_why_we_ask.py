"""Why we ask: every question, its card and the link that opens it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jsna.catalogue.questions import read_questions
from tests.pages.conftest import OpenPage, tables
from tests.pages.test_pages import sentences

DATA = Path(__file__).parents[2] / "data"
QUESTIONS = read_questions(DATA)


def test_the_page_names_every_question_and_opens_on_the_first_card(open_page: OpenPage) -> None:
    page = open_page("pages/equality/why_we_ask.py")
    assert [problem.message for problem in page.exception] == []
    assert page.info.len == 0
    assert list(tables(page)[0].index) == [question.title for question in QUESTIONS]
    assert cards(page) == ["Age"]
    (said,) = sentences(page)
    assert said.startswith("You do not have to answer. You can skip any question.")


@pytest.mark.parametrize(("asked", "shown"), [("religion", ["Religion"]), ("all", [each.title for each in QUESTIONS])])
def test_a_link_opens_the_card_it_names(open_page: OpenPage, asked: str, shown: list[str]) -> None:
    assert cards(open_page("pages/equality/why_we_ask.py", question=asked)) == shown


def test_a_card_says_what_it_must(open_page: OpenPage) -> None:
    (card,) = [body for body in bodies(open_page("pages/equality/why_we_ask.py")) if "<dl>" in body]
    for heading in (
        "Why we ask",
        "Lawful basis",
        "Who sees the answers",
        "Smallest group published",
        "changed last time",
    ):
        assert heading in card
    assert "Nothing recorded yet." in card


def cards(page: object) -> list[str]:
    return [body.partition("<h3>")[2].partition("</h3>")[0] for body in bodies(page) if "<dl>" in body]


def bodies(page: object) -> list[str]:
    return [element.proto.body for element in page.main if element.type == "html"]  # type: ignore[attr-defined]
