"""Neighbours read off boundaries: an edge or a corner makes them; water parts them."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
import shapely

from jsna.errors import CatalogueError
from jsna.geo.neighbours import neighbourhood
from jsna.model.area import Level


def squares(folder: Path, corners: dict[str, tuple[int, int]]) -> Path:
    shapes = [shapely.box(x, y, x + 1, y + 1) for x, y in corners.values()]
    wards = gpd.GeoDataFrame({"code": list(corners), "name": list(corners), "vintage": 2022}, geometry=shapes, crs=4326)
    wards.to_parquet(folder / "wards-2022.parquet")
    return folder


def test_an_edge_or_a_corner_makes_neighbours_each_pair_once(tmp_path: Path) -> None:
    found = neighbourhood(squares(tmp_path, {"B": (1, 0), "A": (0, 0), "C": (2, 1)}), Level.WARD, 2022)
    assert found.pairs == (("A", "B"), ("B", "C"))
    assert found.alone == ()


def test_an_island_is_alone(tmp_path: Path) -> None:
    found = neighbourhood(squares(tmp_path, {"A": (0, 0), "B": (0, 1), "I": (5, 5)}), Level.WARD, 2022)
    assert found.alone == ("I",)


def test_each_centre_lies_within_its_area(tmp_path: Path) -> None:
    found = neighbourhood(squares(tmp_path, {"A": (0, 0), "B": (3, 4)}), Level.WARD, 2022)
    assert found.centres.loc["B"].tolist() == [3.5, 4.5]


def test_there_are_no_boundaries_of_regions(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="not of a region"):
        neighbourhood(tmp_path, Level.REGION, 2022)


def test_counties_and_unitary_authorities_are_neighbours(checkout: Path) -> None:
    areas = pd.read_parquet(checkout / "data/areas.parquet").set_index("code")
    counties = areas.loc[areas["level"] == "district", "county"]
    found = neighbourhood(checkout / "data" / "boundaries", Level.COUNTY, 2022, counties)
    assert len(found.centres) == 153
    assert ("E10000019", "E10000024") in found.pairs  # Lincolnshire and Nottinghamshire
    assert ("E06000012", "E10000019") in found.pairs  # North East Lincolnshire and Lincolnshire


def test_a_missing_file_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(CatalogueError, match="jsna ingest official"):
        neighbourhood(tmp_path, Level.WARD, 2022)


def test_of_englands_wards_only_those_of_scilly_are_alone(checkout: Path) -> None:
    found = neighbourhood(checkout / "data" / "boundaries", Level.WARD, 2022)
    names = gpd.read_parquet(checkout / "data" / "boundaries" / "wards-2022-coarse.parquet").set_index("code")["name"]
    assert sorted(names[list(found.alone)]) == ["Bryher", "St Agnes", "St Martin's", "St Mary's", "Tresco"]
    assert len(found.pairs) == 19_779
