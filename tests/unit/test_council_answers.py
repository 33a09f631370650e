"""A few answers become an indicator, or everything wrong with them is told at once."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from jsna.errors import Findings
from jsna.ingest.council.answers import Answers, indicator_of
from jsna.model.indicator import Indicator

ANSWERS: dict[str, Any] = {
    "title": "Free school meals",
    "summary": "How many pupils are eligible for free meals",
    "topic": "local",
    "groups": ("Eligible",),
    "unit": "pupils",
    "base": "all pupils",
    "publisher": "The council",
    "url": "https://www.example.gov.uk/",
    "reference_date": date(2026, 1, 15),
}


def described(*, protected: bool = True, **changes: object) -> Indicator:
    return indicator_of(Answers(**ANSWERS | changes), ["ward"], date(2026, 2, 1), protected=protected)


def refused(**changes: object) -> list[tuple[str | None, str]]:
    with pytest.raises(Findings) as wrong:
        described(**changes)  # type: ignore[arg-type]  # every change is an answer
    return [(finding.column or finding.file, finding.accepted) for finding in wrong.value.findings]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("How many pupils are eligible for free meals", "How many pupils are eligible for free meals."),
        ("How many pupils are eligible for free meals. ", "How many pupils are eligible for free meals."),
    ],
)
def test_the_summary_ends_with_one_full_stop(given: str, kept: str) -> None:
    assert described(summary=given).summary == kept


@pytest.mark.parametrize(
    ("rule", "method", "quality"),
    [
        ("service", "Counted; small counts withheld and others rounded to the nearest 5", "protected"),
        ("survey", "Counted; what rests on too few replies withheld", "protected"),
        ("published", "Counted, and given as published", "as published"),
    ],
)
def test_method_and_quality_say_what_the_rule_does(rule: str, method: str, quality: str) -> None:
    source = described(rule=rule).source

    assert (source.method, source.quality) == (method, quality)


def test_what_is_not_protected_is_not_said_to_be() -> None:
    assert described(protected=False).source.quality == "as published"


def test_a_method_of_ones_own_is_kept_without_its_full_stop() -> None:
    assert described(method="Counted at the school gate.").source.method == "Counted at the school gate"


def test_everything_wrong_with_the_answers_is_told_once() -> None:
    assert refused(title="", summary="Too short", publisher=" ", url="", reference_date=None, topic="No Name") == [
        ("title", "a few words"),
        ("publisher", "a few words"),
        ("url", "a few words"),
        ("topic", "small letters, digits and single hyphens, at most 60"),
        ("summary", "at least 30 characters"),
        ("reference_date", "a day such as 2026-01-31"),
    ]


def test_an_address_begins_with_https() -> None:
    assert refused(url="www.example.gov.uk") == [("source.url", "an address that begins with https://")]


def test_there_is_no_margin_where_none_is_given() -> None:
    assert described().margin_that_matters is None


def test_a_margin_of_ones_own_is_kept_with_its_reason() -> None:
    given = described(margin=3.0, margin_reason="A class of thirty. ")

    assert (given.margin_that_matters, given.margin_reason) == (3.0, "A class of thirty.")


@pytest.mark.parametrize(
    ("margin", "reason", "expected"),
    [
        (3.0, "", ("margin_reason", "why 3 matters here, in 12 letters or more")),
        (3.0, "Because", ("margin_reason", "why 3 matters here, in 12 letters or more")),
        (None, "A class of thirty.", ("margin_reason", "the margin that it is for, or no reason")),
        (0.0, "A class of thirty.", ("margin_that_matters", "greater than 0")),
    ],
)
def test_a_margin_and_its_reason_stand_together(margin: float | None, reason: str, expected: tuple[str, str]) -> None:
    assert refused(margin=margin, margin_reason=reason) == [expected]
