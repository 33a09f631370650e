"""Published figures that cannot all be of one question are read in every way in which any two fit."""

from __future__ import annotations

import itertools

import numpy as np

from jsna.ingest.linked_readings import MOST, together


def fits(number: int, apart: list[tuple[int, int]]) -> np.ndarray:
    fit = ~np.eye(number, dtype=bool)
    for one, two in apart:
        fit[one, two] = fit[two, one] = False
    return fit


def test_figures_that_all_fit_are_read_once() -> None:
    assert [sorted(each) for each in together(fits(6, []), range(6))] == [list(range(6))]


def test_two_answers_of_two_groups_are_read_in_four_ways() -> None:
    found = together(fits(5, [(0, 1), (2, 3)]), range(5))

    assert sorted(map(sorted, found)) == [[0, 2, 4], [0, 3, 4], [1, 2, 4], [1, 3, 4]]


def test_what_does_not_fit_with_the_new_figures_is_in_no_set_and_without_any_there_is_one() -> None:
    assert [sorted(each) for each in together(fits(3, []), [0, 2])] == [[0, 2]]
    assert together(fits(3, []), []) == [[]]


def test_of_very_many_ways_any_three_that_fit_stand_in_one() -> None:
    apart = [(2 * at, 2 * at + 1) for at in range(8)]
    fit = fits(16, apart)

    found = together(fit, range(16))

    assert len(found) < MOST < 2**8
    seen = {three for each in found for three in itertools.combinations(sorted(each), 3)}
    for three in itertools.combinations(range(16), 3):
        assert (three in seen) == all(fit[one, two] for one, two in itertools.combinations(three, 2))
