"""Write the look-ups that convert a council's rows to wards, made from the official files."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from jsna.areas.lookups import DISTRICTS, FOLDER, SMALL_AREAS, WARD_CHANGES
from jsna.files.text_table import require_columns, text_table
from jsna.ingest.official.inputs import Inputs
from jsna.model.area import Level


def write_lookups(inputs: Inputs, target: Path) -> None:
    """Write the look-ups of the data folder: small areas, districts, and wards of 2022 and 2025.

    Args:
        inputs: the official files.
        target: the data folder; the look-ups go into its ``lookups``.

    Raises:
        Findings: a look-up is missing or invalid.
    """
    folder = target / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    _write(small_areas(inputs.output_areas), folder / SMALL_AREAS)
    _write(districts(inputs.folder / "lookups/geographr_lookup_ltla22_ltla23.csv"), folder / DISTRICTS)
    _write(ward_changes(inputs), folder / WARD_CHANGES)


def small_areas(output_areas: pd.DataFrame) -> pd.DataFrame:
    """Return England's small areas of 2021, parted by ward: ``lsoa, msoa, ward_2022, ward_2025, residents``."""
    key = ["lsoa", "msoa", "ward_2022", "ward_2025"]
    return output_areas.groupby(key)["residents"].sum().astype("int32").reset_index()


def ward_changes(inputs: Inputs) -> pd.DataFrame:
    """Return the pairs of wards that share residents: ``ward_2022, ward_2025, residents``.

    A ward without an output area keeps its code, and has none.
    """
    pairs = inputs.output_areas.groupby(["ward_2022", "ward_2025"])["residents"].sum().astype("int32").reset_index()
    empty = inputs.codes(Level.WARD).difference(inputs.peopled_wards)
    without = pd.DataFrame({"ward_2022": empty, "ward_2025": empty, "residents": 0}).astype({"residents": "int32"})
    return pd.concat([pairs, without]).sort_values(["ward_2022", "ward_2025"], ignore_index=True)


def districts(path: Path) -> pd.DataFrame:
    """Return the districts of 2022 that were merged by 2023: ``district_2022, district_2023``."""
    table = text_table(path, path.name)
    require_columns(table, ["ltla22_code", "ltla23_code"], path.name)
    merged = table[(table["ltla22_code"] != table["ltla23_code"]) & table["ltla22_code"].str.startswith("E")]
    pairs = merged[["ltla22_code", "ltla23_code"]].set_axis(["district_2022", "district_2023"], axis=1)
    return pairs.sort_values("district_2022", ignore_index=True)


def _write(table: pd.DataFrame, path: Path) -> None:
    table.to_parquet(path, index=False, compression="zstd", compression_level=19)
