"""Which rows of a file are read, where several are about one area: those of everyone, or those that are named."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.ingest.council.columns.heading_words import Role
from jsna.ingest.council.columns.labels import labels_of, total_of
from jsna.ingest.council.columns.mapping import ColumnUse, Use
from jsna.ingest.council.columns.measures import is_measure
from jsna.ingest.council.columns.recognised import Column, recognised
from jsna.ingest.council.columns.wanted import Wanted
from jsna.ingest.council.understood import Kind, Understood

#: Fewer areas with rows that are there twice prove nothing.
_FEWEST = 3
#: Codes of unitary authorities, metropolitan districts and London boroughs: districts and county-level at once.
_AT_TWO_LEVELS = ("E06", "E08", "E09")


def uses(
    understood: Understood, columns: Mapping[str, Column], wanted: Wanted, taken: Mapping[str, ColumnUse]
) -> dict[str, ColumnUse]:
    """Return the columns by which rows are left out, with the labels of those that are read.

    A column that parts the rows of an area is settled by the label that the analyst names; else by the label of the
    whole, such as Persons; else the analyst is asked.

    Args:
        understood: the file.
        columns: from ``recognised``.
        wanted: the analyst's words.
        taken: what other columns are.

    Raises:
        Findings: rows differ by a column that has no label of the whole; or a label that was named is not there.
    """
    made = {
        heading: ColumnUse(use=Use.ONLY, keep=_named(understood, heading, labels))
        for heading, labels in wanted.only.items()
    }
    if wanted.add_up:
        _require_no_total(understood, made)
    table = kept(understood.table, made)
    if understood.kind in (Kind.POSTCODE, Kind.POINT):
        return made
    key = [
        understood.area,
        *(heading for heading, use in taken.items() if use.use in (Use.GROUP, Use.MEASURE, Use.PERIOD)),
    ]
    numbers = [heading for heading, use in taken.items() if use.use.is_number]
    table = twice_removed(_of_interest(table, taken), key, numbers)
    for heading in _parting(understood, columns, table, taken, made):
        if not table.duplicated(key).any():
            break
        if not (table.groupby(key, observed=True)[heading].nunique() > 1).any():
            continue
        labels = labels_of(table[heading])
        whole = total_of(pd.Series(labels, dtype=str))
        if whole:
            made[heading] = ColumnUse(use=Use.ONLY, keep=(whole,))
            table = table[table[heading] == whole]
        elif not wanted.add_up:
            raise Findings(
                [_ask(understood, *_telling(table, key, heading, _parting(understood, columns, table, taken, made)))]
            )
    return made


def twice_removed(table: pd.DataFrame, key: list[str], numbers: list[str]) -> pd.DataFrame:
    """Return the rows without those that repeat another: a unitary authority stands among districts and counties.

    Args:
        table: rows of a file.
        key: the columns that say area, group, measure and period.
        numbers: the columns of numbers that are read.

    Returns:
        All rows where one of several about the same differs in its numbers, where fewer than three areas have several,
        or where one of these stands at one level only: two rows of a ward may be two parts of it.
    """
    several = table.duplicated(key, keep=False)
    same = table.duplicated([*key, *numbers])
    areas = table.loc[several, key[0]]
    at_two_levels = areas.str.startswith(_AT_TWO_LEVELS).all()
    if not at_two_levels or areas.nunique() < _FEWEST or same.sum() < table.duplicated(key).sum():
        return table
    return pd.DataFrame(table[~same])


def _telling(table: pd.DataFrame, key: list[str], first: str, candidates: Sequence[str]) -> tuple[str, list[str]]:
    """The column that is asked about: one that alone tells the rows of an area apart, else the first."""
    alone = [heading for heading in candidates if not table.duplicated([*key, heading]).any()]
    chosen = next(iter(alone), first)
    return chosen, labels_of(table[chosen])


def parting(understood: Understood, columns: Mapping[str, Column], taken: set[str]) -> list[str]:
    """Return the columns that part the rows of an area, beside those that say the group, the measure or the period.

    Args:
        understood: the file.
        columns: from ``recognised``.
        taken: headings that are something else.
    """
    key = _key(understood, columns, taken)
    if not understood.area or not understood.table.duplicated(key).any():
        return []
    by = understood.table.groupby(key, observed=True)
    settled = {*taken, *key}
    uses = {heading: ColumnUse(use=Use.LEFT_OUT) for heading in settled}
    return [
        heading
        for heading in _parting(understood, columns, understood.table, uses, {})
        if (by[heading].nunique() > 1).any()
    ]


def repeated(understood: Understood, taken: set[str]) -> bool:
    """Return whether several rows are about one area, and no other column can say which is read."""
    columns = recognised(understood)
    key = _key(understood, columns, taken)
    every = bool(understood.area) and bool(understood.table.duplicated(key).any())
    return every and not parting(understood, columns, taken)


def _key(understood: Understood, columns: Mapping[str, Column], taken: set[str]) -> list[str]:
    """The columns that tell the rows of one area apart, as far as they are known."""
    periods = [heading for heading, column in columns.items() if column.role is Role.PERIOD]
    measures = [
        heading for heading in map(str, understood.table) if heading not in taken and is_measure(understood, heading)
    ]
    return list(dict.fromkeys([understood.area, *sorted(taken), *periods, *measures]))


def kept(table: pd.DataFrame, only: Mapping[str, ColumnUse]) -> pd.DataFrame:
    """Return the rows that are read."""
    for heading, use in only.items():
        if use.use is Use.ONLY and heading in table:
            table = pd.DataFrame(table[table[heading].isin(use.keep)])
    return table


def _of_interest(table: pd.DataFrame, taken: Mapping[str, ColumnUse]) -> pd.DataFrame:
    """The rows of groups and measures that are read."""
    for heading, use in taken.items():
        if use.use is Use.MEASURE or (use.use is Use.GROUP and use.labels):
            wanted = [label for labels in use.labels.values() for label in labels]
            rows = table[heading].isin(wanted)
            table = table[rows] if rows.any() else table
    return table


def _parting(
    understood: Understood,
    columns: Mapping[str, Column],
    table: pd.DataFrame,
    taken: Mapping[str, ColumnUse],
    made: Mapping[str, ColumnUse],
) -> list[str]:
    """The columns that may part the rows of an area: labels that come again with other areas."""
    without = (Role.AREA, Role.NAME, Role.POSTCODE, Role.NOTE)
    return [
        heading
        for heading, column in columns.items()
        if heading not in taken
        and heading not in made
        and column.role not in without
        and heading not in understood.numbers
        and _repeats(table, understood.area, heading)
    ]


def _repeats(table: pd.DataFrame, area: str, heading: str) -> bool:
    labels = labels_of(table[heading])
    if not len(labels) > 1:
        return False
    areas = table.groupby(heading, observed=True)[area].nunique()
    return bool(areas.median() >= 2 or total_of(pd.Series(labels, dtype=str))) or table[area].nunique() == 1


def _named(understood: Understood, heading: str, labels: Sequence[str]) -> tuple[str, ...]:
    if heading not in understood.table:
        accepted = ", ".join(map(str, understood.table))
        raise Findings([Finding(understood.name, "there is no such column", accepted, 1, heading)])
    there = labels_of(understood.table[heading])
    found = tuple(each for each in there if each.casefold() in {label.strip().casefold() for label in labels})
    if len(found) < len(set(labels)):
        raise Findings(
            [
                Finding(
                    understood.name,
                    "there is no such label",
                    ", ".join(there[:20]),
                    column=heading,
                    value=", ".join(labels),
                )
            ]
        )
    return found


def _require_no_total(understood: Understood, made: Mapping[str, ColumnUse]) -> None:
    """Refuse to add up rows of everyone and rows of a part of them."""
    for heading, use in made.items():
        whole = total_of(pd.Series(use.keep, dtype=str))
        if whole and len(use.keep) > 1:
            problem = (
                f"{whole!r} is everyone, so people would be counted twice beside {use.keep[use.keep[0] == whole]!r}"
            )
            raise Findings([Finding(understood.name, problem, f"{whole!r} alone, or the others", column=heading)])


def _ask(understood: Understood, heading: str, labels: Sequence[str]) -> Finding:
    shown = ", ".join(labels[:6]) + (" …" if len(labels) > 6 else "")
    problem = f"an area has several rows, which differ by {heading!r} ({shown})"
    accepted = f'one or several of them: --only "{heading}={labels[0]}"; or all of them together: --add-up'
    return Finding(understood.name, problem, accepted, column=heading)
