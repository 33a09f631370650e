"""Wards that are alike: the distance is what it says, the file is checked, and no ward is like itself."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from jsna.analysis.alike import alike
from jsna.analysis.comparison import compare
from jsna.analysis.ten_alike import LIKE_NONE, PROTECTED, added_up
from jsna.areas.places import areas_within
from jsna.catalogue.alike import FILE, alike_by
from jsna.catalogue.checks.check import check
from jsna.catalogue.read import Catalogue, open_catalogue
from jsna.model.area import ENGLAND, WARD_YEARS, Level
from jsna.model.selection import Baseline, Subject
from jsna.words.sentences import in_full
from tests import making
from tests.unit.catalogue_files import folder

MABLETHORPE, JAYWICK, ALDGATE = "E05009888", "E05011963", "E05009289"


def test_the_coast_is_like_the_coast_and_says_what_it_shares(catalogue: Catalogue) -> None:
    found = alike(catalogue, MABLETHORPE)

    assert len(found) == 10
    assert MABLETHORPE not in [each.code for each in found]
    assert JAYWICK in [each.code for each in found[:3]]
    deprived = next(each for each in found[0].shared if each.figure.indicator == "imd-score")
    assert deprived.many
    scores = catalogue.figures("imd-score").latest("score")["value"]
    assert (deprived.own, deprived.other) == (scores[MABLETHORPE], scores[found[0].code])


@pytest.mark.parametrize("year", WARD_YEARS)
def test_the_distance_is_the_weighted_one_between_standardised_figures(catalogue: Catalogue, year: int) -> None:
    shown = catalogue.of_wards(year)
    wards = areas_within(shown.areas, ENGLAND, Level.WARD).index
    by = alike_by(shown)
    assert by is not None
    squared = 0.0
    values = []
    for figure, weight in by.figures:
        frame = shown.figures(figure.indicator).latest(figure.group).reindex(wards)
        values.append(((frame["numerator"] / frame["denominator"]).fillna(frame["value"]), weight))
    known = np.logical_and.reduce([each.notna() for each, _ in values])
    for each, weight in values:
        own = each[known]
        standard = (own - own.mean()) / own.std(ddof=0)
        squared = squared + weight * (standard - standard[MABLETHORPE]) ** 2
    expected = np.sqrt(squared).drop(MABLETHORPE).nsmallest(10)

    found = alike(shown, MABLETHORPE)

    assert [each.code for each in found] == list(expected.index)
    assert np.allclose([each.distance for each in found], expected)


def test_a_ward_without_figures_is_like_none(catalogue: Catalogue) -> None:
    assert alike(catalogue, ALDGATE) == []


def test_the_weights_of_all_figures_are_one(catalogue: Catalogue) -> None:
    by = alike_by(catalogue)
    assert by is not None
    assert sum(weight for _, weight in by.figures) == pytest.approx(1)


@pytest.mark.parametrize(
    ("figure", "says"),
    [
        ('indicator = "nosuch", group = "carers"', "unknown indicator"),
        ('indicator = "carers", group = "nosuch"', "has no such group"),
        ('indicator = "carers", group = "carers", weight = 2', "weight"),
    ],
)
def test_what_the_file_gets_wrong_is_said(tmp_path: Path, figure: str, says: str) -> None:
    root = folder(tmp_path)
    theme = f'[[theme]]\ntitle = "Care"\nweight = 1\nfigures = [{{ {figure}, much = "many", little = "few" }}]\n'
    (root / FILE).write_text(theme, encoding="utf-8")

    problems = [str(each) for each in check(root).fatal if FILE in str(each)]
    assert any(says in problem for problem in problems)


def test_a_sum_needs_the_counts_of_all_ten() -> None:
    counts = np.tile([3.0, 10.0], (3, 10, 1))
    counts[1, 4, 0] = np.nan
    counts[2] = np.nan
    added = added_up(counts, making.indicator(), protected=False)

    assert added.iloc[0].tolist() == [30.0, 100.0, 0.3, ""]
    assert added["baseline"].isna().tolist() == [False, True, True]
    assert added["why"].tolist()[1:] == [
        "only 9 of the ten wards like it have a figure",
        "no ward like it has counts to add up",
    ]


def test_figures_that_protect_people_are_never_added_up() -> None:
    added = added_up(np.tile([3.0, 10.0], (1, 10, 1)), making.indicator(), protected=True)

    assert added["why"].tolist() == [PROTECTED]
    assert added.drop(columns="why").isna().all(axis=None)


def test_a_ward_without_ten_like_it_has_no_sum() -> None:
    assert added_up(np.empty((2, 0, 2)), making.indicator(), protected=False)["why"].tolist() == [LIKE_NONE] * 2


def test_where_nothing_says_what_is_alike_wards_are_compared_with_england(tmp_path: Path) -> None:
    compared = compare(open_catalogue(folder(tmp_path)), Subject("E07000001", "carers", "carers", Baseline.ALIKE))

    assert compared.against == "England"


def test_the_maps_text_says_how_each_ward_compares_with_those_like_it(catalogue: Catalogue) -> None:
    compared = compare(catalogue, Subject("E10000019", "disabled-people", "disabled", Baseline.ALIKE))

    said = in_full(compared)
    assert "Of its 157 wards, 50 are higher than ten wards like them, 91 about the same and 16 lower." in said
