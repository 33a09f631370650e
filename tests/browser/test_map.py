"""The map in a real browser: really painted, painted again in place, and clicked."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pandas as pd
import pytest
from playwright.sync_api import Frame, Page, Route, WebSocket, expect
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from jsna.areas.places import areas_within
from jsna.figures import maps, theme
from jsna.figures.packing import pack
from jsna.figures.painting import Picture
from jsna.figures.shade import shade
from jsna.model.area import WARD_YEARS, Level
from jsna.model.characteristic import Characteristic
from jsna.model.selection import Selection
from jsna.model.shading import KeyLine, Shading
from jsna.ui import data
from jsna.ui.server import geometry
from tests.browser.conftest import Tabs
from tests.browser.harness import Heard, Server, settle, visit

LINCOLNSHIRE, TRAFFORD, ENGLAND = "E10000019", "E08000009", "E92000001"
MABLETHORPE = "E05009888"
FRAME = ".st-key-jsna-map-map iframe"

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
#: The one layer that holds all areas.
_SHEET = "Object.values(map_div._layers).find((one) => one.form)"
#: Where an area can be clicked: a point well within it, in pixels of the frame.
_INSIDE = f"""code => {{
    const sheet = {_SHEET};
    const {{ x, y }} = map_div.layerPointToContainerPoint(sheet.pixel(sheet.form.points[sheet.codes.indexOf(code)]));
    return [x, y];
}}"""
#: The lower end of the place, in pixels from the top of the frame.
_LOWEST = f"""() => {{
    const lowest = Math.max(...{_SHEET}.form.boxes.map(([, , , bottom]) => bottom));
    return map_div.layerPointToContainerPoint({_SHEET}.pixel([0, lowest])).y;
}}"""
_CODES = f"() => {_SHEET}.codes"
_CIRCLES = f"() => {_SHEET}.over.placed()"
_WIDE = f"(code) => {_SHEET}.width({_SHEET}.codes.indexOf(code))"
_WIDTHS = f"() => {_SHEET}.codes.map((_, index) => {_SHEET}.width(index))"
_WEIGHT = f"() => {_SHEET}.weight"
_COLOURS = f"() => [{_SHEET}.classes, {_SHEET}.looks.map(([code, colour]) => [code, colour])]"
#: The view that a map opens with, to be gone back to.
_KEEP = "() => { window.opened = [map_div.getMinZoom(), map_div.getCenter(), map_div.getZoom()]; }"
_RESTORE = """() => {
    const [least, middle, zoom] = window.opened;
    map_div.setMinZoom(least).setView(middle, zoom, { animate: false });
    return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
}"""
_NAMES = "() => [...document.querySelectorAll('.jsna-name')].map((one) => one.textContent)"
#: A circle that no smaller one lies on: its area, and its middle in pixels of the frame.
_FREE_CIRCLE = f"""() => {{
    const circles = ({_CIRCLES})();
    const hidden = (at, later) => later.some((other) => other.at.distanceTo(at) < other.radius + 4);
    const free = circles.find(({{ at }}, index) => !hidden(at, circles.slice(index + 1)));
    const {{ x, y }} = map_div.layerPointToContainerPoint(free.at);
    return [{_SHEET}.codes[free.index], x, y];
}}"""
#: Of each circle that no other touches: whether it stands for more people, and the colour of its middle.
_MIDDLES = f"""() => {{
    const circles = ({_CIRCLES})();
    const canvas = document.querySelector("canvas");
    const corner = map_div.layerPointToContainerPoint(L.DomUtil.getPosition(canvas));
    return circles.filter((one) => one.radius > 3 && circles.every((other) => other === one
        || other.at.distanceTo(one.at) > other.radius + one.radius)).map(({{ at, level }}) => {{
        const {{ x, y }} = map_div.layerPointToContainerPoint(at).subtract(corner);
        const [red, green, blue] = canvas.getContext("2d").getImageData(Math.round(x), Math.round(y), 1, 1).data;
        return [level > 0, "#" + [red, green, blue].map((part) => part.toString(16).padStart(2, "0")).join("")];
    }});
}}"""
_CROSSINGS = """() => {
    const names = document.querySelectorAll(".jsna-name:not(.jsna-name-sign)");
    const boxes = [...names].map((one) => one.getBoundingClientRect());
    const crossed = (one, other) => one.left + 1 < other.right && other.left + 1 < one.right
        && one.top + 1 < other.bottom && other.top + 1 < one.bottom;
    return boxes.filter((one, at) => boxes.slice(at + 1).some((other) => crossed(one, other))).length;
}"""


def address(heard: Heard, area: str = LINCOLNSHIRE, **parts: str) -> str:
    query = {"area": area, "indicator": "disabled-people", "group": "disabled", **parts}
    return f"{heard.address}/map?" + "&".join(f"{key}={value}" for key, value in query.items())


def frame_of(page: Page) -> Frame:
    """The map's frame, once it is painted."""
    handle = page.wait_for_selector(FRAME)
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
    page.frame_locator(FRAME).locator("#map_div").click(position={"x": x, "y": y})


