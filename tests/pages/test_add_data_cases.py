"""The page takes councils' own files as the command does: the same figures, said in the same words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from jsna.catalogue.read import open_catalogue
from tests.cases.conftest import case
from tests.faults.local_figures import folder as small_folder
from tests.pages.conftest import OpenPage, tables
from tests.pages.test_add_data import ANSWERS, PAGE

__all__ = ["case"]
SLUG = "pupils-eligible-for-free-meals"
LINCOLN, ABBEY = "E07000138", "E05010784"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory, checkout: Path) -> Path:
    """A data folder with what the pages need, and residents."""
    import shutil  # noqa: PLC0415

    made = tmp_path_factory.mktemp("data")
    small_folder(made)
    for path in (checkout / "data/indicators/population").glob("sex.*"):
        shutil.copy(path, made / "indicators/population")
    return made


@pytest.fixture
def desk(data: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JSNA_DATA", str(data))
    monkeypatch.setenv("JSNA_UPLOADS", "yes")
    monkeypatch.setenv("JSNA_LOCAL", "yes")
    return data


def box(page: AppTest, kind: str, label: str) -> Any:
    return next(each for each in getattr(page, kind) if each.label.startswith(label))


def given(page: AppTest, path: Path, base: str, chosen: dict[str, Any]) -> AppTest:
    """The page after a file was given, and what its columns are was said; ``chosen`` by the label's first words."""
    page.file_uploader[0].upload(path.name, path.read_bytes()).run()
    for label, choice in chosen.items():
        if isinstance(choice, list):
            box(page, "multiselect", label).set_value(choice)
        elif isinstance(choice, bool):
            box(page, "checkbox", label).check()
        else:
            box(page, "selectbox", label).select(choice)
        page.run()
    for label, answer in {**ANSWERS, "Out of whom": base}.items():
        box(page, "text_input", label).input(answer)
    box(page, "selectbox", "How people are protected").select("published")
    return box(page, "button", "Check and preview").click().run()


MEASURE, WHERE, OUT_OF = "How a figure is made", "Where the groups stand", "Which column says out of how many"
COLUMNS, LABELS, SEVERAL = "Which columns are the groups", "Which labels are the groups", "Several rows are about"


@pytest.mark.parametrize(
    ("name", "base", "chosen", "expected"),
    [
        ("L01/count_percent_base.csv", "pupils", {}, ["Abbey, Eligible: 210 of 1,240, 16.9%"]),
        ("C01/long_groups.csv", "people", {WHERE: "faith", OUT_OF: "sum of the groups"},
         ["Abbey, Alpha: 500 of 820, 61.0%"]),
        ("C03/present_wards_by_sex.csv", "all ages", {COLUMNS: ["aged_65_and_over"], OUT_OF: "all_ages"},
         ["Altrincham, aged_65_and_over: 150 of 1,000, 15.0%"]),
        ("C06/count_without_base.csv", "people", {MEASURE: "count", COLUMNS: ["Electors"]}, ["Abbey, Electors: 1,240"]),
        ("C06/count_without_base.csv", "all residents", {COLUMNS: ["Electors"], OUT_OF: "residents"},
         ["Abbey, Electors: 1,240 of 11,308, 11.0%"]),
        ("C23/several_rows_of_a_ward.csv", "registered", {COLUMNS: ["over_75"], OUT_OF: "registered", "Add up": True},
         ["Abbey, over_75: 100 of 800, 12.5%"]),
        ("L14/own_base_for_each_group.csv", "pupils", {COLUMNS: ["White eligible", "Other eligible"]},
         ["Abbey, White eligible: 105 of 620, 16.9%"]),
        ("B20/input.csv", "pupils", {}, ["Abbey, Eligible: 310 of 1,240, 25.0%"]),
        ("B22/input.xlsx", "All ages 16+", {COLUMNS: ["Aged 16-24"]}, ["Abbey, Aged 16-24: 310 of 1,240, 25.0%"]),
        ("C49/nomis_bulk_own_wards.csv", "all usual residents", {}, ["Abbey, Alpha: 210 of 1,240, 16.9%"]),
        ("L09/preamble_pairs.csv", "pupils", {}, ["Abbey, Eligible: 210 of 1,240, 16.9%"]),
        ("C13/names_only.csv", "residents", {COLUMNS: ["Projects"]}, ["Abbey, Projects: 210 of 1,240, 16.9%"]),
    ],
)  # fmt: skip
def test_the_page_reads_what_the_command_reads(
    open_page: OpenPage, desk: Path, case: Callable[[str], Path], name: str, base: str, chosen: dict[str, Any],
    expected: Sequence[str],
) -> None:  # fmt: skip
    page = given(open_page(PAGE), case(name), base, chosen)
    said = [text.value.replace("\\", "") for text in page.markdown]
    assert [found.message for found in page.exception] == []
    wrong = [found.to_string() for found in tables(page)[1:]]
    assert all(any(sentence in text for text in said) for sentence in expected), (said, wrong)


def test_the_next_file_asks_only_for_its_day(
    open_page: OpenPage, desk: Path, case: Callable[[str], Path], tmp_path: Path
) -> None:
    first = case("L06/two_years_side_by_side.csv")
    page = given(open_page(PAGE), first, "pupils", {})
    box(page, "button", "Store it").click().run()
    later = tmp_path / "later.csv"
    later.write_text(first.read_text("utf-8").replace("2024", "2025"), "utf-8")

    page = open_page(PAGE)
    page.file_uploader[0].upload(later.name, later.read_bytes()).run()
    known = box(page, "selectbox", "Is this the next file")
    known.select(next(option for option in known.options if option == "Pupils eligible for free meals"))
    page.run()
    box(page, "text_input", "Day the figures are about").input("2025-01-15")
    box(page, "button", "Check and preview").click().run()
    box(page, "button", "Store it").click().run()

    assert [found.message for found in page.exception] == []
    rows = open_catalogue(desk).observations(SLUG)
    assert sorted(rows["period"].astype("str").unique()) == ["2023", "2024", "2025"]
