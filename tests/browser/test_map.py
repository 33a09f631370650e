"""The map in a real browser: really painted, painted again in place, and clicked."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pandas as pd
import pytest
from playwright.sync_api import Frame, Page, Route, expect

from jsna.figures import maps, theme
from jsna.figures.packing import pack
from jsna.model.area import Level
from jsna.model.shading import Shading
from jsna.ui import geometry
from tests.browser.harness import Heard, settle, visit

LINCOLNSHIRE, ENGLAND = "E10000019", "E92000001"
MABLETHORPE = "E05009888"

_PIXELS = """colour => {
    const canvas = document.querySelector("canvas");
    const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    let found = 0;
    for (let i = 0; i < data.length; i += 4) {
        if (data[i] === red && data[i + 1] === green && data[i + 2] === blue && data[i + 3] === 255) found += 1;
    }
    return found;
}"""
_VIEW = "() => [map_div.getCenter().lat, map_div.getCenter().lng, map_div.getZoom()]"
#: Where an area can be clicked: a point well within it, in pixels of the frame.
_INSIDE = """code => {
    const layer = Object.values(map_div._layers).find((one) => one.toGeoJSON && one.index !== undefined
        && one.toGeoJSON().code === code);
    const { x, y } = map_div.latLngToContainerPoint(layer.getCenter());
    return [x, y];
}"""

#: How many areas with a figure are filled with a plain colour, and how many with a pattern.
_FILLS = """() => {
    const found = {};
    Object.values(map_div._layers).filter((one) => one.index !== undefined).forEach((one) => {
        const kind = one.options.fillColor.constructor.name;
        found[kind] = (found[kind] ?? 0) + 1;
    });
    return found;
}"""
#: How many steps there are between one pixel and the next along each row: lines of a hatch make many.
_SHADES = """() => {
    const canvas = document.querySelector("canvas");
    const data = new Uint32Array(canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height).data.buffer);
    let steps = 0;
    for (let i = 1; i < data.length; i += 1) if (data[i] !== data[i - 1]) steps += 1;
    return steps;
}"""
#: The lower end of the place, in pixels from the top of the frame.
_LOWEST = """() => {
    const areas = Object.values(map_div._layers).filter((one) => one.index !== undefined);
    return Math.max(...areas.map((one) => map_div.latLngToContainerPoint(one.getBounds().getSouthWest()).y));
}"""


def address(heard: Heard, area: str = LINCOLNSHIRE, **parts: str) -> str:
    query = {"area": area, "indicator": "disabled-people", "group": "disabled", **parts}
    return f"{heard.address}/map?" + "&".join(f"{key}={value}" for key, value in query.items())


def frame_of(page: Page) -> Frame:
    """The map's frame, once it is painted."""
    handle = page.wait_for_selector('iframe[title*="folium"]')
    frame = handle.content_frame()
    assert frame is not None
    frame.wait_for_selector("canvas[aria-label]")
    return frame


def pixels(frame: Frame, colour: str) -> int:
    return int(frame.evaluate(_PIXELS, colour))


def choose(page: Page, label: str, option: str) -> None:
    page.get_by_label(label, exact=True).click()
    page.keyboard.type(option)
    page.get_by_role("option", name=option, exact=True).click()
    settle(page)


def show(page: Page, view: str) -> None:
    page.get_by_role("radiogroup", name="Show").get_by_text(view, exact=True).click()
    settle(page)


def click_on(page: Page, frame: Frame, code: str) -> None:
    x, y = frame.evaluate(_INSIDE, code)
    page.frame_locator('iframe[title*="folium"]').locator("#map_div").click(position={"x": x, "y": y})


@pytest.fixture
def painted(page: Page, heard: Heard) -> Frame:
    visit(page, address(heard))
    return frame_of(page)


def test_the_areas_are_really_painted(painted: Frame) -> None:
    for colour in (theme.DIVERGING[3], theme.DIVERGING[6]):
        assert pixels(painted, colour) > 300


