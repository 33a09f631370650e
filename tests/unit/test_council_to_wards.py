"""Rows by ward, district, LSOA, postcode or point are carried to our areas, or refused by name."""

import json

import pytest

from jsna.areas.lookups import Lookups
from jsna.errors import Findings
from jsna.ingest.council.carrying.to_wards import to_wards
from jsna.ingest.council.upload import read_upload
from jsna.model.area import Level
from tests.unit.local_data import three_wards


@pytest.fixture
def data(tmp_path):
    return three_wards(tmp_path)


def carried(data, *rows, estimate=False):
    content = "\n".join(["code,n,all", *rows]).encode()
    return to_wards(read_upload("a.csv", content), ["n", "all"], Lookups.of(data), estimate=estimate)


def refusal(data, *rows):
    with pytest.raises(Findings) as wrong:
        carried(data, *rows)
    return [(finding.row, finding.column, finding.problem) for finding in wrong.value.findings]


def test_wards_of_2022_stay(data):
    found = carried(data, "E05000001,1,10", "E05000002,2,20")
    assert found.counts.to_dict("index") == {"E05000001": {"n": 1, "all": 10}, "E05000002": {"n": 2, "all": 20}}
    assert (found.lowest, found.notes["n"].tolist()) == (Level.WARD, ["", ""])


def test_a_withheld_count_is_no_number(data):
    found = carried(data, "E05000001,*,10", "E05000002,2,20")
    assert found.counts["n"].isna().tolist() == [True, False]
    assert found.notes["n"].tolist() == ["c", ""]


def test_two_wards_of_2025_that_were_one_are_added_up_exactly(data):
    found = carried(data, "E05000010,30,110", "E05000011,21,90")
    assert found.counts.to_dict("index") == {"E05000003": {"n": 51, "all": 200}}
    assert found.notes["n"].tolist() == [""]


def test_a_ward_that_was_cut_has_no_figure_unless_it_may_be_estimated(data):
    found = carried(data, "E05000009,51,101", "E05000003,5,50")
    assert found.counts.loc[["E05000001", "E05000002"]].isna().all(axis=None)
    assert found.notes["n"].to_dict() == {"E05000003": "", "E05000001": "x", "E05000002": "x"}
    assert "Not in any ward shown: 51 of 'n', 101 of 'all'." in found.report


def test_an_estimate_is_marked_and_keeps_the_sum(data):
    found = carried(data, "E05000009,51,101", estimate=True)
    assert found.counts.sum().to_dict() == {"n": 51, "all": 101}
    assert found.notes["n"].tolist() == ["e", "e"]


def test_wards_of_two_years_on_one_ground_are_refused(data):
    problem = "a ward of 2022 beside a ward of 2025 on the same ground"
    assert refusal(data, "E05000003,5,50", "E05000010,3,30", "E05000011,3,30") == [(None, "code", problem)]


def test_a_withheld_part_is_not_added_up(data):
    found = carried(data, "E05000010,*,110", "E05000011,21,90")
    assert found.counts.isna().all(axis=None)
    assert found.notes["n"].tolist() == ["c"]


def test_merged_districts_are_added_up(data):
    found = carried(data, "E07000011,1,10", "E07000012,2,20")
    assert found.counts.to_dict("index") == {"E07000001": {"n": 3, "all": 30}}
    assert found.lowest is Level.DISTRICT


def test_a_part_of_a_merged_district_is_refused(data):
    assert refusal(data, "E07000011,1,10") == [(None, "code", "a part of a district of 2023 is not in the file")]


def test_an_lsoa_goes_to_the_ward_of_most_of_its_residents(data):
    found = carried(data, "E01000001,90,900", "E01000002,6,600", "E01000003,7,700")
    assert found.counts.dropna().to_dict("index") == {
        "E05000001": {"n": 90, "all": 900},
        "E05000003": {"n": 7, "all": 700},
    }
    assert found.notes["n"].to_dict() == {"E05000001": "e", "E05000002": "x", "E05000003": ""}
    assert "Not in any ward shown: 6 of 'n', 600 of 'all'." in found.report


def as_dict(counts):
    return counts.to_dict("index")


def test_an_lsoa_of_2011_that_was_cut_is_in_its_district_exactly_and_in_a_ward_only_if_all_of_it_is(data):
    found = carried(data, "E01000021,96,1500", "E01000003,7,700")
    assert as_dict(found.counts.dropna()) == {"E05000003": {"n": 7, "all": 700}}
    assert found.notes["n"].to_dict() == {"E05000001": "x", "E05000002": "x", "E05000003": ""}
    assert as_dict(found.districts) == {"E07000001": {"n": 96, "all": 1500}, "E07000002": {"n": 7, "all": 700}}


def test_lsoas_of_2011_that_became_one_are_all_needed(data):
    assert as_dict(carried(data, "E01000031,3,300", "E01000032,4,400").counts) == {"E05000003": {"n": 7, "all": 700}}
    half = carried(data, "E01000031,3,300", "E01000021,96,1500")
    assert half.counts.isna().all(axis=None) or "E05000003" not in half.counts.index
    assert as_dict(half.districts) == {"E07000001": {"n": 96, "all": 1500}}


def test_an_msoa_is_in_its_district_exactly_and_in_a_ward_that_holds_it(data):
    found = carried(data, "E02000001,96,1500", "E02000002,7,700")
    assert as_dict(found.counts.dropna()) == {"E05000003": {"n": 7, "all": 700}}
    assert as_dict(found.districts) == {"E07000001": {"n": 96, "all": 1500}, "E07000002": {"n": 7, "all": 700}}