@pytest.fixture
def painted(page: Page, heard: Heard) -> Frame:
    visit(page, address(heard))
    return frame_of(page)


@dataclass(frozen=True)
class Opened:
    """The map of one place, for tests that leave its figures and its page as they are.

    Attributes:
        page: the page.
        frame: the map's frame.
        sent: what the browser has sent to the server.
        received: what the server has sent.
    """

    page: Page
    frame: Frame
    sent: list[str | bytes]
    received: list[bytes]

    @property
    def paintings(self) -> list[bytes]:
        """Each painting of the map that the server has sent."""
        return [message for message in self.received if b"jsnaAreas.paint" in message]


@contextmanager
def opened_map(tabs: Tabs, server: Server, area: str) -> Iterator[Opened]:
    heard, sent, received = Heard(server.address), list[str | bytes](), list[bytes]()

    def send(payload: str | bytes) -> None:
        sent.append(payload)

    def receive(payload: str | bytes) -> None:
        if isinstance(payload, bytes):
            received.append(payload)

    def listen(socket: WebSocket) -> None:
        socket.on("framesent", send)
        socket.on("framereceived", receive)

    with tabs.lent(heard) as page:
        page.on("websocket", listen)
        visit(page, address(heard, area))
        yield Opened(page, frame_of(page), sent, received)
        page.remove_listener("websocket", listen)


@pytest.fixture(scope="module")
def lincolnshire(tabs: Tabs, server: Server) -> Iterator[Opened]:
    with opened_map(tabs, server, LINCOLNSHIRE) as found:
        found.frame.evaluate(_KEEP)
        yield found


@pytest.fixture
def looked(lincolnshire: Opened) -> Opened:
    """The map of Lincolnshire as it was opened: whole, and nothing under the mouse."""
    lincolnshire.page.mouse.move(0, 0)
    lincolnshire.frame.evaluate(_RESTORE)
    return lincolnshire


@pytest.fixture(scope="module")
def england(tabs: Tabs, server: Server) -> Iterator[Opened]:
    """All England, opened with differences and changed to shares."""
    with opened_map(tabs, server, ENGLAND) as found:
        show(found.page, "Figure")
        yield found


def test_the_areas_are_really_painted(looked: Opened) -> None:
    frame = looked.frame
    for colour in (theme.DIVERGING[2], theme.DIVERGING[4]):
        assert pixels(frame, colour) > 300
    background = frame.evaluate("getComputedStyle(map_div.getContainer()).backgroundColor")
    assert background == "rgb({}, {}, {})".format(*bytes.fromhex(theme.SEA[1:]))


def test_the_credit_hides_no_ward(looked: Opened) -> None:
    frame = looked.frame
    assert frame.evaluate(_LOWEST) <= frame.evaluate(
        "document.querySelector('.leaflet-control-attribution').getBoundingClientRect().top"
    )


def test_all_england_is_painted(england: Opened) -> None:
    assert all(pixels(england.frame, colour) > 300 for colour in theme.SEQUENTIAL)
    assert england.frame.evaluate(f"{_SHEET}.form.paths.length") == 6903


