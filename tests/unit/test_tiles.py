"""Tiles: one for each ward, no two in one place, neighbours near, the same on every run."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from jsna.geo.boundaries import tiles_of
from jsna.geo.neighbours import neighbourhood
from jsna.ingest.official import tiles
from jsna.model.area import ENGLAND, Level

COMMITTED = Path(__file__).parents[2] / "data" / "boundaries"
LINCOLNSHIRE, BRADFORD = "E10000019", "E08000032"


@pytest.fixture
def square():
    """Nine wards three by three, in two districts of one county."""
    corners = [(column, row) for row in range(3) for column in range(3)]
    metres = [shapely.box(x, y, x + 1000, y + 1000) for x, y in (1000 * np.array(corners) + [400_000, 300_000])]
    codes = [f"E0500000{number}" for number in range(9)]
    shapes = gpd.GeoSeries(metres, index=codes, crs=27700).to_crs(4326)
    shapes = gpd.GeoSeries(shapely.set_precision(shapes.to_numpy(), 1e-6), index=codes, crs=4326)
    districts = ["E07000001"] * 6 + ["E07000002"] * 3
    areas = pd.DataFrame({"level": "ward", "district": districts, "county": "E10000001"}, index=codes)
    return shapes, areas


def laid(square, folder):
    tiles.lay_tiles(*square, 2022, folder)
    return pd.read_parquet(folder / "tiles-2022.parquet")


def test_every_place_has_a_tile_of_its_own_for_each_ward(square, tmp_path):
    table = laid(square, tmp_path)
    assert table.groupby("place")["code"].count().to_dict() == {
        ENGLAND: 9, "E07000001": 6, "E07000002": 3, "E10000001": 9,
    }  # fmt: skip
    assert not table.duplicated(["place", "column", "row"]).any()


def test_north_stays_above_and_east_at_the_right(square, tmp_path):
    county = laid(square, tmp_path).query("place == 'E10000001'").set_index("code")
    assert county.at["E05000006", "row"] < county.at["E05000000", "row"]
    assert county.at["E05000002", "column"] > county.at["E05000000", "column"]


def test_the_same_wards_give_the_same_file(square, tmp_path):
    one, other = tmp_path / "one", tmp_path / "other"
    for folder in (one, other):
        folder.mkdir()
        laid(square, folder)
    assert (one / "tiles-2022.parquet").read_bytes() == (other / "tiles-2022.parquet").read_bytes()


def test_many_wards_are_parted_and_none_is_lost(square, tmp_path, monkeypatch):
    monkeypatch.setattr(tiles, "MOST_TOGETHER", 4)
    assert not laid(square, tmp_path).duplicated(["place", "column", "row"]).any()


def test_a_step_is_a_shared_side():
    around = [(1, 1), (0, 1), (2, 1), (1, 0), (2, 0), (1, 2), (2, 2), (0, 0), (3, 1)]
    pairs = np.array([[0, other] for other in range(1, len(around))])
    assert tiles.steps_between(np.array(around), pairs).tolist() == [1, 1, 1, 1, 1, 1, 2, 2]


@pytest.mark.parametrize(("place", "share"), [(LINCOLNSHIRE, 0.9), (BRADFORD, 0.94), (ENGLAND, 0.84)])
@pytest.mark.parametrize("year", [2022, 2025])
def test_neighbours_are_within_two_tiles(place, share, year):
    own = pd.read_parquet(COMMITTED / f"{tiles_of(year)}.parquet", filters=[("place", "==", place)])
    positions = pd.Series(np.arange(len(own)), index=own["code"])
    known = pd.DataFrame(neighbourhood(COMMITTED, Level.WARD, year).pairs)
    pairs = known.apply(lambda codes: codes.map(positions)).dropna().to_numpy(int)
    assert (tiles.steps_between(own[["column", "row"]].to_numpy(int), pairs) <= 2).mean() >= share
