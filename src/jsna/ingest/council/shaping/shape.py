"""Put a file of any layout into the one that the rest knows: a row for each area, a column for each number of it."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import dataclass, field, replace
from typing import Any

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.ingest.council.carrying.carried import named as named_of
from jsna.ingest.council.columns.heading_periods import one_way
from jsna.ingest.council.columns.heading_words import Role
from jsna.ingest.council.columns.mapping import NUMBERS, RESIDENTS, SUM, Mapping, Use
from jsna.ingest.council.columns.recognised import in_words, recognised
from jsna.ingest.council.columns.rows_kept import kept, twice_removed
from jsna.ingest.council.shaping.pivot import Key, pivoted
from jsna.ingest.council.understood import Kind, Understood
from jsna.model.period import Period, fault

#: Columns that are left out and named; the others are counted.
_NAMED = 8


@dataclass(frozen=True)
class Columns:
    """The columns of one period.

    Attributes:
        counts: heading of each group's counts, by group code; empty for published figures.
        bases: heading of the number that a group's counts are out of, by group code; empty where the figures have none,
            or are out of residents.
        values: heading of each group's published figure, by group code.
        limits: headings of the lower and the upper limit of that figure, by group code.
        checks: heading of a percentage that the file gives beside counts and base, by group code.
        period: what the file says they are about; empty where it does not say it.
        residents: whether counts are out of the residents that the data folder holds.
        said: sentences that set the analyst's words beside the columns.
    """

    counts: Map[str, str] = field(default_factory=dict)
    bases: Map[str, str] = field(default_factory=dict)
    values: Map[str, str] = field(default_factory=dict)
    limits: Map[str, tuple[str, str]] = field(default_factory=dict)
    checks: Map[str, str] = field(default_factory=dict)
    period: str = ""
    residents: bool = False
    said: tuple[str, ...] = field(default=(), compare=False)

    @property
    def headings(self) -> tuple[str, ...]:
        """Every heading whose numbers are stored, each once."""
        limits = [heading for pair in self.limits.values() for heading in pair]
        return tuple(dict.fromkeys([*self.counts.values(), *self.bases.values(), *self.values.values(), *limits]))

    def of_group(self, code: str) -> list[str]:
        """Return the headings of one group's numbers."""
        own = [each.get(code) for each in (self.counts, self.bases, self.values)]
        return [heading for heading in own if heading]


@dataclass(frozen=True, eq=False)
class Shaped:
    """A file in the one layout.

    Attributes:
        understood: the file; its table has one row for each area, or several of a postcode or point.
        columns: which column is which, for each period, the earliest first.
        mapping: what the columns of the file are.
        said: what was left out, as sentences.
    """

    understood: Understood
    columns: tuple[Columns, ...]
    mapping: Mapping
    said: tuple[str, ...] = ()


def shaped(understood: Understood, mapping: Mapping, groups: Map[str, str], base: str) -> Shaped:
    """Return a file in the one layout.

    Args:
        understood: the file, as it was read.
        mapping: what its columns are.
        groups: label of each group, by code.
        base: out of whom, in the analyst's words.

    Raises:
        Findings: several rows are about one area, group and period; a period cannot be read; or a column that the
            mapping names is not there.
    """
    _require_there(understood, mapping)
    table = _without_percent_signs(kept(understood.table, mapping.columns), mapping)
    said = (*_said_of_rows(understood, mapping, table), *_left_out(understood, mapping))
    once = _once(understood, mapping, table)
    if len(once) < len(table):
        said = (*said, f"{len(table) - len(once):,} rows repeat another of the same area; they were read once.")
        table = once
    understood = replace(understood, table=table, marks=understood.marks.reindex(table.index))
    if _is_one_layout(understood, mapping):
        stated = _stated(table, mapping)
        names = {key if key[0] else (stated, *key[1:]): heading for heading, key in _keys(mapping).items()}
    else:
        understood, names = pivoted(understood, mapping)
    columns = _columns(understood, names, mapping, groups, base)
    return Shaped(understood, columns, mapping, said)


def _without_percent_signs(table: pd.DataFrame, mapping: Mapping) -> pd.DataFrame:
    """The table whose columns of published percentages are numbers: 12.5% is 12.5.

    A sign stays where every percentage is 1 or less: without it, they would be read as parts of one.
    """
    for heading in mapping.headings(Use.VALUE, Use.LOWER, Use.UPPER):
        given = table[heading]
        signed = given.str.fullmatch(r"-?\d+(\.\d+)? ?%")
        plain = given.mask(signed, given.str.rstrip("% "))
        if signed.any() and (signed | (given == "")).all() and (pd.to_numeric(plain, errors="coerce") > 1).any():
            table = table.assign(**{heading: plain})
    return table


def _once(understood: Understood, mapping: Mapping, table: pd.DataFrame) -> pd.DataFrame:
    """The rows without those that repeat another; all of them where several rows of an area are added up."""
    if mapping.add_up or not understood.area or understood.kind in (Kind.POSTCODE, Kind.POINT):
        return table
    key = [understood.area, *mapping.headings(Use.GROUP, Use.MEASURE, Use.PERIOD)]
    return twice_removed(table, key, mapping.headings(*NUMBERS))


