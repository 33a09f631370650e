"""What each source becomes, on a country of five wards."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from jsna.areas.lookups import read_areas
from jsna.catalogue import indicator_folder
from jsna.ingest.official import pipeline
from jsna.ingest.official.inputs import Inputs
from tests.fixtures import official


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return official.write_source(tmp_path / "source")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def made(source: Path, data: Path, **recipe: str) -> pd.DataFrame:
    """The observations of one indicator, made by the whole pipeline. Index: area_code."""
    path = official.write_indicator(data, "one", **recipe)
    pipeline.official(source, data)
    return pd.read_parquet(path.with_suffix(".parquet")).set_index("area_code")


def counts(observations: pd.DataFrame) -> dict[str, tuple[int, int]]:
    given = observations.dropna(subset="numerator")
    return {code: (int(row.numerator), int(row.denominator)) for code, row in given.iterrows()}


def test_areas_hold_their_own_code_at_their_own_level_and_their_parents_above(source: Path) -> None:
    areas = Inputs.open(source).areas
    assert list(areas.itertuples(index=False, name=None)) == [
        ("E05000001", "Seaview", "ward", 2022, 2022, "E07000001", "E10000001", "E12000001"),
        ("E05000002", "Harbour", "ward", 2022, 2025, "E07000001", "E10000001", "E12000001"),
        ("E05000003", "Upland", "ward", 2022, 2025, "E07000002", "E10000001", "E12000001"),
        ("E05000004", "Castle", "ward", 2022, 2025, "E06000001", "E06000001", "E12000001"),
        ("E05000009", "Islet", "ward", 2022, 2025, "E06000001", "E06000001", "E12000001"),
        ("E05000011", "Seaview North", "ward", 2025, 2025, "E07000001", "E10000001", "E12000001"),
        ("E05000012", "Seaview South", "ward", 2025, 2025, "E07000001", "E10000001", "E12000001"),
        ("E06000001", "Town", "district", 2023, 2025, "E06000001", "E06000001", "E12000001"),
        ("E07000001", "Coast", "district", 2023, 2025, "E07000001", "E10000001", "E12000001"),
        ("E07000002", "Hills", "district", 2023, 2025, "E07000002", "E10000001", "E12000001"),
        ("E10000001", "Northshire", "county", 2023, 2025, None, "E10000001", "E12000001"),
        ("E12000001", "East", "region", 2022, 2025, None, None, "E12000001"),
        ("E92000001", "England", "england", 2022, 2025, None, None, None),
    ]


def test_output_areas_are_summed_to_every_level(source: Path, data: Path) -> None:
    assert counts(made(source, data)) == {
        "E05000001": (9, 30),
        "E05000002": (8, 50),
        "E05000003": (30, 60),
        "E05000004": (20, 200),
        "E05000011": (4, 10),
        "E05000012": (5, 20),
        "E06000001": (20, 200),
        "E07000001": (17, 80),
        "E07000002": (30, 60),
        "E10000001": (47, 140),
        "E12000001": (67, 340),
        "E92000001": (67, 340),
    }


def test_a_ward_without_output_areas_has_a_row_that_says_not_available(source: Path, data: Path) -> None:
    islet = made(source, data).loc[official.TINY]
    assert pd.isna(islet["numerator"])
    assert pd.isna(islet["denominator"])
    assert islet["note"] == "x"


def test_the_rows_carry_period_characteristic_and_group(source: Path, data: Path) -> None:
    row = made(source, data).loc["E92000001"]
    assert (row["period"], row["characteristic"], row["group"]) == ("2021", "disability", "first")


def test_ward_files_are_summed_and_their_own_sums_ignored(source: Path, data: Path) -> None:
    ages = made(source, data, adapter="census-ward", table="ages", denominator="Total", heading="Under 16")
    assert counts(ages)["E07000001"] == (30, 150)
    assert counts(ages)["E92000001"] == (95, 410)


def test_a_region_without_wards_leaves_the_sums_above_it_open(source: Path, data: Path) -> None:
    path = source / "census2021_ward/ages.csv"
    path.write_text(official.AGES.replace("ward22,E05000003,Upland,60,15,45\n", ""), encoding="utf-8")
    ages = made(source, data, adapter="census-ward", table="ages", denominator="Total", heading="Under 16")
    without = ["E05000003", "E05000009", *official.NEWER_WARDS, "E07000002", "E10000001", "E12000001", "E92000001"]
    assert list(ages.index[ages["note"] == "x"]) == without


def test_single_years_become_bands(source: Path, data: Path) -> None:
    people = {"adapter": "population", "table": "mid2020", "denominator": "total_population"}
    young = made(source, data, **people, heading="0-2")
    assert counts(young)["E05000001"] == (6, 10)
    assert counts(young)["E92000001"] == (21, 35)
    assert young.loc["E05000003", "note"] == "x"


def test_scores_are_means_weighted_by_residents(source: Path, data: Path) -> None:
    recipe = {"adapter": "imd", "table": "imd2025", "denominator": "", "heading": "IMD_score", "measure": "score"}
    scores = made(source, data, **recipe)["value"]
    assert scores["E05000002"] == 20.5
    assert scores["E07000001"] == 33.5  # (100 × 40 + 50 × 20.5) / 150
    assert scores["E92000001"] == 20.125  # (100 × 40 + 100 × 20.5 + 200 × 10) / 400


def test_the_most_deprived_are_counted_by_the_residents_of_their_neighbourhoods(source: Path, data: Path) -> None:
    recipe = {"adapter": "imd", "table": "imd2025", "denominator": "residents"}
    assert counts(made(source, data, **recipe, heading="IMD_decile<=2"))["E92000001"] == (200, 400)


def test_districts_of_2021_are_summed_to_those_of_2023(source: Path, data: Path) -> None:
    recipe = {"adapter": "census-district", "table": "healthyr_england_sexual_orientation_21", "level": "district"}
    assert counts(made(source, data, **recipe, heading="Gay or Lesbian")) == {
        "E06000001": (10, 210),
        "E07000001": (3, 100),
        "E07000002": (1, 50),
        "E10000001": (4, 150),
        "E12000001": (14, 360),
        "E92000001": (14, 360),
    }


def test_a_districts_own_figure_takes_the_place_of_its_sum_and_of_no_other(source: Path, data: Path) -> None:
    summed = counts(made(source, data))
    official.own_rows(data / "indicators/topic/one.toml")
    pipeline.official(source, data)
    rows = pd.read_parquet(data / "indicators/topic/one.parquet").set_index("area_code")
    # The two districts that became Town are added up.
    own = {"E07000001": (21, 85), "E07000002": (29, 61), "E06000001": (18, 210)}
    assert counts(rows) == summed | own
    assert rows.index.is_unique


def test_health_series_keep_every_period_and_say_what_is_left_out(source: Path, data: Path) -> None:
    recipe = {"adapter": "fingertips", "table": "life_expectancy", "measure": "mean", "level": "district"}
    path = official.write_indicator(data, "life", **recipe, denominator="", heading="Male")
    report = pipeline.official(source, data)
    figures = pd.read_parquet(path.with_suffix(".parquet")).dropna(subset="value")
    assert list(figures[["area_code", "period", "value"]].itertuples(index=False, name=None)) == [
        ("E92000001", "2018-20", 79.4),
        ("E07000001", "2019-21", 75.1),
        ("E92000001", "2019-21", 79.5),
    ]
    assert report.remarks == ("life: 1 rows of 1 districts that no longer exist are left out.",)


@pytest.mark.parametrize(
    ("published", "stored"), [("2009 - 11", "2009 - 11"), ("2020 - 21", "Jan 2020 - Dec 2021"), ("2020/21", "2020/21")]
)
def test_a_period_is_stored_so_that_nothing_else_can_be_meant(
    source: Path, data: Path, published: str, stored: str
) -> None:
    recipe = {"adapter": "fingertips", "table": "life_expectancy", "measure": "mean", "level": "district"}
    path = official.write_indicator(data, "life", **recipe, denominator="", heading="Male")
    series = source / "health/life_expectancy.csv"
    series.write_text(series.read_text("utf-8").replace("2019 - 21", published), "utf-8")
    pipeline.official(source, data)
    figures = pd.read_parquet(path.with_suffix(".parquet")).dropna(subset="value").set_index("area_code")
    assert figures.at["E07000001", "period"] == stored


def test_twice_the_same_input_gives_the_same_bytes(source: Path, tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    made(source, first)
    made(source, second)
    assert official.hashes(first) == official.hashes(second)


def test_the_catalogue_reads_what_the_pipeline_wrote(source: Path, data: Path) -> None:
    written = made(source, data)
    described = indicator_folder.read(data / "indicators/topic/one.toml")
    observations = indicator_folder.observations(data, described, read_areas(data)).set_index("area_code")
    assert observations["numerator"].sum() == written["numerator"].sum() == 324
