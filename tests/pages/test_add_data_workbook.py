"""The page that adds figures says what a spreadsheet hides, and refuses to guess."""

from __future__ import annotations

import io

import openpyxl
import pytest

from tests.faults.bad_files import ods, ods_row
from tests.pages.conftest import OpenPage, tables
from tests.pages.test_add_data import PAGE, desk  # noqa: F401 - the folder is a fixture

pytestmark = pytest.mark.usefixtures("desk")
TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def workbook(number_format: str, hidden_row: int | None = None) -> bytes:
    book = openpyxl.Workbook()
    for row in (["ward code", "Eligible", "Pupils"], ["E05009888", 321, 1200], ["E05009876", 3, 700]):
        book.active.append(row)
    for (cell,) in book.active["B2:B3"]:
        cell.number_format = number_format
    if hidden_row:
        book.active.row_dimensions[hidden_row].hidden = True
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_a_mark_in_place_of_a_number_is_read_and_said(open_page: OpenPage) -> None:
    page = open_page(PAGE)

    page.file_uploader[0].upload("counts.xlsx", workbook('[<5]"[c]";0'), TYPE).run()

    said = " ".join(text.value for text in page.markdown).replace("\\", "")
    assert "1 cell of the sheet 'Sheet' that show" in said
    assert "Read as withheld, not as 0: 1 cell of 'Eligible' ([c])" in said
    assert [button.label for button in page.button].count("Check and preview") == 1


def test_what_a_sheet_hides_is_refused_by_its_place(open_page: OpenPage) -> None:
    page = open_page(PAGE)

    page.file_uploader[0].upload("counts.xlsx", workbook("0", 3), TYPE).run()

    assert "row 3 of the sheet 'Sheet' is hidden, filtered out or collapsed" in tables(page)[0].to_string()
    assert "Check and preview" not in [button.label for button in page.button]


@pytest.mark.parametrize("number_format", ["0,", ";;;"])
def test_a_number_that_a_sheet_does_not_show_is_shown_nowhere(open_page: OpenPage, number_format: str) -> None:
    page = open_page(PAGE)

    page.file_uploader[0].upload("counts.xlsx", workbook(number_format), TYPE).run()

    assert not page.exception
    assert not any("321" in str(element) for element in page.main)


def test_an_opendocument_spreadsheet_is_taken_with_a_title_above_its_table(open_page: OpenPage) -> None:
    page = open_page(PAGE)
    rows = (ods_row("Made-up meals"), ods_row("ward code", "Eligible", "Pupils"), ods_row("E05009888", 321, 1200))

    page.file_uploader[0].upload("counts.ods", ods(*rows), "application/vnd.oasis.opendocument.spreadsheet").run()

    assert any("up meals" in text.value for text in page.markdown)
    assert [button.label for button in page.button].count("Check and preview") == 1
