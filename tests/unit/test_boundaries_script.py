"""The geometry script: small whole steps, every area, borders once, nothing that could break out."""

from __future__ import annotations

import gzip
import json
import re

import brotli
import geopandas as gpd
import pandas as pd
import pytest
import shapely

from jsna.errors import CatalogueError
from jsna.geo.assets import geometry_script
from jsna.geo.map_names import Names, no_towns
from jsna.model.area import Level

WEST = shapely.box(0, 0, 0.001, 0.002)
EAST = shapely.box(0.001, 0, 0.002, 0.002)


@pytest.fixture
def folder(tmp_path):
    wards = gpd.GeoDataFrame(
        {"code": ["E05000001", "E05000002"], "name": ["West", "East"], "vintage": 2022},
        geometry=[WEST, EAST],
        crs=4326,
    )
    for name in ("wards-2022", "wards-2022-coarse"):
        wards.to_parquet(tmp_path / f"{name}.parquet")
    return tmp_path


def script_of(folder, rows, names, place, level, year=2022):
    return geometry_script(folder, year, rows, names, place, level)


def rows(*districts, county="E10000001"):
    codes = [f"E0500000{number}" for number in range(1, len(districts) + 1)]
    return pd.DataFrame({"district": districts, "county": county, "region": "E12000001"}, index=codes)


def names(*words, level="E05", towns=None):
    areas = pd.Series(words, index=[f"{level}00000{number}" for number in range(1, len(words) + 1)])
    larger = pd.Series({"E07000001": "First", "E07000002": "Second", "E10000001": "Shire", "E12000001": "South"})
    return Names("Shire", areas, larger, no_towns() if towns is None else towns)


def content(script):
    text = script.plain.decode()
    assert text.startswith("jsnaAreas.geometry(")
    return json.loads(text.removeprefix("jsnaAreas.geometry(").removesuffix(");\n"))


def test_an_area_is_its_code_its_name_and_a_path_in_the_maps_units(folder):
    script = script_of(folder, rows("E07000001", "E07000001"), names("West", "East"), "E10000001", Level.WARD)
    drawn = content(script)
    assert (drawn["title"], drawn["names"], drawn["codes"]) == ("Shire", ["West", "East"], ["E05000001", "E05000002"])
    # At the equator 0.001 degrees are 46.6 pixels of zoom 16; the place begins in the middle of the world, 93 above.
    assert (drawn["zoom"], drawn["corner"], drawn["size"]) == (16, [2**23, 2**23 - 93], [93, 93])
    assert shape(drawn["shapes"][0]).equals(shapely.box(0, 0, 47, 93))
    assert drawn["marks"][:6] == [23, 46, 23, 47, 23, 47]
    assert script.codes == ("E05000001", "E05000002")
    assert script.bounds == (0, 0, 0.002, 0.002)


def test_every_part_and_every_hole_is_drawn(folder):
    holed = shapely.Polygon(WEST.exterior, [shapely.box(0.0002, 0.0002, 0.0004, 0.0004).exterior])
    parts = shapely.MultiPolygon([holed, shapely.box(0.0011, 0, 0.002, 0.001)])
    wards = gpd.read_parquet(folder / "wards-2022.parquet")
    wards.geometry = [parts, shapely.box(0.002, 0, 0.003, 0.001)]
    wards.to_parquet(folder / "wards-2022.parquet")
    script = script_of(folder, rows("E07000001", "E07000001"), names("West", "East"), "E10000001", Level.WARD)
    assert [len(ring) for ring in lines(content(script)["shapes"][0])] == [5, 5, 5]


def lines(path: str) -> list[list[tuple[int, int]]]:
    """The vertices of each line of an SVG path, a closed one's first once more at its end."""
    drawn = []
    for line in path.split("M")[1:]:
        x, y, *steps = map(int, re.findall(r"-?\d+", line))
        vertices = [(x, y)]
        for right, down in zip(steps[::2], steps[1::2], strict=True):
            vertices.append((vertices[-1][0] + right, vertices[-1][1] + down))
        drawn.append(vertices + vertices[:1] * line.endswith("z"))
    return drawn


def shape(path: str) -> shapely.Geometry:
    return shapely.Polygon(*lines(path))


def test_the_border_between_two_districts_is_drawn_once(folder):
    script = script_of(folder, rows("E07000001", "E07000002"), names("West", "East"), "E10000001", Level.WARD)
    vertical = [sorted(line) for line in lines(content(script)["borders"]) if len(line) == 2]
    assert vertical == [[(47, 0), (47, 93)]]


