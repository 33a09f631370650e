"""What is published for MSOAs stands beside a ward and never as its own; what is not loaded says where it is."""

from __future__ import annotations

import pytest

from tests.pages.conftest import OpenPage, tables
from tests.pages.test_services import plain
from tests.unit.test_words import spaced

AREA, MAP, SOURCES, GAPS = (
    "pages/explore/area.py",
    "pages/explore/map.py",
    "pages/about/sources.py",
    "pages/equality/coverage.py",
)
MABLETHORPE = "E05009888"
#: A ward of May 2025 that is not one of December 2022, in Trafford.
NEWER, TRAFFORD = "E05015247", "E08000009"
#: A ward to which best fit gives no output area.
EMPTY = "E05009289"
SHARED = "Residents it shares with the ward"


def test_a_ward_lists_the_msoas_it_touches_with_what_they_share_and_no_comparison(open_page: OpenPage) -> None:
    page = open_page(AREA, ward=MABLETHORPE)

    (listed,) = [table for table in tables(page) if SHARED in table]
    assert {column: spaced(cell) for column, cell in listed.loc["E02005428"].items()} == {
        SHARED: "6,427: 78.2% of the ward, 76.0% of the area",
        "Gay or lesbian": "85 of 7,339 (1.2%)",
        "Bisexual": "52 of 7,339 (0.7%)",
        "All other sexual orientations": "12 of 7,339 (0.2%)",
        "Straight or heterosexual": "6,550 of 7,339 (89.2%)",
        "Not answered": "640 of 7,339 (8.7%)",
    }
    assert list(listed.index) == ["E02005428", "E02005429"]
    said = " ".join(plain(page.markdown))
    for expected in (
        "areas of some 8,000 people",
        "Nobody had to answer",
        "We do not work out a figure for Mablethorpe",
    ):
        assert expected in said
    assert "Which of the following best describes your sexual orientation?" in said


def test_the_list_of_wards_shown_decides_what_is_shared(open_page: OpenPage) -> None:
    page = open_page(AREA, ward=NEWER)
    (listed,) = [table for table in tables(page) if SHARED in table]
    of_ward = [float(cell.partition(": ")[2].partition("%")[0]) for cell in listed[SHARED].map(spaced)]
    assert sum(of_ward) == pytest.approx(100, abs=0.3)


def test_a_ward_without_residents_of_its_own_says_so(open_page: OpenPage) -> None:
    page = open_page(AREA, ward=EMPTY)
    assert not [table for table in tables(page) if SHARED in table]
    assert any(said.startswith("No such area is known for") for said in plain(page.markdown))


def test_the_map_of_districts_leads_to_a_wards_profile(open_page: OpenPage) -> None:
    words = "in the small areas that a ward touches: see its profile](area?"
    assert [said for said in plain(open_page(MAP, characteristic="sexual-orientation").markdown) if words in said]
    assert not [said for said in plain(open_page(MAP, characteristic="religion-or-belief").markdown) if words in said]


def test_the_sources_page_names_the_table_and_its_question(open_page: OpenPage) -> None:
    page = open_page(SOURCES)
    (listed,) = [table for table in tables(page) if "Question" in table]
    assert listed.at["Sexual orientation", "Figures of"] == "21 March 2021"
    assert "Nobody had to answer" in listed.at["Sexual orientation", "Question"]


@pytest.mark.parametrize(
    ("path", "query"),
    [(AREA, {"ward": MABLETHORPE}), (GAPS, {}), (SOURCES, {}), (MAP, {"characteristic": "gender-reassignment"})],
)
def test_gender_identity_is_published_for_districts_and_not_loaded_here(
    open_page: OpenPage, path: str, query: dict[str, str]
) -> None:
    said = [each.value for each in open_page(path, **query).markdown]
    (link,) = [each for each in said if "TS078](https://www.ons.gov.uk/datasets/TS078/editions/2021/versions)" in each]
    assert "not loaded here" in link
    assert "for districts" in link


def test_figures_of_one_list_of_wards_say_so_on_the_pages_of_the_other(open_page: OpenPage) -> None:
    old = {"indicator": "population-mid-2020", "wards": "2025", "area": TRAFFORD}
    reason = "these figures are for wards of December 2022 only"
    for path in (MAP, "pages/explore/funnel.py", "pages/explore/compare.py"):
        page = open_page(path, **old)
        (said,) = plain(page.info)
        assert said == (
            "“Age in five-year bands, mid-2020 estimate” has no figure for 21 of 21 wards. They are only in the list "
            f"of May 2025, and {reason}. To see them, choose 2022 under “Wards of”."
        )
    assert not open_page(MAP, **(old | {"wards": "2022"})).info
    page = open_page(AREA, ward=NEWER)
    assert f"No figure for Gorse Hill & Cornbrook: {reason}." in plain(page.markdown)
    (gaps,) = [table for table in tables(open_page(GAPS, area=TRAFFORD, wards="2025")) if "Wards" in table]
    assert "mid-2020 estimate: for wards of December 2022 only" in gaps.at["Age", "Wards"]
