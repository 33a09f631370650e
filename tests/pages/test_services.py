"""Services of public lists: marked on the map, listed beside it, and on a ward's page apart from what is recorded."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tests.pages.conftest import OpenPage, tables

MAP, AREA, SOURCES = "pages/explore/map.py", "pages/explore/area.py", "pages/about/sources.py"
LINCOLNSHIRE, MABLETHORPE, ENGLAND = "E10000019", "E05009888", "E92000001"


def plain(elements: Iterable[Any]) -> list[str]:
    """Return the words of elements without the marks that keep Markdown from reading them."""
    return [each.value.replace("\\", "") for each in elements]


def test_nothing_is_marked_until_it_is_chosen_and_a_link_keeps_it(open_page: OpenPage) -> None:
    page = open_page(MAP, area=LINCOLNSHIRE, ward=MABLETHORPE)
    assert not [each for each in page.expander if each.label.startswith("List of the services")]
    page.multiselect(key="jsna.page.services").set_value(["public-libraries", "pharmacies"]).run()
    assert [problem.message for problem in page.exception] == []
    assert "public-libraries,pharmacies" in page.query_params["services"]
    listed = next(table for table in tables(page) if "What" in table)
    assert list(listed.index[:3]) == ["Boots", "Marisco Pharmacy", "Mablethorpe Library"]
    assert listed.loc["Mablethorpe Library"].tolist() == [
        "Public library: run for the council by others", "LN12 1DP", "Mablethorpe",
        "45 hours a week with staff, open 45 hours a week",
    ]  # fmt: skip


def test_too_many_are_not_marked_and_areas_of_one_size_have_no_marks(open_page: OpenPage) -> None:
    page = open_page(MAP, area=ENGLAND, services="schools")
    assert "England has 24,984 schools: too many to mark." in plain(page.info)[0]
    page = open_page(MAP, area=LINCOLNSHIRE, services="gp-practices,hospitals", shapes="tiles")
    assert page.info[0].value == "Services are marked only on the areas' true shapes."
    assert any("“hospitals”" in each.value for each in page.warning)


def test_a_wards_page_lists_them_with_date_apart_from_what_is_recorded(open_page: OpenPage) -> None:
    page = open_page(AREA, ward=MABLETHORPE)
    titles = [each.value for each in page.subheader]
    assert titles.index("On national lists") == titles.index("Recorded here") + 1
    said = plain(page.markdown)
    assert "**GP practices in Mablethorpe: 1** (March 2026)\n\n- Marisco Medical Practice, LN12 1DP" in said
    (complete,) = [each for each in said if "Left out: 27 practices" in each]
    assert "Arts Council England, 2023." in complete


def test_the_list_of_wards_decides_in_which_ward_a_service_lies(open_page: OpenPage) -> None:
    page = open_page(AREA, ward="E05015104", wards="2025")
    assert any("- Epsom (run by the council), KT19 8AG" in said for said in plain(page.markdown))


def test_the_sources_page_says_how_complete_each_list_is(open_page: OpenPage) -> None:
    (listed,) = [table for table in tables(open_page(SOURCES)) if "How complete" in table]
    assert listed["Figures of"].to_dict() == {
        "GP practices": "March 2026", "Pharmacies": "April 2025", "Public libraries": "2023", "Schools": "March 2026"
    }  # fmt: skip
