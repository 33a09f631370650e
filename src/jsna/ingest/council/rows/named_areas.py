"""Find the areas that a file names without a code: of all its rows, or of a total such as "Lincoln" among its wards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from jsna.areas.among import among
from jsna.areas.area_cells import CODE, without_total
from jsna.areas.lookups import Lookups
from jsna.areas.name_index import NameIndex
from jsna.errors import Finding
from jsna.ingest.council.rows import apart_rows, named_rows, other_areas, rows_as_ones
from jsna.ingest.council.rows.apart_rows import EMPTY
from jsna.ingest.council.understood import APART, NOWHERE, TOTAL, Kind, Understood
from jsna.model.area import ENGLAND, Level

#: Findings that a name may settle.
_SETTLED = ("no column says where each row lies", "not the code of an area", "a total among the rows")


def found(understood: Understood, lookups: Lookups, place: str = "") -> Understood:
    """Return a file with the code of each area that it names, and sentences on the rows that lie in none.

    Args:
        understood: a file that was read.
        lookups: where a row may lie.
        place: code of the place in which names of wards are looked for, where no column says the district.
    """
    if understood.table.empty:
        return understood
    if understood.kind is None:
        named = named_rows.by_name(_without(understood, [None]), lookups, place)
        understood = named or _with_others(understood, lookups, place)
    elif understood.area and understood.kind is not Kind.POSTCODE:
        understood = _with_named(understood, lookups)
    understood = replace(understood, repairs=(*understood.repairs, *apart_rows.said(understood)))
    return rows_as_ones.with_ones(understood)


def _with_others(understood: Understood, lookups: Lookups, place: str) -> Understood:
    """The file with a finding on the areas that it holds, if they are known, in place of the one that it has none."""
    told = other_areas.finding(understood, NameIndex(lookups), place or ENGLAND)
    rest = _without(understood, [None])
    return replace(rest, findings=(*rest.findings, told)) if told else understood


def _with_named(understood: Understood, lookups: Lookups) -> Understood:
    """The file with codes for the rows without one that name a larger area; refuse those that name a ward."""
    areas = understood.table[understood.area]
    uncoded = understood.table[~areas.str.fullmatch(CODE)]
    if uncoded.empty:
        return understood
    index = NameIndex(lookups)
    texts = [heading for heading in understood.table if heading not in understood.numbers]
    holders = _holders(pd.DataFrame(uncoded[texts]), understood, index)
    named = pd.Series({row: code for row, code in holders.items() if code}, dtype="str")
    taken = frozenset(areas[areas.str.fullmatch(CODE)])
    named = named[~named.isin(list(taken)) & ~named.duplicated(keep=False) | _is_long(areas)]
    findings = list(_without(understood, named.index).findings)
    wards = _wards(uncoded.loc[~uncoded.index.isin(named.index), texts], understood, index)
    for row, (name, code) in wards.items():
        problem = f"no code on this row, and its name is that of {index.full_name(code)}"
        findings.append(Finding(understood.name, problem, "the code of its area", int(str(row)), understood.area, name))
    said = [f"Row {row} is {index.name(code)} ({code}), by its name." for row, code in list(named.items())[:5]]
    return replace(
        understood,
        table=understood.table.assign(**{understood.area: areas.mask(areas.index.isin(named.index), named)}),
        findings=tuple(findings),
        repairs=(*understood.repairs, *said),
    )


def _holders(uncoded: pd.DataFrame, understood: Understood, index: NameIndex) -> dict[object, str | None]:
    """The larger area that each row without a code names, the smallest of several; None without.

    A total may be that of the district in any of its columns. Of a row without any code, only a word counts that no
    row with a code has in its column: people whose ward is unknown may stand there too, with their district beside.
    """
    coded = understood.table[understood.table[understood.area].str.fullmatch(CODE)]
    usual = {str(heading): frozenset(coded[heading]) for heading in uncoded}
    known: dict[str, str | None] = {}

    def named(heading: str, text: str, area: str) -> str | None:
        empty = area == f"{NOWHERE}{EMPTY}" and text not in usual[heading]
        if not text or not (area == text or area.startswith(TOTAL) or empty):
            return None
        if text not in known:
            known[text] = index.holder(without_total(text.removeprefix(TOTAL)))
        return known[text]

    order = list(Level)
    found: dict[object, str | None] = {}
    for row, cells in zip(uncoded.index, uncoded.to_dict("records"), strict=True):
        area = str(cells[understood.area])
        codes = [code for heading, text in cells.items() if (code := named(str(heading), str(text), area))]
        found[row] = min(codes, key=lambda code: order.index(Level(str(index.areas.at[code, "level"]))), default=None)
    return found


def _wards(uncoded: pd.DataFrame, understood: Understood, index: NameIndex) -> dict[object, tuple[str, str]]:
    """The wards that rows without a code name, among those of the districts that the file is about."""
    given = understood.table.loc[among(understood.table[understood.area], index.areas.index), understood.area]
    districts = index.areas.loc[among(index.areas.index, given), "district"].dropna().unique()
    inside = frozenset[str]().union(*(index.inside(str(district)) for district in districts[:_DISTRICTS]))
    found: dict[object, tuple[str, str]] = {}
    for row, words in zip(uncoded.index, uncoded.itertuples(index=False, name=None), strict=True):
        for text in filter(None, words):
            if not text.startswith(APART) and (codes := index.wards_of(text, inside)):
                found[row] = text, codes[0]
    return found


#: A file of more districts than these is about England; only the first are looked through for names.
_DISTRICTS = 400


def _is_long(areas: pd.Series) -> bool:
    """Whether areas have several rows each."""
    return bool(areas[~areas.str.startswith(APART)].duplicated().any())


def _without(understood: Understood, rows: Iterable[object]) -> Understood:
    """The file without its findings on the areas of some rows; of no row: without the one that no area was found."""
    settled = set(rows)
    columns = (None, understood.area) if understood.area else (None,)
    kept = [
        each
        for each in understood.findings
        if not (each.row in settled and each.column in columns and each.problem in _SETTLED)
    ]
    return replace(understood, findings=tuple(kept))
