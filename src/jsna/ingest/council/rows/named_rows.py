"""Give rows without codes the code of the area that they name: one ward of their district, or one larger area.

A name is matched letter for letter but for small letters, punctuation, "&", "St" and words such as "Ward". What is
matched is said; what is not, or could be several wards, is listed. Nothing is guessed: a likeness is only asked about.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from jsna.areas.area_cells import is_total, lies_abroad, lies_nowhere, without_total
from jsna.areas.lookups import Lookups
from jsna.areas.name_index import NameIndex
from jsna.errors import Finding
from jsna.files.notes import Notes
from jsna.ingest.council.columns.heading_words import tokens
from jsna.ingest.council.rows import other_areas
from jsna.ingest.council.rows.apart_rows import EMPTY, without_abroad
from jsna.ingest.council.rows.names_told import Matched, not_matched, tell, tell_larger
from jsna.ingest.council.understood import NOWHERE, TOTAL, Kind, Understood
from jsna.model.area import ENGLAND, WARD_LISTS, Level

#: A column of names is one in which at least this share of the cells are names of areas.
_MOST = 0.5
#: Different names of a column that are looked at to see what it holds.
_SAMPLE = 400
_NO_AREA = ""


def by_name(understood: Understood, lookups: Lookups, place: str) -> Understood | None:
    """Return a file with codes in place of the names in its column of areas; None if no column holds names of areas.

    Args:
        understood: a file without codes, postcodes and points.
        lookups: where a row may lie.
        place: code of the place in which wards are looked for, where no column says the district.
    """
    index = NameIndex(lookups)
    column, of_wards = _column(understood, index)
    if not column:
        return None
    notes = Notes(understood.name)
    table = without_abroad(understood.table, column, notes)
    given = table[column]
    heading = _heading_beside(table, column, index) if of_wards else ""
    beside = _beside(table[heading], index) if heading else None
    holders = beside if beside is not None else _within(given, place or ENGLAND, index)
    wards = frozenset[str]().union(*map(index.inside, holders.unique())) if of_wards else frozenset[str]()
    marks = {text: mark for text in given.unique() if (mark := _mark(str(text), index, wards))}
    marked = given.map(marks)
    if beside is not None:
        # A total beside the name of a district is that district's.
        total = marked.map(lambda mark: str(mark).startswith(TOTAL)).astype(bool)
        marked = marked.mask(total & (beside != _NO_AREA), beside)
        of_holder = (given == "") & table[heading].map(is_total).astype(bool)
        marked = marked.mask(of_holder, beside.where(beside != _NO_AREA, TOTAL + table[heading]))
    named = pd.DataFrame(table[marked.isna()])
    if of_wards:
        codes = _wards(named, column, holders[named.index], index, lookups.year, notes)
    else:
        found = {text: index.holder(str(text)) for text in named[column].unique()}
        codes = named[column].map(found)
        tell_larger(named[column], codes, index, notes)
    areas = marked.where(marked.notna(), codes.reindex(table.index)).where(lambda cells: cells.notna(), given)
    kind = Kind.WARD if of_wards else _kind_of(codes, index)
    return replace(
        understood,
        table=table.assign(**{column: areas.astype("str")}),
        area=column,
        kind=kind,
        repairs=(*understood.repairs, *notes.repairs),
        findings=(*understood.findings, *notes.findings),
    )


def needs_a_place(understood: Understood, lookups: Lookups) -> bool:
    """Return whether a file has names of wards without codes, and no column says the district of each."""
    if understood.table.empty or understood.kind is not None:
        return False
    index = NameIndex(lookups)
    column, of_wards = _column(understood, index)
    if not of_wards or _heading_beside(understood.table, column, index):
        return False
    return not all(index.named_beside(str(text)) for text in understood.table[column].unique() if text)


def _column(understood: Understood, index: NameIndex) -> tuple[str, bool]:
    """The column of names, wards before larger areas, and whether they are wards; an empty text without one."""
    wards, larger = [], []
    words = [str(name) for name in understood.table if name not in understood.numbers]
    for heading in [each for each in words if not other_areas.holds_others(each)]:
        cells = understood.table[heading]
        texts = [str(text) for text in cells[cells != ""].unique()[:_SAMPLE] if not _is_apart(str(text))]
        if not texts:
            continue
        above = [index.holder(text) for text in texts]
        share, own = sum(map(bool, above)) / len(texts), sum(map(index.is_ward, texts)) / len(texts)
        says = set(tokens(heading))
        if own >= _MOST and (own > share or "ward" in says):
            wards.append(("ward" in says, own, heading))
        elif share >= _MOST:
            larger.append((-_order([code for code in above if code], index), share, heading))
    if wards:
        return max(wards)[2], True
    return (max(larger)[2], False) if larger else ("", False)


def _order(codes: Sequence[str], index: NameIndex) -> int:
    """The place of the level of most of the codes, smallest first."""
    levels = [Level(str(index.areas.at[code, "level"])) for code in codes]
    return list(Level).index(max(set(levels), key=levels.count))


def _is_apart(text: str) -> bool:
    return is_total(text) or lies_nowhere(text) or lies_abroad(text)


def _mark(text: str, index: NameIndex, wards: frozenset[str]) -> str:
    """What stands in place of a name that is none of the wards: a mark, or the code of a larger area among them."""
    if wards and index.wards_of(text, wards):
        return ""
    if not text or lies_nowhere(text):
        return f"{NOWHERE}{text or EMPTY}"
    larger = index.holder(without_total(text)) if wards or is_total(text) else None
    return larger or (f"{TOTAL}{text}" if is_total(text) else "")


def _heading_beside(table: pd.DataFrame, column: str, index: NameIndex) -> str:
    """The column that names the district, or larger area, beside each ward; an empty text without one."""
    found = []
    for heading in [str(name) for name in table if name != column]:
        named = {without_total(str(text)) for text in table.loc[table[heading] != "", heading].unique()} - {""}
        codes = [code for text in named if (code := index.holder(text))]
        if codes and len(codes) >= _MOST * len(named):
            found.append((_order(codes, index), heading))
    return min(found)[1] if found else ""


def _beside(cells: pd.Series, index: NameIndex) -> pd.Series:
    """The larger area of each row; one that stands once, above its wards, is that of the empty cells below it."""
    holders = cells.map({text: index.holder(without_total(str(text))) or _NO_AREA for text in cells.unique()})
    filled = cells[cells != ""]
    if len(filled) < len(cells) and filled.is_unique and cells.iloc[0] != "":
        holders = holders.mask(cells == "").ffill()
    return holders


def _within(cells: pd.Series, place: str, index: NameIndex) -> pd.Series:
    """The larger area in which each name is looked for: the place; of no ward there, the one that it names itself."""
    inside = index.inside(place)
    texts = [str(text) for text in cells.unique()]
    own = {text: "" if index.wards_of(text, inside) else index.named_beside(text) for text in texts}
    return cells.map({text: own[text] or place for text in texts})


def _wards(
    named: pd.DataFrame, column: str, holders: pd.Series, index: NameIndex, year: int, notes: Notes
) -> pd.Series:
    """The ward of each row; findings for the names without one."""
    codes = pd.Series(None, index=named.index, dtype=object)
    lost = holders.index[holders == _NO_AREA]
    if len(lost):
        problem = f"{len(lost):,} rows name no district, county or region that is known beside the ward"
        notes.findings.append(Finding(notes.name, problem, "the name of a district of 2023", int(str(lost[0])), column))
    for place, rows in named.drop(lost).groupby(holders.drop(lost).to_numpy(), sort=False):
        texts = [str(text) for text in rows[column].unique()]
        matched = _matched(texts, str(place), index, year)
        codes.loc[rows.index] = rows[column].map(matched.codes).to_numpy()
        notes.repairs += matched.said
        notes.findings += not_matched(rows[column], str(place), matched, index, notes)
    return codes


def _matched(names: Sequence[str], place: str, index: NameIndex, year: int) -> Matched:
    """The ward of each name in a place: of the list that has most of the names, and all its own; else of the other."""
    inside = index.inside(place)
    lists = {each: inside & index.listed(each) for each in sorted(WARD_LISTS, key=lambda each: each != year)}
    by_list = {each: {name: index.wards_of(name, wards) for name in names} for each, wards in lists.items()}

    def worth(each: int) -> tuple[int, bool, bool]:
        found = [codes for codes in by_list[each].values() if len(codes) == 1]
        return len(found), {code for (code,) in found} >= lists[each], each == year

    first = max(by_list, key=worth)
    matched = Matched()
    used: dict[int, int] = dict.fromkeys(by_list, 0)
    for name in names:
        own = next((each for each in (first, *by_list) if by_list[each][name]), None)
        codes = by_list[own][name] if own else []
        if own and len(codes) == 1:
            matched.codes[name], used[own] = codes[0], used[own] + 1
        elif codes:
            matched.several[name] = codes
        else:
            matched.unknown.append(name)
    tell(matched, place, used, by_list, index)
    return matched


def _kind_of(codes: pd.Series, index: NameIndex) -> Kind:
    levels = codes.dropna().map(index.areas["level"])
    return Kind(str(levels.mode().iloc[0]))
