"""What the explore pages say beside their figures: whose baseline, as of when, and what is not known."""

from __future__ import annotations

import html
import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.pages.conftest import OpenPage, tables


def test_both_measures_are_headed_by_the_baseline_that_is_chosen(open_page: OpenPage) -> None:
    page = open_page("pages/explore/one_measure.py", baseline="district")

    headings = [column for column in tables(page)[0].columns if "compared" in column]
    assert headings == ["People, compared with its district", "Households, compared with its district"]


def test_people_and_households_are_said_in_one_sentence_and_drawn_apart(open_page: OpenPage) -> None:
    page = open_page("pages/explore/one_measure.py")

    assert headline(page) == (
        "In Mablethorpe 2,837 of 8,210 people (34.6%) are disabled, and 2,064 of 3,981 households (51.8%) have at "
        "least one disabled member."
    )
    titles = [each.value.replace("\\", "") for each in page.header]
    assert titles[:3] == [
        "Disabled people in Mablethorpe: 34.6%, twice England's 17.3%",
        "Households with a disabled person in Mablethorpe: 51.8%, 1.6 times England's 32.0%",
        "The map of people",
    ]
    drawn = [each.proto.body for each in page.get("html") if 'jsna-around">' in each.proto.body]
    assert [re.findall(r"<td>([^<]+)</td>", each) for each in drawn] == [
        ["34.6%", "25.0%", "20.1%", "18.3%", "17.3%"],
        ["51.8%", "40.6%", "34.8%", "33.4%", "32.0%"],
    ]
    assert ["40%" in each for each in drawn] == [True, False]


def test_a_unitary_authority_is_drawn_once(open_page: OpenPage) -> None:
    page = open_page("pages/explore/one_measure.py", ward="E05001527")

    people = next(each.proto.body for each in page.get("html") if 'jsna-around">' in each.proto.body)
    assert len(re.findall(r'<th scope="row">', people)) == 4


def test_how_age_is_allowed_for_is_in_words_and_signs_that_everybody_can_read(open_page: OpenPage) -> None:
    page = open_page("pages/explore/one_measure.py", reading="age")

    said = " ".join(text.value for text in page.markdown)
    assert "Expected people E = N × Σ(s × r)" in said
    assert "$" not in said


def test_each_of_the_two_sentences_has_its_table_and_date_below(open_page: OpenPage) -> None:
    page = open_page("pages/explore/one_measure.py")

    dated = [text.value for text in page.markdown if text.value.startswith("Census 2021, TS")]
    assert [line.rpartition(", ")[0] for line in dated] == ["Census 2021, TS038", "Census 2021, TS040"]
    assert all(line.endswith("21 March 2021 \\(5 years old\\).") for line in dated)


def test_only_figures_of_the_ward_itself_are_counted(open_page: OpenPage) -> None:
    page = open_page("pages/explore/area.py", ward="E05009888")

    assert re.fullmatch(r"Mablethorpe: higher than England on \d+ of \d+ figures, lower on \d+\.", headline(page))
    above = "more figures are only available for East Lindsey and Lincolnshire."
    assert any(text.value.endswith(above) for text in page.markdown)


def test_a_ward_without_output_areas_says_where_its_residents_are_counted(open_page: OpenPage) -> None:
    page = open_page("pages/explore/area.py", ward="E05009289")

    assert headline(page) == "No figure is known for Aldgate itself."
    assert any("Its residents are counted in neighbouring wards." in text.value for text in page.markdown)


def test_each_characteristic_opens_on_its_main_indicator(open_page: OpenPage) -> None:
    page = open_page("pages/explore/area.py", ward="E05009888")

    titles = [text.value.split(".")[0].strip("*") for text in page.markdown if text.value.startswith("**")]
    assert titles.index("Ethnic group in five") < titles.index("Country of birth")
    assert titles.index("General health") < titles.index("Cars")


def headline(page: AppTest) -> str:
    """Return the first sentence in large type."""
    said = next(element.proto.body for element in page.get("html") if "jsna-headline" in element.proto.body)
    return html.unescape(re.sub(r"<[^>]*>", "", said))


def test_each_column_of_the_compare_page_says_what_it_is_and_of_when(open_page: OpenPage) -> None:
    page = open_page("pages/explore/compare.py", columns="disabled-people.disabled,imd-score.score")

    shown, texts = tables(page)
    assert shown.index.name == "Ward"
    assert list(texts.reset_index()["Column"]) == list(shown.columns)
    assert "Compare down a column, not across" in "".join(t.value for t in page.markdown)


def test_the_way_to_every_page_starts_at_home(open_page: OpenPage, checkout: Path) -> None:
    page = open_page()

    linked = {link.proto.page for link in page.get("page_link")}
    others = {path.stem.replace("_", "-") for path in (checkout / "pages").glob("*/*.py")} - {"home"}
    assert others <= linked
