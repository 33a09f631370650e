"""The box that finds any place: with the keyboard alone, on a phone, and never more than was typed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, expect

from jsna.catalogue.read import open_catalogue
from jsna.ui import link
from tests.browser.conftest import Tabs
from tests.browser.harness import ROOT, Heard, Server, settle, visit
from tests.browser.test_accessibility import SIDEWAYS, findings
from tests.browser.test_security import ask

SKEGNESS = {"E05009893", "E05009897", "E05009906"}


def box_of(page: Page) -> Locator:
    return page.get_by_role("combobox", name="Find a place")


def status_of(page: Page) -> Locator:
    return page.get_by_role("search").get_by_role("status")


def chosen(page: Page) -> dict[str, str]:
    settle(page)
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def place_of(page: Page) -> str:
    """The place that the address stands for; a ward's own county or district is left out of it."""
    return link.opened(chosen(page), open_catalogue(ROOT / "data")).selection.area


def enter(page: Page, text: str) -> None:
    box_of(page).fill(text)
    box_of(page).press("Enter")


@pytest.fixture
def map_page(page: Page, heard: Heard) -> Page:
    visit(page, f"{heard.address}/map")
    return page


@pytest.fixture(scope="module")
def kept(tabs: Tabs, server: Server) -> Iterator[Page]:
    """The page of all tests that hold wherever the tests before them have gone."""
    with tabs.lent(Heard(server.address)) as page:
        visit(page, f"{server.address}/map")
        yield page


@pytest.fixture
def any_map(kept: Page) -> Page:
    """The map of whatever place, nothing typed in the box."""
    box_of(kept).fill("")
    return kept


def test_a_town_shows_its_wards_and_the_keyboard_alone_chooses_one(map_page: Page, heard: Heard) -> None:
    box_of(map_page).focus()
    map_page.keyboard.type("skegness")
    expect(map_page.get_by_role("option")).to_have_count(1)
    map_page.keyboard.press("Enter")
    expect(map_page.get_by_role("option")).to_have_count(4)
    expect(status_of(map_page)).to_have_text("Skegness (East Lindsey) lies in several wards. Choose one.")
    map_page.keyboard.press("ArrowDown")
    expect(map_page.get_by_role("option", selected=True)).to_have_text("Scarbrough & Seacroft (East Lindsey)ward")
    map_page.keyboard.press("Enter")
    expect(status_of(map_page)).to_have_text("Scarbrough & Seacroft (East Lindsey) is chosen.")
    map_page.wait_for_url(re.compile("ward="))
    now = chosen(map_page)
    assert now["ward"] in SKEGNESS
    assert now.get("area", "E10000019") == "E10000019"  # the ward lies in the present place, which stays
    assert (heard.errors, heard.refused) == ([], [])


def test_a_postcode_brings_its_ward_and_its_county(any_map: Page) -> None:
    enter(any_map, "po30 1ud")
    expect(status_of(any_map)).to_contain_text("PO30 1UD is in ")
    assert place_of(any_map) == "E06000046"
    enter(any_map, "pe25 1aa")
    expect(status_of(any_map)).to_have_text("PE25 1AA is in Winthorpe (East Lindsey).")
    now = chosen(any_map)
    assert (now["ward"], now.get("area", "E10000019")) == ("E05009906", "E10000019")


def test_a_misspelling_chooses_nothing_and_offers_the_nearest(any_map: Page) -> None:
    before = chosen(any_map)
    enter(any_map, "Skegnis")
    expect(status_of(any_map)).to_have_text("There is no place called Skegnis. Nearest: Skegness (East Lindsey).")
    assert chosen(any_map) == before
    expect(any_map.get_by_role("option")).to_have_text(["Skegness (East Lindsey)town, 3 wards"])


def test_the_beginning_of_a_name_is_not_taken_for_it(any_map: Page) -> None:
    before = chosen(any_map)
    enter(any_map, "Mablethorp")
    expect(any_map.get_by_role("option")).to_have_count(1)
    assert chosen(any_map) == before


