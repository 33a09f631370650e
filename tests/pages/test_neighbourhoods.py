"""How far a ward's main figures range among its neighbourhoods, on its profile."""

from __future__ import annotations

from tests.pages.conftest import OpenPage, tables


def test_a_ward_says_how_far_its_figures_range_among_its_neighbourhoods(open_page: OpenPage) -> None:
    page = open_page("pages/explore/area.py", ward="E05009888")
    (main,) = [table for table in tables(page) if "Among its neighbourhoods" in table]
    # 783 of 2,327 and 690 of 1,937 people: the counts of two of the four small areas of the census.
    assert main.at["Disabled people: Disabled", "Among its neighbourhoods"] == "33.6% to 35.6% in 4 neighbourhoods"
    assert main.at["Older people: Aged 65 and over", "Among its neighbourhoods"] == "–"
    said = "Disabled: from 33.6% to 35.6% among its 4 neighbourhoods."
    assert any(text.value.replace("\\", "") == said for text in page.markdown)


def test_a_district_and_a_ward_with_fewer_than_three_say_nothing_of_them(open_page: OpenPage) -> None:
    for query in ({"area": "E07000137"}, {"ward": "E05009630"}):
        page = open_page("pages/explore/area.py", **query)
        assert not [table for table in tables(page) if "Among its neighbourhoods" in table]
        assert not any("among its" in text.value for text in page.markdown)
