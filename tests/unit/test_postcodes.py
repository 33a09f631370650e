"""Postcodes find their ward without a network, and none is dropped."""

from pathlib import Path

import pandas as pd
import pytest

from jsna.areas import postcodes
from jsna.areas.lookups import Lookups
from jsna.areas.postcodes import look_up, place_postcodes, summary
from jsna.errors import CatalogueError, Findings
from jsna.ingest.council.carrying.to_wards import to_wards
from jsna.ingest.council.upload import read_upload
from jsna.ingest.official.postcodes import SOURCE, write_postcodes

DATA = Path(__file__).parents[2] / "data"


def placed(*given):
    return place_postcodes(pd.Series(list(given), dtype=object), DATA)


def test_a_postcode_lies_in_its_ward_however_it_is_written():
    found = placed("LN12 1AA", "ln121aa", " LN12  1aa ", "LN12-1AA")
    assert found["ward_2022"].tolist() == ["E05009888"] * 4
    assert found["postcode"].tolist() == ["LN12 1AA"] * 4
    assert found["problem"].tolist() == [""] * 4


def test_what_has_no_ward_says_why_and_stays():
    found = placed("EH1 1YZ", "S18 9AA", "ZZ1 1AA", "hello", "", None)
    assert found["ward_2022"].isna().all()
    assert found["problem"].tolist() == [
        "outside England",
        "not in the look-up",
        "not in the look-up",
        "not a postcode",
        "no postcode",
        "no postcode",
    ]


def test_the_districts_of_the_look_up_and_of_the_wards_agree():
    areas = pd.read_parquet(DATA / "areas.parquet").set_index("code")
    found = placed("LN12 1AA", "SW1A 1AA", "PL1 1AE", "CA14 2AA", "YO11 1AA", "NR1 1EE")
    assert found["ward_2022"].map(areas["district"]).tolist() == found["district"].tolist()


def test_the_ward_of_2025_stands_beside_that_of_2022():
    found = placed("LN12 1AA", "SW1A 1AA", "B29 6XE")
    assert found["ward_2025"].tolist()[:2] == ["E05009888", "E05013806"]
    # Published without a ward of 2025: a post office, placed by its point.
    assert (found["ward_2022"].notna().all(), found["ward_2025"].isna()[2]) == (True, True)


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


def test_one_postcode_and_the_first_half_of_many():
    known = look_up(DATA)
    assert known.place("LN121AA") == {"ward_2022": "E05009888", "ward_2025": "E05009888", "district": "E07000137"}
    assert known.place("LN129ZZ") is None
    lincoln, with_more_digits = (known.wards_of_outward(half, 2022) for half in ("LN1", "LN12"))
    assert "E05009888" in with_more_digits
    assert not set(lincoln) & set(with_more_digits)
    assert known.wards_of_outward("ZZ1", 2022) == []
    # Gorse Hill in Trafford ended; Gorse Hill & Cornbrook followed.
    assert ["E05000829" in known.wards_of_outward("M32", year) for year in (2022, 2025)] == [True, False]
    assert ["E05015247" in known.wards_of_outward("M32", year) for year in (2022, 2025)] == [False, True]


def test_a_missing_or_damaged_look_up_says_how_to_make_it(tmp_path):
    with pytest.raises(CatalogueError, match="jsna ingest official"):
        look_up(tmp_path)
    (tmp_path / "lookups").mkdir()
    (tmp_path / postcodes.FILE).write_bytes(b"PAR1")
    with pytest.raises(CatalogueError, match="jsna ingest official"):
        look_up(tmp_path)


def test_rows_by_postcode_are_counted_in_wards():
    content = b"Postcode,n\nLN12 1AA,3\nln12 1de,4\nEH1 1YZ,5\nLN12 1AA,1\n"
    found = to_wards(read_upload("a.csv", content), ["n"], Lookups.of(DATA))
    assert found.counts["n"].to_dict() == {"E05009888": 8}
    assert found.report == (
        "3 postcodes of 4 were placed in 1 wards.",
        "1 of 4 outside England: EH1 1YZ.",
        "Not in any ward shown: 5 of 'n'.",
    )


def test_the_committed_look_up_holds_every_postcode_as_published(shared):
    published = pd.read_parquet(shared / SOURCE)
    known = look_up(DATA)
    rows = known.rows_of(postcodes.padded(published["postcode_nospace"]))
    assert len(known.codes) == len(published) == 1_491_312
    assert (rows >= 0).all()
    for column, given in (("ward_2025", "wardcd"), ("district", "ladcd")):
        assert (pd.Series(known.names(column, rows)).fillna("") == published[given].astype(object).fillna("")).all()
    assert pd.notna(known.names("ward_2022", rows)).all()
    assert (DATA / postcodes.FILE).stat().st_size < 5_000_000


def test_a_source_that_is_none_is_refused(shared, tmp_path):
    (tmp_path / "lookups").mkdir()
    (tmp_path / "boundaries").symlink_to((shared / "boundaries").resolve())
    far = pd.DataFrame({"postcode_nospace": ["LN121AA", "LN12 1AB"], "easting": [550702, 1], "northing": [385290, 1]})
    far.assign(ladcd="E07000137", wardcd="E05009888").to_parquet(tmp_path / SOURCE)
    with pytest.raises(Findings) as refused:
        write_postcodes(tmp_path, tmp_path)
    assert [(found.row, found.value, found.problem) for found in refused.value.findings] == [
        (2, "LN12 1AB", "not a postcode"),
        (2, "LN12 1AB", "the postcode lies in no ward of 2022"),
    ]
