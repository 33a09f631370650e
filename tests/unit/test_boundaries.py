"""Boundaries: simplified together, on the grid, and every ward kept."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely

from jsna.errors import CatalogueError, Findings, SourceError
from jsna.geo.boundaries import DISTRICTS, read_boundaries, shapes_of, tiles_of, wards_of
from jsna.ingest.official.boundaries import SOURCES, simplify_together, write_boundaries
from jsna.ingest.official.inputs import Inputs
from jsna.model.area import WARD_YEARS
from tests.fixtures import official

PROJECT = Path(__file__).parents[2]
COMMITTED = PROJECT / "data/boundaries"
WARDS, COARSE_WARDS = wards_of(2022), wards_of(2022, coarse=True)
#: Every file of wards, with its year.
OF_WARDS = [(wards_of(year, coarse=coarse), year) for year in WARD_YEARS for coarse in (False, True)]
FIRST = WARD_YEARS[0]
NAMES = [*(name for name, _ in OF_WARDS), DISTRICTS]


@pytest.fixture(scope="module")
def written(tmp_path_factory, shared):
    """The files of the first list, which has the districts too; the second is made the same way, and takes as long."""
    target = tmp_path_factory.mktemp("boundaries")
    write_boundaries(shared / "boundaries", Inputs.open(shared).areas, FIRST, target)
    return target


@pytest.fixture(scope="module")
def committed():
    """Each committed file, by name."""
    return {name: read_boundaries(COMMITTED, name) for name in NAMES}


@pytest.fixture(scope="module")
def ground(shared):
    """England's ground by the official wards of each year, in square metres."""
    found = {}
    for year, (file, code, _) in SOURCES.items():
        wards = gpd.read_file(shared / "boundaries" / file, columns=[code])
        found[year] = wards[wards[code].str.startswith("E")].to_crs(27700).area.sum()
    return found


@pytest.mark.parametrize(
    ("name", "count"),
    [*((name, {2022: 6903, 2025: 6826}[year]) for name, year in OF_WARDS), (DISTRICTS, 296)],
)
def test_every_shape_is_there_valid_and_shares_its_edges(committed, name, count):
    areas = committed[name]
    shapes = areas.geometry.to_numpy()
    assert len(areas) == count
    assert areas.index.is_unique
    assert areas.index.is_monotonic_increasing
    assert not shapely.is_empty(shapes).any()
    assert shapely.is_valid(shapes).all()
    assert shapely.coverage_is_valid(shapes)
    assert set(areas.columns) == {"name", "vintage", "geometry"}


@pytest.mark.parametrize(("name", "year"), OF_WARDS)
def test_simplifying_neither_gains_nor_loses_ground(committed, name, year, ground):
    assert committed[name].to_crs(27700).area.sum() == pytest.approx(ground[year], rel=0.002)


@pytest.mark.parametrize("name", NAMES)
def test_vertices_have_five_decimals(committed, name):
    vertices = shapely.get_coordinates(committed[name].geometry.to_numpy())
    assert np.array_equal(vertices, np.round(vertices, 5))


def test_the_smallest_wards_of_the_city_survive(committed):
    coarse = committed[COARSE_WARDS]
    assert {"E05009296", "E05009303", "E05009309"} <= set(coarse.index)
    assert coarse.loc["E05009303", "name"] == "Dowgate"


def test_files_are_small():
    sizes = {path.stem: path.stat().st_size for path in COMMITTED.glob("*.parquet")}
    for year in WARD_YEARS:
        assert sizes[wards_of(year)] < 5_000_000
        assert sizes[wards_of(year, coarse=True)] < 1_200_000
        assert sizes[tiles_of(year)] < 100_000


@pytest.mark.parametrize("name", [wards_of(FIRST), wards_of(FIRST, coarse=True), DISTRICTS])
def test_the_committed_files_are_what_the_source_gives(written, name):
    assert (written / f"{name}.parquet").read_bytes() == (COMMITTED / f"{name}.parquet").read_bytes()


def test_a_thin_neck_stays_valid_and_shared():
    west = shapely.from_wkt("POLYGON ((0 0, 0 900, 500 900, 500.4 450, 500 0, 0 0))")
    east = shapely.from_wkt("POLYGON ((500 0, 500.4 450, 500 900, 900 900, 900 0, 500 0))")
    snapped = simplify_together(np.array([west, east]), 50, ["W", "E"])
    assert shapely.is_valid(snapped).all()
    assert shapely.coverage_is_valid(snapped)


def test_an_area_smaller_than_the_grid_is_named():
    speck = shapely.box(500_000, 300_000, 500_000.1, 300_000.1)
    field = shapely.box(501_000, 300_000, 502_000, 301_000)
    with pytest.raises(SourceError, match="vanish: E05000001"):
        simplify_together(np.array([speck, field]), 50, ["E05000001", "E05000002"])


def test_a_join_that_loses_areas_names_them(committed):
    coarse = committed[COARSE_WARDS]
    with pytest.raises(CatalogueError, match=r"no boundary of 2022 for E05999998, E05999999\."):
        shapes_of(["E05000650", "E05999998", "E05999999"], coarse)


def test_shapes_come_in_the_order_asked_for(committed):
    coarse = committed[COARSE_WARDS]
    assert list(shapes_of(["E05000652", "E05000650"], coarse).index) == ["E05000652", "E05000650"]


@pytest.fixture
def few(tmp_path):
    """The areas of a small country, whose wards have no shapes."""
    return Inputs.open(official.write_source(tmp_path / "official")).areas


def test_wards_of_another_list_than_the_shapes_are_named(shared, few, tmp_path):
    with pytest.raises(Findings) as refused:
        write_boundaries(shared / "boundaries", few, 2022, tmp_path / "out")
    first = refused.value.findings[0]
    assert (first.file, first.problem, first.value) == (SOURCES[2022][0], "a ward without a shape", official.WARDS[0])


def test_a_missing_source_is_named(tmp_path, few):
    with pytest.raises(SourceError, match=r"wards_dec2022_EW_BGC\.gpkg is not in"):
        write_boundaries(tmp_path, few, 2022, tmp_path / "out")


def test_a_file_that_is_no_geopackage_is_refused(tmp_path, few):
    (tmp_path / "wards_dec2022_EW_BGC.gpkg").write_text("code,name\nE05000650,Abbey\n")
    with pytest.raises(SourceError, match="cannot be read as a GeoPackage"):
        write_boundaries(tmp_path, few, 2022, tmp_path / "out")


def test_a_missing_boundary_file_says_how_to_make_it(tmp_path):
    with pytest.raises(CatalogueError, match=r"wards-2022\.parquet is missing from .*jsna ingest official"):
        read_boundaries(tmp_path, WARDS)


@pytest.mark.parametrize("shape", [None, shapely.Polygon()])
def test_an_area_without_a_shape_is_named(committed, tmp_path, shape):
    districts = committed[DISTRICTS].head(3).copy()
    districts.loc[districts.index[1], "geometry"] = shape
    districts.reset_index().to_parquet(tmp_path / f"{DISTRICTS}.parquet")
    with pytest.raises(CatalogueError, match=f"has no shape of {districts.index[1]}"):
        read_boundaries(tmp_path, DISTRICTS)