def test_two_wards_of_one_name_are_a_list_told_apart(any_map: Page) -> None:
    before = chosen(any_map)
    enter(any_map, "Castle")
    expect(status_of(any_map)).to_have_text("20 places are called Castle. Choose one.")
    assert chosen(any_map) == before
    any_map.get_by_role("option", name="Castle (Bedford)").first.click()
    expect(status_of(any_map)).to_have_text("Castle (Bedford) is chosen.")
    assert place_of(any_map) == "E06000055"


def test_a_suburb_of_bradford_is_found(any_map: Page) -> None:
    enter(any_map, "Manningham")
    any_map.get_by_role("option", name="Manningham (Bradford) ward").click()
    expect(status_of(any_map)).to_have_text("Manningham (Bradford) is chosen.")
    any_map.wait_for_url(re.compile("ward=E05001359"))
    assert place_of(any_map) == "E08000032"


def test_escape_closes_the_list_and_nothing_is_chosen(any_map: Page) -> None:
    before = chosen(any_map)
    box_of(any_map).fill("Louth")
    expect(any_map.get_by_role("option").first).to_be_visible()
    expect(box_of(any_map)).to_have_attribute("aria-expanded", "true")
    box_of(any_map).press("Escape")
    expect(any_map.get_by_role("listbox", name="Places found")).to_be_hidden()
    expect(box_of(any_map)).to_have_attribute("aria-expanded", "false")
    assert chosen(any_map) == before


def test_what_is_said_to_be_chosen_is_said_no_longer_once_it_is_not(any_map: Page) -> None:
    enter(any_map, "Mablethorpe")
    expect(status_of(any_map)).to_have_text("Mablethorpe (East Lindsey) is chosen.")
    settle(any_map)
    enter(any_map, "Tendring")
    expect(status_of(any_map)).to_have_text("Tendring (Essex) is chosen.")
    assert place_of(any_map) == "E07000076"
    any_map.go_back()
    expect(status_of(any_map)).to_have_text("")


def test_axe_finds_nothing_while_the_list_is_open(phone: Page, heard: Heard) -> None:
    visit(phone, f"{heard.address}/map")
    box_of(phone).fill("Louth")
    expect(phone.get_by_role("option").first).to_be_visible()
    box_of(phone).press("ArrowDown")
    assert findings(phone) == []
    assert phone.evaluate(SIDEWAYS) == [0, 0]
    phone.get_by_role("option").first.tap()
    expect(phone.get_by_role("option")).to_have_count(7)
    phone.get_by_role("option").nth(1).tap()
    expect(status_of(phone)).to_contain_text("is chosen.")
    phone.wait_for_url(re.compile("ward=E05"))


def test_a_list_takes_no_place_that_was_not_typed(map_page: Page) -> None:
    """Streamlit's own search took "Lincrest" for it."""
    before = chosen(map_page)
    place = map_page.get_by_role("combobox", name="Place", exact=True)
    place.click()
    map_page.keyboard.type("Louth")
    map_page.keyboard.press("Enter")
    map_page.keyboard.press("Escape")
    assert chosen(map_page) == before
    place.click()
    map_page.keyboard.type("Tendring")
    map_page.keyboard.press("Enter")
    assert place_of(map_page) == "E07000076"


def test_a_column_is_added_one_at_a_time(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/compare")
    page.locator("summary", has_text="Choose the columns").click()
    page.get_by_role("combobox", name="Indicators").click()
    page.keyboard.type("no car")
    expect(page.get_by_role("option").first).to_contain_text("no car", ignore_case=True)
    page.keyboard.press("Enter")
    columns = chosen(page)["columns"].split(",")
    assert [column for column in columns if column.startswith("cars.")] == ["cars.none"]


def test_the_search_answers_anything_with_words(server: Server) -> None:
    for asked in ("", "q=", "q=%00", "q=" + "x" * 5000, "q=%ff"):
        answer = ask(f"{server.address}/find?{asked}")
        assert answer.status == 200
        assert set(json.loads(answer.body)) == {"sentence", "count", "near", "exact", "options"}
        assert answer.headers["cache-control"] == "no-store"
