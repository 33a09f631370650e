"""Compare the name beside each code with the name that the data folder knows: a code may stand beside the wrong row."""

from __future__ import annotations

import difflib
import re

import pandas as pd

from jsna.areas.among import among
from jsna.areas.area_cells import is_total
from jsna.areas.plain_names import plain
from jsna.errors import Finding, at_cells, limited_of
from jsna.ingest.council.understood import SMALL, Kind, Understood
from jsna.model.area import HOLDERS

_CODES = frozenset(kind for kind in Kind if kind not in (*SMALL, Kind.POSTCODE, Kind.POINT))
#: Words beside a level that say that a column holds names.
_NAMES = ("", "area", "name", "nm")
#: From this likeness on, two spellings are one name.
_ALIKE = 0.85


def misfits(understood: Understood, areas: pd.DataFrame) -> list[Finding]:
    """Return a finding for each row whose name is that of another area than its code, and one for unknown names.

    Small letters, punctuation, "&", "St" and words such as "Ward" make no difference. A name that no area has cannot
    contradict the code, and gives a warning.

    Args:
        understood: a file that was read.
        areas: every area, index ``code``.
    """
    if understood.kind not in _CODES:
        return []
    codes = understood.table[understood.area]
    codes = codes[among(codes, areas.index)]
    if codes.empty:
        return []
    levels = areas["level"].reindex(codes).unique()
    names = _Names(areas[areas["level"].isin(levels)], frozenset(codes))
    column = _name_column(understood, codes, names, _names_above(codes, areas))
    if column is None:
        return []
    given = understood.table.loc[codes.index, column]
    own = codes.map(names.of)
    given = given.mask(given.map(is_total).astype(bool), "")
    odd = codes.index[[bool(name) and not _fits(name, true) for name, true in zip(given, own, strict=True)]]
    others = {row: _another(str(given[row]), str(codes[row]), names) for row in odd}
    wrong = [(row, other) for row, other in others.items() if other]
    unknown = given[[row for row, other in others.items() if not other]]
    rows = {code: row for row, code in codes.items()}

    def finding(item: tuple[object, str]) -> Finding:
        row, other = int(str(item[0])), item[1]
        where = f" (row {rows[other]})" if other in rows else ""
        problem = f"{codes[row]} is {own[row]}; {given[row]} is {other}{where}"
        accepted = "the code and the name of one area"
        return Finding(understood.name, problem, accepted, row, column, str(given[row])[:80])

    return [*limited_of(wrong, finding), *_warning(understood, unknown)]


def _warning(understood: Understood, unknown: pd.Series) -> list[Finding]:
    if unknown.empty:
        return []
    problem = f"{len(unknown):,} names are not those of their codes, nor of other areas; the codes were used"
    first = at_cells(unknown.head(1), understood.name, problem, "the names of the areas")[0]
    return [Finding(first.file, problem, first.accepted, first.row, first.column, first.value, fatal=False)]


def _names_above(codes: pd.Series, areas: pd.DataFrame) -> list[pd.Series[str]]:
    """The names of the districts, of the counties and of the regions that the rows lie in."""
    return [codes.map(areas[holder.value]).map(areas["name"]).fillna("").astype(str) for holder in HOLDERS]


def _name_column(understood: Understood, codes: pd.Series, names: _Names, above: list[pd.Series[str]]) -> str | None:
    """The column of text whose cells are most often the names of the codes, or of other areas of the same level."""
    texts = [str(heading) for heading in understood.table if heading not in (understood.area, *understood.numbers)]
    found = []
    for heading in texts:
        cells = understood.table.loc[codes.index, heading].astype(str)
        right = [_fits(name, names.of[code]) for name, code in zip(cells, codes, strict=True)]
        larger = max(sum(_fits(name, true) for name, true in zip(cells, each, strict=True)) for each in above)
        if larger > sum(right):
            continue
        known = {name for name in cells if plain(name) in names.codes or _short(name) in names.codes}
        found.append((sum(right) / len(codes), len(known) / len(codes), heading))
    fitting, familiar, likely = max(found, default=(0.0, 0.0, ""))
    if fitting >= 0.3 or familiar >= 0.5:
        return likely
    called = {*_NAMES[1:], *(f"{understood.kind} {word}".strip() for word in _NAMES), "area name"}
    return next((heading for heading in texts if heading.lower().replace("_", " ") in called), None)


def _fits(name: str, true: str) -> bool:
    """Whether a name is that of an area, with or without what stands in brackets or after a comma."""
    return plain(true) in (plain(name), _short(name)) or plain(name) == _short(true)


def _short(name: str) -> str:
    """The plain name without brackets and without what stands after a comma: Hull, City of."""
    return plain(re.sub(r"\(.*?\)|,.*", "", name))


def _another(name: str, code: str, names: _Names) -> str:
    """The code of the area that a name belongs to; empty if it is a spelling of the row's own, or no area's.

    A name of the same district, or of another row, counts even where it is like the row's own: two wards may be called
    St John's North and St John's South.
    """
    ours, own = plain(name), plain(names.of[code])
    exact = names.codes.get(ours) or names.codes.get(_short(name)) or []
    beside = [other for other in exact if names.near(other, code)]
    if beside:
        return beside[0]
    if difflib.SequenceMatcher(None, ours, own).ratio() >= _ALIKE or set(ours.split()) & set(own.split()):
        return ""
    if exact:
        return exact[0]
    near = difflib.get_close_matches(ours, names.around(code), 1, _ALIKE)
    return next((other for other in names.codes[near[0]] if names.near(other, code)), "") if near else ""


class _Names:
    """The names of the areas of some levels: plain name → codes, and which areas lie beside one another."""

    def __init__(self, areas: pd.DataFrame, rows: frozenset[str]) -> None:
        self.of = areas["name"].astype(str).to_dict()
        self.codes: dict[str, list[str]] = {}
        self._district = areas["district"].to_dict()
        self._rows = rows
        self._around: dict[object, list[str]] = {}
        for code, name in self.of.items():
            spelt = plain(name)
            self.codes.setdefault(spelt, []).append(str(code))
            self._around.setdefault(self._district[code], []).append(spelt)

    def near(self, other: str, code: str) -> bool:
        """Return whether an area stands in the same file or the same district as another."""
        return other != code and (other in self._rows or self._district[other] == self._district[code])

    def around(self, code: str) -> list[str]:
        """Return the plain names of the district's areas."""
        return self._around.get(self._district[code], [])
