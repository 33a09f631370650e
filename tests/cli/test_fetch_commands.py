"""``jsna ingest nomis``, ``ons-boundaries`` and ``fingertips`` against a service on this machine."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
import pytest
import shapely
from click.testing import CliRunner, Result

from jsna.areas.lookups import read_areas
from jsna.catalogue import indicator_folder
from jsna.catalogue.figures import figures_of
from jsna.cli import main
from jsna.geo.boundaries import read_boundaries
from tests.cli.service import Answer, Service, serving
from tests.fixtures import official

TS038 = """\
date,geography,geography code,Disability: Total: All usual residents,Disability: Disabled
2021,Seaview,E05000001,31,9
2021,Harbour,E05000002,50,8
2021,Upland,E05000003,60,30
2021,Castle,E05000004,200,20
"""
FINGERTIPS = """\
Indicator ID,Indicator Name,Area Code,Area Name,Area Type,Sex,Age,Category Type,Category,Time period,Value,\
Lower CI 95.0 limit,Upper CI 95.0 limit,Count,Denominator
7,Falls,E92000001,England,England,Persons,65+ yrs,,,2022/23,100.5,99,102,9,9
7,Falls,E07000001,Coast,Districts,Persons,65+ yrs,,,2022/23,140,120.25,160,9,9
7,Falls,E07000002,Hills,Districts,Persons,65+ yrs,,,2022/23,,,,,
7,Falls,E07000098,Old Town,Districts,Persons,65+ yrs,,,2022/23,90,80,100,9,9
7,Falls,E92000001,England,England,Persons,65+ yrs,Deprivation,Most deprived,2022/23,170,160,180,9,9
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    official.write_indicator(folder, "one")
    source = official.write_source(tmp_path / "source")
    assert typed("ingest", "official", "--from", source, "--data", folder).exit_code == 0
    return folder


