"""The names people use, ``data/names.csv``: towns, suburbs and villages, and the wards that each of them lies in."""

from __future__ import annotations

import difflib
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from jsna.areas.among import among
from jsna.errors import LISTED, Finding, Findings, limited
from jsna.files import checked
from jsna.files.limits import DATA_FOLDER
from jsna.files.text_table import read_text_table
from jsna.model.area import Level

FILE = "names.csv"
COLUMNS = ("name", "kind", "latitude", "longitude", "weight", "wards")
KINDS = ("town", "suburb", "village")
LONGEST_NAME = 60
#: Degrees; England lies within them, and a little sea.
_EDGES = {"latitude": (49.8, 55.9), "longitude": (-6.6, 1.9)}


def read(data: Path, areas: pd.DataFrame) -> pd.DataFrame:
    """Return the names, in the file's order; none where there is no such file.

    Args:
        data: the data folder.
        areas: every area, index ``code``.

    Returns:
        Columns as ``COLUMNS``; ``wards`` is a tuple of codes of any year, the numbers are floats (NaN where left
        empty). Index: the line in the file.

    Raises:
        Findings: everything wrong with the file: row, column, value and what is accepted.
    """
    path = data / FILE
    if not path.exists():
        return _typed(pd.DataFrame(columns=list(COLUMNS), dtype="str"))
    text = read_text_table(checked.read_bytes(path), FILE, DATA_FOLDER)
    _refuse_header(list(text.frame.columns))
    table, found = text.frame.apply(lambda column: column.str.strip()), list(text.ragged)
    for check in (_names(table), _kinds(table), _numbers(table), _wards(table, areas)):
        found += limited(list(check))
    if found:
        raise Findings(found)
    return _typed(table)


def with_wards_of(names: pd.DataFrame, areas: pd.DataFrame) -> pd.DataFrame:
    """Return the names that lie in the wards of one year, each with those wards only.

    Args:
        names: as :func:`read` returns them.
        areas: the areas with the wards of that year, index ``code``.
    """
    known = frozenset(areas.index)
    wards = names["wards"].map(lambda codes: tuple(code for code in codes if code in known))
    return names.assign(wards=wards)[wards.map(bool).astype(bool)]


def _typed(table: pd.DataFrame) -> pd.DataFrame:
    typed = table.reindex(columns=list(COLUMNS), fill_value="")
    for column in ("latitude", "longitude", "weight"):
        typed[column] = pd.to_numeric(typed[column], errors="coerce").astype(float)
    typed["wards"] = [tuple(codes.split()) for codes in typed["wards"]]
    return typed


def _refuse_header(header: list[str]) -> None:
    accepted = ",".join(COLUMNS)
    wrong = [name for name in header if name not in COLUMNS or header.count(name) > 1]
    missing = [name for name in ("name", "kind", "wards") if name not in header]
    if wrong or missing:
        problem = "a heading that is not known" if wrong else "a heading is missing"
        raise Findings([Finding(FILE, problem, accepted, row=1, value=", ".join(wrong or missing))])


def _names(table: pd.DataFrame) -> Iterator[Finding]:
    for row, name in table["name"].items():
        if not name or len(name) > LONGEST_NAME:
            accepted = f"a name of 1 to {LONGEST_NAME} letters"
            yield _wrong(row, "name", name, "not a name", accepted)
    for row in table.index[table.duplicated(["name", "wards"])]:
        yield _wrong(row, "name", table.at[row, "name"], "the same name and wards a second time", "each once")


def _kinds(table: pd.DataFrame) -> Iterator[Finding]:
    for row, kind in table.loc[~table["kind"].isin(KINDS), "kind"].items():
        yield _wrong(row, "kind", kind, "unknown kind", ", ".join(KINDS))


def _numbers(table: pd.DataFrame) -> Iterator[Finding]:
    """Latitude and longitude are both given or both left empty; a weight is a number above 0 or left empty."""
    for column, (low, high) in (_EDGES | {"weight": (0.0, float("inf"))}).items():
        given = table[column][table[column] != ""] if column in table else pd.Series(dtype="str")
        numbers = pd.to_numeric(given, errors="coerce")
        accepted = "a number above 0" if column == "weight" else f"degrees from {low:g} to {high:g}"
        for row in given.index[~((numbers > low) & (numbers < high))]:
            yield _wrong(row, column, given[row], "not a number that can stand here", f"{accepted}, or nothing")
    if set(_EDGES) <= set(table):
        for row in table.index[(table["latitude"] == "") != (table["longitude"] == "")]:
            yield _wrong(row, "latitude", table.at[row, "latitude"], "half a point", "both numbers, or neither")


def _wards(table: pd.DataFrame, areas: pd.DataFrame) -> Iterator[Finding]:
    known = areas.index[areas["level"] == Level.WARD.value]
    listed = table["wards"].str.split().explode().fillna("")
    wrong = listed[~among(listed, known)]
    for row, code in wrong.items():
        # A whole file of another year is not worth a search for each of its codes.
        near = difflib.get_close_matches(code, known, n=1) if code and len(wrong) <= LISTED else []
        accepted = "codes of wards of December 2022 or May 2025 with spaces between" + (
            f"; the nearest is {near[0]}" if near else ""
        )
        yield _wrong(row, "wards", code, "no ward" if code else "the wards are missing", accepted)


def _wrong(row: object, column: str, value: object, problem: str, accepted: str) -> Finding:
    return Finding(FILE, problem, accepted, row=int(str(row)), column=column, value=str(value))
