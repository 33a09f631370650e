"""The look-ups of the data folder are what the official files give."""

import pandas as pd
import pytest

from jsna.areas.lookups import EVERY_WARD, FOLDER, SMALL_AREAS, SMALL_AREAS_2011, WARD_CHANGES, Lookups
from jsna.errors import CatalogueError
from jsna.ingest.official import lookups as official
from jsna.ingest.official.inputs import Inputs

#: The residents of England's output areas, in the file that says in which ward each lies.
RESIDENTS = 56_490_284


@pytest.fixture(scope="module")
def inputs(shared):
    return Inputs.open(shared)


@pytest.mark.parametrize(("year", "wards"), [(2022, 6887), (2025, 6810)])
def test_lsoas_of_either_list_hold_everybody(checkout, year, wards):
    lookups = Lookups.of(checkout / "data", year)
    every = lookups.small_areas
    small = every[every["code"] == every["lsoa"]]
    assert (small["lsoa"].nunique(), small["ward"].nunique()) == (33_755, wards)
    assert small["residents"].sum() == RESIDENTS
    assert set(small["ward"]) <= set(lookups.areas.index)
    of_msoas = every[every["code"].str.startswith("E02")]
    assert (of_msoas["code"].nunique(), of_msoas["residents"].sum()) == (6_856, RESIDENTS)


def test_the_pairs_of_lsoa_and_ward_are_those_that_are_published(checkout, shared):
    given = pd.read_csv(shared / "lookups/lsoa21_ward22_weights.csv")
    english = given[given["lsoa21cd"].str.startswith("E")].set_index(["lsoa21cd", "ward22cd"])["usual_residents"]
    every = Lookups.of(checkout / "data").small_areas
    ours = every[every["code"] == every["lsoa"]].set_index(["lsoa", "ward"])["residents"]
    assert ours.sort_index().to_dict() == english.sort_index().to_dict()


def test_the_committed_look_ups_are_what_the_output_areas_give(checkout, inputs, tmp_path):
    official.write_lookups(inputs, tmp_path)
    for name in (SMALL_AREAS, SMALL_AREAS_2011, WARD_CHANGES, EVERY_WARD):
        assert (tmp_path / FOLDER / name).read_bytes() == (checkout / "data" / FOLDER / name).read_bytes()


def test_no_ward_of_2025_reaches_over_the_border_of_a_district(checkout, inputs):
    placed, areas = inputs.output_areas, Lookups.of(checkout / "data", 2025).areas
    assert placed["ward_2025"].map(areas["district"]).equals(placed["district"])


def test_every_lsoa_of_2011_covers_all_that_it_became(checkout, shared):
    given = pd.read_parquet(shared / "lookups/lsoa11_lsoa21_exact_fit.parquet")
    english = given[given["lsoa11cd"].str.startswith("E")]
    every = Lookups.of(checkout / "data").small_areas[["code", "lsoa"]].drop_duplicates()
    ours = every.groupby("code")["lsoa"].agg(set)
    assert ours[english["lsoa11cd"].unique()].to_dict() == english.groupby("lsoa11cd")["lsoa21cd"].agg(set).to_dict()


@pytest.mark.parametrize("year", [22, 23, 24, 25])
def test_every_ward_of_a_published_list_has_a_district_of_today(checkout, shared, year):
    lookups = Lookups.of(checkout / "data")
    listed = pd.read_csv(shared / f"lookups/ons_list_wd{year}.csv")["areacd"]
    found = lookups.every_ward.reindex(listed[listed.str.startswith("E05")])
    assert (found["since"] <= 2000 + year).all()
    assert set(found["district"]) <= set(lookups.areas.index)


def test_merged_districts_are_what_the_official_file_gives(checkout, shared):
    given = official.districts(shared / "lookups/geographr_lookup_ltla22_ltla23.csv")
    merged = Lookups.of(checkout / "data").merged_districts
    pd.testing.assert_series_equal(merged, given.set_index("district_2022")["district_2023"])
    assert (len(given), given["district_2023"].nunique()) == (17, 4)


def test_a_look_up_that_is_not_there_says_how_to_get_it(tmp_path):
    with pytest.raises(CatalogueError, match=r"small-areas-2021\.parquet is missing.*jsna ingest official"):
        _ = Lookups(tmp_path, pd.DataFrame()).small_areas
