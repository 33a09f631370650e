"""One respondent, one hundred per cent: it may not be said, and nobody learns that it was one."""

from __future__ import annotations

import re

from tests.pages.conftest import OpenPage
from tests.pages.test_pages import sentences


def test_one_respondent_one_hundred_per_cent(open_page: OpenPage) -> None:
    page = open_page("pages/equality/claim.py")
    page.number_input[0].set_value(1)
    page.number_input[1].set_value(1)
    page.text_area[0].input("100% of ethnic minority respondents are happy")
    page.button[0].click().run()

    lead, *said = [text.value for text in page.markdown]
    answer = " ".join([*sentences(page), *said, *(code.value for code in page.code)])

    assert sentences(page) == ["This may not be said."]
    assert "Too few people from this group replied" in answer
    assert "It was one person" in lead
    assert "100%" not in answer
    assert re.search(r"\b1\b", answer.partition("What may be said")[2]) is None


def test_a_claim_with_enough_replies_comes_back_with_its_range(open_page: OpenPage) -> None:
    page = open_page("pages/equality/claim.py")
    page.number_input[0].set_value(160)
    page.number_input[1].set_value(200)
    page.button[0].click().run()

    assert sentences(page) == ["This may be said of those who replied, with its range."]


def test_more_answers_than_replies_is_refused_calmly(open_page: OpenPage) -> None:
    page = open_page("pages/equality/claim.py")
    page.number_input[0].set_value(5)
    page.number_input[1].set_value(4)
    page.button[0].click().run()

    assert [problem.message for problem in page.exception] == []
    assert page.info[0].value.replace("\\", "").startswith("5 of 4: more gave the answer than replied.")


def test_what_is_typed_is_kept_in_no_address(open_page: OpenPage) -> None:
    page = open_page("pages/equality/claim.py")
    page.number_input[0].set_value(160)
    page.number_input[1].set_value(200)
    page.text_area[0].input("most of them are happy")
    page.button[0].click().run()

    assert "happy" not in str(dict(page.query_params))
    assert "160" not in str(dict(page.query_params))
