"""What the map is told: a constant script, and one class and one line of words an area."""

from __future__ import annotations

import json
import re
from itertools import pairwise

import pandas as pd
import pytest
import streamlit_folium
from streamlit_folium import _get_map_string, generate_js_hash

from jsna.errors import CatalogueError
from jsna.figures import maps, theme
from jsna.figures.packing import DIGITS
from jsna.figures.painting import Picture, packed, painting
from jsna.model.shading import KeyLine, Shading
from jsna.settings import TileServer
from tests.unit.test_theme import contrast, luminance

CODES = ("E05000001", "E05000002", "E05000003")
BOUNDS = (52.6, -0.8, 53.6, 0.4)


def shading(
    classes=("4", "u"), labels=("34.6% (+17.3), much higher", "too few to say"), rare=("high", ""), circles=None
):
    index = list(CODES[: len(classes)])
    return Shading(
        "diverging",
        pd.Series(classes, index=index),
        pd.Series(labels, index=index),
        (KeyLine("4", "much higher: 25.9% or more"), KeyLine("2", "about the same", "England 17.3%")),
        pd.Series(rare, index=index),
        None if circles is None else pd.Series(circles, index=index),
    )


def painted(shaded, codes=CODES, selected=None, alt="", **options):
    return dict(json.loads(painting(Picture(shaded, alt, selected=selected, **options), codes)))


def test_an_area_is_one_class_and_one_packed_line():
    content = painted(shading(), CODES, "E05000002", "A sentence.", name="Map", shapes="tiles")
    assert content["classes"] == "4ux"
    assert content["sentences"][0] == ["", [1, 1, 346, 0, 0], "% (+", [1, 1, 173, 0, 0], "), much higher"]
    assert content["sentences"][1:] == [["too few to say"], ["no figure"]]
    assert (content["width"], content["digits"]) == (1, DIGITS[:3])
    assert (content["selected"], content["alt"], content["name"]) == (1, "A sentence.", "Map")
    assert content["shapes"] == "tiles"


def test_every_class_on_the_map_or_in_the_key_has_its_look():
    looks = {code: (colour, pattern) for code, colour, pattern in painted(shading())["looks"]}
    assert looks == {code: theme.swatch("diverging", code) for code in "24ux"}


def test_the_key_says_where_the_baseline_lies():
    assert painted(shading())["key"] == [
        ["4", "much higher: 25.9% or more", ""],
        ["2", "about the same", "England 17.3%"],
    ]


def test_a_rare_area_is_told_by_its_place_and_explained():
    content = painted(shading(rare=("high", "high")))
    assert content["rare"] == [["high", [0, 1]]]
    assert content["rareWords"] == [["high", "among the 25 in 1,000 highest"]]


def test_no_rare_area_no_word_of_it():
    content = painted(shading(rare=("", "")))
    assert (content["rare"], content["rareWords"]) == ([], [])


def test_a_circle_is_as_wide_as_the_root_of_its_number():
    circles = dict(painted(shading(circles=(-400.0, 100.0)))["circles"])
    levels = [DIGITS.index(one) * len(DIGITS) + DIGITS.index(two) for one, two in batched(circles["packed"])]
    steps = circles["steps"]
    assert [level - steps for level in levels] == [-steps, steps / 2, 0]
    assert circles["largest"] == 400


def batched(digits):
    return zip(digits[::2], digits[1::2], strict=True)


def test_beneath_circles_only_states_are_told_apart():
    looks = {code: colour for code, colour, _ in painted(shading(circles=(5.0, None)))["looks"]}
    assert (looks["4"], looks["2"]) == (theme.LAND, theme.LAND)
    assert looks["u"] == theme.STATES["u"][0]


def test_an_area_without_a_boundary_is_named():
    with pytest.raises(CatalogueError, match=r"no boundary for E05000002\."):
        painting(Picture(shading(), ""), CODES[:1])


def test_a_selected_area_that_is_not_on_the_map_is_not_outlined():
    assert painted(shading(), CODES, "E05999999", "")["selected"] == -1


@pytest.mark.parametrize(
    "hostile",
    [
        "</script><script>alert(1)</script>",
        "${alert(1)}",
        "`+alert(1)+`",
        "{{ 'map_div' }}",
        "\u2028alert(1)",
        "it's_1",
    ],
)
def test_no_word_can_leave_its_text(hostile):
    script = painting(Picture(shading(labels=(hostile, hostile)), hostile), CODES)
    assert not set(script) & set("{}_<>&$`'\u2028")
    assert dict(json.loads(script))["alt"] == hostile