def test_other_figures_are_painted_in_place_and_another_place_is_fitted(page: Page, painted: Frame) -> None:
    painted.evaluate("() => { map_div.setView([53.2, 0.1], 9.5, { animate: false }); }")
    view = painted.evaluate(_VIEW)
    painted.evaluate("window.stands = true")
    show(page, "Figure")
    painted.wait_for_function("window.stands === true")
    expect(page.frame_locator(FRAME).locator(".jsna-key")).to_contain_text("or more")
    assert painted.evaluate(_VIEW) == view
    assert painted.evaluate("window.feature_group.length") == 1
    assert pixels(painted, theme.SEQUENTIAL[4]) > 300
    assert pixels(painted, theme.DIVERGING[4]) == 0

    choose(page, "Place", "Norfolk")
    assert frame_of(page).evaluate(_VIEW)[1] > view[1] + 0.5


def test_a_change_of_all_england_is_under_sixty_kilobytes(england: Opened) -> None:
    assert len(england.paintings) == 2
    assert max(map(len, england.paintings)) < 60_000


def test_the_map_is_sent_before_the_lists_and_the_table(england: Opened) -> None:
    kinds = [ForwardMsg.FromString(message).delta.new_element.WhichOneof("type") for message in england.received]
    first, second = (at for at, kind in enumerate(kinds) if kind == "component_instance")
    opening, changed = kinds[:first], kinds[first + 1 : second]
    assert {"heading", "html"} <= {*opening}
    assert "selectbox" not in opening
    # What follows the first map belongs to it; the second comes after the same few parts as the first.
    later = [at for at, kind in enumerate(changed) if kind == "heading"]
    assert "selectbox" in changed[: later[-1]]
    assert "selectbox" not in changed[later[-1] :]


def test_clicks_and_choices_from_the_list_follow_each_other(page: Page, painted: Frame) -> None:
    """A click picks its ward again after another was chosen, and no earlier click undoes a choice."""
    wheel = "map_div.scrollWheelZoom.enabled()"
    assert painted.evaluate(wheel) is False  # until the map is clicked, the wheel scrolls the page
    for _ in range(2):
        click_on(page, painted, MABLETHORPE)
        assert painted.evaluate(wheel) is True
        page.wait_for_url(re.compile(f"ward={MABLETHORPE}"))
        settle(page)
        assert painted.evaluate(f"{_SHEET}.codes[{_SHEET}.picked]") == MABLETHORPE
        choose(page, "Ward", "Chapel St Leonards (East Lindsey)")
        page.wait_for_url(re.compile("ward=E05009876"))
    show(page, "Figure")
    assert "ward=E05009876" in page.url


def test_moving_the_map_asks_the_server_nothing(looked: Opened) -> None:
    looked.sent.clear()
    looked.frame.evaluate("() => { map_div.setView([53.2, 0.1], 10, { animate: false }); }")
    looked.frame.wait_for_function("map_div.getZoom() === 10")
    looked.page.wait_for_timeout(600)  # the component holds what it would send back for a quarter of a second
    assert looked.sent == []


def test_a_choice_made_while_the_map_loads_arrives_and_no_empty_message_does(page: Page, heard: Heard) -> None:
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
    assert heard.errors == []


def test_the_words_of_an_area_are_shown(looked: Opened) -> None:
    page, frame = looked.page, looked.frame
    x, y = frame.evaluate(_INSIDE, MABLETHORPE)
    page.frame_locator(FRAME).locator("#map_div").hover(position={"x": x, "y": y})
    words = page.frame_locator(FRAME).locator(".jsna-words")
    expect(words).to_contain_text("Mablethorpe (East Lindsey)")
    expect(words).to_contain_text("34.6%")


