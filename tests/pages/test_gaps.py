"""Gaps in the data: what is missing is said first, then shown level by level, and each reason is given once."""

from __future__ import annotations

from tests.pages.conftest import OpenPage, tables
from tests.pages.test_explore import headline

PAGE = "pages/equality/coverage.py"


def test_the_finding_is_said_first_and_the_matrix_leads(open_page: OpenPage) -> None:
    page = open_page(PAGE, area="E10000020")

    assert page.title[0].value == "Gaps in the data"
    assert headline(page) == (
        "3 of the 9 protected characteristics have no figure for the wards of Norfolk: gender reassignment, pregnancy "
        "and maternity, and sexual orientation."
    )
    assert list(tables(page)[0].columns) == ["Ward", "MSOA", "District", "County", "Region", "England"]


def test_each_reason_is_given_once(open_page: OpenPage) -> None:
    why = next(text.value for text in open_page(PAGE).markdown if "Pregnancy and maternity" in text.value)

    assert why.count("Births are counted") == 1
    assert why.count("not the same as gender reassignment") == 1


def test_a_characteristic_without_figures_gives_its_reason_once_on_the_map(open_page: OpenPage) -> None:
    page = open_page("pages/explore/map.py", characteristic="pregnancy-and-maternity")

    assert " ".join(text.value for text in page.info).count("we have not loaded them") == 1
