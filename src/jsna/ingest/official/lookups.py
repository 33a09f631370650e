"""Write the look-ups that convert a council's rows to wards of 2022, made from the official files."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from jsna.areas.lookups import DISTRICTS, FOLDER, LSOAS
from jsna.files.text_table import require_columns, text_table
from jsna.ingest.official.ward_changes import write_ward_changes


def write_lookups(source: Path, target: Path) -> None:
    """Write the three look-ups of the data folder: LSOAs, districts, and wards of 2022 and 2025.

    Args:
        source: folder of the official files, with ``lookups`` and ``boundaries``.
        target: the data folder; the look-ups go into its ``lookups``.

    Raises:
        Findings: a look-up is missing or invalid.
        SourceError: a boundary file is missing or invalid.
    """
    folder = target / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    _write(lsoas(source / "lookups/lsoa21_ward22_weights.csv"), folder / LSOAS)
    _write(districts(source / "lookups/geographr_lookup_ltla22_ltla23.csv"), folder / DISTRICTS)
    write_ward_changes(source / "boundaries", folder)


def lsoas(path: Path) -> pd.DataFrame:
    """Return England's pairs of LSOA (2021) and ward (2022) with their shared residents: ``lsoa, ward, residents``."""
    table = text_table(path, path.name)
    require_columns(table, ["lsoa21cd", "ward22cd", "usual_residents"], path.name)
    english = table[table["lsoa21cd"].str.startswith("E")]
    pairs = pd.DataFrame(
        {
            "lsoa": english["lsoa21cd"],
            "ward": english["ward22cd"],
            "residents": english["usual_residents"].astype(float).astype("int32"),
        }
    )
    return pairs.sort_values(["lsoa", "ward"], ignore_index=True)


def districts(path: Path) -> pd.DataFrame:
    """Return the districts of 2022 that were merged by 2023: ``district_2022, district_2023``."""
    table = text_table(path, path.name)
    require_columns(table, ["ltla22_code", "ltla23_code"], path.name)
    merged = table[(table["ltla22_code"] != table["ltla23_code"]) & table["ltla22_code"].str.startswith("E")]
    pairs = merged[["ltla22_code", "ltla23_code"]].set_axis(["district_2022", "district_2023"], axis=1)
    return pairs.sort_values("district_2022", ignore_index=True)


def _write(table: pd.DataFrame, path: Path) -> None:
    table.to_parquet(path, index=False, compression="zstd", compression_level=19)