def test_the_keyboard_reaches_the_map_and_named_buttons(looked: Opened) -> None:
    page, frame = looked.page, looked.frame
    names = [button.get_attribute("aria-label") for button in frame.query_selector_all(".jsna-button")]
    assert names == ["Zoom in", "Zoom out", "Whole of Lincolnshire"]
    zoom = frame.evaluate("map_div.getZoom()")
    frame.focus("#map_div")
    page.keyboard.press("+")
    frame.wait_for_function(f"map_div.getZoom() > {zoom}")
    before = frame.evaluate(_VIEW)
    page.keyboard.press("ArrowRight")
    frame.wait_for_function(f"map_div.getCenter().lng > {before[1]}")


def test_the_picture_is_said_once_and_named_for_what_it_is(looked: Opened) -> None:
    page, frame = looked.page, looked.frame
    region = page.get_by_role("region", name=re.compile("^Map of wards of Lincolnshire: "))
    expect(region).to_have_count(1)
    expect(region.locator("iframe")).to_have_attribute("title", re.compile("^Map of wards of Lincolnshire: "))
    assert frame.get_attribute("canvas", "role") == "img"
    assert "Lincolnshire" in (frame.get_attribute("canvas", "aria-label") or "")


def test_the_map_fills_the_screen_on_request(looked: Opened) -> None:
    page, frame = looked.page, looked.frame
    before = frame.evaluate("innerHeight")
    page.get_by_role("button", name="Full screen").click()
    frame.wait_for_function(f"innerHeight > {before} && map_div.getSize().y === innerHeight")
    page.get_by_role("button", name="Leave full screen").click()
    frame.wait_for_function(f"innerHeight === {before}")


def test_a_picked_ward_is_gone_to_and_the_whole_place_is_one_button_away(page: Page, heard: Heard) -> None:
    visit(page, address(heard, ward=MABLETHORPE))
    frame = frame_of(page)
    frame.wait_for_function(f"({_WIDE})('{MABLETHORPE}') > 60")
    near = frame.evaluate("map_div.getZoom()")
    page.frame_locator(FRAME).get_by_role("button", name="Whole of Lincolnshire").click()
    frame.wait_for_function(f"map_div.getZoom() < {near}")
    assert frame.evaluate("map_div.getBounds().contains([[52.64, -0.82], [53.61, 0.36]])")


def test_names_appear_as_one_zooms(looked: Opened) -> None:
    page, frame = looked.page, looked.frame
    wards = page.frame_locator(FRAME).locator(".jsna-name-area")
    assert {"East Lindsey", "Boston"} <= set(frame.evaluate(_NAMES))
    expect(wards).to_have_count(0)
    frame.evaluate("() => { map_div.setView([53.2, 0.1], 11.5, { animate: false }); }")
    expect(wards).not_to_have_count(0)


def test_all_england_begins_with_its_regions(england: Opened) -> None:
    assert {"London", "South West"} <= set(england.frame.evaluate(_NAMES))


def test_no_name_lies_across_another(looked: Opened) -> None:
    frame = looked.frame
    assert frame.evaluate(_CROSSINGS) == 0


def test_outlines_grow_with_the_zoom(looked: Opened) -> None:
    frame = looked.frame
    weights = []
    for zoom in (7.5, 8.5, 9.5, 10.5):
        frame.evaluate("zoom => { map_div.setMinZoom(1).setView([53.2, 0.1], zoom, { animate: false }); }", zoom)
        weights.append(frame.evaluate(_WEIGHT))
    assert weights == sorted(weights)
    assert weights[0] < 0.4 < weights[-1]


def test_wards_of_one_size_are_a_repaint_in_the_same_colours(page: Page, painted: Frame) -> None:
    painted.evaluate("window.stands = true")
    colours = painted.evaluate(_COLOURS)
    page.get_by_text("All the same size", exact=True).click()
    settle(page)
    painted.wait_for_function(f"Math.max(...({_WIDTHS})()) / Math.min(...({_WIDTHS})()) < 1.05")
    assert painted.evaluate("window.stands") is True
    assert painted.evaluate(_COLOURS) == colours
    click_on(page, painted, MABLETHORPE)
    page.wait_for_url(re.compile(f"ward={MABLETHORPE}"))


