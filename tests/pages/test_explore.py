"""What the explore pages say beside their figures: whose baseline, as of when, and what is not known."""

from __future__ import annotations

from tests.pages.conftest import OpenPage


def test_both_measures_are_headed_by_the_baseline_that_is_chosen(open_page: OpenPage) -> None:
    page = open_page("pages/explore/one_measure.py", baseline="district")

    headings = [column for column in page.table[0].value.columns if "against" in column]
    assert headings == ["People against its district", "Households against its district"]


def test_each_of_the_two_sentences_has_its_table_and_date_below(open_page: OpenPage) -> None:
    page = open_page("pages/explore/one_measure.py")

    dated = [text.value for text in page.markdown if text.value.startswith("Census 2021, TS")]
    assert [line.split(", as of")[0] for line in dated] == ["Census 2021, TS038", "Census 2021, TS040"]