def typed(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def fetched(service: Service, data: Path, *words: object) -> Result:
    return typed("ingest", *words, "--base", service.address, "--cache", data.parent / "cache", "--data", data)


def zipped(text: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("census2021-ts038-ward.csv", text)
    return out.getvalue()


def kept(data: Path) -> list[str]:
    return sorted(path.name for path in (data.parent / "cache").rglob("*") if path.is_file())


def test_a_census_table_is_fetched_by_its_name(data: Path) -> None:
    with serving(Answer(zipped(TS038))) as service:
        ended = fetched(service, data, "nomis", "TS038")
        assert ended.exit_code == 0, ended.output
        assert [path for path, _ in service.asked] == ["/census2021-ts038.zip"]
    table = pd.read_parquet(data / "indicators/topic/one.parquet").set_index("area_code")
    assert table.loc["E05000003", ["numerator", "denominator"]].tolist() == [30, 60]
    assert kept(data) == ["census2021-ts038.zip"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (zipped(TS038)[:-60], "cut short"),
        (zipped(TS038.replace("geography code", "area")), "the column is missing"),
        (zipped(TS038.replace("Disability: Disabled", "Disability: Limited")), "missing"),
        (zipped(TS038.replace("30", "3O")), "3O"),
    ],
    ids=["cut", "changed column", "changed heading", "letter"],
)
def test_a_table_that_is_no_good_changes_nothing_and_is_not_kept(data: Path, body: bytes, says: str) -> None:
    before = official.hashes(data)
    with serving(Answer(body)) as service:
        ended = fetched(service, data, "nomis", "ts038")
    assert (ended.exit_code, says in ended.output) == (1, True), ended.output
    assert (official.hashes(data), kept(data)) == (before, [])


def test_a_fingertips_indicator_stands_in_the_catalogue(data: Path) -> None:
    with serving(Answer(FINGERTIPS.encode())) as service:
        ended = fetched(service, data, "fingertips", 7, "--unit", "per 100,000 people")
        assert ended.exit_code == 0, ended.output
        assert service.asked[0][0].startswith("/all_data/csv/by_indicator_id?indicator_ids=7&")
    assert "Left out: 1 areas that are not among the districts of 2023. Their codes: E07000098." in ended.output
    described = indicator_folder.read(data / "indicators/health/falls.toml")
    assert (described.title, str(described.reference_date), list(described.groups)) == (
        "Falls",
        "2023-03-31",
        ["persons"],
    )
    table = indicator_folder.observations(data, described, read_areas(data)).set_index("area_code")
    assert table[["value", "lower", "upper"]].T.to_dict("list") == {
        "E92000001": [100.5, 99, 102],
        "E07000001": [140, 120.25, 160],
    }
    assert described.margin_that_matters is None


def test_what_fingertips_says_of_a_value_is_kept(data: Path) -> None:
    header, *rows = FINGERTIPS.splitlines()
    said = {
        "E07000001": "There is a data quality issue with this value",
        "E07000002": "Value suppressed for disclosure control due to small count",
    }
    noted = [f"{row},{said.get(row.split(',')[2], '')}" for row in rows]
    text = "\n".join([f"{header},Value note", *noted, ""])
    with serving(Answer(text.encode())) as service:
        ended = fetched(service, data, "fingertips", 7, "--unit", "per 100,000 people")
    assert ended.exit_code == 0, ended.output
    assert "2 figures of 3 areas; 1 withheld to protect the people counted." in ended.output
    described = indicator_folder.read(data / "indicators/health/falls.toml")
    notes = indicator_folder.observations(data, described, read_areas(data)).set_index("area_code")["note"].fillna("")
    assert notes.to_dict() == {"E92000001": "", "E07000001": "u", "E07000002": "c"}
    assert described.caveats == ("Coast: There is a data quality issue with this value.",)
    assert described.source.published is None


def test_a_fetched_indicator_may_have_a_margin_of_its_own_with_its_reason(data: Path) -> None:
    margin = ["fingertips", 7, "--unit", "per 100,000 people", "--margin", 20]
    with serving(Answer(FINGERTIPS.encode())) as service:
        refused = fetched(service, data, *margin)
        ended = fetched(service, data, *margin, "--margin-reason", "One bed in the ward for falls.")
    assert (refused.exit_code, ended.exit_code) == (1, 0), ended.output
    assert "column margin_reason: " in refused.output
    described = indicator_folder.read(data / "indicators/health/falls.toml")
    assert (described.margin_that_matters, described.margin_reason) == (20, "One bed in the ward for falls.")


@pytest.mark.parametrize(
    ("published", "latest", "day"),
    [
        (["2016 - 18", "2017 - 19", "2015 - 17"], "2017 - 19", "2019-12-31"),
        (["2023 Dec", "2024 Jan", "2024 Apr", "2024 Feb"], "2024 Apr", "2024-04-30"),
        (["2020/21 - 22/23", "2018/19 - 20/21"], "2020/21 - 22/23", "2023-03-31"),
        (["2020 Q4", "2021 Q1"], "Jan 2021 - Mar 2021", "2021-03-31"),
        (["2015 - 16", "2016 - 17"], "Jan 2016 - Dec 2017", "2017-12-31"),
        (["2023/24 Q1", "2023/24 Q1-Q3", "2023/24 Q1-Q2"], "2023/24 Q1-Q3", "2023-12-31"),
        (["Aug 2021 - Jul 2022", "Aug 2020 - Jul 2021"], "Aug 2021 - Jul 2022", "2022-07-31"),
        (["2023/24", "2098/99"], "2098/99", str(datetime.now(UTC).date())),
    ],
)
def test_the_latest_period_of_a_download_gives_its_figures_and_its_date(
    data: Path, published: list[str], latest: str, day: str
) -> None:
    heading, *rows = FINGERTIPS.splitlines()
    many = [row.replace("2022/23", period) for period in published for row in rows]
    with serving(Answer("\n".join([heading, *many, ""]).encode())) as service:
        ended = fetched(service, data, "fingertips", 7, "--unit", "per 100,000 people")
    assert ended.exit_code == 0, ended.output
    described = indicator_folder.read(data / "indicators/health/falls.toml")
    figures = figures_of(indicator_folder.observations(data, described, read_areas(data)), "everyone")
    assert (str(figures.periods[-1]), str(described.reference_date)) == (latest, day)
    assert len(figures.periods) == len(published)


def test_a_period_that_cannot_be_read_is_named_with_its_row(data: Path) -> None:
    before = official.hashes(data)
    with serving(Answer(FINGERTIPS.replace("2022/23,140", "spring 2023,140").encode())) as service:
        ended = fetched(service, data, "fingertips", 7, "--unit", "%")
    assert ended.exit_code == 1
    assert re.search(r"row 3, column Time period: not a period \('spring 2023'\)\. Accepted: a year", ended.output)
    assert official.hashes(data) == before


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (FINGERTIPS.replace("Area Code", "AreaCode"), "Area Code"),
        (FINGERTIPS.replace("140", "14O"), "a letter in a number"),
        (FINGERTIPS.replace("E07", "E47").replace("E92", "E82"), "no area of the data folder is in it"),
    ],
)
def test_a_download_with_another_layout_is_refused(data: Path, text: str, says: str) -> None:
    before = official.hashes(data)
    with serving(Answer(text.encode())) as service:
        ended = fetched(service, data, "fingertips", 7, "--unit", "%")
    assert (ended.exit_code, says in ended.output) == (1, True), ended.output
    assert (official.hashes(data), kept(data)) == (before, [])