def test_extra_people_are_circles_filled_for_more_and_hollow_for_fewer_that_can_be_clicked(
    page: Page, heard: Heard
) -> None:
    visit(page, address(heard, measure="extra"))
    frame = frame_of(page)
    frame.wait_for_function(f"({_CIRCLES})().length > 100")
    radii = frame.evaluate(f"({_CIRCLES})().map((one) => one.radius)")
    assert radii == sorted(radii, reverse=True)
    middles = frame.evaluate(_MIDDLES)
    assert {colour for more, colour in middles if more} == {theme.DIVERGING[3]}
    assert theme.DIVERGING[3] not in {colour for more, colour in middles if not more}
    key = page.frame_locator(FRAME).locator(".jsna-key")
    expect(key).to_contain_text("1,000")
    code, x, y = frame.evaluate(_FREE_CIRCLE)
    page.frame_locator(FRAME).locator("#map_div").hover(position={"x": x, "y": y})
    expect(page.frame_locator(FRAME).locator(".jsna-words")).to_contain_text(
        str(data.catalogue().areas.at[code, "name"])
    )
    page.frame_locator(FRAME).locator("#map_div").click(position={"x": x, "y": y})
    page.wait_for_url(re.compile(f"ward={code}"))


def test_services_are_marked_in_a_shape_of_their_list_and_say_their_name(page: Page, heard: Heard) -> None:
    visit(page, address(heard, ward=MABLETHORPE, services="gp-practices,schools"))
    frame, within = frame_of(page), page.frame_locator(FRAME)
    marks = within.locator(".leaflet-marker-pane path.leaflet-interactive")
    assert marks.count() > 200
    corners = {len(re.findall("[ML]", str(mark.get_attribute("d")))) for mark in marks.all()[::40]}
    assert corners == {7, 12}
    expect(within.locator(".jsna-key li", has_text="GP practices").locator("path")).to_have_count(1)
    frame.evaluate(
        """() => Object.values(map_div._layers).find((one) => one.options.form === "cross"
            && one.getTooltip().getContent().textContent.startsWith("Marisco")).openTooltip()"""
    )
    expect(within.locator(".jsna-words")).to_have_text("Marisco Medical Practice (GP practice)")
    page.get_by_text("All the same size", exact=True).click()
    expect(marks).to_have_count(0)


def test_the_other_list_of_wards_is_one_choice_and_back_returns_to_the_first(page: Page, heard: Heard) -> None:
    areas = {year: data.catalogue().of_wards(year).areas for year in WARD_YEARS}
    listed = {year: set(areas_within(known, TRAFFORD, Level.WARD).index) for year, known in areas.items()}
    visit(page, f"{heard.address}/map?area={TRAFFORD}")
    assert set(frame_of(page).evaluate(_CODES)) == listed[2022]

    page.get_by_role("radiogroup", name="Wards of").get_by_text("2025", exact=True).click()
    page.wait_for_url(f"{heard.address}/map?area={TRAFFORD}&wards=2025")
    settle(page)
    assert set(frame_of(page).evaluate(_CODES)) == listed[2025]
    with page.expect_download() as saved:
        page.get_by_role("button", name=re.compile("Download all 21 rows")).click()
    rows = pd.read_csv(saved.value.path())
    assert (set(rows["area_code"]), set(rows["areas"])) == (listed[2025], {"wards of May 2025"})

    page.go_back()
    page.wait_for_url(f"{heard.address}/map?area={TRAFFORD}")
    settle(page)
    expect(page.get_by_role("radiogroup", name="Wards of").get_by_label("2022", exact=True)).to_be_checked()
    assert set(frame_of(page).evaluate(_CODES)) == listed[2022]


def test_a_rare_ward_has_a_sign_and_words(looked: Opened) -> None:
    page, frame = looked.page, looked.frame
    signs = page.frame_locator(FRAME).locator(".jsna-name-sign")
    assert signs.count() > 5
    expect(page.frame_locator(FRAME).locator(".jsna-key")).to_contain_text("among the 25 in 1,000 highest")
    x, y = frame.evaluate(_INSIDE, MABLETHORPE)
    page.frame_locator(FRAME).locator("#map_div").hover(position={"x": x, "y": y})
    expect(page.frame_locator(FRAME).locator(".jsna-words")).to_contain_text("among the 25 in 1,000 highest")


