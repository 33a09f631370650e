"""Places of several wards: what a deployment's file gets wrong is said before anybody opens a page."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from jsna.catalogue.checks.check import check
from jsna.catalogue.joined_places import FILE, joined_places
from jsna.catalogue.read import Catalogue
from tests.unit.catalogue_files import folder

PLACE = '[[place]]\nname = "The coast"\nkind = "Town"\nyear = 2022\nwards = ["{}", "{}"]\n'


def said(root: Path, toml: str) -> list[str]:
    (root / FILE).write_text(toml, encoding="utf-8")
    return [str(each) for each in check(root).fatal if FILE in str(each)]


def test_the_places_that_are_shipped_lie_in_one_district_each(catalogue: Catalogue) -> None:
    for place in joined_places(catalogue):
        areas = catalogue.of_wards(place.year).areas
        assert len(set(areas.loc[list(place.wards), "district"])) == 1


@pytest.mark.parametrize(
    ("toml", "says"),
    [
        (PLACE.format("E05009888", "E05999999"), "no such ward"),
        (PLACE.replace("2022", "2019").format("E05009888", "E05009887"), "2022 or 2025"),
        (PLACE.replace(', "{}"', "").format("E05009888"), "wards"),
        (PLACE.replace("kind", "sort").format("E05009888", "E05009887"), "kind"),
    ],
)
def test_what_is_wrong_is_said_with_what_is_accepted(tmp_path: Path, toml: str, says: str) -> None:
    assert any(says in problem for problem in said(folder(tmp_path), toml))


def test_a_ward_or_a_name_that_stands_twice_is_said(tmp_path: Path) -> None:
    root = folder(tmp_path)
    known = next(code for code in _wards(root))
    twice = PLACE.format(known, known)

    problems = said(root, twice + twice)

    assert any("the ward is there twice" in problem for problem in problems)
    assert any("two places have this name" in problem for problem in problems)


def _wards(root: Path) -> list[str]:
    areas = pd.read_parquet(root / "areas.parquet")
    return list(areas.loc[areas["level"] == "ward", "code"])
