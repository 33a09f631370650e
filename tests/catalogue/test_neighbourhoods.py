"""The ranges among neighbourhoods in the data folder: whole, possible, and around the wards' own figures."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from jsna.catalogue.checks.neighbourhoods import findings
from jsna.catalogue.neighbourhoods import FILE, among, read_ranges
from jsna.catalogue.read import Catalogue
from jsna.model.neighbourhoods import COLUMNS, FEWEST
from tests.conftest import ROOT


def test_nothing_is_wrong_with_what_is_shipped(catalogue: Catalogue) -> None:
    assert list(findings(catalogue)) == []


def test_a_wards_own_share_lies_within_its_range_but_for_what_best_fit_moves(catalogue: Catalogue) -> None:
    ranges = read_ranges(ROOT / "data")
    disabled = ranges[ranges["indicator"] == "disabled-people"].set_index("area_code")
    counts = catalogue.figures("disabled-people").latest("disabled").reindex(disabled.index)
    own = counts["numerator"] / counts["denominator"]
    low, high = (disabled[end] / disabled[f"{end}_of"] for end in ("lowest", "highest"))
    inside = own.between(low, high)[own.notna()]
    assert disabled["neighbourhoods"].min() == FEWEST
    assert inside.mean() > 0.99


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"area_code": "E07000137"}, "not a ward"),
        ({"group": "elves"}, "no such indicator and group"),
        ({"neighbourhoods": 2}, "too few neighbourhoods"),
        ({"lowest": 99, "lowest_of": 98}, "lowest is above its base"),
        ({"lowest": 90, "lowest_of": 100, "highest": 10, "highest_of": 100}, "the lowest is above the highest"),
    ],
)
def test_what_is_wrong_is_named(catalogue: Catalogue, tmp_path: Path, change: dict[str, object], said: str) -> None:
    good = ("E05009888", "disabled-people", "disabled", 4, 10, 100, 20, 100)
    row = dict(zip(COLUMNS, good, strict=True)) | change
    pd.DataFrame([row]).to_parquet(tmp_path / FILE)
    (wrong, *_) = [each.problem for each in findings(_in(catalogue, tmp_path))]
    assert wrong == said


def test_a_damaged_table_is_named_and_the_page_stands_without_it(catalogue: Catalogue, tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"PAR1")
    elsewhere = _in(catalogue, tmp_path)
    (wrong,) = findings(elsewhere)
    assert "damaged" in wrong.problem
    assert among(elsewhere, "E05009888") == {}


def _in(catalogue: Catalogue, folder: Path) -> Catalogue:
    return replace(catalogue, data=folder)
