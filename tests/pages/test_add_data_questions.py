"""The page that adds figures asks what the command asks, beside what stands in the way, and shows words as words."""

from __future__ import annotations

import io
from pathlib import Path

import openpyxl
import pytest
from streamlit.testing.v1 import AppTest

from jsna.catalogue.read import open_catalogue
from jsna.words.plain import escaped
from tests.pages.conftest import OpenPage, tables
from tests.pages.test_add_data import ANSWERS, PAGE
from tests.pages.test_add_data_cases import SLUG, box, data, desk  # noqa: F401 - the folder is a fixture

pytestmark = pytest.mark.usefixtures("desk")
CODES = ("E05010784", "E05010785", "E05010786")
OWN, ROWS, OUT_OF = "Name a group yourself", "Which rows are read", "Which column says out of how many"


def table(*lines: str) -> bytes:
    return "\n".join([*lines, ""]).encode()


def uploaded(page: AppTest, content: bytes, name: str = "counts.csv") -> AppTest:
    page.file_uploader[0].upload(name, content).run()
    return page


def previewed(page: AppTest, **said: str) -> str:
    """Everything that the page says after the form was sent."""
    if (base := box(page, "text_input", "Out of whom")).value != "pupils":
        base.input("pupils").run()
    for label, answer in {**ANSWERS, "Out of whom": "pupils", **said}.items():
        box(page, "text_input", label).input(answer)
    box(page, "selectbox", "How people are protected").select("published")
    box(page, "button", "Check and preview").click().run()
    assert [found.message for found in page.exception] == []
    return words(page)


def words(page: AppTest) -> str:
    return "\n".join(text.value.replace("\\", "") for text in page.markdown)


AGES = table(
    "Ward code,Age,Sex,Number",
    *(
        f"{code},{age},{sex},{number}"
        for code in CODES
        for age, sex, number in (
            ("0-64", "Female", 300), ("0-64", "Male", 310), ("65-74", "Female", 60), ("65-74", "Male", 50),
            ("75+", "Female", 45), ("75+", "Male", 35), *((age, "Other", 1) for age in ("0-64", "65-74", "75+")),
        )
    ),
)  # fmt: skip


def test_labels_are_added_up_to_a_group_and_so_are_the_rows_that_are_chosen(open_page: OpenPage) -> None:
    page = uploaded(open_page(PAGE), AGES)
    box(page, "multiselect", "Which labels are the groups").set_value([])
    box(page, "checkbox", OWN).check().run()
    box(page, "text_input", "Name of group 1").input("Aged 65 or over")
    box(page, "multiselect", "What group 1 is made of").set_value(["65-74", "75+"])
    box(page, "selectbox", OUT_OF).select("sum of the groups")
    page.run()

    (asked,) = [line for line in words(page).splitlines() if "differ by 'Sex'" in line]
    assert asked.endswith("“Which rows are read”; or all of them together: “Add up several rows of one area”.")

    box(page, "multiselect", f"{ROWS}: Sex").set_value(["Female", "Male"]).run()
    assert "Abbey, Aged 65 or over: 190 of 800, 23.8% (2026)" in previewed(page)


def test_each_group_may_have_a_base_of_its_own(open_page: OpenPage) -> None:
    content = table("Ward code,Boys meals,Girls meals,On roll A,On roll B", *(f"{c},100,90,400,300" for c in CODES))
    page = uploaded(open_page(PAGE), content)
    box(page, "multiselect", "Which columns are the groups").set_value(["Boys meals", "Girls meals"]).run()
    box(page, "selectbox", OUT_OF).select("Each group has its own").run()
    box(page, "selectbox", "Boys meals: out of how many").select("On roll A")
    box(page, "selectbox", "Girls meals: out of how many").select("On roll B").run()

    said = previewed(page)
    assert "Abbey, Boys meals: 100 of 400, 25.0%" in said
    assert "Girls meals: 'Girls meals' out of 'On roll B'" in said


def test_the_place_is_asked_only_where_names_have_no_codes_and_no_district(open_page: OpenPage) -> None:
    page = uploaded(open_page(PAGE), table("Ward,Eligible,Pupils", "Abbey,210,1240", "Castle,302,1105"))
    place = box(page, "selectbox", "Where the wards are")
    assert place.options[0] == "Lincolnshire"
    assert place.options[1:] == sorted(place.options[1:])

    place.select("Reading").run()
    assert "names are of no ward of Reading" in tables(page)[0].to_string()
    box(page, "selectbox", "Where the wards are").select("Lincoln").run()
    assert "2 names were matched to wards of December 2022 in Lincoln" in words(page)

    for content in (f"Ward code,Ward,Eligible\n{CODES[0]},Abbey,210\n", "Ward,District,Eligible\nAbbey,Lincoln,210\n"):
        again = uploaded(open_page(PAGE), content.encode())
        assert not [each for each in again.selectbox if each.label.startswith("Where the wards")]


