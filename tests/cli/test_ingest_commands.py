"""The commands that fill and pin the data folder, as they are typed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from jsna.catalogue import release
from jsna.cli import main
from tests.fixtures import official

WARDS = """\
date,geography,geography code,Disability: Total: All usual residents,Disability: Disabled
2021,Seaview,E05000001,31,9
2021,Harbour,E05000002,50,8
2021,Upland,E05000003,60,30
2021,Castle,E05000004,200,20
"""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return official.write_source(tmp_path / "source")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    official.write_indicator(tmp_path / "data", "one")
    return tmp_path / "data"


def typed(*words: object) -> Result:
    return CliRunner().invoke(main, [str(word) for word in words])


def test_official_writes_areas_figures_and_release(source: Path, data: Path) -> None:
    ended = typed("ingest", "official", "--from", source, "--data", data)
    assert ended.exit_code == 0
    assert ended.stdout.startswith("2 files, 0.0 MB, release ")
    names = ["areas.parquet", "indicators/topic/one.parquet", "indicators/topic/one.toml", "release.json"]
    assert list(official.hashes(data)) == names
    assert release.read(data) == release.compute(data)


def test_official_says_where_there_is_no_folder(tmp_path: Path, data: Path) -> None:
    ended = typed("ingest", "official", "--from", tmp_path / "nowhere", "--data", data)
    assert ended.exit_code == 1
    folder = tmp_path / "nowhere"
    assert ended.stderr == f"Error: {folder} is not a folder: give the folder that holds the official files.\n"


def test_official_names_every_faulty_indicator(source: Path, data: Path) -> None:
    official.write_indicator(data, "two", heading="Disability: Unknown thing")
    (data / "indicators/topic/three.toml").write_text("title = ", encoding="utf-8")
    ended = typed("ingest", "official", "--from", source, "--data", data)
    assert ended.exit_code == 1
    assert "three.toml" in ended.stderr
    assert "column Disability: Unknown thing: the column is missing" in ended.stderr
    assert not (data / "areas.parquet").exists()


def test_nomis_replaces_the_figures_of_the_table(source: Path, data: Path, tmp_path: Path) -> None:
    typed("ingest", "official", "--from", source, "--data", data)
    toml = data / "indicators/topic/one.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "[expect]\nareas = { ward = 4 }\n", encoding="utf-8")
    file = tmp_path / "census2021-ts038.csv"
    file.write_text(WARDS, encoding="utf-8")
    ended = typed("ingest", "nomis", file, "--data", data)
    assert ended.exit_code == 0
    figures = pd.read_parquet(data / "indicators/topic/one.parquet").set_index("area_code")
    assert figures.loc[["E05000001", "E07000001", "E92000001"], "denominator"].tolist() == [31, 81, 341]
    assert release.read(data) == release.compute(data)


def test_nomis_reads_output_areas_through_the_look_ups(source: Path, data: Path, tmp_path: Path) -> None:
    typed("ingest", "official", "--from", source, "--data", data)
    before = (data / "indicators/topic/one.parquet").read_bytes()
    header, *_ = WARDS.splitlines()
    people = zip(official.OUTPUT_AREAS, official.DISABLED, strict=True)
    rows = [f"2021,{code},{code},{total},{disabled}" for code, (total, disabled) in people]
    file = tmp_path / "census2021-ts038-oa.csv"
    file.write_text("\n".join([header, *rows]), encoding="utf-8")
    without = typed("ingest", "nomis", file, "--data", data)
    assert without.stderr.startswith("Error: oa21_master_lookup.parquet: the file is not there.")
    assert typed("ingest", "nomis", file, "--from", source, "--data", data).exit_code == 0
    assert (data / "indicators/topic/one.parquet").read_bytes() == before


def test_nomis_keeps_the_districts_own_figures_that_the_file_does_not_hold(
    source: Path, data: Path, tmp_path: Path
) -> None:
    toml = data / "indicators/topic/one.toml"
    official.own_rows(toml)
    typed("ingest", "official", "--from", source, "--data", data)
    toml.write_text(toml.read_text(encoding="utf-8") + "[expect]\nareas = { ward = 4 }\n", encoding="utf-8")
    file = tmp_path / "census2021-ts038.csv"
    file.write_text(WARDS, encoding="utf-8")
    assert typed("ingest", "nomis", file, "--data", data).exit_code == 0
    figures = pd.read_parquet(data / "indicators/topic/one.parquet").set_index("area_code")
    assert figures.loc[["E05000001", "E07000001", "E92000001"], "denominator"].tolist() == [31, 85, 341]

    (data / "indicators/topic/one.parquet").unlink()
    ended = typed("ingest", "nomis", file, "--data", data)
    assert ended.stderr.startswith("Error: one.parquet: the publisher's own rows for districts are missing.")


def test_nomis_refuses_a_file_that_lacks_a_ward(source: Path, data: Path, tmp_path: Path) -> None:
    typed("ingest", "official", "--from", source, "--data", data)
    toml = data / "indicators/topic/one.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + "[expect]\nareas = { ward = 4 }\n", encoding="utf-8")
    file = tmp_path / "census2021-ts038.csv"
    file.write_text(WARDS.replace("2021,Castle,E05000004,200,20\n", ""), encoding="utf-8")
    before = official.hashes(data)
    ended = typed("ingest", "nomis", file, "--data", data)
    assert (
        ended.stderr
        == "Error: ts038: 3 wards of December 2022 have a figure ('first'). Accepted: 4, as [expect] says.\n"
    )
    assert official.hashes(data) == before


def test_nomis_says_how_to_describe_a_table_that_no_indicator_uses(source: Path, data: Path, tmp_path: Path) -> None:
    typed("ingest", "official", "--from", source, "--data", data)
    ended = typed("ingest", "nomis", tmp_path / "census2021-ts021.zip", "--data", data)
    assert ended.stderr.startswith("Error: No indicator uses table TS021. Write indicators/<topic>/<name>.toml")


def test_release_pins_a_folder_that_was_edited_by_hand(source: Path, data: Path) -> None:
    typed("ingest", "official", "--from", source, "--data", data)
    before = release.read(data).id
    (data / "place.toml").write_text("name = 'x'", encoding="utf-8")
    ended = typed("release", "--data", data)
    assert ended.stdout == f"Release {release.compute(data).id}, 4 files.\n"
    assert release.read(data).id != before


def test_a_damaged_release_says_how_to_mend_it(data: Path) -> None:
    (data / "release.json").write_text("{", encoding="utf-8")
    with pytest.raises(release.CatalogueError, match="run `jsna release` to write it again"):
        release.read(data)
