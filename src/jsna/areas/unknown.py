"""Say why codes are not areas that we know: one by one, or many in a line that counts them."""

from __future__ import annotations

import re
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
import pandas as pd

from jsna.errors import Finding, at_cells
from jsna.model.area import WARD_LISTS, WARD_YEARS, Level

#: Codes of one kind that are listed, each with its row; more than these are counted.
_LISTED = 5
_LAST, _LISTS = WARD_LISTS[WARD_YEARS[-1]], " or ".join(WARD_LISTS.values())
_ABROAD = "an area outside England"
_NO_CODE = "not the code of an area"
_SMALL = "a small area (LSOA or MSOA) of another year, or where other areas are expected"
_OTHER = "an area that is not loaded here: the areas of England at other levels or of another year"
_LATER = f"a ward code issued after {_LAST}: out of vintage"
_EARLIER = f"a ward code that was not in use in {_LISTS}: out of vintage, or mistyped"
#: Areas of England that are not put into wards: the beginning of their codes, one, and many.
_NOT_READ = {
    "E00": ("an output area", "output areas"),
    "E04": ("a parish", "parishes"),
    "E14": ("a constituency", "constituencies"),
    "E22": ("a community safety partnership", "community safety partnerships"),
    "E23": ("a police force area", "police force areas"),
    "E33": ("a workplace zone", "workplace zones"),
    "E34": ("a built-up area", "built-up areas"),
    "E35": ("a built-up area", "built-up areas"),
    "E38": ("an NHS sub-ICB location", "NHS sub-ICB locations"),
    "E40": ("an NHS region", "NHS regions"),
    "E54": ("an integrated care board", "integrated care boards"),
    "E58": ("a county's electoral division", "electoral divisions of counties"),
    "E63": ("a built-up area", "built-up areas"),
}
_NOT_WARDS = "cannot be put into wards"
#: What is said of many.
_MANY = {
    **{f"{one} {_NOT_WARDS}": f"are of {many}, which {_NOT_WARDS}" for one, many in _NOT_READ.values()},
    _ABROAD: "are of areas outside England",
    _NO_CODE: "are not codes of areas",
    _SMALL: "are of small areas (LSOAs or MSOAs) of another year, or stand where other areas are expected",
    _OTHER: "are of areas that are not loaded here: the areas of England at other levels or of another year",
    _LATER: f"are of wards that began after {_LAST}",
    _EARLIER: f"are of wards that were not in use in {_LISTS}, or mistyped",
}


def unknown_areas(codes: pd.Series[str], known: Iterable[str]) -> pd.Series[str]:
    """Return why each code is not one of our areas: its form, its country, or its vintage as far as the code shows it.

    Ward codes are issued in order, so one above the last of ours is younger; any other unknown one is of another year.

    Args:
        codes: unknown codes.
        known: the codes of our areas, with the wards of every year.

    Returns:
        A reason for each code. Index: that of ``codes``.
    """
    last = max((area for area in known if Level.WARD.has(area)), default="") if len(codes) else ""
    reasons = {code: _reason(code, last) for code in codes.unique()}
    return codes.map(reasons).astype("str")


def unknown_area_findings(
    codes: pd.Series[str],
    unknown: npt.NDArray[np.bool_] | pd.Series[bool],
    known: Iterable[str],
    file: str,
    accepted: str,
) -> list[Finding]:
    """Return what is wrong with the unknown codes of a column: each with its row, or how many there are of a kind.

    Args:
        codes: the column. Index: row of the file. Name: its heading.
        unknown: whether a code is unknown, in the order of the codes.
        known: the codes of our areas, with the wards of every year.
        file: name of the file.
        accepted: what would be accepted instead.
    """
    wrong = codes[unknown]
    given = codes.nunique()
    found: list[Finding] = []
    for reason, of_kind in wrong.groupby(unknown_areas(wrong, known).to_numpy(), sort=False):
        different = of_kind.unique()
        if len(different) <= _LISTED:
            found += at_cells(of_kind, file, str(reason), accepted)
            continue
        problem = f"{len(different):,} of the {given:,} codes {_MANY[str(reason)]}"
        shown = ", ".join(different[:3]) + " …"
        found.append(Finding(file, problem, accepted, int(str(of_kind.index[0])), str(codes.name), shown))
    return found


def _reason(code: str, last: str) -> str:
    if re.fullmatch(r"[WSN]\d{8}", code):
        return _ABROAD
    if not re.fullmatch(r"E\d{8}", code):
        return _NO_CODE
    if code[:3] in _NOT_READ:
        return f"{_NOT_READ[code[:3]][0]} {_NOT_WARDS}"
    if not Level.WARD.has(code):
        return _SMALL if code.startswith(("E01", "E02")) else _OTHER
    return _LATER if code > last else _EARLIER
