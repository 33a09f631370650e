"""The smallest areas of the census, and the ward of each in every year.

For wards of 2022 this is the best fit of the Office for National Statistics. For wards of 2025 it is derived: a ward
that kept its code kept its output areas; of the others, each output area lies in the ward that holds its centre of
population.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.files.parquet import parquet_table

LOOKUP = "lookups/oa21_master_lookup.parquet"
NEWER = "lookups/oa21_ward25_from_pwc.parquet"
_COLUMNS = {
    "oa21cd": "output_area",
    "lsoa21cd": "lsoa",
    "msoa21cd": "msoa",
    "ward22cd": "ward_2022",
    "lad23cd": "district",
    "usual_residents": "residents",
}


def read(folder: Path, kept: frozenset[str]) -> pd.DataFrame:
    """Return England's output areas.

    Args:
        folder: the folder of the official files.
        kept: codes of the wards that stand in the lists of both years.

    Returns:
        Columns ``lsoa``, ``msoa``, ``district``, ``ward_2022``, ``ward_2025`` and ``residents`` (int). Index:
        ``output_area``. A ward of 2025 never reaches over the border of a district.

    Raises:
        Findings: a look-up is missing or damaged, or an output area has no ward of 2025.
    """
    table = parquet_table(folder / LOOKUP, list(_COLUMNS)).rename(columns=_COLUMNS)
    english = table[table["output_area"].str.startswith("E")].set_index("output_area")
    english = english.astype({"residents": float}).astype({"residents": "int64"})
    newer = parquet_table(folder / NEWER, ["oa21cd", "ward25cd"]).set_index("oa21cd")["ward25cd"]
    return english.assign(ward_2025=_of_2025(english, newer.reindex(english.index), kept))


def _of_2025(english: pd.DataFrame, centre: pd.Series, kept: frozenset[str]) -> pd.Series:
    """The ward of 2025 of each output area; ``centre`` is the ward in which its centre lies."""
    stays = english["ward_2022"].isin(kept)
    moved = centre.where(~stays & ~centre.isin(kept))
    # On a drawn border a centre may fall into a ward that kept its code: its neighbours say where it went.
    astray = ~stays & moved.isna()
    pairs = pd.DataFrame({"before": english["ward_2022"], "after": moved}).dropna().value_counts().reset_index()
    usual = pairs.drop_duplicates("before").set_index("before")["after"]
    moved = moved.where(~astray, english["ward_2022"].map(usual))
    placed = english["ward_2022"].where(stays, moved)
    if placed.isna().any():
        lost = placed.index[placed.isna()]
        accepted = "a ward of May 2025 for every output area whose ward of 2022 ended"
        problem = f"{len(lost):,} output areas have no ward of 2025"
        raise Findings([Finding(Path(NEWER).name, problem, accepted, column="ward25cd", value=str(lost[0]))])
    return placed
