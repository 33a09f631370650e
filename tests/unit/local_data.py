"""A small data folder: three wards in two districts, and the look-ups that lead to them."""

from pathlib import Path

import geopandas as gpd
import pandas as pd
import shapely

AREAS = [
    ("E05000001", "North", "ward", 2022, 2022, "E07000001", "E10000001", "E12000001"),
    ("E05000002", "South", "ward", 2022, 2022, "E07000001", "E10000001", "E12000001"),
    ("E05000003", "East", "ward", 2022, 2022, "E07000002", "E10000001", "E12000001"),
    ("E05000009", "Fenland", "ward", 2025, 2025, "E07000001", "E10000001", "E12000001"),
    ("E05000010", "East Near", "ward", 2025, 2025, "E07000002", "E10000001", "E12000001"),
    ("E05000011", "East Far", "ward", 2025, 2025, "E07000002", "E10000001", "E12000001"),
    ("E07000001", "Fen", "district", 2023, 2025, "E07000001", "E10000001", "E12000001"),
    ("E07000002", "Wold", "district", 2023, 2025, "E07000002", "E10000001", "E12000001"),
    ("E10000001", "Shire", "county", 2023, 2025, None, "E10000001", "E12000001"),
    ("E92000001", "England", "england", 2022, 2025, None, None, None),
]
#: Wards of other years: their districts, and since when they are known.
OTHER_WARDS = [
    ("E05000004", "E07000001", 2016),
    ("E05000005", "E07000002", 2018),
    ("E05000006", "E07000002", 2018),
]


def three_wards(folder: Path) -> Path:
    """Write a data folder and return it: E05000009 of 2025 is North and South, E05000010 and E05000011 are East.

    E05000005 and E05000006 were East in 2018. Of the LSOAs of 2011, E01000021 was cut in two, and E01000031 and
    E01000032 became one.
    """
    columns = ["code", "name", "level", "vintage", "until", "district", "county", "region"]
    pd.DataFrame(AREAS, columns=columns).to_parquet(folder / "areas.parquet", index=False)
    (folder / "lookups").mkdir()
    (folder / "boundaries").mkdir()
    relation = [
        ("E05000001", "E05000009", 400),
        ("E05000002", "E05000009", 600),
        ("E05000003", "E05000010", 350),
        ("E05000003", "E05000011", 350),
    ]
    changes = pd.DataFrame(relation, columns=["ward_2022", "ward_2025", "residents"])
    changes.to_parquet(folder / "lookups/wards-2022-2025.parquet", index=False)
    pairs = [
        ("E01000001", "E02000001", "E05000001", "E05000009", 900),
        ("E01000002", "E02000001", "E05000001", "E05000009", 100),
        ("E01000002", "E02000001", "E05000002", "E05000009", 500),
        ("E01000003", "E02000002", "E05000003", "E05000010", 350),
        ("E01000003", "E02000002", "E05000003", "E05000011", 350),
    ]
    small = pd.DataFrame(pairs, columns=["lsoa", "msoa", "ward_2022", "ward_2025", "residents"])
    small.to_parquet(folder / "lookups/small-areas-2021.parquet", index=False)
    changed = [
        ("E01000021", "E01000001"),
        ("E01000021", "E01000002"),
        ("E01000031", "E01000003"),
        ("E01000032", "E01000003"),
    ]
    old = pd.DataFrame(changed, columns=["lsoa_2011", "lsoa"])
    old.to_parquet(folder / "lookups/small-areas-2011.parquet", index=False)
    every = [(code, district, year) for code, _, level, year, _, district, *_ in AREAS if level == "ward"]
    since = pd.DataFrame([*every, *OTHER_WARDS], columns=["ward", "district", "since"])
    since.assign(district_then=since["district"]).to_parquet(folder / "lookups/wards-since-2016.parquet", index=False)
    merged = pd.DataFrame({"district_2022": ["E07000011", "E07000012"], "district_2023": ["E07000001"] * 2})
    merged.to_parquet(folder / "lookups/districts-2022-2023.parquet", index=False)
    squares = [shapely.box(0, 53, 0.1, 53.1), shapely.box(0.1, 53, 0.2, 53.1), shapely.box(0.2, 53, 0.3, 53.1)]
    wards = gpd.GeoDataFrame(
        {"code": ["E05000001", "E05000002", "E05000003"], "name": ["N", "S", "E"], "vintage": 2022},
        geometry=squares,
        crs=4326,
    )
    wards.to_parquet(folder / "boundaries/wards-2022.parquet", index=False)
    return folder
