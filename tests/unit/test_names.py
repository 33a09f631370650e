"""The list of towns that a map writes."""

from __future__ import annotations

import pytest

from jsna.errors import CatalogueError
from jsna.geo.names import read_towns


def test_the_weightiest_comes_first(tmp_path):
    lines = (
        "name,kind,latitude,longitude,weight,wards\nBoth,town,53,0,2,E05000001\nAll,town,53,0,2,\nMost,town,53,0,9,\n"
    )
    (tmp_path / "names.csv").write_text(lines)
    assert list(read_towns(tmp_path)["name"]) == ["Most", "All", "Both"]


def test_without_a_list_there_are_no_towns(tmp_path):
    assert read_towns(tmp_path).empty


def test_a_missing_column_is_named(tmp_path):
    (tmp_path / "names.csv").write_text("name,kind\nSkegness,town\n")
    with pytest.raises(CatalogueError, match=r"names\.csv has no column latitude, longitude, weight\."):
        read_towns(tmp_path)
