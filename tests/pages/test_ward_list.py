"""Every ward of England is reached by two short lists."""

from __future__ import annotations

from tests.pages.conftest import OpenPage

MAP, ENGLAND = "pages/explore/map.py", "E92000001"


def test_over_all_england_a_district_is_picked_first(open_page: OpenPage) -> None:
    page = open_page(MAP, area=ENGLAND)
    assert page.selectbox(key="jsna.ward").options == ["No ward chosen"]

    page.selectbox(key="jsna.district").select("E07000137").run()
    page.selectbox(key="jsna.ward").select("E05009888").run()

    assert page.query_params["ward"] in ("E05009888", ["E05009888"])
    assert page.selectbox(key="jsna.district").value == "E07000137"


def test_a_link_to_a_ward_of_england_shows_its_district(open_page: OpenPage) -> None:
    page = open_page(MAP, area=ENGLAND, ward="E05009888")

    assert page.selectbox(key="jsna.district").value == "E07000137"
    assert page.selectbox(key="jsna.ward").value == "E05009888"


def test_another_district_lets_the_ward_go(open_page: OpenPage) -> None:
    page = open_page(MAP, area=ENGLAND, ward="E05009888")

    page.selectbox(key="jsna.district").select("E07000138").run()

    assert page.selectbox(key="jsna.ward").value == ""
    assert page.selectbox(key="jsna.district").value == "E07000138"


def test_a_place_smaller_than_england_needs_no_district(open_page: OpenPage) -> None:
    page = open_page(MAP)

    assert len(page.selectbox(key="jsna.ward").options) == 158
    assert "jsna.district" not in page.session_state
