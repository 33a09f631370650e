"""``jsna rebase`` writes the counts of a file by the wards of another year."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from jsna.cli import main
from jsna.model.area import AREA_COLUMNS


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A stays; B and C become D; E is cut into F and G."""
    codes = {letter: f"E0500000{number}" for number, letter in enumerate("ABCDEFG", start=1)}
    pairs = [("A", "A", 80), ("B", "D", 30), ("C", "D", 70), ("E", "F", 25), ("E", "G", 75)]
    relation = pd.DataFrame(
        [(codes[old], codes[new], residents) for old, new, residents in pairs],
        columns=["ward_2022", "ward_2025", "residents"],
    )
    rows = [(code, f"Place {letter}", "ward", 2022, 2025, None, None, None) for letter, code in codes.items()]
    pd.DataFrame(rows, columns=list(AREA_COLUMNS)).to_parquet(tmp_path / "areas.parquet", index=False)
    (tmp_path / "lookups").mkdir()
    relation.to_parquet(tmp_path / "lookups/wards-2022-2025.parquet", index=False)
    return tmp_path


def rebase(data: Path, text: str, *more: str) -> tuple[int, str, list[dict[str, str]]]:
    source, target = data / "own.csv", data / "own-2025.csv"
    source.write_text(text, encoding="utf-8")
    command = ["rebase", str(source), "--from", "2022", "--to", "2025", "--data", str(data), *more]
    ended = CliRunner().invoke(main, command)
    rows = list(csv.DictReader(target.read_text("utf-8").splitlines())) if target.exists() else []
    return ended.exit_code, ended.output, rows


def test_sums_are_written_and_what_is_left_out_is_said(data: Path) -> None:
    text = "code,n\nE05000001,1\nE05000002,2\nE05000003,3\nE05000005,40\n"
    status, said, rows = rebase(data, text)
    assert status == 0
    assert rows == [
        {"code": "E05000001", "n": "1", "note": "", "fit": "1"},
        {"code": "E05000004", "n": "5", "note": "", "fit": "1"},
        {"code": "E05000006", "n": "", "note": "x", "fit": "0"},
        {"code": "E05000007", "n": "", "note": "x", "fit": "0"},
    ]
    assert "2 wards have none, because a ward that was cut lies in it: E05000006, E05000007." in said
    assert "Not in any ward shown: 40 of 'n'." in said


def test_no_part_has_more_than_it_is_counted_out_of(data: Path) -> None:
    text = "area_code,numerator,denominator\nE05000005,31,51\n"
    status, said, rows = rebase(data, text, "--estimate")
    assert status == 0, said
    assert [(row["numerator"], row["denominator"], row["note"]) for row in rows] == [
        ("8", "13", "e"),
        ("23", "38", "e"),
    ]


def test_groups_are_carried_each_by_itself(data: Path) -> None:
    text = "code,sex,n\nE05000002,f,2\nE05000003,f,3\nE05000002,m,5\nE05000003,m,*\n"
    _, _, rows = rebase(data, text, "--by", "sex")
    assert [(row["code"], row["sex"], row["n"], row["note"]) for row in rows] == [
        ("E05000004", "f", "5", ""),
        ("E05000004", "m", "", "c"),
    ]


def test_only_what_is_known_to_be_a_count_is_added_up(data: Path) -> None:
    text = (
        "code,FSM pct,Prevalence,OBJECTID,Life expectancy,2021,Pupils\n"
        "E05000002,40,12,100,80,1,500\nE05000003,41,13,101,81,2,501\n"
    )
    status, said, rows = rebase(data, text)
    assert status == 1
    assert "it is not clear what these are: '2021' (unknown numbers: its heading does not say what is counted)" in said
    assert "Accepted: --count '2021' if they are counts" in said

    status, said, rows = rebase(data, text.replace(",2021,", ",Year,"))
    assert status == 0, said
    assert rows == [{"code": "E05000004", "Pupils": "1001", "note": "", "fit": "1"}]
    assert "'FSM pct' (a percentage: its heading says so), 'Prevalence' (a rate, score or average" in said

    assert rebase(data, text, "--count", "2021")[2][0]["2021"] == "3"
    assert "'FSM pct' (a percentage: its heading says so) is not a count" in rebase(data, text, "--count", "FSM pct")[1]


def test_what_is_missing_is_not_called_withheld(data: Path) -> None:
    _, said, rows = rebase(data, "code,n\nE05000001,\nE05000002,2\nE05000003,*\n")
    assert [(row["code"], row["n"], row["note"]) for row in rows] == [("E05000001", "", "x"), ("E05000004", "", "c")]
    assert "because a part of it is withheld or missing" in said


def test_a_number_that_stands_for_a_missing_one_is_not_added_up(data: Path) -> None:
    text = "code,n\nE05000001,12\nE05000002,9999\nE05000003,14\n"
    status, said, rows = rebase(data, text)
    assert (status, rows) == (1, [])
    assert "row 3, column n: a number that often stands for a missing one ('9999')" in said
    assert rebase(data, text, "--checked")[2][1]["n"] == "10013"


@pytest.mark.parametrize("heading", ["value", "percent", "Rate per 1,000", "IMD rank", "average_age", "% disabled"])
def test_rates_and_ranks_are_refused(data: Path, heading: str) -> None:
    status, said, rows = rebase(data, f'code,"{heading}"\nE05000001,12\n')
    assert (status, rows) == (1, [])
    assert f"there is no column of counts: {heading!r} (a " in said


def test_other_areas_are_refused(data: Path) -> None:
    status, said, _ = rebase(data, "code,n\nE07000001,12\n")
    assert (status, "the rows are about districts, not wards" in said) == (1, True)


def test_a_target_that_cannot_be_written_leaves_nothing(data: Path) -> None:
    before = {path.name for path in data.iterdir()}
    status, said, _ = rebase(data, "code,n\nE05000001,1\n", "--out", str(data / "absent/out.csv"))
    assert (status, "out.csv cannot be written" in said) == (1, True)
    assert {path.name for path in data.iterdir()} == before | {"own.csv"}