def test_rows_of_a_list_are_counted_under_the_name_that_the_reader_gives(open_page: OpenPage) -> None:
    page = uploaded(open_page(PAGE), table("Name,Ward code", *(f"Bank {at},{CODES[at % 2]}" for at in range(9))))
    box(page, "text_input", "What each row is").input("Food banks").run()

    assert "Abbey, Food banks: 5 (2026)" in previewed(page)


def test_the_period_is_asked_only_where_the_file_does_not_say_one(open_page: OpenPage, data: Path) -> None:  # noqa: F811
    page = uploaded(open_page(PAGE), table("Ward code,Eligible,Pupils", *(f"{code},210,1240" for code in CODES)))
    assert "Abbey, Eligible: 210 of 1,240, 16.9% (2025/26)" in previewed(page, Period="2025/26")

    years = "2023 eligible,2023 pupils,2024 eligible,2024 pupils"
    page = uploaded(open_page(PAGE), table(f"Ward code,{years}", *(f"{code},205,1230,210,1240" for code in CODES)))
    box(page, "text_input", "Out of whom").input("pupils").run()
    assert not [each for each in page.text_input if each.label.startswith("Period")]
    box(page, "selectbox", "Which period is read").select("2023")
    assert "Eligible: 205 of 1,230, 16.7% (2023)" in previewed(page)
    box(page, "button", "Store it").click().run()
    assert set(open_catalogue(data).observations(SLUG)["period"].astype("str")) == {"2023"}


def test_limits_are_asked_where_no_heading_says_them(open_page: OpenPage) -> None:
    page = uploaded(open_page(PAGE), table("Ward code,Rate,From,To", *(f"{code},12.5,10.1,15.2" for code in CODES)))
    box(page, "selectbox", "How a figure is made").select("rate").run()
    box(page, "selectbox", "Lower limit").select("From")
    box(page, "selectbox", "Upper limit").select("To").run()

    assert "Abbey, Rate: 12.5, from 10.1 to 15.2 (2026)" in previewed(page)


def test_all_sheets_are_read_as_periods(open_page: OpenPage) -> None:
    book = openpyxl.Workbook()
    book.remove(book.active)
    for year, eligible in (("2023", 205), ("2024", 210)):
        sheet = book.create_sheet(year)
        for row in (["Ward code", "Eligible", "Pupils"], *([code, eligible, 1240] for code in CODES)):
            sheet.append(row)
    out = io.BytesIO()
    book.save(out)
    page = uploaded(open_page(PAGE), out.getvalue(), "counts.xlsx")
    box(page, "selectbox", "Which sheet is read").select("All sheets with the same headings").run()

    said = previewed(page)
    assert "2023: Eligible: 'Eligible, 2023' out of 'Pupils, 2023'" in said
    assert "Abbey, Eligible: 210 of 1,240, 16.9% (2024)" in said


def test_a_preview_of_other_answers_is_not_stored(open_page: OpenPage) -> None:
    page = uploaded(open_page(PAGE), table("Ward code,Eligible,Pupils", *(f"{code},210,1240" for code in CODES)))
    previewed(page)
    assert [button.label for button in page.button].count("Store it") == 1

    box(page, "selectbox", OUT_OF).select("residents").run()

    assert [button.label for button in page.button].count("Store it") == 0


def test_words_of_a_file_are_words_in_every_question(open_page: OpenPage) -> None:
    link, formula, long = '<a href="https://example.com">A</a>', "[x](https://example.com) $y$ `z`", "Long" * 60
    heading = '"' + link.replace('"', '""') + '"'
    rows = [
        f"{code},{kind},{at},{at + 50},900" for code in CODES for at, kind in ((20, link.replace('"', "'")), (30, long))
    ]
    page = uploaded(open_page(PAGE), table(f"Ward code,{formula},{heading},{formula} 2,Pupils", *rows))
    box(page, "multiselect", "Columns that are something else").set_value([f"{formula} 2"]).run()

    labels = [
        each.label for kind in ("selectbox", "multiselect", "text_input", "checkbox") for each in getattr(page, kind)
    ]
    shown = [text.value for text in page.markdown] + labels
    assert any(r"\[x\]" in label for label in labels)
    assert any(escaped(link) in text for text in shown)
    assert not any(mark in text for text in shown for mark in (link, "[x](", " $y$", " `z`"))
