"""The link is the state: what was shared is what is seen, in a real browser."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlsplit

from playwright.sync_api import Page, expect

from tests.browser.harness import Heard, settle, visit
from tests.browser.test_accessibility import findings
from tests.browser.test_map import choose, click_on, frame_of, show

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


def test_a_pasted_link_restores_every_choice_and_they_follow_from_page_to_page(page: Page, heard: Heard) -> None:
    visit(page, shared_link(heard.address))

    for label, shown in {
        "Place": "Norfolk",
        "Indicator": "Cars",
        "Group": "No car or van",
        "Compared with": "its region",
        "Order": "Name, A to Z",
        "Search the table": "grim",
    }.items():
        expect(page.get_by_label(label, exact=True)).to_have_value(shown)
    expect(page.get_by_role("radio", name="Extra people")).to_be_checked()
    assert asked_for(page) == SHARED
    expect(page.locator("table").first).to_contain_text("Grim")

    page.get_by_text("Explore", exact=True).click()
    page.get_by_role("menuitem", name="Compare wards", exact=True).click()
    page.wait_for_url("**/compare*")
    settle(page)

    shared = ("area", "indicator", "group", "baseline", "measure")
    assert asked_for(page) == {key: SHARED[key] for key in shared}
    expect(page.get_by_label("Place", exact=True)).to_have_value("Norfolk")


def test_the_first_page_is_found_by_its_name_too_with_the_choices_of_the_link(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/home?area={NORFOLK}")

    assert page.url == f"{heard.address}/?area={NORFOLK}"
    expect(page.get_by_text("Page not found")).to_have_count(0)
    expect(page.get_by_role("heading", level=1)).to_be_visible()


def test_a_page_is_found_by_the_name_of_its_file_too_with_the_choices_of_the_link(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/asked_for?area={NORFOLK}")

    assert page.url == f"{heard.address}/asked-for?area={NORFOLK}"
    expect(page.get_by_role("heading", level=1, name="What people asked for")).to_be_visible()


def test_a_choice_is_in_the_address_at_once_and_survives_a_reload(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map")

    show(page, "Figure")
    assert page.url == f"{heard.address}/map?measure=share"

    page.reload()
    settle(page)
    assert page.url == f"{heard.address}/map?measure=share"
    expect(page.get_by_role("radio", name="Figure")).to_be_checked()


def test_a_click_on_the_map_is_in_the_address_and_every_ward_is_reached_by_keyboard(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map")

    click_on(page, frame_of(page), "E05009888")

    page.wait_for_url(re.compile(r"ward=E05009888"))
    settle(page)
    expect(page.locator(".jsna-headline")).to_contain_text("In Mablethorpe 2,837 of 8,210 people")
    expect(page.get_by_label("Ward", exact=True)).to_have_value("Mablethorpe (East Lindsey)")

    page.get_by_label("Ward", exact=True).focus()
    page.keyboard.type("Chapel St")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(r"ward=E05009876"))
    expect(page.locator(".jsna-headline")).to_contain_text("In Chapel St Leonards 1,592 of 4,744 people")


def test_back_returns_to_the_view_before(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map")
    choose(page, "Place", "Norfolk")
    show(page, "Figure")

    page.go_back()
    page.wait_for_url(f"{heard.address}/map?area={NORFOLK}")
    settle(page)
    expect(page.get_by_role("radio", name="Difference")).to_be_checked()
    expect(page.get_by_label("Place", exact=True)).to_have_value("Norfolk")

    page.go_back()
    page.wait_for_url(f"{heard.address}/map")
    settle(page)
    expect(page.get_by_label("Place", exact=True)).to_have_value("Lincolnshire")


def test_back_leaves_a_page_that_was_opened_without_choices(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/")
    page.get_by_role("button", name="Explore").click()
    page.get_by_role("menuitem", name="Map", exact=True).click()
    page.wait_for_url("**/map")
    settle(page)

    step_back(page)

    assert urlsplit(page.url).path == "/"


def test_back_leaves_a_short_link_too(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/sources")
    page.goto(f"{heard.address}/map?area={NORFOLK}")
    settle(page)
    choose(page, "Order", "Name, A to Z")
    assert asked_for(page)["order"] == "name"

    seen = []
    for _ in range(2):
        step_back(page)
        seen.append((urlsplit(page.url).path, asked_for(page)))

    assert seen == [("/map", {"area": NORFOLK}), ("/sources", {})]


def test_a_ward_in_the_table_opens_its_profile_in_its_place_and_back_returns(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map")
    page.evaluate("window.stillHere = true")

    page.get_by_role("rowheader", name="Mablethorpe").get_by_role("link").first.click()
    page.wait_for_url(f"{heard.address}/area?ward=E05009888")
    settle(page)

    expect(page.get_by_role("heading", name="Mablethorpe", exact=True)).to_be_visible()
    assert len(page.context.pages) == 1
    assert page.evaluate("window.stillHere") is True

    step_back(page)
    assert page.url == f"{heard.address}/map"
    expect(page.locator(".jsna-headline")).to_contain_text("In Lincolnshire 154,477 of 768,265 people")


def test_a_visit_to_the_profile_puts_no_ward_into_the_map(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/area")
    expect(page.get_by_role("heading", name="Lincolnshire", exact=True)).to_be_visible()

    page.get_by_role("main").get_by_role("link", name="Map", exact=True).click()
    page.wait_for_url(f"{heard.address}/map")
    settle(page)

    expect(page.locator(".jsna-headline")).to_contain_text("In Lincolnshire 154,477 of 768,265 people")


def test_an_address_without_choices_is_the_usual_view_on_the_way_forward_too(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/?area={NORFOLK}")
    choose(page, "Place", "Lincolnshire")
    step_back(page)
    expect(page.get_by_label("Place", exact=True)).to_have_value("Norfolk")

    page.go_forward()
    page.wait_for_url(f"{heard.address}/")
    settle(page)
    expect(page.get_by_label("Place", exact=True)).to_have_value("Lincolnshire")


def test_the_copied_link_names_what_another_release_could_change(page: Page, heard: Heard) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visit(page, f"{heard.address}/map?order=name")

    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Link copied.")).to_be_visible()

    copied = urlsplit(page.evaluate("navigator.clipboard.readText()"))
    query = dict(parse_qsl(copied.query))
    assert copied.path == "/map"
    assert len(query.pop("release")) == 12
    assert query == {
        "area": "E10000019",
        "indicator": "disabled-people",
        "group": "disabled",
        "baseline": "england",
        "measure": "difference",
        "wards": "2022",
        "order": "name",
    }


def test_where_a_page_may_not_copy_the_address_stands_in_a_field(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map?order=name")
    page.evaluate("() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); }")

    page.get_by_role("button", name="Copy link").click()

    expect(page.get_by_label("Link to this view")).to_be_visible()
    expect(page.get_by_label("Link to this view")).to_have_value(re.compile(r"/map\?area=E10000019&.*order=name$"))
    assert findings(page) == []


def test_a_menu_entry_is_reached_by_keyboard_takes_the_choices_along_and_then_changes_nothing(
    page: Page, heard: Heard
) -> None:
    visit(page, f"{heard.address}/sources?area={NORFOLK}")

    page.get_by_role("button", name="Explore").press("Enter")
    page.get_by_role("menuitem", name="Compare wards", exact=True).press("Enter")

    page.wait_for_url(f"{heard.address}/compare?area={NORFOLK}")
    settle(page)
    expect(page.get_by_role("menuitem", name="Compare wards", exact=True)).to_have_count(0)

    page.get_by_role("button", name="Explore").click()
    page.get_by_role("menuitem", name="Compare wards", exact=True).click()

    expect(page.get_by_role("menuitem", name="Compare wards", exact=True)).to_have_count(0)
    settle(page)
    assert page.url == f"{heard.address}/compare?area={NORFOLK}"


def step_back(page: Page) -> None:
    page.go_back()
    settle(page)


def test_a_ward_of_another_place_is_one_click_away(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map?area=E10000019&ward=E05001355")

    page.get_by_role("link", name="Show Keighley Central").click()
    expect(page.locator(".jsna-headline")).to_contain_text("In Keighley Central")
    assert urlsplit(page.url)[2:4] == ("/map", "ward=E05001355")