def test_the_keys_swatches_keep_their_colour_in_forced_colours(looked: Opened) -> None:
    looked.page.emulate_media(forced_colors="active")
    colours = looked.frame.evaluate(
        "[...document.querySelectorAll('.jsna-swatch')].map((one) => getComputedStyle(one).backgroundColor)"
    )
    looked.page.emulate_media(forced_colors="none")
    assert "rgb({}, {}, {})".format(*bytes.fromhex(theme.DIVERGING[4][1:])) in colours
    assert len(set(colours)) == len(colours)


def test_on_a_phone_one_finger_moves_the_page_and_a_tap_picks(phone: Page, heard: Heard) -> None:
    visit(phone, address(heard))
    frame = frame_of(phone)
    phone.locator(FRAME).scroll_into_view_if_needed()
    assert frame.evaluate("innerHeight") < 500
    assert frame.evaluate("getComputedStyle(map_div.getContainer()).touchAction") == "pan-x pan-y"
    x, y = frame.evaluate(_INSIDE, MABLETHORPE)
    phone.frame_locator(FRAME).locator("#map_div").tap(position={"x": x, "y": y})
    phone.wait_for_url(re.compile(f"ward={MABLETHORPE}"))
    assert frame.evaluate("map_div.dragging.enabled()") is False


@pytest.fixture
def unpack(page: Page) -> Callable[[list[str]], list[str]]:
    """From lines to packed lines to lines, the last step in the browser."""
    page.set_content("<!doctype html>")
    page.add_script_tag(content=maps.SCRIPT.decode())

    def there_and_back(lines: list[str]) -> list[str]:
        packed = pack(pd.Series(lines))
        told = [packed.sentences, packed.width, packed.digits, len(lines)]
        unpacking = """([sentences, width, digits, count]) => {
            const line = jsnaWords.unpacked(sentences, width, digits);
            return Array.from({ length: count }, (_, index) => line(index));
        }"""
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


@pytest.mark.parametrize("place", [LINCOLNSHIRE, ENGLAND])
def test_every_ward_is_told_in_the_servers_own_words(unpack: Callable[[list[str]], list[str]], place: str) -> None:
    view = Selection(
        area=place, characteristic=Characteristic.DISABILITY, indicator="disabled-people", group="disabled"
    )
    labels = shade(data.compare(view)).labels.tolist()
    assert unpack(labels) == labels


def test_a_notebooks_map_is_painted_without_a_server(page: Page) -> None:
    script = geometry.of(LINCOLNSHIRE, Level.WARD)
    classes = pd.Series("4", index=list(script.codes))
    shading = Shading("diverging", classes, classes, (KeyLine("4", "much higher"),), classes.mask(classes == "4", ""))
    drawn = maps.base_map(script.name, script.bounds, maps.inlined(script.plain))
    drawn.add_child(maps.paint(Picture(shading, "A map"), script.codes))
    page.set_content(drawn.get_root().render())
    page.wait_for_selector("canvas[aria-label='A map']")
    assert int(page.evaluate(_PIXELS, theme.DIVERGING[4])) > 5000


@pytest.mark.parametrize(
    "query",
    [
        f"area={LINCOLNSHIRE}", f"area={ENGLAND}", f"ward={MABLETHORPE}", "area=E06000052",
        "area=E08000032&indicator=ethnic-group&group=asian", "area=E09000030&indicator=ethnic-group&group=asian",
    ],
)  # fmt: skip
def test_the_headline_is_one_line_at_a_desk(page: Page, heard: Heard, query: str) -> None:
    visit(page, f"{heard.address}/map?{query}")

    lines = page.locator(".jsna-headline").evaluate(
        "(one) => one.getBoundingClientRect().height / parseFloat(getComputedStyle(one).lineHeight)"
    )
    assert 1 <= lines < 2
