"""The page that adds figures takes small areas of 2011 and 2021 and wards of any year, into either list of wards."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_new_indicator_areas import LEEDS, WORCESTER, of_place, renumbered, small_areas, units_of
from tests.pages.conftest import OpenPage
from tests.pages.test_add_data import PAGE, described, desk, stored  # noqa: F401 - the folder is a fixture


def content(rows: dict[str, tuple[int, int]]) -> bytes:
    lines = [f"{code},{part},{whole}" for code, (part, whole) in rows.items()]
    return "\n".join(["Code,Eligible,Pupils", *lines, ""]).encode()


@pytest.mark.parametrize("year", [2022, 2025])
@pytest.mark.parametrize(("kind", "each"), [("LSOAs of 2011", "LSOA"), ("MSOAs", "MSOA")])
def test_small_areas_are_carried_and_the_district_is_exact(
    open_page: OpenPage,
    desk: Path,  # noqa: F811
    kind: str,
    each: str,
    year: int,
) -> None:
    lookups = of_place(desk, year, WORCESTER)
    rows = units_of(small_areas(lookups, kind))

    page = described(open_page(PAGE), content(rows), **{"Out of whom": "pupils"})

    said = " ".join(text.value for text in page.markdown).replace("\\", "")
    assert f"with {len(rows)} rows, each an {each} " in said
    found = stored(page, desk)
    part, whole = (sum(each) for each in zip(*rows.values(), strict=True))
    assert found[WORCESTER, "2026", "eligible"] == f"{part} of {whole}"
    assert any(code.startswith("E05") and said != "nan of nan" for (code, _, _), said in found.items())


def test_a_district_is_whole_if_the_reader_says_that_the_rows_are_all_there_are(
    open_page: OpenPage,
    desk: Path,  # noqa: F811
) -> None:
    rows = units_of(small_areas(of_place(desk, 2022, WORCESTER), "MSOAs"))
    rows.popitem()
    page = described(open_page(PAGE), content(rows), **{"Out of whom": "pupils"})
    said = " ".join(text.value for text in page.markdown).replace("\\", "")
    assert "so it has no sum; say “All there is of these areas is in the file” if the rows are all there are" in said

    next(box for box in page.checkbox if box.label.startswith("All there is of these areas")).check()
    next(button for button in page.button if button.label == "Check and preview").click().run()

    part, whole = (sum(each) for each in zip(*rows.values(), strict=True))
    assert stored(page, desk)[WORCESTER, "2026", "eligible"] == f"{part} of {whole}"


@pytest.mark.parametrize("year", [2022, 2025])
def test_a_ward_of_another_year_is_listed_and_counts_in_its_district(
    open_page: OpenPage,
    desk: Path,  # noqa: F811
    year: int,
) -> None:
    old, rows, lacking = renumbered(desk, year)

    page = described(open_page(PAGE), content(rows), **{"Out of whom": "pupils"})

    said = " ".join(text.value for text in page.markdown).replace("\\", "")
    assert f"Leeds: 1 ward of another year counts in no ward (40 of 'Eligible', 400 of 'Pupils'): {old}." in said
    assert f"They are in the figure of Leeds. Its wards without a figure: {lacking}." in said
    found = stored(page, desk)
    assert found[LEEDS, "2026", "eligible"] == f"{40 * len(rows)} of {400 * len(rows)}"
    assert (lacking, "2026", "eligible") not in found


def test_the_areas_that_are_accepted_are_named(open_page: OpenPage, desk: Path) -> None:  # noqa: F811
    page = open_page(PAGE)

    lead = " ".join(text.value for text in page.markdown)
    assert "LSOAs of 2011 or 2021" in lead
    assert "MSOAs of 2021" in lead
    page.file_uploader[0].upload("counts.csv", b"Code,Eligible,Pupils\nE02001054,40,400\n", "text/csv").run()
    refused = " ".join([text.value for text in page.markdown] + [box.value for box in page.error])
    assert "LSOAs of 2011 or 2021" in refused
