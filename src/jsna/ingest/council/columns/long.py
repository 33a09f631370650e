"""The columns of a table that says in its rows which group a number is of: the group's labels stand in a column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.ingest.council.columns import bases, limits_of_rates, measures
from jsna.ingest.council.columns.heading_periods import is_only_a_period, period_in, without_period
from jsna.ingest.council.columns.heading_words import Role, is_a_value, is_only_a_number, named, whom
from jsna.ingest.council.columns.labels import labels_of, total_of
from jsna.ingest.council.columns.mapping import RESIDENTS, SUM, ColumnUse, Use
from jsna.ingest.council.columns.recognised import COUNTED, Column, require_counts
from jsna.ingest.council.columns.wanted import Wanted
from jsna.ingest.council.rows.rows_as_ones import ONES
from jsna.ingest.council.understood import Understood


def uses(understood: Understood, columns: Mapping[str, Column], wanted: Wanted) -> tuple[dict[str, ColumnUse], str]:
    """Return what the columns are, by heading, and out of whom the figures are if no column says it.

    Args:
        understood: the file.
        columns: from ``recognised``.
        wanted: the analyst's words.

    Raises:
        Findings: no column holds the labels of every group, or several do; or it is not clear which column holds the
            numbers, or out of how many they are.
    """
    heading = group_column(understood, columns, wanted)
    measure = measures.column(understood, wanted, {heading})
    if not heading and not (measure and len(wanted.groups) == 1):
        return {}, ""
    labels = _labels(understood, heading, wanted) if heading else {}
    made = {heading: ColumnUse(use=Use.GROUP, labels=labels)} if heading else {}
    made |= measure
    numbers, out_of = _numbers(understood, columns, wanted, heading, labels, bool(measure))
    return made | numbers, out_of


def group_column(understood: Understood, columns: Mapping[str, Column], wanted: Wanted) -> str:
    """Return the column in which the labels of every group stand; empty if there is none.

    Raises:
        Findings: several columns hold them all.
    """
    if said := wanted.used_as(Use.GROUP):
        return said[0]
    texts = [heading for heading in columns if may_hold_labels(understood, columns, heading, wanted)]
    holding = [heading for heading in texts if _holds(understood, heading, wanted)]
    holding = _without_doubles(understood, holding)
    if len(holding) > 1:
        problem = f"the groups stand in several columns: {', '.join(map(repr, holding))}"
        accepted = f'one of them: --column "{holding[0]}=group"'
        raise Findings([Finding(understood.name, problem, accepted, row=1)])
    return holding[0] if holding else ""


def may_hold_labels(understood: Understood, columns: Mapping[str, Column], heading: str, wanted: Wanted) -> bool:
    """Return whether a column may say of each row which group, sex, age or measure it is about."""
    return (
        heading != understood.area
        and columns[heading].role not in (Role.AREA, Role.POSTCODE)
        and wanted.uses.get(heading, Use.GROUP) is Use.GROUP
    )


def _holds(understood: Understood, heading: str, wanted: Wanted) -> bool:
    there = {named(label) for label in labels_of(understood.table[heading])} - {()}
    asked = [wanted.own_names(code) or [label, code] for code, label in wanted.groups.items()]
    any_of = [any(named(name) in there for name in names) for names in asked]
    return bool(any_of) and all(any_of)


def _without_doubles(understood: Understood, headings: Sequence[str]) -> list[str]:
    """The columns, without those that say the same as an earlier one, as a code beside a label does."""
    kept: list[str] = []
    for heading in headings:
        if not any(understood.table[heading].equals(understood.table[other]) for other in kept):
            kept.append(heading)
    return kept


def _labels(understood: Understood, heading: str, wanted: Wanted) -> dict[str, tuple[str, ...]]:
    """The labels of the file that are each group's, by the group's label."""
    there = labels_of(understood.table[heading])
    made: dict[str, tuple[str, ...]] = {}
    wrong = []
    for code, label in wanted.groups.items():
        names = wanted.own_names(code)
        called = {named(name) for name in names} if names else {named(label), named(code)}
        found = tuple(each for each in there if named(each) in called)
        made[label] = found
        if len(found) < max(1, len(names)):
            problem = (
                f"{heading!r} has no label {next((n for n in names if named(n) not in map(named, found)), label)!r}"
            )
            wrong.append(Finding(understood.name, problem, ", ".join(there[:20]), column=heading))
    if wrong:
        raise Findings(wrong)
    return made


def _numbers(
    understood: Understood,
    columns: Mapping[str, Column],
    wanted: Wanted,
    groups: str,
    labels: Mapping[str, tuple[str, ...]],
    measured: bool,
) -> tuple[dict[str, ColumnUse], str]:
    """What the columns of numbers are, and out of whom, where no column says it."""
    if dated := _dated(understood, wanted):
        made, rest = {heading: ColumnUse(use=Use.COUNT, period=period) for heading, period in dated.items()}, []
    elif wanted.publishes and not measured:
        value = _one(understood, columns, wanted, Use.VALUE)
        return limits_of_rates.uses(understood, columns, wanted, {"": [value]} if value else {}), ""
    else:
        counted = _one(understood, columns, wanted, Use.VALUE if wanted.publishes else Use.COUNT)
        if not measured and not is_a_value(counted):
            require_counts(understood, columns, [counted])
        made, rest = {counted: ColumnUse(use=Use.COUNT)}, [each for each in understood.numbers if each != counted]
    if not wanted.needs_base or measures.has_base(understood, wanted):
        return made, ""
    asked = wanted.out_of.get("", "")
    if asked in (SUM, RESIDENTS):
        return made, asked
    free = {each: columns[each] for each in rest}
    asked = asked or next(iter(wanted.used_as(Use.BASE)), "")
    if asked in free:
        require_counts(understood, columns, [asked])
        return made | {asked: ColumnUse(use=Use.BASE)}, ""
    if label := _base_label(understood, groups, labels, wanted, asked):
        return made, label
    found = bases.of_groups(understood, columns, free, dict.fromkeys(wanted.groups, next(iter(made))), wanted)
    return made | {next(iter(found.values())): ColumnUse(use=Use.BASE)}, ""


def _dated(understood: Understood, wanted: Wanted) -> dict[str, str]:
    """The columns whose headings are periods and nothing else, or the same words beside each, with their periods."""
    likely = wanted.used_as(Use.COUNT) or understood.numbers
    given = [heading for heading in likely if is_only_a_period(heading)]
    if not given:
        dated = [heading for heading in likely if period_in(heading)]
        alike = {named(without_period(heading)) for heading in dated}
        periods = {period_in(heading) for heading in dated}
        given = dated if len(alike) == 1 and len(periods) == len(dated) else []
    return {heading: period_in(heading) for heading in given}


def _one(understood: Understood, columns: Mapping[str, Column], wanted: Wanted, use: Use) -> str:
    """The column that holds the numbers of the groups."""
    named_by = [name for code in wanted.groups for name in wanted.own_names(code)]
    if said := [heading for heading in [*wanted.used_as(use), *named_by] if heading in understood.numbers]:
        return said[0]
    likely = [heading for heading in understood.numbers if is_only_a_number(heading) or is_a_value(heading)]
    base = whom(wanted.base)
    every = [heading for heading in understood.numbers if columns[heading].may_be_counts]
    others = [heading for heading in every if not (columns[heading].role in COUNTED and whom(heading) == base)]
    counted = likely or _without_attributes(others, columns) or every
    if len(counted) != 1:
        problem = "no column holds the numbers of the groups" if not counted else "several columns may hold the numbers"
        option = f'--column "{(counted or understood.numbers or ("Count",))[0]}={use}"'
        accepted = f"one of them: {option}; here are: {bases.here(columns)}"
        raise Findings([Finding(understood.name, problem, accepted, row=1)])
    return counted[0]


def _without_attributes(headings: Sequence[str], columns: Mapping[str, Column]) -> list[str]:
    """The columns that may be counts, without amounts such as co-ordinates where others are; that of the rows first."""
    counts = [heading for heading in headings if columns[heading].role is not Role.AMOUNT]
    return sorted(counts or headings, key=lambda heading: not heading.startswith(ONES))


def _base_label(
    understood: Understood, groups: str, labels: Mapping[str, tuple[str, ...]], wanted: Wanted, asked: str
) -> str:
    """The label of the column of groups whose rows are everyone; empty if there is none."""
    used = {label for own in labels.values() for label in own}
    there = [label for label in labels_of(understood.table[groups]) if label not in used] if groups else []
    if asked:
        return next((label for label in there if named(label) == named(asked)), "")
    alike = [label for label in there if whom(label) and whom(label) == whom(wanted.base)]
    return alike[0] if len(alike) == 1 else total_of(pd.Series(there, dtype=str))
