"""Write the look-ups that convert a council's rows to wards, made from the official files."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from jsna.areas.lookups import DISTRICTS, EVERY_WARD, FOLDER, SMALL_AREAS, SMALL_AREAS_2011, WARD_CHANGES
from jsna.areas.renumbered import RENUMBERED
from jsna.errors import Finding, Findings, at_cells
from jsna.files.parquet import parquet_table
from jsna.files.text_table import require_columns, text_table
from jsna.ingest.official.areas import ALL_WARDS
from jsna.ingest.official.inputs import LSOAS_2011, Inputs, require
from jsna.model.area import Level

#: How the Office for National Statistics marks an LSOA of 2011 that is one of 2021, with the same code.
_UNCHANGED = "U"


def write_lookups(inputs: Inputs, target: Path) -> None:
    """Write the look-ups of the data folder: small areas of 2021 and 2011, districts, and wards of every year.

    Args:
        inputs: the official files.
        target: the data folder; the look-ups go into its ``lookups``.

    Raises:
        Findings: a look-up is missing or invalid.
    """
    folder = target / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    _write(small_areas(inputs.output_areas), folder / SMALL_AREAS)
    _write(small_areas_2011(inputs), folder / SMALL_AREAS_2011)
    _write(districts(inputs.folder / "lookups/geographr_lookup_ltla22_ltla23.csv"), folder / DISTRICTS)
    _write(ward_changes(inputs), folder / WARD_CHANGES)
    _write(every_ward(inputs), folder / EVERY_WARD)


def small_areas(output_areas: pd.DataFrame) -> pd.DataFrame:
    """Return England's small areas of 2021, parted by ward: ``lsoa, msoa, ward_2022, ward_2025, residents``."""
    key = ["lsoa", "msoa", "ward_2022", "ward_2025"]
    return output_areas.groupby(key)["residents"].sum().astype("int32").reset_index()


def small_areas_2011(inputs: Inputs) -> pd.DataFrame:
    """Return the small areas of 2011 that are none of 2021, each with those it became: ``lsoa_2011, lsoa``.

    Raises:
        Findings: the look-up is missing or damaged, or a code would mean one area in 2011 and another in 2021.
    """
    table = parquet_table(inputs.folder / LSOAS_2011, ["lsoa11cd", "lsoa21cd", "chgind"])
    english = table[table["lsoa11cd"].str.startswith("E")]
    changed = english[english["chgind"] != _UNCHANGED]
    if len(twofold := changed["lsoa11cd"][changed["lsoa11cd"].isin(inputs.output_areas["lsoa"])]):
        problem, accepted = "an LSOA that changed has the code of one of 2021", "the mark U, or another code"
        raise Findings(Finding(LSOAS_2011, problem, accepted, column="lsoa11cd", value=code) for code in twofold)
    pairs = changed[["lsoa11cd", "lsoa21cd"]].set_axis(["lsoa_2011", "lsoa"], axis=1)
    return pairs.sort_values(["lsoa_2011", "lsoa"], ignore_index=True)


def every_ward(inputs: Inputs) -> pd.DataFrame:
    """Return every ward of England since 2016: ``ward, district, district_then, since``.

    ``district`` is that of today, ``district_then`` that of the first list that has the ward, and ``since`` its year:
    2016 for all older ones.

    Raises:
        Findings: the list of all wards is missing or damaged, or a ward has no year or no district.
    """
    listed = text_table(inputs.folder / ALL_WARDS, ALL_WARDS)
    require_columns(listed, ["WDCD", "LADCD", "LADCD_ACTIVE", "SOURCEFILE"], ALL_WARDS)
    english = listed[listed["WDCD"].map(Level.WARD.has)].drop_duplicates("WDCD")
    undated = english["SOURCEFILE"][~english["SOURCEFILE"].str.fullmatch(r"20\d\d")]
    require(at_cells(undated, ALL_WARDS, "a ward without the year of a list", "a year such as 2016"))
    english = english.set_index("WDCD")
    ours = inputs.areas.set_index("code")["district"]
    district = english.index.to_series().map(ours).fillna(english["LADCD_ACTIVE"].replace(RENUMBERED))
    if len(lost := district[~district.isin(inputs.codes(Level.DISTRICT))]):
        accepted = "the code of a district"
        raise Findings(
            Finding(ALL_WARDS, f"the ward {ward} has no district", accepted, column="LADCD_ACTIVE", value=str(code))
            for ward, code in lost.items()
        )
    since, then = english["SOURCEFILE"].astype("int16"), english["LADCD"].replace(RENUMBERED)
    table = pd.DataFrame({"district": district, "district_then": then, "since": since})
    return table.rename_axis("ward").reset_index().sort_values("ward", ignore_index=True)


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