def test_figures_past_their_half_life_are_hatched(page: Page, heard: Heard) -> None:
    visit(page, address(heard, indicator="age-bands", group="65-and-over"))
    old = frame_of(page)
    expect(page.get_by_text("Hatched. Past its half-life")).to_be_visible()
    styles = old.evaluate(_FILLS)
    assert styles["CanvasPattern"] > 0
    assert styles.get("String", 0) == 0
    hatched = old.evaluate(_SHADES)
    visit(page, address(heard))
    assert hatched > 2 * frame_of(page).evaluate(_SHADES)


def test_the_credit_hides_no_ward(page: Page, heard: Heard) -> None:
    visit(page, address(heard))
    frame = frame_of(page)
    assert frame.evaluate(_LOWEST) <= frame.evaluate(
        "document.querySelector('.leaflet-control-attribution').getBoundingClientRect().top"
    )


def test_all_england_is_painted(page: Page, heard: Heard) -> None:
    visit(page, address(heard, ENGLAND, measure="share"))
    frame = frame_of(page)
    assert all(pixels(frame, colour) > 300 for colour in theme.SEQUENTIAL)
    assert frame.evaluate("Object.values(map_div._layers).filter((one) => one.index !== undefined).length") == 6903


def test_other_figures_are_painted_in_place(page: Page, painted: Frame) -> None:
    painted.evaluate("() => { map_div.setView([53.2, 0.1], 9.5, { animate: false }); }")
    view = painted.evaluate(_VIEW)
    painted.evaluate("window.stands = true")
    show(page, "Figure")
    painted.wait_for_function("window.stands === true")
    expect(page.get_by_role("list", name="Key to the map")).to_contain_text("and over")
    assert painted.evaluate(_VIEW) == view
    assert painted.evaluate("window.feature_group.length") == 1
    assert pixels(painted, theme.SEQUENTIAL[4]) > 300
    assert pixels(painted, theme.DIVERGING[6]) == 0


def test_a_change_of_all_england_is_under_sixty_kilobytes(page: Page, heard: Heard) -> None:
    sizes: list[int] = []

    def hear(payload: str | bytes) -> None:
        if isinstance(payload, bytes) and b"jsnaAreas.paint" in payload:
            sizes.append(len(payload))

    page.on("websocket", lambda socket: socket.on("framereceived", hear))
    visit(page, address(heard, ENGLAND))
    frame_of(page)
    show(page, "Figure")
    assert len(sizes) == 2
    assert max(sizes) < 60_000


def test_a_click_picks_the_ward_and_the_link_holds_it(page: Page, painted: Frame) -> None:
    click_on(page, painted, MABLETHORPE)
    page.wait_for_url(re.compile(f"ward={MABLETHORPE}"))
    settle(page)
    assert painted.evaluate("Object.values(map_div._layers).filter((one) => one.options.weight === 3).length") == 1


def test_a_choice_from_the_list_is_not_undone_by_an_earlier_click(page: Page, painted: Frame) -> None:
    click_on(page, painted, MABLETHORPE)
    page.wait_for_url(re.compile(f"ward={MABLETHORPE}"))
    settle(page)
    choose(page, "Ward", "Chapel St Leonards (East Lindsey)")
    page.wait_for_url(re.compile("ward=E05009876"))
    show(page, "Figure")
    assert "ward=E05009876" in page.url


def test_the_same_ward_can_be_clicked_again_after_another(page: Page, painted: Frame) -> None:
    for _ in range(2):
        click_on(page, painted, MABLETHORPE)
        page.wait_for_url(re.compile(f"ward={MABLETHORPE}"))
        settle(page)
        choose(page, "Ward", "Chapel St Leonards (East Lindsey)")
        page.wait_for_url(re.compile("ward=E05009876"))


def test_moving_the_map_asks_the_server_nothing(page: Page, heard: Heard) -> None:
    asked: list[Any] = []

    def hear(message: str | bytes) -> None:
        asked.append(message)

    page.on("websocket", lambda socket: socket.on("framesent", hear))
    visit(page, address(heard))
    frame = frame_of(page)
    asked.clear()
    frame.evaluate("() => { map_div.setView([53.2, 0.1], 10, { animate: false }); }")
    frame.wait_for_function("map_div.getZoom() === 10")
    page.wait_for_timeout(600)  # the component holds what it would send back for a quarter of a second
    assert asked == []


