"""Propose what each column of a file is, from headings, cells and the analyst's words; ask what cannot be known."""

from __future__ import annotations

from collections.abc import Mapping as Map
from dataclasses import replace

from jsna.errors import Finding, Findings
from jsna.ingest.council.columns import long, measures, rows_kept, wide
from jsna.ingest.council.columns.heading_periods import one_way
from jsna.ingest.council.columns.heading_words import Role
from jsna.ingest.council.columns.labels import labels_of
from jsna.ingest.council.columns.mapping import RESIDENTS, SUM, ColumnUse, Mapping, Use
from jsna.ingest.council.columns.recognised import Column, recognised
from jsna.ingest.council.columns.wanted import Wanted
from jsna.ingest.council.rows.rows_as_ones import ones_of
from jsna.ingest.council.understood import Understood


def propose(understood: Understood, wanted: Wanted) -> Mapping:
    """Return what each column of a file is.

    Args:
        understood: a file that was read.
        wanted: the analyst's words.

    Raises:
        Findings: a group or the base is not there, something cannot be known and is asked, or a column that was named
            is known to hold something else.
    """
    if not wanted.groups:
        raise Findings([Finding(understood.name, "no group was named", "at least one column of counts")])
    wanted = _with_layout(understood, wanted)
    _require_headings(understood, wanted)
    understood = _without(understood, wanted.used_as(Use.LEFT_OUT))
    columns = recognised(understood)
    headings = wide.found(understood, columns, wanted)
    out_of = next((each for each in wanted.out_of.values() if each in (SUM, RESIDENTS)), "")
    numbers: dict[str, ColumnUse] = {}
    if not all(headings.values()) or wanted.used_as(Use.GROUP) or measures.several(understood, wanted):
        numbers, out_of_label = long.uses(understood, columns, wanted)
        out_of = out_of_label or out_of
    if not numbers:
        numbers = wide.uses(understood, columns, wanted, headings)
    if _counts_rows(understood, numbers):
        wanted = replace(wanted, add_up=True)
    made = _period(understood, columns, wanted, numbers) | numbers
    made |= rows_kept.uses(understood, columns, wanted, made)
    if understood.area:
        made = {understood.area: ColumnUse(use=Use.AREA)} | made
    layout = understood.layout.name if understood.layout else ""
    return Mapping(
        layout=layout,
        sheet=understood.sheet,
        columns=made,
        out_of=out_of,
        period=wanted.period,
        add_up=wanted.add_up,
    )


def _counts_rows(understood: Understood, made: Map[str, ColumnUse]) -> bool:
    """Whether the only number is that each row is one: the rows of an area are counted then."""
    return [heading for heading, use in made.items() if use.use.is_number] == [ones_of(understood)]


def _with_layout(understood: Understood, wanted: Wanted) -> Wanted:
    """The analyst's words, with the headings of the table, and with what the known layout says of other columns."""
    layout = understood.layout
    if layout is None:
        return wanted
    plain = layout.headings
    wanted = replace(
        wanted,
        counts={group: [plain.get(name, name) for name in names] for group, names in wanted.counts.items()},
        out_of={group: plain.get(name, name) for group, name in wanted.out_of.items()},
        uses={plain.get(heading, heading): use for heading, use in wanted.uses.items()},
        only={plain.get(heading, heading): labels for heading, labels in wanted.only.items()},
    )
    said = {*wanted.uses, *wanted.only}
    uses = {heading: use for heading, use in layout.uses.items() if heading not in said}
    only = {heading: labels for heading, labels in layout.only.items() if heading not in said}
    return replace(wanted, uses={**uses, **wanted.uses}, only={**only, **wanted.only})


def _without(understood: Understood, headings: list[str]) -> Understood:
    """The file without columns that the analyst leaves out.

    Raises:
        Findings: one of them says where each row lies.
    """
    if not headings:
        return understood
    if understood.area in headings:
        problem = "this column says where each row lies, and cannot be left out"
        raise Findings([Finding(understood.name, problem, "other columns", column=understood.area)])
    numbers = tuple(heading for heading in understood.numbers if heading not in headings)
    return replace(understood, table=understood.table.drop(columns=headings), numbers=numbers)


def _require_headings(understood: Understood, wanted: Wanted) -> None:
    missing = [heading for heading in wanted.uses if heading not in understood.table]
    if missing:
        accepted = ", ".join(map(str, understood.table.columns))
        raise Findings(Finding(understood.name, "there is no such column", accepted, 1, each) for each in missing)


def _period(
    understood: Understood, columns: Map[str, Column], wanted: Wanted, numbers: Map[str, ColumnUse]
) -> dict[str, ColumnUse]:
    """The column that says of each row when; none where the headings of the numbers say it."""
    if any(use.period for use in numbers.values()):
        return {}
    said = wanted.used_as(Use.PERIOD)
    likely = said or [
        heading
        for heading, column in columns.items()
        if column.role is Role.PERIOD and heading not in numbers and heading not in wanted.only
    ]
    for heading in likely:
        labels = labels_of(understood.table[heading])
        if labels and len(one_way(labels)) == len(labels):
            return {heading: ColumnUse(use=Use.PERIOD)}
    if said:
        problem = f"not every cell of {said[0]!r} is a period"
        raise Findings([Finding(understood.name, problem, "a column of years, months or days", column=said[0])])
    return {}