def _require_there(understood: Understood, mapping: Mapping) -> None:
    missing = [heading for heading in mapping.columns if heading not in understood.table]
    if missing:
        accepted = ", ".join(map(str, understood.table.columns))
        raise Findings(Finding(understood.name, "there is no such column", accepted, 1, each) for each in missing)


def _said_of_rows(understood: Understood, mapping: Mapping, table: pd.DataFrame) -> tuple[str, ...]:
    """Sentences on the rows that are not read, and on the areas that have no other."""
    only = {heading: use.keep for heading, use in mapping.columns.items() if use.use is Use.ONLY}
    if len(table) == len(understood.table) or not only:
        return ()
    wanted = "; ".join(f"{heading}: {', '.join(labels)}" for heading, labels in only.items())
    said = [f"Only rows of {wanted} were read: {len(table):,} of {len(understood.table):,}."]
    if understood.area:
        given, there = (each[understood.area].unique() for each in (understood.table, table))
        lost = [code for code in given if code and code not in set(there)]
        said += [f"{len(lost):,} areas have no such row, and no figure: {named_of(lost)}."] if lost else []
    return tuple(said)


def _left_out(understood: Understood, mapping: Mapping) -> tuple[str, ...]:
    """A sentence on the columns of numbers that are not read, or none."""
    without = (Role.AREA, Role.POSTCODE, Role.NAME, Role.TEXT, Role.NOTE)
    columns = recognised(understood).items()
    rest = [column for heading, column in columns if heading not in mapping.columns and column.role not in without]
    more = f" and {len(rest) - _NAMED:,} more" if len(rest) > _NAMED else ""
    return (f"Left out: {in_words(rest[:_NAMED])}{more}.",) if rest else ()


def _keys(mapping: Mapping) -> dict[str, Key]:
    """What each column of numbers holds, by heading."""
    return {heading: (use.period, use.group, use.use) for heading, use in mapping.columns.items() if use.use.is_number}


def _is_one_layout(understood: Understood, mapping: Mapping) -> bool:
    """Whether a table has one row for each area and one column for each number already."""
    keys = list(_keys(mapping).values())
    parted = mapping.headings(Use.GROUP, Use.MEASURE) or mapping.out_of == SUM or len(set(keys)) < len(keys)
    period = mapping.one(Use.PERIOD)
    one_period = not period or understood.table[period].replace("", pd.NA).nunique() <= 1
    repeated = bool(understood.area) and understood.table[understood.area].duplicated().any()
    return not parted and one_period and not (mapping.add_up and repeated)


def _stated(table: pd.DataFrame, mapping: Mapping) -> str:
    """The one period that a column gives, or an empty text."""
    heading = mapping.one(Use.PERIOD)
    return next(iter(one_way(table[heading]).values()), "") if heading else ""


def _columns(
    understood: Understood, names: Map[Key, str], mapping: Mapping, groups: Map[str, str], base: str
) -> tuple[Columns, ...]:
    """The columns of each period, the earliest first; of the one period that is wanted if the file has several."""
    periods = sorted({period for period, _, use in names if use in (Use.COUNT, Use.VALUE)}, key=_order)
    if not periods:
        problem, accepted = "no row that is read holds a figure of the groups", "rows with the numbers of each group"
        raise Findings([Finding(understood.name, problem, accepted, row=1)])
    every = [_of_period(period, names, mapping, groups, base) for period in periods]
    wanted = tuple(each for each in every if not mapping.period or each.period in ("", mapping.period))
    if not wanted:
        problem = f"the figures are about {', '.join(each.period for each in every)}, not {mapping.period}"
        raise Findings([Finding(understood.name, problem, "the period of the figures", row=1)])
    return wanted


def _order(period: str) -> tuple[bool, Any]:
    return (not period or bool(fault(period)), period if not period or fault(period) else Period.of(period))


def _of_period(period: str, names: Map[Key, str], mapping: Mapping, groups: Map[str, str], base: str) -> Columns:
    def of(use: Use) -> dict[str, str]:
        own = {code: names.get((period, label, use)) or names.get((period, "", use)) for code, label in groups.items()}
        return {code: heading for code, heading in own.items() if heading}

    counts, bases, values = of(Use.COUNT), of(Use.BASE), of(Use.VALUE)
    lower, upper = of(Use.LOWER), of(Use.UPPER)
    if counts:
        found = Columns(counts, bases, checks=values, period=period, residents=mapping.out_of == RESIDENTS)
    else:
        both = {code: (lower[code], upper[code]) for code in values if code in lower and code in upper}
        found = Columns(values=values, limits=both, period=period)
    return replace(found, said=tuple(_said(found, groups, base)))


def _said(columns: Columns, groups: Map[str, str], base: str) -> list[str]:
    """Sentences that set the analyst's words beside the columns."""
    said = []
    for code, heading in (columns.counts or columns.values).items():
        if code in columns.values:
            limits = columns.limits.get(code)
            said.append(
                f"{groups[code]}: {heading!r}" + (f", limits {limits[0]!r} and {limits[1]!r}." if limits else ".")
            )
        elif code in columns.bases:
            checked = f" It was checked against {columns.checks[code]!r}." if code in columns.checks else ""
            said.append(f"{groups[code]}: {heading!r} out of {columns.bases[code]!r}, for “{base}”.{checked}")
        else:
            said.append(f"{groups[code]}: {heading!r}" + (", out of residents." if columns.residents else ", a count."))
    return said