def test_the_wheel_scrolls_the_page_until_the_map_is_clicked(page: Page, painted: Frame) -> None:
    assert painted.evaluate("map_div.scrollWheelZoom.enabled()") is False
    click_on(page, painted, MABLETHORPE)
    assert painted.evaluate("map_div.scrollWheelZoom.enabled()") is True


def test_another_place_is_fitted(page: Page, painted: Frame) -> None:
    before = painted.evaluate(_VIEW)
    choose(page, "Place", "Norfolk")
    after = frame_of(page).evaluate(_VIEW)
    assert after[1] > before[1] + 0.5


def test_a_choice_made_while_the_map_loads_is_not_lost(page: Page, heard: Heard) -> None:
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route("**/maps/*", hold)
    visit(page, address(heard))
    show(page, "Figure")
    assert len(held) == 1
    held[0].continue_()
    frame = frame_of(page)
    frame.wait_for_function(f"({_PIXELS})('{theme.SEQUENTIAL[4]}') > 300")


def test_the_words_of_an_area_are_shown(page: Page, painted: Frame) -> None:
    x, y = painted.evaluate(_INSIDE, MABLETHORPE)
    page.frame_locator('iframe[title*="folium"]').locator("#map_div").hover(position={"x": x, "y": y})
    words = page.frame_locator('iframe[title*="folium"]').locator(".jsna-words")
    expect(words).to_contain_text("Mablethorpe (East Lindsey)")
    expect(words).to_contain_text("34.6%")


def test_the_keyboard_passes_the_map_in_three_stops(painted: Frame) -> None:
    stops = painted.evaluate("[...document.querySelectorAll('*')].filter((one) => one.tabIndex >= 0).length")
    assert stops <= 3
    assert painted.get_attribute("canvas", "role") == "img"
    assert "Lincolnshire" in (painted.get_attribute("canvas", "aria-label") or "")


def test_the_sentence_of_the_map_is_said_once(painted: Frame) -> None:
    assert painted.get_attribute("#map_div", "role") == "region"
    assert painted.get_attribute("#map_div", "aria-label") == "Map of wards"


@pytest.fixture
def unpack(page: Page) -> Callable[[list[str]], list[str]]:
    """From lines to packed lines to lines, the last step in the browser."""
    page.set_content("<!doctype html>")
    page.add_script_tag(content=maps.SCRIPT.decode())

    def there_and_back(lines: list[str]) -> list[str]:
        packed = pack(lines)
        told = [packed.sentences, packed.widths, packed.digits, len(lines)]
        unpacking = "([s, w, d, n]) => Array.from({ length: n }, (_, i) => jsnaAreas.unpacked(s, w, d)(i))"
        return list(page.evaluate(unpacking, told))

    return there_and_back


def test_the_browser_unpacks_what_was_packed(unpack: Callable[[list[str]], list[str]]) -> None:
    lines = [
        "2,837 of 8,210 people (34.6%), twice England's 17.3%: 1,416 more.",
        "0.0 % (-0.0), similar",
        "0.07 and 1,234,567 and 12345 and 1,2,3 and 007 and 1234567890123",
        "",
        "no figure",
        *(f"{number / 7:,.1f} % ({number - 400:+,})" for number in range(900)),
    ]
    assert unpack(lines) == lines


def test_a_notebooks_map_is_painted_without_a_server(page: Page) -> None:
    script = geometry.of(LINCOLNSHIRE, Level.WARD)
    classes = pd.Series("6", index=list(script.codes))
    shading = Shading("diverging", classes, classes, ())
    drawn = maps.base_map(script.name, script.bounds, maps.inlined(script.plain))
    drawn.add_child(maps.paint(shading, script.codes, None, "A map"))
    page.set_content(drawn.get_root().render())
    page.wait_for_selector("canvas[aria-label='A map']")
    assert int(page.evaluate(_PIXELS, theme.DIVERGING[6])) > 5000
