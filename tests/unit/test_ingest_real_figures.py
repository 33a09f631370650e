"""The figures of the data folder: true to what was published, whole at every level, and made anew the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from jsna.areas.lookups import read_areas
from jsna.areas.places import of_ward_year
from jsna.catalogue import indicator_folder, release
from jsna.ingest.official import pipeline
from jsna.ingest.official.inputs import Inputs
from jsna.ingest.official.small_areas import to_wards
from jsna.model.area import ENGLAND, WARD_YEARS, Level
from jsna.model.source import FURTHEST_FROM_SUM

MABLETHORPE, JAYWICK = "E05009888", "E05011963"


@pytest.fixture(scope="module")
def data(checkout: Path) -> Path:
    return checkout / "data"


@pytest.fixture(scope="module")
def areas(data: Path) -> pd.DataFrame:
    return read_areas(data)


def figures(data: Path, path: str) -> pd.DataFrame:
    return pd.read_parquet(data / "indicators" / f"{path}.parquet")


def counted(data: Path) -> list[str]:
    """Every indicator with counts for wards, by topic and name."""
    every = sorted((data / "indicators").glob("*/*.parquet"))
    return [f"{path.parent.name}/{path.stem}" for path in every if pd.read_parquet(path)["numerator"].notna().any()]


@pytest.mark.parametrize(
    ("code", "people", "households"),
    [(MABLETHORPE, (2837, 8210), (2064, 3981)), (JAYWICK, (1947, 5306), (1526, 2914))],
)
def test_two_wards_on_the_east_coast(
    data: Path, code: str, people: tuple[int, int], households: tuple[int, int]
) -> None:
    found = []
    for path, group in (
        ("disability/disabled-people", "disabled"),
        ("disability/households-with-disabled-person", "any"),
    ):
        observations = figures(data, path)
        row = observations[(observations["area_code"] == code) & (observations["group"] == group)].iloc[0]
        found.append((row["numerator"], row["denominator"]))
    assert found == [people, households]


def test_the_areas_are_all_there(areas: pd.DataFrame) -> None:
    levels = areas["level"].value_counts().to_dict()
    assert levels == {"ward": 8765, "district": 296, "county": 21, "region": 9, "england": 1}
    wards = {year: of_ward_year(areas, year).query("level == 'ward'") for year in WARD_YEARS}
    assert {year: len(listed) for year, listed in wards.items()} == {2022: 6903, 2025: 6826}
    named = areas[areas["level"] == "county"].reset_index().set_index("name")["code"]
    counties = wards[2022].groupby("county").size()
    assert [counties[named[county]] for county in ("Lincolnshire", "Norfolk", "Essex")] == [157, 177, 239]


def test_east_lindseys_disabled_people_are_those_of_the_published_district_table(data: Path) -> None:
    observations = figures(data, "disability/disabled-people")
    row = observations[(observations["area_code"] == "E07000137") & (observations["group"] == "disabled")].iloc[0]
    assert (row["numerator"], row["denominator"]) == (35_512, 142_296)
    assert round(100 * row["numerator"] / row["denominator"], 1) == 25.0


def test_each_districts_own_figure_is_the_published_one_and_merged_districts_are_added_up(
    shared: Path, data: Path
) -> None:
    published = pd.read_csv(shared / "health/healthyr_england_disability_21.csv")
    published = published[published["disability_level"] == "Disabled under the Equality Act"]
    merged = pd.read_parquet(data / "lookups/districts-2022-2023.parquet").set_index("district_2022")["district_2023"]
    code = published["ltla21_code"].map(merged).fillna(published["ltla21_code"])
    wanted = published.groupby(code)[["n", "total_residents"]].sum()
    rows = figures(data, "disability/disabled-people").query("group == 'disabled'").set_index("area_code")
    assert len(wanted) == 296
    assert (rows.loc[wanted.index, ["numerator", "denominator"]].to_numpy() == wanted.to_numpy()).all()


@pytest.mark.parametrize("year", WARD_YEARS)
def test_every_level_is_the_exact_sum_of_the_level_below_but_for_the_publishers_own_rows(
    data: Path, areas: pd.DataFrame, year: int
) -> None:
    wrong, key = [], ["period", "group"]
    for path in counted(data):
        described = indicator_folder.read(data / "indicators" / f"{path}.toml")
        source = described.source
        rows = figures(data, path).merge(of_ward_year(areas, year), left_on="area_code", right_index=True)
        rows["england"] = ENGLAND
        lowest = rows[rows["level"] == rows["level"].iloc[0]]
        if year == 2025 and lowest.loc[lowest["vintage"] == year, "numerator"].isna().all():
            continue  # published for wards of 2022 alone
        for level in ("district", "county", "region", "england"):
            above = rows[(rows["level"] == level) & rows["numerator"].notna()].set_index(["area_code", *key])
            sums = lowest.groupby([level, *key])[["numerator", "denominator"]].sum()
            apart = (above[["numerator", "denominator"]] - sums.reindex(above.index)).abs().max(axis=1)
            wrong += [
                (path, level, *figure, people)
                for figure, people in apart.items()
                if people > (FURTHEST_FROM_SUM if source.states(Level(level), figure[-1]) else 0)
            ]
    assert wrong == []


def test_ages_worked_out_for_wards_are_as_near_to_published_wards_as_is_said(shared: Path) -> None:
    inputs = Inputs.open(shared)
    table = pd.read_parquet(shared / "census2021_lsoa/ts007a_age_5yr_lsoa21.parquet").set_index("lsoa21cd")
    ages = table[[column for column in table if column.startswith("age_")]].astype(float)
    worked_out = to_wards(ages[ages.index.str.startswith("E")], inputs.small_areas).counts
    published = pd.read_csv(shared / "census2021_ward/ts007a_age_5yr_8_regions_exEM.csv").query("geography == 'ward22'")
    published = published.set_index("area_code")
    assert len(published) == 6116

    old = worked_out[[column for column in worked_out if int(column.split("_")[1]) >= 65]].sum(axis=1)
    old_published = published[["65-69", "70-74", "75-79", "80-84", "85+"]].sum(axis=1)
    off = 100 * (old / worked_out.sum(axis=1) - old_published / published["Total"]).reindex(published.index).abs()
    assert (off.median() <= 0.16, off.quantile(0.99) <= 3.05, off.max() <= 20.5) == (True, True, True)


def test_only_wards_without_output_areas_lack_a_census_count(data: Path) -> None:
    observations = figures(data, "disability/disabled-people")
    missing = observations[(observations["group"] == "disabled") & observations["numerator"].isna()]
    assert len(missing) == 16
    assert set(missing["note"]) == {"x"}


def test_the_release_is_the_one_of_the_files_that_stand(data: Path) -> None:
    assert release.read(data) == release.compute(data), "run `jsna release` after a file of data/ was edited"


def test_no_file_is_large(data: Path) -> None:
    sizes = {path.name: path.stat().st_size for path in data.rglob("*") if path.is_file() and path.name != "lock"}
    assert sum(sizes.values()) < 30e6
    assert max(sizes.values()) < 5e6


def test_the_published_files_make_the_same_figures_again(shared: Path, data: Path, tmp_path: Path) -> None:
    """One indicator of each source; boundaries have a test of their own."""
    source = tmp_path / "source"
    source.mkdir()
    for folder in shared.iterdir():
        if folder.is_dir() and folder.name != "boundaries":
            (source / folder.name).symlink_to(folder.resolve())
    paths = [
        "disability/disabled-people",
        "population/age-bands",
        "population/population-mid-2020",
        "deprivation/imd-score",
        "identity/sexual-orientation",
        "health/life-expectancy",
        "health/happiness",
        "population/population-mid-2022",
        "disability/disabled-people-2011",
    ]
    for path in paths:
        target = tmp_path / "data/indicators" / f"{path}.toml"
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(data / "indicators" / f"{path}.toml", target)
    pipeline.official(source, tmp_path / "data")
    again = {path: figures(tmp_path / "data", path) for path in paths}
    for path, observations in again.items():
        pd.testing.assert_frame_equal(observations, figures(data, path), obj=path)
    pd.testing.assert_frame_equal(read_areas(tmp_path / "data"), read_areas(data))