def test_where_no_ward_has_a_figure_the_districts_are_given(data):
    found = carried(data, "E02000001,96,1500")
    assert (found.lowest, as_dict(found.counts)) == (Level.DISTRICT, {"E07000001": {"n": 96, "all": 1500}})
    assert "Not in any ward shown: 96 of 'n', 1,500 of 'all'." in found.report


@pytest.mark.parametrize("other", ["E01000003", "E01000031"])
def test_small_areas_on_the_same_ground_are_refused(data, other):
    problem = "another row covers the same ground"
    assert refusal(data, "E02000002,7,700", f"{other},7,700") == [(None, "code", problem)] * 2


def test_a_district_whose_wards_were_cut_keeps_its_sum(data):
    assert as_dict(carried(data, "E05000009,51,101").counts) == {"E07000001": {"n": 51, "all": 101}}


def test_a_withheld_part_leaves_a_district_without_a_sum(data):
    assert carried(data, "E05000009,*,101", "E05000003,5,50").districts.index.tolist() == ["E07000002"]


def test_wards_of_another_year_count_in_their_district_and_in_no_ward(data):
    found = carried(data, "E05000001,1,10", "E05000002,2,20", "E05000005,3,300", "E05000006,4,400")
    assert as_dict(found.counts) == {"E05000001": {"n": 1, "all": 10}, "E05000002": {"n": 2, "all": 20}}
    assert as_dict(found.districts) == {"E07000001": {"n": 3, "all": 30}, "E07000002": {"n": 7, "all": 700}}
    assert found.report[-2:] == (
        "Wold: 2 wards of other years count in no ward (7 of 'n', 700 of 'all'): E05000005, E05000006.",
        "They are in the figure of Wold. Its wards without a figure: E05000003.",
    )


def test_a_district_without_all_wards_of_that_year_has_no_sum(data):
    found = carried(data, "E05000001,1,10", "E05000002,2,20", "E05000005,3,300")
    assert found.districts.index.tolist() == ["E07000001"]
    assert found.report[-1] == "Wold has no sum of its wards, because not all of them are known to be in the file."
    problem = "these wards are of other years, and no district has all of its wards in the file"
    assert refusal(data, "E05000005,3,300") == [(None, "code", problem)]


def test_a_ward_of_another_year_may_stand_for_one_of_today(data):
    found = carried(data, "E05000001,1,10", "E05000004,2,20")
    assert as_dict(found.counts) == {"E05000001": {"n": 1, "all": 10}}
    assert as_dict(found.districts) == {"E07000001": {"n": 3, "all": 30}}


def test_a_ward_of_another_year_beside_all_wards_of_today_raises_the_question_of_counting_twice(data):
    found = carried(data, "E05000003,5,50", "E05000005,3,300")
    assert as_dict(found.districts) == {"E07000002": {"n": 8, "all": 350}}
    assert found.report[-1].endswith("All its present wards are in the file too: is anybody counted twice?")


def test_wards_of_another_year_alone_are_given_by_district(data):
    found = carried(data, "E05000005,3,300", "E05000006,4,400")
    assert (found.lowest, as_dict(found.counts)) == (Level.DISTRICT, {"E07000002": {"n": 7, "all": 700}})


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("E05999999", "a ward code issued after May 2025: out of vintage"),
        ("E05000000", "a ward code that was not in use in December 2022 or May 2025: out of vintage, or mistyped"),
        ("E02000001", "a small area (LSOA or MSOA) of another year, or where other areas are expected"),
    ],
)
def test_an_unknown_code_is_named_for_what_it_is(data, code, problem):
    assert refusal(data, "E05000001,1,10", "E05000002,2,20", f"{code},1,10") == [(4, "code", problem)]


def test_an_area_that_stands_twice_is_refused(data):
    assert refusal(data, "E05000001,1,10", "E05000001,2,20") == [
        (2, "code", "several rows of an area: 1 area, first E05000001 (rows 2, 3)")
    ]


@pytest.mark.parametrize(("count", "problem"), [("-3", "a negative count"), ("3.5", "a fraction in a count")])
def test_only_counts_are_carried(data, count, problem):
    assert refusal(data, f"E05000001,{count},10") == [(2, "n", problem)]


def test_a_column_that_is_not_there_is_named(data):
    understood = read_upload("a.csv", b"code,n\nE05000001,1\n")
    with pytest.raises(Findings, match=r"column all: there is no such column\. Accepted: code, n\."):
        to_wards(understood, ["n", "all"], Lookups.of(data))


def test_a_refused_file_is_not_carried(data):
    with pytest.raises(Findings, match="a percent sign"):
        carried(data, "E05000001,1%,10")


def test_points_are_counted_in_the_ward_that_holds_them(data):
    places = ((1, 0.05), (2, 0.06), (4, 0.15), (8, 1.5))
    features = [
        {"type": "Feature", "properties": {"n": n}, "geometry": {"type": "Point", "coordinates": [x, 53.05]}}
        for n, x in places
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    found = to_wards(read_upload("a.geojson", content), ["n"], Lookups.of(data))
    assert found.counts["n"].to_dict() == {"E05000001": 3, "E05000002": 4}
    assert found.report == (
        "3 points of 4 were placed in 2 wards.",
        "1 of 4 points lie in no ward.",
        "Not in any ward shown: 8 of 'n'.",
    )
