"""Unlike measures are never set against each other."""

from __future__ import annotations

import pytest

from jsna.analysis.likeness import unlike
from tests import making


def test_people_against_households_is_refused_with_the_reason_and_the_way_out() -> None:
    households = making.indicator(title="Households with a disabled person", unit="households", base="all households")

    reason = unlike(making.indicator(), households)

    assert reason is not None
    assert "counts people; households with a disabled person counts households" in reason


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"measure": "rate"}, "is a proportion; disabled people is a rate"),
        ({"base": "adults"}, "out of adults"),
        ({"standardised": True}, "allows for age"),
        ({"reference_date": "2011-03-27"}, "is of 27 March 2011"),
    ],
)
def test_measure_and_base_must_agree_too(changes: dict[str, str], words: str) -> None:
    reason = unlike(making.indicator(), making.indicator(**changes))

    assert reason is not None
    assert words in reason


def test_like_may_be_set_against_like() -> None:
    assert unlike(making.indicator(), making.indicator(title="Something else")) is None
