"""A spreadsheet goes in as it shows: what it hides is never stored, and what it shows in place of a number is read."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.formatting.rule import DataBarRule, Rule
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from jsna.catalogue import read
from jsna.catalogue.checks import check
from tests.cli.test_new_indicator import new_indicator
from tests.faults.bad_files import with_part

#: Seven wards of one district, the third with few.
COUNTS = (40, 41, 3, 43, 44, 2, 46)
SLUG = "free-school-meals"


def wards(folder: Path) -> list[str]:
    areas = pd.read_parquet(folder / "areas.parquet")
    return areas.loc[(areas["level"] == "ward") & (areas["county"] == "E10000019"), "code"][: len(COUNTS)].to_list()


def made(folder: Path, change: Callable[[Worksheet], object]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Counts"
    sheet.append(["Ward code", "Eligible", "Pupils"])
    for code, count in zip(wards(folder), COUNTS, strict=True):
        sheet.append([code, count, 400])
    change(sheet)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def put(folder: Path, content: bytes) -> tuple[int, str]:
    path = folder.parent / "meals.xlsx"
    path.write_bytes(content)
    # Figures that were published already are stored as they are, so that nothing else withholds what the sheet hides.
    return new_indicator(folder, "--from", str(path), "--rule", "published")


def stored(folder: Path) -> list[float | None]:
    table = read.open_catalogue(folder).observations(SLUG).set_index("area_code")
    return [None if pd.isna(count) else float(count) for count in table.loc[wards(folder), "numerator"]]


def formatted(code: str) -> Callable[[Worksheet], object]:
    def change(sheet: Worksheet) -> None:
        for (cell,) in sheet["B2:B8"]:
            cell.number_format = code

    return change


@pytest.mark.parametrize("code", ["General", "0", "0.00", "#,##0", "# ##0", "[Blue]#,##0;[Red]-#,##0", "@", "00000"])
def test_a_format_that_shows_the_number_changes_nothing(data: Path, code: str) -> None:
    status, said = put(data, made(data, formatted(code)))
    assert (status, stored(data)) == (0, list(map(float, COUNTS))), said
    assert "Read as shown" not in said


@pytest.mark.parametrize(
    ("code", "shows"),
    [
        ('[<5]"[c]";0', "'[c]'"),
        ('[>=5]#,##0;"*"', "'*'"),
        ('[<3]"c";[<5]"<5";General', "'<5'"),
        ('[<5]"suppressed";[>=5]0', "'suppressed'"),
    ],
)
def test_a_number_behind_a_mark_is_withheld(data: Path, code: str, shows: str) -> None:
    status, said = put(data, made(data, formatted(code)))
    assert status == 0, said
    assert stored(data) == [40, 41, None, 43, 44, None, 46]
    assert f"of the sheet 'Counts' that show {shows} (B4" in said
    assert [found for found in check.check(data).fatal if found.file.startswith(SLUG)] == []


def test_a_percentage_is_read_as_one_and_not_as_a_count(data: Path) -> None:
    status, said = put(data, made(data, formatted("0%")))
    assert status == 1
    assert "column Eligible: a percent sign" in said


@pytest.mark.parametrize("code", ["0,", '0.0,,"m"', "# ?/?", '0"0"', "[White]0", '[<5]"[c]";-0;0', '"10"0', "0;[<5]0"])
def test_a_cell_that_shows_another_number_is_refused_by_its_name(data: Path, code: str) -> None:
    status, said = put(data, made(data, formatted(code)))
    assert status == 1
    assert re.search(
        r"meals.xlsx, row 2, column Eligible: (a number format .* in cell B2 of the sheet 'Counts'|a date)", said
    )
    assert not (data / "indicators/health").exists()


@pytest.mark.parametrize(("code", "first"), [(";;;", "B2"), ("[<5];General", "B4"), ('0;-0;0;"x"', None)])
def test_a_cell_that_shows_nothing_is_refused_by_its_name(data: Path, code: str, first: str | None) -> None:
    status, said = put(data, made(data, formatted(code)))
    assert (status, f"a number format that shows nothing in cell {first} of the sheet 'Counts'" in said) == (
        (1, True) if first else (0, False)
    ), said


def test_a_sheet_that_shows_no_zeros_has_none(data: Path) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["B4"] = 0
        sheet.sheet_view.showZeros = False

    status, said = put(data, made(data, change))
    assert (status, stored(data)[2:4]) == (0, [None, 43]), said
    assert "that show nothing (B4)" in said


def _filter(sheet: Worksheet) -> None:
    sheet.auto_filter.ref = "A1:C8"
    sheet.auto_filter.add_filter_column(1, ["40", "41"])
    sheet.row_dimensions[4].hidden = sheet.row_dimensions[7].hidden = True


def _group(sheet: Worksheet) -> None:
    sheet.row_dimensions.group(4, 4, hidden=True)
    sheet.row_dimensions.group(7, 7, hidden=True)


def _thin(sheet: Worksheet) -> None:
    sheet.row_dimensions[4].height = sheet.row_dimensions[7].height = 0.5


@pytest.mark.parametrize("hide", [_filter, _group, _thin])
def test_rows_that_are_not_shown_are_refused_by_their_numbers(data: Path, hide: Callable[[Worksheet], object]) -> None:
    status, said = put(data, made(data, hide))
    assert status == 1
    assert "meals.xlsx, row 4: rows 4, 7 of the sheet 'Counts' are hidden, filtered out or collapsed" in said
    assert not (data / "indicators/health").exists()


@pytest.mark.parametrize("how", [{"hidden": True}, {"width": 0.5}])
def test_columns_that_are_not_shown_are_left_out_and_named(data: Path, how: dict[str, object]) -> None:
    def change(sheet: Worksheet) -> None:
        sheet["D1"] = "Eligible"
        sheet["B1"] = "True count"
        for row, shown in enumerate([40, 41, "[c]", 43, 44, "[c]", 46], start=2):
            sheet[f"D{row}"] = shown
        for name, value in how.items():
            setattr(sheet.column_dimensions["B"], name, value)

    status, said = put(data, made(data, change))
    assert status == 0, said
    assert "Hidden columns of the sheet 'Counts' were left out: B 'True count'." in said
    assert stored(data) == [40, 41, None, 43, 44, None, 46]


def _below_five(sheet: Worksheet) -> None:
    style = DifferentialStyle(numFmt=NumberFormat(numFmtId=200, formatCode='"[c]"'))
    sheet.conditional_formatting.add("B2:B8", Rule("cellIs", dxf=style, operator="lessThan", formula=["5"]))


def _bars(sheet: Worksheet) -> None:
    bars = DataBarRule("num", 0, "num", 50, "FF638EC6", showValue=False)
    sheet.conditional_formatting.add("B2:B8", bars)


@pytest.mark.parametrize("hide", [_below_five, _bars])
def test_numbers_that_conditional_formatting_hides_are_refused(data: Path, hide: Callable[[Worksheet], object]) -> None:
    status, said = put(data, made(data, hide))
    assert status == 1
    assert "conditional formatting hides or changes numbers of the sheet 'Counts' (B2:B8)" in said


def test_conditional_formatting_that_only_colours_changes_nothing(data: Path) -> None:
    def change(sheet: Worksheet) -> None:
        style = DifferentialStyle(font=openpyxl.styles.Font(bold=True))
        sheet.conditional_formatting.add("B2:B8", Rule("cellIs", dxf=style, operator="lessThan", formula=["5"]))

    status, said = put(data, made(data, change))
    assert (status, stored(data)) == (0, list(map(float, COUNTS))), said


def test_the_first_sheet_that_can_be_seen_is_read_and_hidden_ones_are_named(data: Path) -> None:
    def change(sheet: Worksheet) -> None:
        raw = sheet.parent.create_sheet("Raw", 0)
        raw.append(["Ward code", "Eligible", "Pupils"])
        raw.sheet_state = "hidden"
        for number in range(900):
            sheet.parent.create_sheet(f"More {number}").append([number])

    status, said = put(data, made(data, change))
    assert (status, stored(data)) == (0, list(map(float, COUNTS))), said
    assert "Only the sheet 'Counts' was read; left out: 'Raw' (hidden), 'More 0'" in said
    assert "'More 3' and 896 more." in said


def test_an_error_is_named_by_its_cell_and_one_in_another_sheet_is_not_read(data: Path) -> None:
    def change(sheet: Worksheet) -> None:
        other = sheet.parent.create_sheet("Notes")
        other["A1"] = "#REF!"
        other["A1"].data_type = "e"

    assert put(data, made(data, change))[0] == 0

    def worse(sheet: Worksheet) -> None:
        sheet["B4"] = "#REF!"
        sheet["B4"].data_type = "e"

    status, said = put(data, made(data, worse))
    assert status == 1
    assert (
        "row 4, column Eligible: an error of the spreadsheet, such as #REF!, in cell B4 of the sheet 'Counts'" in said
    )


def test_a_formula_that_was_never_worked_out_is_refused_by_its_cell(data: Path) -> None:
    status, said = put(data, made(data, lambda sheet: sheet.__setitem__("B4", "=1+2")))
    assert status == 1
    assert "a formula whose result was not saved in cell B4 of the sheet 'Counts'" in said


def test_what_other_programs_write_is_read_too(data: Path) -> None:
    """A calendar that starts in 1904, texts of several fonts, and element names with a prefix."""

    def change(sheet: Worksheet) -> None:
        sheet.parent.epoch = openpyxl.utils.datetime.CALENDAR_MAC_1904
        sheet["B4"] = CellRichText("[", TextBlock(InlineFont(b=True), "c"), "]")
        sheet["D1"] = "Counted on"
        sheet["D2"] = datetime.date(2026, 1, 15)

    content = made(data, change)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    prefixed = re.sub(rb"<(/?)(?=\w)", rb"<\1x:", xml).replace(b"xmlns=", b"xmlns:x=")
    for each in (content, with_part(content, "xl/worksheets/sheet1.xml", prefixed)):
        status, said = put(data, each)
        assert (status, stored(data)) == (0, [40, 41, None, 43, 44, 2, 46]), said
        for path in (data / "indicators/health").iterdir():
            path.unlink()
