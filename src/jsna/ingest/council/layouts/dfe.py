"""The open data of the Department for Education: time_period, time_identifier, geographic_level, and codes by level."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pandas as pd

from jsna.ingest.council.columns.mapping import Use
from jsna.ingest.council.layouts.layout import Layout
from jsna.ingest.council.layouts.parts import CODE, in_words, rows_left_out, without

_NEEDED = {"time_period", "time_identifier", "geographic_level"}
#: The column of codes of each level.
_CODES = {
    "national": "country_code",
    "regional": "region_code",
    "local authority": "new_la_code",
    "local authority district": "lad_code",
    "ward": "ward_code",
}
_OWN = re.compile(r"(country|region|new_la|old_la|la|lad|ward)_(code|name)")
_AREA, _NAME = "area code", "area name"
_YEARS = re.compile(r"(\d{4})(\d\d)")


def recognised(table: pd.DataFrame, _above: Sequence[str]) -> Layout | None:
    """Return the table with one column of codes and one of periods, or None if it is not in this layout."""
    lower = {str(heading): str(heading).strip().lower() for heading in table}
    table = table.rename(columns=lower)
    if not set(table) >= _NEEDED:
        return None
    level = table["geographic_level"].str.lower()
    codes, names = pd.Series("", table.index, dtype="str"), pd.Series("", table.index, dtype="str")
    for own, heading in _CODES.items():
        if heading in table:
            name = heading.replace("new_", "").replace("_code", "_name")
            codes = codes.mask(level == own, table[heading])
            names = names.mask(level == own, table[name]) if name in table else names
    without_area = ~codes.str.fullmatch(CODE)
    levels = in_words(table.loc[without_area, "geographic_level"])
    period = pd.Series(map(_period, table["time_period"], table["time_identifier"]), table.index, dtype="str")
    kept = without(table, [each for each in map(str, table) if _OWN.fullmatch(each) or each in _NEEDED])
    kept = pd.concat([pd.DataFrame({_AREA: codes, _NAME: names, "time_period": period}), kept], axis=1)
    kept, said = rows_left_out(kept, without_area, f"of {levels}, without the code of an area that is known here")
    # A unitary authority is there as an authority and as a district.
    kept, twice = rows_left_out(kept, kept.duplicated(), "that are there at another level as well")
    said = (*said, *twice)
    uses = {"time_period": Use.PERIOD}
    return Layout("Department for Education, open data", kept, _AREA, uses, headings=lower, said=said)


def _period(given: str, identifier: str) -> str:
    """The period as docs/periods.md spells it; both texts where it has no spelling."""
    kind = identifier.strip().lower()
    years = _YEARS.fullmatch(given.strip())
    if years:
        written = f"{years[1]}/{years[2]}"
        spelled = {"academic year": f"academic year {written}", "financial year": written, "tax year": written}
        quarter = re.fullmatch(r"financial year (q[1-4])", kind)
        return f"{written} {quarter[1].upper()}" if quarter else spelled.get(kind, f"{given} {identifier}")
    if kind in ("calendar year", "reporting year"):
        return given
    week = re.fullmatch(r"week (\d{1,2})", kind)
    return f"{given}-W{int(week[1]):02}" if week else f"{identifier} {given}"
