"""The postcode look-up: Code-Point Open, with the ward of 2022 that contains each point."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from jsna.areas import postcodes
from jsna.errors import Finding, Findings, at_cells
from jsna.files.parquet import parquet_table
from jsna.files.text_table import repeated
from jsna.ingest.official import boundaries

SOURCE = "lookups/codepoint_open_2025_11_england.parquet"
_COLUMNS = {"postcode_nospace": "postcode", "ladcd": "district", "wardcd": "ward_2025"}
#: Metres: how far a postcode on a quay or an estuary may be from its ward.
_NEAR = 1_000.0


def write_postcodes(source: Path, target: Path) -> None:
    """Write the postcode look-up into the data folder ``target``.

    Args:
        source: folder of the official files, with ``lookups`` and ``boundaries``.
        target: the data folder.

    Raises:
        Findings: Code-Point Open is missing or invalid, or a postcode is outside every ward.
        SourceError: the boundaries are missing or unreadable.
    """
    given = parquet_table(source / SOURCE, [*_COLUMNS, "easting", "northing"]).rename(columns=_COLUMNS)
    wards = boundaries.official_wards(source / "boundaries", 2022).set_index("code").geometry
    points = shapely.points(given["easting"].to_numpy(float), given["northing"].to_numpy(float))
    placed = given.assign(ward_2022=postcodes.wards_at(points, wards, near=_NEAR).array)
    _require(placed)
    places = placed[["postcode", *postcodes.PLACES]].astype(object)
    postcodes.write(places.where(places.notna(), None), target / postcodes.FILE)


def _require(placed: pd.DataFrame) -> None:
    """Raise Findings with every postcode that is invalid, repeated or outside every ward."""
    written, name = placed["postcode"], Path(SOURCE).name
    odd = written[~written.str.fullmatch(postcodes.FORM).astype(bool)]
    lost = written[placed["ward_2022"].isna() | np.isnan(placed["easting"])]
    problems: list[Finding] = [
        *at_cells(odd, name, "not a postcode", "capitals and digits without space, such as LN121AA"),
        *at_cells(lost, name, "the postcode lies in no ward of 2022", "a point within a kilometre of a ward"),
    ]
    repeated(written, name, problems)
    if problems:
        raise Findings(problems)
