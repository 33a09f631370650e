"""Find the column that gives each row's area by a code or a postcode."""

from __future__ import annotations

import pandas as pd

from jsna.areas.area_cells import CODE, POSTCODE, codes_within
from jsna.errors import Finding
from jsna.ingest.council.understood import Kind
from jsna.model.area import Level

#: Order of preference: the finest level that loses nothing. Wards win over districts, and over LSOAs too.
_PREFERRED = (Kind.WARD, Kind.LSOA, Kind.POSTCODE, Kind.MSOA, Kind.DISTRICT, Kind.COUNTY, Kind.REGION, Kind.ENGLAND)
_SMALL = {"E01": Kind.LSOA, "E02": Kind.MSOA}
#: Cells that are looked at for codes among other words.
_SAMPLE = 200


def area_column(table: pd.DataFrame) -> tuple[str, Kind | None]:
    """Return the heading of the column of codes or postcodes, and what kind of area it holds; or empty and None."""
    kinds = {str(column): kind for column in table if (kind := _kind(table[column])) is not None}
    for kind in _PREFERRED:
        for column, found in kinds.items():
            if found is kind:
                return column, kind
    return "", None


def none_found(name: str) -> Finding:
    """Return the finding on a file in which no column says where each row lies."""
    accepted = "a column of codes such as E05009888, of postcodes, of names of areas, or of longitudes and latitudes"
    return Finding(name, "no column says where each row lies", accepted)


def _kind(column: pd.Series) -> Kind | None:
    """The kind of most cells of a column."""
    given = column[column != ""].str.upper()
    if not len(given):
        return None
    if given.str.fullmatch(POSTCODE).mean() >= 0.5:
        return Kind.POSTCODE
    plain = given[given.str.fullmatch(CODE)]
    if len(plain) < len(given) / 2 and codes_within(given.head(_SAMPLE))[0].str.fullmatch(CODE).mean() >= 0.5:
        cells = codes_within(given)[0]
        plain = cells[cells.str.fullmatch(CODE)]
    if len(plain) < len(given) / 2:
        return None
    kinds = plain.map(_kind_of_code)
    # Codes of other countries or kinds are refused later, one by one.
    return Kind.WARD if kinds.isna().all() else Kind(kinds.dropna().mode().iloc[0])


def _kind_of_code(code: str) -> Kind | None:
    if small := _SMALL.get(code[:3]):
        return small
    return next((Kind(level.value) for level in Level if level.has(code)), None)
