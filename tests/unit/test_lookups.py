"""The look-ups of the data folder are what the official files give."""

import pandas as pd
import pytest

from jsna.areas.lookups import Lookups
from jsna.errors import CatalogueError
from jsna.ingest.official import lookups as official


def test_lsoas_are_what_the_official_file_gives(checkout, shared):
    given = official.lsoas(shared / "lookups/lsoa21_ward22_weights.csv")
    pd.testing.assert_frame_equal(Lookups.of(checkout / "data").lsoas, given)
    assert (given["lsoa"].nunique(), given["ward"].nunique()) == (33755, 6887)


def test_merged_districts_are_what_the_official_file_gives(checkout, shared):
    given = official.districts(shared / "lookups/geographr_lookup_ltla22_ltla23.csv")
    merged = Lookups.of(checkout / "data").merged_districts
    pd.testing.assert_series_equal(merged, given.set_index("district_2022")["district_2023"])
    assert (len(given), given["district_2023"].nunique()) == (17, 4)


def test_a_look_up_that_is_not_there_says_how_to_get_it(tmp_path):
    with pytest.raises(CatalogueError, match=r"lsoas-2021-wards-2022\.parquet is missing.*jsna ingest official"):
        _ = Lookups(tmp_path, pd.DataFrame()).lsoas