def test_districts_are_their_wards_together(folder):
    districts = names("Whole", level="E07")
    script = script_of(folder, rows("E07000001", "E07000001"), districts, "E10000001", Level.DISTRICT)
    drawn = content(script)
    assert (drawn["codes"], drawn["names"]) == (["E07000001"], ["Whole"])
    assert shape(drawn["shapes"][0]).equals(shapely.box(0, 0, 93, 93))
    assert [name for name, *_ in drawn["larger"]] == ["Shire"]


def test_all_england_comes_in_larger_units(folder):
    script = script_of(folder, rows("E07000001", "E07000001"), names("West", "East"), "E92000001", Level.WARD)
    assert content(script)["zoom"] == 13


def test_the_name_is_of_the_content(folder):
    one = script_of(folder, rows("E07000001", "E07000001"), names("West", "East"), "E10000001", Level.WARD)
    again = script_of(folder, rows("E07000001", "E07000001"), names("West", "East"), "E10000001", Level.WARD)
    other = script_of(folder, rows("E07000001", "E07000001"), names("West", "Eest"), "E10000001", Level.WARD)
    assert one == again
    assert one.name.startswith("E10000001.wards-2022.")
    assert one.name != other.name


def test_compressed_it_is_the_same(folder):
    script = script_of(folder, rows("E07000001", "E07000001"), names("West", "East"), "E10000001", Level.WARD)
    assert gzip.decompress(script.gzipped) == brotli.decompress(script.brotlied) == script.plain


def test_a_hostile_name_stays_a_text(folder):
    hostile = "</script><img src=x>\u2028&`${1}"
    script = script_of(folder, rows("E07000001", "E07000001"), names("W", hostile), "E10000001", Level.WARD)
    assert not set(script.plain.decode()) & set("<>&\u2028")
    assert content(script)["names"][1] == hostile


def test_a_ward_without_a_boundary_is_named(folder):
    three = rows("E07000001", "E07000001", "E07000001")
    with pytest.raises(CatalogueError, match="E05000003"):
        script_of(folder, three, names("A", "B", "C"), "E10000001", Level.WARD)


def test_larger_areas_come_by_how_much_they_hold_and_each_area_knows_its_own(folder):
    script = script_of(folder, rows("E07000002", "E07000001"), names("West", "East"), "E10000001", Level.WARD)
    drawn = content(script)
    assert [name for name, *_ in drawn["larger"]] == ["First", "Second"]
    assert drawn["parents"] == [1, 0]
    _, latitude, longitude = drawn["larger"][1]
    assert WEST.contains(shapely.Point(longitude, latitude))


def test_all_england_names_its_regions(folder):
    script = script_of(folder, rows("E07000001", "E07000002"), names("West", "East"), "E92000001", Level.WARD)
    assert [name for name, *_ in content(script)["regions"]] == ["South"]
    assert content(script)["regionOf"] == [0, 0]


def test_only_towns_within_the_place_are_named(folder):
    towns = pd.DataFrame(
        {"name": ["In", "Out"], "latitude": [0.001, 5], "longitude": [0.0005, 5], "weight": [1, 9]},
    )
    place = names("West", "East", towns=towns)
    script = script_of(folder, rows("E07000001", "E07000001"), place, "E10000001", Level.WARD)
    assert content(script)["towns"] == [["In", 0.001, 0.0005]]


def test_tiles_come_in_the_order_of_the_areas(folder):
    columns = {"place": "E10000001", "code": ["E05000002", "E05000001"], "column": [1, 0], "row": [0, 2]}
    pd.DataFrame(columns).to_parquet(folder / "tiles-2022.parquet")
    one = rows("E07000001", "E07000001")
    assert content(script_of(folder, one, names("A", "B"), "E10000001", Level.WARD))["tiles"] == [[0, 2], [1, 0]]
    assert content(script_of(folder, one, names("A", "B"), "E10000002", Level.WARD))["tiles"] is None


def test_a_ward_without_a_tile_is_named(folder):
    columns = {"place": ["E10000001"], "code": ["E05000002"], "column": [1], "row": [0]}
    pd.DataFrame(columns).to_parquet(folder / "tiles-2022.parquet")
    with pytest.raises(CatalogueError, match=r"no tile in E10000001 for E05000001\."):
        script_of(folder, rows("E07000001", "E07000001"), names("A", "B"), "E10000001", Level.WARD)
