"""The link is the state: what was shared is what is seen, in a real browser."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.harness import Heard, served, settle, visit
from tests.browser.test_map import choose, click_on, frame_of

NORFOLK = "E10000020"
SHARED = {
    "area": NORFOLK,
    "indicator": "cars",
    "group": "none",
    "baseline": "region",
    "measure": "extra",
    "order": "name",
    "search": "grim",
}


def asked_for(page: Page) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(page.url).query, keep_blank_values=True))


def shared_link(address: str, **changes: str) -> str:
    return f"{address}/map?" + "&".join(f"{key}={value}" for key, value in {**SHARED, **changes}.items())


def test_a_pasted_link_restores_every_choice(page: Page, heard: Heard) -> None:
    visit(page, shared_link(heard.address))

    for label, shown in {
        "Place": "Norfolk",
        "Indicator": "Cars",
        "Group": "No car or van",
        "Compared with": "its region",
        "Show": "Extra people or households",
        "Order": "Name, A to Z",
        "Search the table": "grim",
    }.items():
        expect(page.get_by_label(label, exact=True)).to_have_value(shown)
    assert SHARED.items() <= asked_for(page).items()
    expect(page.locator("table").first).to_contain_text("Grim")


def test_a_choice_is_in_the_address_at_once_and_survives_a_reload(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map")

    choose(page, "Show", "The figure itself")
    assert asked_for(page)["measure"] == "share"
    before = page.url

    page.reload()
    settle(page)
    assert page.url == before
    expect(page.get_by_label("Show", exact=True)).to_have_value("The figure itself")


def test_a_click_on_the_map_is_in_the_address(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map")

    click_on(page, frame_of(page), "E05009888")

    page.wait_for_url(re.compile(r"ward=E05009888"))
    settle(page)
    expect(page.get_by_role("status").first).to_contain_text("In Mablethorpe 2,837 of 8,210 people")
    expect(page.get_by_label("Ward", exact=True)).to_have_value("Mablethorpe (East Lindsey)")


def test_every_ward_is_reached_by_keyboard(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map")

    page.get_by_label("Ward", exact=True).focus()
    page.keyboard.type("Chapel St")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"ward=E05009876"))
    expect(page.get_by_role("status").first).to_contain_text("In Chapel St Leonards 1,592 of 4,744 people")


def test_choices_follow_from_page_to_page(page: Page, heard: Heard) -> None:
    visit(page, shared_link(heard.address))

    page.get_by_text("Explore", exact=True).click()
    page.get_by_role("menuitem", name="Compare", exact=True).click()
    page.wait_for_url("**/compare*")
    settle(page)

    assert asked_for(page)["area"] == NORFOLK
    expect(page.get_by_label("Place", exact=True)).to_have_value("Norfolk")


def test_back_returns_to_the_view_before(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map")
    choose(page, "Show", "The figure itself")

    page.go_back()
    page.wait_for_url(re.compile(r"measure=difference"))
    settle(page)

    expect(page.get_by_label("Show", exact=True)).to_have_value("Difference from the baseline")


def test_back_leaves_a_page_that_was_opened_without_choices(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/")
    page.get_by_role("button", name="Explore").click()
    page.get_by_role("menuitem", name="Map", exact=True).click()
    page.wait_for_url("**/map?*")
    settle(page)

    step_back(page)
    if urlsplit(page.url).path == "/map":
        step_back(page)

    assert urlsplit(page.url).path == "/"


def test_back_leaves_a_short_link_too(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/sources")
    page.goto(f"{heard.address}/map?area={NORFOLK}")
    settle(page)
    choose(page, "Order", "Name, A to Z")
    assert asked_for(page)["order"] == "name"

    seen = []
    for _ in range(3):
        step_back(page)
        seen.append((urlsplit(page.url).path, asked_for(page).get("area"), asked_for(page).get("order")))

    assert seen[0] == ("/map", NORFOLK, "above")
    assert seen[1] == ("/map", NORFOLK, None)
    assert seen[2][0] == "/sources"


def step_back(page: Page) -> None:
    page.go_back()
    settle(page)


def test_the_first_request_after_a_restart_may_be_a_shared_link(page: Page, tmp_path: Path) -> None:
    with served(tmp_path / "server.log") as fresh:
        visit(page, shared_link(fresh.address))

        expect(page.get_by_role("dialog")).to_have_count(0)
        expect(page.get_by_label("Place", exact=True)).to_have_value("Norfolk")
        assert urlsplit(page.url).path == "/map"
