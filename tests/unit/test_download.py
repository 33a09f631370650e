"""What leaves the app as a file carries its source and no formula."""

from __future__ import annotations

import csv
import io

import pandas as pd
import pytest

from jsna.outputs.csv_file import as_csv, inert


@pytest.mark.parametrize("cell", ["=1+1", "+44", "-x", "@SUM(A1)", "\t=1", "\r=1", " =1", '"=1', "＝1", "'=1"])
def test_no_text_cell_begins_as_a_formula(cell: str) -> None:
    assert inert(cell).replace("'", "") == cell.replace("'", "")
    assert inert(cell).startswith("'")


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("x;=1+1", "x;'=1+1"), ("x\t=1+1", "x\t'=1+1"), ('x";\u00a0"=1+1', "x\";'\u00a0\"=1+1"),
        ("x\n+1", "x\n'+1"), ("x\u2028＝1", "x\u2028'＝1"), (";;@SUM(1)", ";;'@SUM(1)"),
    ],
)  # fmt: skip
def test_no_part_of_a_text_can_begin_a_cell_as_a_formula(cell: str, written: str) -> None:
    assert inert(cell) == written


def test_a_text_is_in_quotation_marks_on_one_line_without_control_characters() -> None:
    written = as_csv(pd.DataFrame({"a;=1": ["one\ttwo\r\n=1\x00\x07", '+44 "1522"'], "n": [1.0, -1.5]}))

    assert written.decode("utf-8-sig") == ('"a;\'=1","n"\r\n"one two =1",1\r\n"\'+44 ""1522""",-1.5\r\n')


@pytest.mark.parametrize("cell", ["Mablethorpe", "St Clement's", "2–5", "E05009888", "Sutton-on-Sea", "p = 0.05", "−5"])
def test_ordinary_text_is_left_alone(cell: str) -> None:
    assert inert(cell) == cell


def test_numbers_stay_numbers_and_missing_stays_empty() -> None:
    written = as_csv(pd.DataFrame({"name": ["A", None], "difference": [-1.5, float("nan")], "people": [2744.0, 0.0]}))

    assert list(csv.reader(io.StringIO(written.decode("utf-8-sig")))) == [
        ["name", "difference", "people"],
        ["A", "-1.5", "2744"],
        ["", "", "0"],
    ]
