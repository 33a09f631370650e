"""Every wrong input file is refused with the cell to mend, all faults at once, and nothing is written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from jsna.errors import Findings
from jsna.ingest.official import nomis, pipeline
from tests.fixtures import official

AGES = {"adapter": "census-ward", "table": "ages", "denominator": "Total", "heading": "Under 16"}
NOMIS = """\
date,geography,geography code,Disability: Total: All usual residents,Disability: Disabled
2021,Seaview,E05000001,30,9
2021,Harbour,E05000002,50,8
2021,Upland,E05000003,60,30
2021,Castle,E05000004,200,20
2021,Cwm,W05000001,9,9
"""

Refused = Callable[..., list[str]]


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return official.write_source(tmp_path / "source")


@pytest.fixture
def refused(source: Path, tmp_path: Path) -> Refused:
    """What the pipeline says of one indicator; the data folder must stay as it was."""

    def run(**recipe: str) -> list[str]:
        data = tmp_path / "data"
        official.write_indicator(data, "one", **recipe)
        before = official.hashes(data)
        with pytest.raises(Findings) as caught:
            pipeline.official(source, data)
        assert official.hashes(data) == before
        return str(caught.value).splitlines()

    return run


def ages(source: Path, *changes: tuple[str, str]) -> None:
    text = official.AGES
    for old, new in changes:
        text = text.replace(old, new)
    (source / "census2021_ward/ages.csv").write_text(text, encoding="utf-8")


def nomis_file(source: Path, text: str, name: str = "census2021-ts038-ward.csv") -> Path:
    (source / "census2021_oa/ts038.parquet").unlink()
    (source / name).write_text(text, encoding="utf-8")
    return source / name


def zipped(text: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("census2021-ts038-ward.csv", text)
    return buffer.getvalue()


def test_a_missing_column_is_named_with_the_nearest(source: Path, refused: Refused) -> None:
    ages(source, ("Under 16", "Under sixteen"))
    assert refused(**AGES) == [
        (
            "ages.csv, column Under 16: the column is missing. "
            "Accepted: a column of that name; the nearest here is 'Under sixteen'."
        )
    ]


def test_all_faults_of_a_file_are_said_at_once(source: Path, refused: Refused) -> None:
    ages(
        source,
        ("Seaview,100,20", "Seaview,1OO,20"),
        ("Harbour,50,10", "Harbour,50,51"),
        ("E05000003", "E05000777"),
        ("E05000004", "E05000001"),
    )
    assert refused(**AGES) == [
        ("ages.csv, row 2, column Total: a letter in a number ('1OO'). Accepted: a whole number such as 137."),
        (
            "ages.csv, row 3, column Under 16: the numerator is above the denominator ('51 of 50'). "
            "Accepted: at most as many as the total of the row."
        ),
        "ages.csv, row 5, column area_code: the code stands a second time ('E05000001'). Accepted: each code once.",
        (
            "ages.csv, row 4, column area_code: a ward of another year than 2022 ('E05000777'). "
            "Accepted: the code of an English ward of December 2022."
        ),
    ]


@pytest.mark.parametrize(
    ("cell", "problem"),
    [
        ("", "no number"),
        ("-5", "a negative count"),
        ("1,234", "a separator of thousands in a number"),
        ("1e3", "a number in powers of ten, of which digits may be lost"),
        ("12.5", "a fraction in a count"),
        ("NaN", "not a number that can be counted"),
        ("inf", "not a number that can be counted"),
        ("٣", "not a number"),
    ],
)
def test_only_digits_are_a_count(source: Path, refused: Refused, cell: str, problem: str) -> None:
    ages(source, ("Seaview,100,20", f'Seaview,100,"{cell}"'))
    assert refused(**AGES) == [
        f"ages.csv, row 2, column Under 16: {problem} ({cell!r}). Accepted: a whole number such as 137."
    ]


def test_an_unknown_code_is_told_apart_from_one_of_another_year(source: Path, refused: Refused) -> None:
    ages(source, ("E05000003", "X1"))
    assert refused(**AGES) == [
        (
            "ages.csv, row 4, column area_code: not the code of any area known here ('X1'). "
            "Accepted: the code of an English ward of December 2022."
        )
    ]


def test_a_count_above_its_total_in_an_output_area(source: Path, refused: Refused) -> None:
    official.write_disabled(source, [*official.DISABLED[:4], (200, 201)])
    assert refused() == [
        (
            "ts038.parquet, row 5, column Disability: Disabled: the numerator is above the denominator ('201 of 200'). "
            "Accepted: at most as many as the total of the row."
        )
    ]


def test_half_a_person_in_a_parquet_file(source: Path, refused: Refused) -> None:
    official.write_disabled(source, [(10.5, 4), *official.DISABLED[1:]])
    assert refused() == [
        (
            "ts038.parquet, row 1, column Disability: Total: All usual residents: a fraction in a count ('10.5'). "
            "Accepted: a whole number such as 137."
        )
    ]


def test_an_output_area_that_is_missing(source: Path, refused: Refused) -> None:
    path = source / "census2021_oa/ts038.parquet"
    pd.read_parquet(path).iloc[1:].to_parquet(path)
    assert refused() == [
        (
            "ts038.parquet: 1 output areas are missing, the first E00000001. "
            "Accepted: every output area of England: fetch the file again."
        )
    ]


def test_a_parquet_file_cut_short(source: Path, refused: Refused) -> None:
    path = source / "census2021_oa/ts038.parquet"
    path.write_bytes(path.read_bytes()[:-20])
    assert refused() == [
        "ts038.parquet: the file is cut short or is not a Parquet file. Accepted: a whole Parquet file: fetch it again."
    ]


def test_a_page_that_calls_itself_a_table(source: Path, refused: Refused) -> None:
    (source / "census2021_ward/ages.csv").write_text("<!doctype html><p>Not found, sorry</p>", encoding="utf-8")
    assert refused(**AGES) == [
        (
            "ages.csv, row 1: this is a web page or XML, not a CSV: perhaps a page to log in was saved. "
            "Accepted: the file itself, as a CSV."
        )
    ]


def test_a_picture_that_calls_itself_a_table(source: Path, refused: Refused) -> None:
    (source / "census2021_ward/ages.csv").write_bytes(b"\x89PNG\r\n\x1a\n\xff\xfe")
    assert refused(**AGES) == ["ages.csv: this is a picture, not a CSV. Accepted: a file saved as CSV UTF-8."]


def test_a_file_that_is_not_there(source: Path, refused: Refused) -> None:
    (source / "census2021_ward/ages.csv").unlink()
    assert refused(**AGES) == ["ages.csv: the file is not there. Accepted: the file as SOURCES names it."]


def test_an_empty_file(source: Path, refused: Refused) -> None:
    (source / "census2021_ward/ages.csv").write_bytes(b"")
    assert refused(**AGES) == ["ages.csv: the file is empty. Accepted: a row of headings and a row for each area."]


def test_many_faults_of_one_kind_are_counted(source: Path, refused: Refused) -> None:
    rows = "".join(f"ward22,X{n},n,1,1,0\n" for n in range(30))
    (source / "census2021_ward/ages.csv").write_text(official.AGES + rows, encoding="utf-8")
    said = refused(**AGES)
    (one,) = said
    assert "column area_code: not the code of any area known here; 30 rows, the next row 9 ('X1'), row 10" in one


def test_a_recipe_that_names_no_adapter(refused: Refused) -> None:
    assert refused(adapter="guess")[0].startswith("one.toml, column recipe.adapter: no such adapter ('guess').")


def test_a_heading_that_the_table_does_not_have(refused: Refused) -> None:
    assert refused(heading="Disability: Disable") == [
        (
            "Table_Metadata.csv, ts038, column Disability: Disable: the column is missing. "
            "Accepted: a column of that name; the nearest here is 'Disability: Disabled'."
        )
    ]


@pytest.mark.parametrize("name", ["census2021-ts038-ward.csv", "census2021-ts038.zip"])
def test_nomis_files_give_the_same_figures(source: Path, tmp_path: Path, name: str) -> None:
    path = official.write_indicator(tmp_path / "data", "one").with_suffix(".parquet")
    pipeline.official(source, tmp_path / "data")
    expected = pd.read_parquet(path)
    file = nomis_file(source, NOMIS, name)
    if file.suffix == ".zip":
        file.write_bytes(zipped(NOMIS))
    pipeline.official(source, tmp_path / "data")
    # A file of wards of 2022 says nothing of the wards that are only in the later list.
    newer = expected["area_code"].isin(official.NEWER_WARDS)
    found = pd.read_parquet(path)
    pd.testing.assert_frame_equal(found[~newer], expected[~newer])
    assert found["note"][newer].tolist() == ["x", "x"]


def test_nomis_headings_lose_their_measure(shared: Path) -> None:
    table = nomis.read_table(shared / "samples/census2021-ts021-ward.csv")
    assert list(table.columns[:4]) == [
        "date",
        "geography",
        "geography code",
        "Ethnic group: Total: All usual residents",
    ]
    assert len(table) == 12


def test_a_table_that_is_not_of_nomis(source: Path, refused: Refused) -> None:
    nomis_file(source, "ward,people\nE05000001,3\n")
    accepted = "Accepted: a Nomis bulk file: columns date, geography, geography code, then the table's headings."
    assert refused() == [
        f"census2021-ts038-ward.csv, row 1, column {column}: the column is missing. {accepted}"
        for column in ("date", "geography", "geography code")
    ]


def test_faults_in_a_nomis_file_are_said_at_once(source: Path, refused: Refused) -> None:
    text = NOMIS.replace("30,9", "3O,9").replace("E05000002", "E05000777").replace("E05000003", "E05000001")
    nomis_file(source, text)
    assert [line.split(". Accepted")[0] for line in refused()] == [
        "census2021-ts038-ward.csv, row 2, column Disability: Total: All usual residents: a letter in a number ('3O')",
        "census2021-ts038-ward.csv, row 4, column geography code: the code stands a second time ('E05000001')",
        "census2021-ts038-ward.csv, row 3, column geography code: a ward of another year than 2022 ('E05000777')",
    ]


def test_a_zip_cut_short(source: Path, refused: Refused) -> None:
    nomis_file(source, "", "census2021-ts038.zip").write_bytes(zipped(NOMIS)[:-30])
    assert refused() == [
        "census2021-ts038.zip: the file is cut short or is not a ZIP file. Accepted: the whole file: fetch it again."
    ]


def test_a_zip_damaged_inside(source: Path, refused: Refused) -> None:
    whole = bytearray(zipped(NOMIS))
    whole[80:90] = bytes(10)
    nomis_file(source, "", "census2021-ts038.zip").write_bytes(bytes(whole))
    assert refused()[0].startswith("census2021-ts038.zip: the file is cut short or is not a ZIP file.")


def test_a_zip_of_something_else(source: Path, refused: Refused) -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("holiday.jpg", b"")
    nomis_file(source, "", "census2021-ts038.zip").write_bytes(buffer.getvalue())
    assert refused() == [
        "census2021-ts038.zip: the ZIP holds only holiday.jpg. Accepted: a file ending in -oa.csv or -ward.csv."
    ]