def ward(code: str, west: float, **changed: object) -> dict[str, object]:
    shape = shapely.box(west, 53, west + 0.1, 53.1)
    properties = {"WD23CD": code, "WD23NM": f"Ward {code}"}
    return {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(shape), **changed}


def page(*features: dict[str, object], more: bool = False) -> Answer:
    given = {"type": "FeatureCollection", "features": list(features), "properties": {"exceededTransferLimit": more}}
    return Answer(json.dumps(given).encode())


def test_boundaries_are_fetched_a_page_at_a_time(data: Path) -> None:
    pages = page(ward("E05000002", 0.1), more=True), page(ward("E05000001", 0), ward("W05000001", -3))
    with serving(*pages) as service:
        ended = fetched(service, data, "ons-boundaries", 2023)
        assert ended.exit_code == 0, ended.output
        assert [("resultOffset=500" in path) for path, _ in service.asked] == [False, True]
    wards = read_boundaries(data / "boundaries", "wards-2023")
    assert wards["name"].to_dict() == {"E05000001": "Ward E05000001", "E05000002": "Ward E05000002"}
    assert shapely.coverage_is_valid(wards.geometry.to_numpy())


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (page(ward("E05000001", 0), ward("E05000001", 0.1)), "the ward is there twice"),
        (page(ward("E05000001", 0), ward("E05000002", 0.05)), "overlap or leave gaps"),
        (page(ward("E05000001", 0, geometry=None)), "the shape is empty"),
        (page(ward("E05000001", 0, properties={"wd23cd": "E05000001"})), "the column is missing"),
        (page(ward("W05000001", 0)), "there is no English ward"),
        (page(), "there are no features"),
        (Answer(b'{"error": {"code": 400, "message": "Invalid query"}}'), "Invalid query"),
        (Answer(b'{"type": "FeatureCollection", "feat'), "not GeoJSON"),
    ],
)
def test_boundaries_that_are_no_good_change_nothing(data: Path, answer: Answer, says: str) -> None:
    before = official.hashes(data)
    with serving(answer) as service:
        ended = fetched(service, data, "ons-boundaries", 2023)
    assert (ended.exit_code, says in ended.output) == (1, True), ended.output
    assert (official.hashes(data), kept(data)) == (before, [])


def test_a_year_without_a_service_is_refused(data: Path) -> None:
    ended = typed("ingest", "ons-boundaries", 1999, "--data", data)
    assert (ended.exit_code, "No boundaries of 1999 are known. Accepted: 2022, 2023" in ended.output) == (1, True)
