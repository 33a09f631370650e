"""The list of the names people use is checked as the catalogue opens, and says what is wrong with it, cell by cell."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jsna.areas.lookups import read_areas
from jsna.catalogue import place_names, read
from jsna.errors import Findings

DATA = Path(__file__).parents[2] / "data"
HEADER = "name,kind,latitude,longitude,weight,wards\n"
GOOD = "Skegness,town,53.1437,0.3383,15,E05009893 E05009897\n"


@pytest.fixture(scope="module")
def areas():
    return read_areas(DATA)


def read_lines(folder, areas, *lines, header=HEADER):
    (folder / place_names.FILE).write_text(header + "".join(lines), encoding="utf-8")
    return place_names.read(folder, areas)


def wrong(folder, areas, *lines, header=HEADER):
    with pytest.raises(Findings) as refused:
        read_lines(folder, areas, *lines, header=header)
    return [str(found) for found in refused.value.findings]


def test_a_row_is_read_as_it_stands(tmp_path, areas):
    row = read_lines(tmp_path, areas, GOOD).loc[2]
    assert row.tolist() == ["Skegness", "town", 53.1437, 0.3383, 15.0, ("E05009893", "E05009897")]


def test_the_point_and_the_weight_may_be_left_out(tmp_path, areas):
    table = read_lines(tmp_path, areas, "Skegness,town,E05009893\n", header="name,kind,wards\n")
    assert table[["latitude", "longitude", "weight"]].isna().all(axis=None)


def test_without_the_file_there_are_no_names(tmp_path, areas):
    assert place_names.read(tmp_path, areas).empty


WARDS = "codes of wards of December 2022 or May 2025 with spaces between"


@pytest.mark.parametrize(
    ("line", "column", "value", "problem", "accepted"),
    [
        ("Skegness,city,53,0.3,15,E05009893\n", "kind", "city", "unknown kind", "town, suburb, village"),
        ("Skegness,town,53,0.3,15,\n", "wards", "", "the wards are missing", WARDS),
        (
            "Skegness,town,53,0.3,15,E05009893 E05999999\n",
            *("wards", "E05999999", "no ward", f"{WARDS}; the nearest is E05015999"),
        ),
        (
            "Skegness,town,0.3,1,15,E05009893\n",
            *("latitude", "0.3", "not a number that can stand here", "degrees from 49.8 to 55.9, or nothing"),
        ),
        ("Skegness,town,53,,15,E05009893\n", "latitude", "53", "half a point", "both numbers, or neither"),
        (
            "Skegness,town,53,0.3,many,E05009893\n",
            *("weight", "many", "not a number that can stand here", "a number above 0, or nothing"),
        ),
        (",town,53,0.3,15,E05009893\n", "name", "", "not a name", "a name of 1 to 60 letters"),
        (GOOD, "name", "Skegness", "the same name and wards a second time", "each once"),
    ],
)
def test_what_is_wrong_is_named_by_cell_with_what_is_accepted(tmp_path, areas, line, column, value, problem, accepted):
    said = f"names.csv, row 3, column {column}: {problem} ({value!r}). Accepted: {accepted}."
    assert wrong(tmp_path, areas, GOOD, line) == [said]


def test_a_heading_that_is_not_known_is_refused(tmp_path, areas):
    assert wrong(tmp_path, areas, header="name,kind,ward\n") == [
        "names.csv, row 1: a heading that is not known ('ward'). Accepted: name,kind,latitude,longitude,weight,wards."
    ]


def test_a_catalogue_with_a_faulty_list_does_not_open(tmp_path):
    shutil.copytree(DATA, tmp_path / "data")
    (tmp_path / "data" / place_names.FILE).write_text(HEADER + GOOD.replace("town", "city"), encoding="utf-8")
    with pytest.raises(Findings, match="column kind"):
        read.open_catalogue(tmp_path / "data")


def test_the_list_that_comes_with_the_product_is_sound(areas):
    table = place_names.read(DATA, areas)
    assert len(table) > 3_000
    assert table[["latitude", "longitude", "weight"]].notna().all(axis=None)
    facilities = table["name"].str.contains("Academy|School|Library|Primary|Surgery|Pharmacy", regex=True)
    assert table.loc[facilities, "name"].tolist() == []
