"""What came of what was heard, in sentences that are right for one, two and many."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from jsna.analysis.promises import oldest_first, summary
from jsna.model.register.promise import Summary
from jsna.model.register.response import Progress, Told
from jsna.words import promises as words
from tests.register.making import a_response

TODAY = date(2026, 11, 29)


def heard(*days: int, ended: int = 0) -> Summary:
    """Things heard so many days ago, the first of which ended today."""
    done = {"progress": Progress.DONE, "done": "A bus", "told": (Told(on=TODAY, how="by letter", by="the team"),)}
    given = [
        a_response(heard_on=TODAY - timedelta(days=each), id=str(at), **(done if at < ended else {}))
        for at, each in enumerate(days)
    ]
    return summary(oldest_first(given, TODAY))


@pytest.mark.parametrize(
    ("summed", "expected"),
    [
        (heard(1), "It was heard 1 day ago."),
        (heard(5, ended=1), "It took 5 days to the end."),
        (heard(3, 3), "How long people waited, up to today for those who still wait: 3 days each."),
        (heard(3, 400, ended=2), "How long people waited: from 3 to 400 days."),
        (
            heard(1, 3, 400, 500, ended=4),
            "How long people waited: from 1 to 500 days; 201 days or less for half of them.",
        ),
    ],
)
def test_how_long_people_waited(summed: Summary, expected: str) -> None:
    assert words.days_sentence(summed) == expected


@pytest.mark.parametrize(
    ("summed", "expected"),
    [
        (heard(1), ""),
        (heard(1, ended=1), "1 is done, or ended with nothing changed. People have not said whether it helped."),
        (
            heard(1, 2, ended=2),
            "2 are done, or ended with nothing changed. For none of them have people said whether it helped.",
        ),
    ],
)
def test_whether_people_said_that_it_helped(summed: Summary, expected: str) -> None:
    assert words.helped_sentence(summed) == expected


@pytest.mark.parametrize(
    ("summed", "expected"),
    [
        (heard(1), "1 thing was heard in Essex. People still wait for it; it has no answer yet."),
        (heard(1, ended=1), "1 thing was heard in Essex. Nobody waits for it any more."),
        (heard(1, 2), "2 things were heard in Essex. People still wait for 2 of 2; 2 have no answer yet."),
        (heard(1, 2, ended=1), "2 things were heard in Essex. People still wait for 1 of 2; 1 has no answer yet."),
        (
            heard(1, 2, ended=2),
            "2 things were heard in Essex. People still wait for 0 of 2; all of them have an answer.",
        ),
    ],
)
def test_how_many_were_heard_and_are_owed(summed: Summary, expected: str) -> None:
    assert words.headline("Essex", summed) == expected
