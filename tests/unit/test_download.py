"""What leaves the app as a file carries its source and no formula."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from jsna.outputs.csv_file import as_csv, inert


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-x", "@SUM(A1)", "\t=1", "\r=1", " =1", '"=1', "＝1", "'=1"])
def test_no_text_cell_begins_as_a_formula(cell: str) -> None:
    assert inert(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Mablethorpe", "St Clement's", "2–5", "E05009888"])
def test_ordinary_text_is_left_alone(cell: str) -> None:
    assert inert(cell) == cell


def test_numbers_stay_numbers_and_missing_stays_empty() -> None:
    written = as_csv(pd.DataFrame({"name": ["A", None], "difference": [-1.5, float("nan")], "people": [2744.0, 0.0]}))

    assert list(csv.reader(io.StringIO(written.decode("utf-8-sig")))) == [
        ["name", "difference", "people"],
        ["A", "-1.5", "2744"],
        ["", "", "0"],
    ]
