"""Age bands: their codes and words, and the finest bands that two sets have in common."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsna.model.ages import OLDEST, Ages, in_common, overlapping

ADULTS = [Ages(18, 24), Ages(25, 34), Ages(35, 44), Ages(45, 54), Ages(55, 64), Ages(65, 74), Ages(75, OLDEST)]
SIX = [Ages(0, 15), Ages(16, 24), Ages(25, 34), Ages(35, 49), Ages(50, 64), Ages(65, OLDEST)]


@st.composite
def bands(draw: st.DrawFn) -> list[Ages]:
    """Bands that do not overlap, with or without gaps."""
    edges = sorted(draw(st.sets(st.integers(0, OLDEST), min_size=2, max_size=12)))
    return [Ages(first, last - 1) for first, last in pairwise(edges) if draw(st.booleans())]


@pytest.mark.parametrize(
    ("ages", "code", "label", "says"),
    [
        (Ages(0, 15), "under-16", "Aged 15 and under", "are aged 15 or under"),
        (Ages(16, 24), "16-to-24", "Aged 16 to 24", "are aged 16 to 24"),
        (Ages(65, OLDEST), "65-and-over", "Aged 65 and over", "are aged 65 or over"),
    ],
)
def test_a_band_has_the_code_and_words_of_the_census_figures(ages: Ages, code: str, label: str, says: str) -> None:
    assert (ages.code, ages.label, ages.says) == (code, label, says)
    assert Ages.of_code(code) == ages


def test_bands_that_fit_are_kept_apart_and_others_are_joined_until_they_do() -> None:
    common = in_common(ADULTS, SIX)
    assert {ages.words: len(parts) for ages, (parts, _) in common.items()} == {
        "25 to 34": 1,
        "35 to 64": 3,
        "65 and over": 2,
    }


@given(bands(), bands())
def test_what_two_sets_have_in_common_is_whole_in_both_and_never_counted_twice(
    one: list[Ages], other: list[Ages]
) -> None:
    common = in_common(one, other)
    assert overlapping(common) is None
    for ages, both in common.items():
        for parts, every in zip(both, (one, other), strict=True):
            assert set(parts) <= set(every)
            assert [year for part in parts for year in range(part.youngest, part.oldest + 1)] == list(
                range(ages.youngest, ages.oldest + 1)
            )