def test_seven_thousand_wards_stay_under_sixty_kilobytes():
    codes = [f"E05{number:06}" for number in range(7000)]
    labels = [f"{number / 131:.1f}% ({number / 97 - 30:+.1f}), higher" for number in range(7000)]
    extra = pd.Series(range(-3500, 3500), index=codes, dtype=float)
    rare = pd.Series((["low", "high"] + [""] * 38) * 175, index=codes)
    shaded = Shading("diverging", pd.Series("3", index=codes), pd.Series(labels, index=codes), (), rare, extra)
    assert len(painting(Picture(shaded, "A sentence."), codes).encode()) < 60_000


def test_the_script_of_a_place_is_the_same_in_every_run_and_another_for_another_place():
    def key(name):
        return generate_js_hash(_get_map_string(maps.base_map(name, BOUNDS)), "map")

    assert key("E10000019.wards.ab12.js") == key("E10000019.wards.ab12.js")
    assert key("E10000019.wards.ab12.js") != key("E10000019.districts.ab12.js")
    assert key("E10000019.wards.ab12.js") != key("E10000019.wards.cd34.js")


def test_a_map_that_is_not_rendered_is_sent_as_one_that_is(monkeypatch):
    sent = []
    monkeypatch.setattr(streamlit_folium, "_component_func", lambda **told: sent.append(told))
    picture = Picture(shading(), "A map", selected=CODES[0])
    for drawn, paint, render in (
        (maps.base_map("x.js", BOUNDS), maps.paint(picture, CODES), True),
        (maps.sent_map("x.js", BOUNDS), maps.sent_paint(picture, CODES), False),
    ):
        streamlit_folium.st_folium(drawn, key="map", feature_group_to_add=paint, render=render, returned_objects=["x"])
    rendered, unrendered = ({**told, "on_change": None, "header": None} for told in sent)
    lines = [line.strip() for line in rendered.pop("feature_group").splitlines() if line.strip()]
    # It adds itself to the map, and st_folium adds it once more.
    lines.remove("feature_group_feature_group_0.addTo(map_div);")
    assert [line.strip() for line in unrendered.pop("feature_group").splitlines() if line.strip()] == lines
    assert "map_div.addLayer(feature_group_feature_group_0);" in lines
    assert unrendered == rendered
    # The page's style has what the header of a rendered map says of its place.
    assert "#map_div, .folium-map { position: relative; width: 100%" in maps.SCRIPT.decode()


def test_a_shading_that_is_packed_already_is_painted_the_same():
    assert painted(packed(shading(), CODES), CODES, CODES[1]) == painted(shading(), CODES, CODES[1])


def test_a_map_names_no_other_host_and_no_script_of_folium():
    drawn = maps.base_map("E10000019.wards.ab12.js", BOUNDS)
    drawn.add_child(maps.paint(Picture(shading(), ""), CODES))
    page = drawn.get_root().render()
    assert re.findall(r"(?:https?:)?//[\w.-]+\.\w+", page) == []
    assert re.findall(r'src="([^"]+)"', page) == [
        f"../../assets/{maps.SCRIPT_NAME}",
        "../../maps/E10000019.wards.ab12.js",
    ]


def test_a_map_asks_for_tiles_only_where_it_is_told_to():
    tiles = TileServer("https://tiles.example/{z}/{x}/{y}.png", "© <Example>")
    page = maps.base_map("x.js", BOUNDS, tiles=tiles).get_root().render()
    drawn = re.search(r"jsnaAreas\.draw\(\w+, \[[^]]+\], (\[.*?\])\);", page)
    assert json.loads(drawn[1]) == [tiles.address, tiles.credit]
    assert "<Example>" not in page
    assert '["",""]' in maps.base_map("x.js", BOUNDS).get_root().render()


def test_a_reader_may_enlarge_the_map():
    assert "user-scalable" not in maps.base_map("E10000019.wards.ab12.js", BOUNDS).get_root().render()


def test_a_notebooks_map_holds_everything_itself():
    drawn = maps.base_map("x.js", BOUNDS, maps.inlined(b"jsnaAreas.geometry([]);"))
    sources = re.findall(r'(?:src|href)="([^"]{5})', drawn.get_root().render())
    assert set(sources) == {"data:"}


def test_the_browser_has_the_same_digits():
    assert f'const DIGITS = "{DIGITS}";' in maps.SCRIPT.decode()


@pytest.mark.parametrize("ramp", [theme.DIVERGING[:3], theme.DIVERGING[:1:-1], theme.SEQUENTIAL[::-1]])
def test_every_ramp_grows_lighter_step_by_step_even_in_grey(ramp):
    steps = [contrast(darker, lighter) for darker, lighter in pairwise(ramp)]
    assert [luminance(colour) for colour in ramp] == sorted(luminance(colour) for colour in ramp)
    assert min(steps) > 1.3


def test_lines_stand_out_from_what_they_surround():
    assert contrast(theme.INK, theme.PAPER) > 7
    assert contrast(theme.PRIMARY, theme.PAPER) > 4.5
    assert contrast(theme.QUIET, theme.DIVERGING[2]) > 3
