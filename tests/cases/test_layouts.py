"""Known layouts go in as they were downloaded: the made-up files, and one of each in ``tests/fixtures/layouts``."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from tests.cases.conftest import Command

Case = Callable[[str], Path]
ABBEY, BOSTON, LINDSEY, LINCOLN, DERBY = "E05010784", "E07000136", "E07000137", "E07000138", "E06000015"
WARDS = [f"E050107{number}" for number in range(84, 95)]
ENGLAND, MIDLANDS, COUNTY = "E92000001", "E12000004", "E10000019"


@pytest.mark.parametrize(
    ("name", "groups", "base", "options", "expected"),
    [
        ("C49/nomis_bulk_own_wards.csv", "Faith: Alpha; Faith: Beta; Faith: Not answered", "all usual residents", (),
         {(ABBEY, "2021", "alpha"): "210 of 1240", (LINCOLN, "2021", "alpha"): "1916 of 10615",
          (ABBEY, "2021", "not-answered"): "5 of 1240"}),
        ("C49/nomis_bulk_own_wards.csv", "Alpha; Beta", "all usual residents", (),
         {(LINCOLN, "2021", "alpha"): "1916 of 10615"}),
        ("C49/nomis_bulk_own_wards.csv", "Believers", "all usual residents",
         ("--count", "Believers=Faith: Alpha", "--count", "Believers=Faith: Beta",
          "--out-of", "Faith: Total: All usual residents"), {(ABBEY, "2021", "believers"): "1235 of 1240"}),
        ("C19/nomis_api_long.csv", "65 and over", "all ages",
         ("--count", "65 and over=Age 70", "--count", "65 and over=Aged 90+"),
         {(BOSTON, "2024", "65-and-over"): "96 of 400", (LINDSEY, "2024", "65-and-over"): "144 of 600",
          (COUNTY, "2024", "65-and-over"): "240 of 1000"}),
        ("B22/input.xlsx", "Aged 16-24", "people aged 16 and over", (),
         {(LINCOLN, "September 2024", "aged-16-24"): "2196 of 10615"}),
        ("B29/input.csv", "Level 2", "pupils", ("--count", "Level 2=t_level2", "--out-of", "t_pupils"),
         {("E08000035", "academic year 2022/23", "level-2"): "5200 of 8000",
          ("E08000032", "academic year 2022/23", "level-2"): "4000 of 7000",
          (ENGLAND, "academic year 2022/23", "level-2"): "380000 of 600000"}),
        ("B29/input.csv", "Asian", "pupils", ("--count", "Asian=t_level2", "--out-of", "t_pupils",
         "--only", "ethnicity=Asian"), {("E08000035", "academic year 2022/23", "asian"): "c"}),
        ("B10/fingertips.csv", "Made-up condition", "people", ("--measure", "rate"),
         {(LINCOLN, "2016-18", "made-up-condition"): "12 (11 to 13)"}),
        ("B11/fingertips.csv", "Made-up condition", "people", ("--measure", "rate"),
         {(LINCOLN, "2023 Dec", "made-up-condition"): "6 (5 to 7)"}),
        ("B13/fingertips.csv", "Made-up condition", "people", ("--measure", "rate"),
         {(LINCOLN, "2020/21 - 22/23", "made-up-condition"): "10 (9 to 11)"}),
        ("B14/fingertips.csv", "Made-up condition", "people", ("--measure", "rate"),
         {(LINCOLN, "2022/23", "made-up-condition"): "c",
          (DERBY, "2022/23", "made-up-condition"): "8.1 (7.1 to 9.1) u"}),
    ],
)  # fmt: skip
def test_made_up_files_give_the_stated_figures(
    case: Case, command: Command, name: str, groups: str, base: str, options: tuple[str, ...],
    expected: dict[tuple[str, str, str], str],
) -> None:  # fmt: skip
    told = command(case(name), groups, base, *options)
    assert {key: told.figures.get(key) for key in expected} == expected, told.said


@pytest.mark.parametrize(
    ("name", "groups", "base", "options", "expected"),
    [
        ("nomis_bulk.csv", "Disabled under the Equality Act; Day-to-day activities limited a lot",
         "all usual residents", (), {(ABBEY, "2021", "disabled-under-the-equality-act"): "310 of 1240",
              (ABBEY, "2021", "day-to-day-activities-limited-a-lot"): "110 of 1240"}),
        ("nomis_bulk.csv", "Disability: Disabled under the Equality Act: Day-to-day activities limited a lot",
         "all usual residents", (), {(ABBEY, "2021", "day-to-day-activities-limited-a-lot"): "110 of 1240"}),
        ("nomis_bulk_2011.csv", "Men aged 65 and over", "men",
         ("--count", "Men aged 65 and over=Males, Age 65 and over", "--out-of", "Males"),
         {(BOSTON, "2011", "men-aged-65-and-over"): "5600 of 31837"}),
        ("nomis_api.csv", "Aged 65+", "all ages", (),
         {(BOSTON, "June 2023", "aged-65"): "15000 of 70000", (LINCOLN, "June 2023", "aged-65"): "c"}),
        ("nomis_table.csv", "Alpha; First", "all usual residents", (),
         {(ABBEY, "2021", "alpha"): "310 of 1240", (ABBEY, "2021", "first"): "200 of 1240"}),
        ("ons_census.csv", "Economically active", "people aged 16 and over", ("--out-of", "sum of the groups"),
         {(ABBEY, "2021", "economically-active"): "600 of 1000",
          ("E05010785", "2021", "economically-active"): "500 of 900"}),
        ("ons_versions.csv", "Aged 65 and over", "all residents", (),
         {(BOSTON, "2023", "aged-65-and-over"): "15000 of 70000", (LINDSEY, "2023", "aged-65-and-over"): "c"}),
        ("fingertips.csv", "Made-up condition", "people aged 18 and over", (),
         {(ENGLAND, "Jan 2016 - Dec 2017", "made-up-condition"): "100000 of 1000000",
          (DERBY, "Jan 2016 - Dec 2017", "made-up-condition"): "1200 of 10000 u",
          (LINCOLN, "Jan 2016 - Dec 2017", "made-up-condition"): "c"}),
        ("fingertips.csv", "Made-up condition", "people aged 18 and over", ("--measure", "rate"),
         {(LINDSEY, "Jan 2016 - Dec 2017", "made-up-condition"): "9 (8 to 10)"}),
        ("dfe.csv", "Eligible", "pupils", ("--count", "Eligible=t_eligible", "--out-of", "t_pupils"),
         {(ENGLAND, "academic year 2022/23", "eligible"): "2000000 of 8000000",
          (MIDLANDS, "academic year 2023/24", "eligible"): "170000 of 710000",
          (DERBY, "academic year 2023/24", "eligible"): "12500 of 44500",
          (COUNTY, "academic year 2022/23", "eligible"): "c",
          (COUNTY, "academic year 2023/24", "eligible"): "21000 of 111000"}),
        ("stat_xplore.csv", "People on Universal Credit", "people", ("--measure", "count"),
         {(ABBEY, "January 2024", "people-on-universal-credit"): "310",
          ("E05010786", "January 2024", "people-on-universal-credit"): "c",
          ("E05010786", "February 2024", "people-on-universal-credit"): "7"}),
        ("stat_xplore_long.csv", "In employment", "people on Universal Credit", (),
         {(BOSTON, "January 2024", "in-employment"): "3000 of 8000"}),
        ("open_sdg.csv", "Deaths", "people", ("--measure", "count"),
         {(BOSTON, "2023", "deaths"): "12", (LINDSEY, "2023", "deaths"): "20", (LINCOLN, "2023", "deaths"): "c"}),
        ("sdmx.csv", "Aged 65 and over", "all residents", (),
         {(BOSTON, "2023", "aged-65-and-over"): "15000 of 70000",
          (LINDSEY, "2023", "aged-65-and-over"): "43000 of 142000 p"}),
        ("nhs_england.csv", "People in contact with services", "people", ("--measure", "count"),
         {(ENGLAND, "Jan 2024", "people-in-contact-with-services"): "1500000",
          (DERBY, "Jan 2024", "people-in-contact-with-services"): "6000",
          (COUNTY, "Jan 2024", "people-in-contact-with-services"): "c"}),
        ("plain_long.csv", "Smokers", "adults", (),
         {(BOSTON, "2023", "smokers"): "900 of 7000", (LINDSEY, "2023", "smokers"): "1500 of 14000"}),
        ("year_columns.csv", "Residents", "people", ("--measure", "count"),
         {(BOSTON, "2021", "residents"): "70100", (LINCOLN, "2023", "residents"): "105000"}),
    ],
)  # fmt: skip
def test_a_download_of_each_layout_gives_its_figures(
    checkout: Path, tmp_path: Path, command: Command, name: str, groups: str, base: str, options: tuple[str, ...],
    expected: dict[tuple[str, str, str], str],
) -> None:  # fmt: skip
    path = Path(shutil.copy(checkout / "tests/fixtures/layouts" / name, tmp_path))
    told = command(path, groups, base, *options)
    assert {key: told.figures.get(key) for key in expected} == expected, told.said


def test_crimes_are_counted_in_their_wards(checkout: Path, command: Command) -> None:
    small = pd.read_parquet(checkout / "data/lookups/small-areas-2021.parquet")
    areas = small.loc[small["ward_2022"].isin(WARDS), "lsoa"].sort_values().unique()
    heading = ("Crime ID,Month,Reported by,Falls within,Longitude,Latitude,Location,LSOA code,LSOA name,Crime type,"
               "Last outcome category,Context")  # fmt: skip
    rows = [f",2024-01,Police,Police,-0.5,53.2,On or near A,{lsoa},Lincoln,Burglary,," for lsoa in areas]
    other = f",2024-01,Police,Police,-0.5,53.2,On or near A,{areas[0]},Lincoln,Drugs,,"
    nowhere = ",2024-01,Police,Police,,,No location,,,Burglary,,"
    told = command("\n".join([heading, rows[0], nowhere, other, *rows]), "Burglary", "offences", "--measure", "count",
                   "--add-up")  # fmt: skip
    assert told.figures.get((LINCOLN, "2024-01", "burglary")) == str(len(areas) + 1), told.said
    assert "Left out: 1 row without an LSOA." in told.said
