"""Why we ask, and what was done with it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jsna.catalogue.questions import read_questions
from tests.pages.conftest import OpenPage
from tests.pages.test_pages import sentences

QUESTIONS = read_questions(Path(__file__).parents[2] / "data")


def test_the_page_names_every_question_and_opens_on_the_first_card(open_page: OpenPage) -> None:
    page = open_page("pages/equality/why_we_ask.py")
    assert [problem.message for problem in page.exception] == []
    assert page.info.len == 0
    assert list(page.table[0].value["Question"]) == [question.title for question in QUESTIONS]
    assert cards(page) == ["Age"]
    (said,) = sentences(page)
    assert said.startswith("You do not have to answer. You can skip any of them.")


@pytest.mark.parametrize(("asked", "shown"), [("religion", ["Religion"]), ("all", [each.title for each in QUESTIONS])])
def test_a_link_opens_the_card_it_names(open_page: OpenPage, asked: str, shown: list[str]) -> None:
    assert cards(open_page("pages/equality/why_we_ask.py", question=asked)) == shown


def test_a_card_says_what_it_must(open_page: OpenPage) -> None:
    (card,) = [body for body in bodies(open_page("pages/equality/why_we_ask.py")) if "<dl>" in body]
    for heading in ("Why we ask", "Lawful basis", "Who sees it", "Smallest group published", "changed last time"):
        assert heading in card
    assert "Nothing recorded yet." in card


def test_the_log_is_empty_and_says_so(open_page: OpenPage) -> None:
    page = open_page("pages/equality/use_log.py")
    assert sentences(page) == ["No decision that used these figures has been recorded yet."]
    assert any("No local collection is stored here" in text.value for text in page.markdown)


def cards(page: object) -> list[str]:
    return [body.partition("<h3>")[2].partition("</h3>")[0] for body in bodies(page) if "<dl>" in body]


def bodies(page: object) -> list[str]:
    return [element.proto.body for element in page.main if element.type == "html"]  # type: ignore[attr-defined]
