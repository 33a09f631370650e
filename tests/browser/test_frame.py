"""The frame of every page: light or dark, the menu on a phone, what is spoken, and where the page is."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.harness import Heard, settle, visit

GROUND = "getComputedStyle(document.querySelector('.stApp')).backgroundColor"


def test_a_choice_of_colours_holds_on_every_page_and_until_it_is_taken_back(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map")
    page.get_by_role("button", name="Dark", exact=True).press("Enter")
    page.wait_for_function(f"() => {GROUND} === 'rgb(20, 24, 27)'")
    settle(page)
    expect(page.get_by_role("button", name="Dark", exact=True)).to_have_attribute("aria-pressed", "true")
    visit(page, f"{heard.address}/area")
    assert page.evaluate(GROUND) == "rgb(20, 24, 27)"
    page.get_by_role("button", name="As on my device").press("Enter")
    page.wait_for_function(f"() => {GROUND} === 'rgb(255, 255, 255)'")


def test_the_menu_of_a_phone_closes_after_a_choice_and_is_closed_at_the_next_visit(phone: Page, heard: Heard) -> None:
    visit(phone, f"{heard.address}/map")
    opener = phone.get_by_test_id("stExpandSidebarButton")
    opener.tap()
    phone.get_by_test_id("stSidebarNavLink").filter(has_text="Ward profile").tap()
    phone.wait_for_url(f"{heard.address}/area**")
    expect(opener).to_be_visible()
    opener.tap()
    expect(opener).to_be_hidden()
    visit(phone, f"{heard.address}/map")
    expect(opener).to_be_visible()


def test_what_changes_is_said_by_one_region_that_stays(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map")
    spoken = page.locator("body > [role=status]")
    expect(spoken).to_contain_text("In Lincolnshire 154,477 of 768,265 people")
    spoken.evaluate("element => { element.dataset.stayed = 'yes'; }")
    page.get_by_role("link", name="Mablethorpe", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Ward profile")
    expect(spoken).to_contain_text("Mablethorpe")
    expect(spoken).to_have_attribute("data-stayed", "yes")


def test_the_site_has_a_name_that_leads_home_and_every_page_leads_to_its_statements(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/coverage")
    where = page.get_by_role("navigation", name="Where you are")
    expect(where).to_have_text("Lincolnshire needs assessment › Check")
    page.get_by_role("navigation", name="About this site").get_by_role("link", name="Accessibility statement").click()
    expect(page.locator("h1")).to_have_text("Accessibility statement")
    expect(page.locator(".jsna-headline")).to_have_text(
        "Lincolnshire County Council has not confirmed this statement yet."
    )
    where.get_by_role("link").click()
    expect(page.locator("h1")).to_have_text("Local needs: every ward in England, compared")


def test_the_focus_is_seen_on_any_ground(page: Page, heard: Heard) -> None:
    visit(page, f"{heard.address}/map")
    button = page.get_by_role("button", name="Copy link")
    button.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    look = button.evaluate("each => [getComputedStyle(each).outline, getComputedStyle(each).boxShadow]")
    assert look == ["rgb(255, 221, 0) solid 3px", "rgb(11, 12, 12) 0px 0px 0px 6px"]


@pytest.mark.parametrize(
    ("path", "drawn"),
    [("map", ".jsna-bar"), ("area?ward=E05009888", ".jsna-spine .jsna-own.jsna-higher"), ("one-measure", ".jsna-bar")],
)
def test_what_is_drawn_keeps_its_colours_where_the_system_forces_its_own(
    page: Page, heard: Heard, path: str, drawn: str
) -> None:
    look = "each => [getComputedStyle(each).backgroundColor, getComputedStyle(each).borderTopWidth]"
    visit(page, f"{heard.address}/{path}")
    before = page.locator(drawn).first.evaluate(look)
    assert before[0] not in ("rgba(0, 0, 0, 0)", "rgb(255, 255, 255)")
    page.emulate_media(forced_colors="active")
    try:
        assert page.locator(drawn).first.evaluate(look) == before
    finally:
        page.emulate_media(forced_colors="none")
