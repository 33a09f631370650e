"""The columns of a table that gives each group a column of its own: by the analyst's words, for each period."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jsna.errors import Finding, Findings
from jsna.files.to_numbers import PLAIN
from jsna.ingest.council.columns import bases, limits_of_rates
from jsna.ingest.council.columns.bases import here
from jsna.ingest.council.columns.heading_periods import is_only_a_period, period_in, without_period
from jsna.ingest.council.columns.heading_words import Role, bare, is_only_a_number, named, nearest, whom, without_years
from jsna.ingest.council.columns.mapping import RESIDENTS, SUM, ColumnUse, Use
from jsna.ingest.council.columns.recognised import Column, require_counts
from jsna.ingest.council.columns.wanted import PUBLISHED, Wanted
from jsna.ingest.council.rows.rows_as_ones import each_row_is_one, ones_of
from jsna.ingest.council.understood import Understood

#: What stands between the headings of two rows that were joined.
STOREYS = " – "

#: Words of a percentage's heading that do not say whose it is.
_OF_SHARES = frozenset({"percent", "share", "proportion", "rate", "of", "the", "total"})

#: Headings of each group, by code.
Found = dict[str, list[str]]


def found(understood: Understood, columns: Mapping[str, Column], wanted: Wanted) -> Found:
    """Return the headings that are each group's, by code; an empty list where there is none.

    A group's column has the group's label as its heading, but for years and words for counting. Where every group's
    heading has the same words more ("White eligible", "Other eligible"), it is the group's too.
    """
    headings = {code: _of_group(understood, columns, code, label, wanted) for code, label in wanted.groups.items()}
    if not any(headings.values()):
        return _with_words_more(columns, wanted) or headings
    return headings


def uses(
    understood: Understood, columns: Mapping[str, Column], wanted: Wanted, headings: Found
) -> dict[str, ColumnUse]:
    """Return what the columns of numbers are, by heading.

    Args:
        understood: the file.
        columns: from ``recognised``.
        wanted: the analyst's words.
        headings: from :func:`found`.

    Raises:
        Findings: a group or the base has no column, or several, or one that is known to hold something else.
    """
    headings = _of_the_only_group(understood, columns, wanted, headings)
    _require_groups(understood, columns, wanted, headings)
    chosen = [heading for each in headings.values() for heading in each]
    if wanted.measure in PUBLISHED or _all_values(chosen, wanted):
        return limits_of_rates.uses(understood, columns, wanted, headings)
    require_counts(understood, columns, chosen)
    periods = _by_period(understood, wanted, headings)
    made: dict[str, ColumnUse] = {}
    for period, of_groups in periods:
        for code, own in of_groups.items():
            made |= {each: ColumnUse(use=Use.COUNT, group=wanted.groups[code], period=period) for each in own}
        based = _bases(understood, columns, wanted, period, of_groups, several=len(periods) > 1)
        made |= based
        made |= _percentages(columns, wanted, of_groups, period) if based else {}
    return made


def _of_the_only_group(understood: Understood, columns: Mapping[str, Column], wanted: Wanted, headings: Found) -> Found:
    """The columns of one group that none names: those that hold figures, say "count", or are a period each."""
    if len(headings) > 1 or any(headings.values()):
        return headings
    said = [each for use in (Use.COUNT, Use.VALUE) for each in wanted.used_as(use) if each in understood.numbers]
    if said:
        return dict.fromkeys(headings, said)
    periods = [heading for heading in understood.numbers if is_only_a_period(heading)]
    if wanted.measure in PUBLISHED:
        return dict.fromkeys(headings, limits_of_rates.likely(understood, columns) or periods)
    if _only_rows_are_counted(understood, columns):
        return {code: [ones_of(understood)] for code in headings}
    only = [heading for heading in understood.numbers if is_only_a_number(without_period(heading))]
    return dict.fromkeys(headings, only or periods)


def _only_rows_are_counted(understood: Understood, columns: Mapping[str, Column]) -> bool:
    """Whether each row of a list is one, and no other column may hold the numbers that are meant: months, places."""
    ones = ones_of(understood)
    others = [columns[heading] for heading in understood.numbers if heading != ones]
    return bool(ones) and each_row_is_one(understood) and all(each.role is not Role.UNKNOWN for each in others)


def _all_values(headings: Sequence[str], wanted: Wanted) -> bool:
    return bool(headings) and all(wanted.uses.get(heading) is Use.VALUE for heading in headings)


def _of_group(
    understood: Understood, columns: Mapping[str, Column], code: str, label: str, wanted: Wanted
) -> list[str]:
    """The columns that the analyst named, or whose heading is the label, if need be but for years."""
    if own := [name for name in wanted.own_names(code) if name in columns]:
        _require_numbers(understood, own)
        return own
    called = {named(label), named(code)}
    numbers = [heading for heading, column in columns.items() if heading in understood.numbers]
    exact = [heading for heading in numbers if named(heading) in called]
    dated = [heading for heading in numbers if bare(without_period(heading)) in {bare(label), bare(code)} - {()}]
    return exact or dated or _alike(columns, numbers, label, wanted)


def _alike(columns: Mapping[str, Column], numbers: Sequence[str], label: str, wanted: Wanted) -> list[str]:
    """The columns of the same people in other words ("65 and over", "Aged 65+"), or below a label of several."""
    counts = [heading for heading in numbers if wanted.measure in PUBLISHED or columns[heading].may_be_counts]
    people, base = whom(label), whom(wanted.base) - whom(label)
    same = [
        heading
        for heading in counts
        # "White people" is the base of "White eligible", where people are the base.
        if people and whom(without_period(heading)) == people and not (base and base <= set(named(heading)))
    ]
    return same or [heading for heading in counts if bare(heading.rpartition(STOREYS)[2]) == bare(label) != ()]


def _require_numbers(understood: Understood, headings: Sequence[str]) -> None:
    if wrong := [heading for heading in headings if heading not in understood.numbers]:
        accepted = ", ".join(understood.numbers) or "numbers"
        raise Findings([Finding(understood.name, "there is no such column of numbers", accepted, 1, wrong[0])])


def _with_words_more(columns: Mapping[str, Column], wanted: Wanted) -> Found:
    """The headings that are the groups' labels and the same words more for each; none where it is not plain."""
    if len(wanted.groups) < 2:
        return {}
    counts = {heading: named(without_period(heading)) for heading, column in columns.items() if column.may_be_counts}
    base = whom(wanted.base)
    rests = {}
    for code, label in wanted.groups.items():
        own = set(named(label))
        rests[code] = {
            tuple(word for word in words if word not in own): heading
            for heading, words in counts.items()
            if own < set(words) and not base <= set(words)
        }
    shared = set.intersection(*(set(rest) for rest in rests.values()))
    if len(shared) != 1:
        return {}
    (more,) = shared
    return {code: [rest[more]] for code, rest in rests.items()}


def _require_groups(understood: Understood, columns: Mapping[str, Column], wanted: Wanted, headings: Found) -> None:
    wrong = []
    for code, own in headings.items():
        label = wanted.groups[code]
        if not own:
            wrong.append(_no_column(understood, columns, label))
        if len({period_in(heading) for heading in own}) < len(own) and not wanted.own_names(code):
            problem = f"several columns for {label!r}: {', '.join(map(repr, own))}"
            accepted = f'one of them: --count "{label}={own[0]}", or in the form'
            wrong.append(Finding(understood.name, problem, accepted, row=1))
    if wrong:
        raise Findings(wrong)


def _no_column(understood: Understood, columns: Mapping[str, Column], label: str) -> Finding:
    """The finding that a group has no column of numbers; one of words with its heading is named, with a cell."""
    words = [heading for heading in columns if named(heading) == named(label) and heading != understood.area]
    if words:
        cells = understood.table[words[0]]
        first = cells[(cells != "") & ~cells.str.fullmatch(PLAIN)].head(1)
        value = str(first.iloc[0])[:80] if len(first) else None
        row = int(str(first.index[0])) if len(first) else None
        return Finding(
            understood.name, "the column holds no numbers", "whole numbers such as 137", row, words[0], value
        )
    such = nearest(label, [each for each, column in columns.items() if column.may_be_counts])
    named_by = f'--count "{label}={such}"' if such else "--count"
    accepted = f"a column with that heading, or one named with {named_by}; here are: {here(columns)}"
    return Finding(understood.name, f"no column for {label!r}", accepted, row=1)


def _by_period(understood: Understood, wanted: Wanted, headings: Found) -> list[tuple[str, Found]]:
    """The columns of the groups for each period that their headings name, the earliest first."""
    by_code: dict[str, dict[str, list[str]]] = {code: {} for code in headings}
    for code, own in headings.items():
        for heading in own:
            by_code[code].setdefault(period_in(heading), []).append(heading)
    periods = {frozenset(by_period) for by_period in by_code.values()}
    if len(periods) > 1:
        said = "; ".join(
            f"{wanted.groups[code]}: {', '.join(sorted(each)) or 'none'}" for code, each in by_code.items()
        )
        problem = f"the groups are about different years ({said})"
        raise Findings([Finding(understood.name, problem, "every group for the same years", row=1)])
    return [
        (period, {code: by_period[period] for code, by_period in by_code.items()}) for period in sorted(periods.pop())
    ]


def _bases(
    understood: Understood,
    columns: Mapping[str, Column],
    wanted: Wanted,
    period: str,
    of_groups: Found,
    *,
    several: bool,
) -> dict[str, ColumnUse]:
    """What the columns of the base are; none where the figures have no base, or one that no column gives."""
    if not wanted.needs_base or set(wanted.out_of.values()) & {SUM, RESIDENTS}:
        return {}
    chosen = {heading for own in of_groups.values() for heading in own}
    free = {
        heading: column
        for heading, column in columns.items()
        if heading in understood.numbers
        and heading not in chosen
        and (not period or period_in(heading) in ((period,) if several else (period, "")))
    }
    found = bases.of_groups(understood, columns, free, {code: own[0] for code, own in of_groups.items()}, wanted)
    if len(set(found.values())) == 1:
        return {next(iter(found.values())): ColumnUse(use=Use.BASE, period=period)}
    return {
        heading: ColumnUse(use=Use.BASE, group=wanted.groups[code], period=period) for code, heading in found.items()
    }


def _percentages(columns: Mapping[str, Column], wanted: Wanted, of_groups: Found, period: str) -> dict[str, ColumnUse]:
    """The percentages that stand beside count and base, against which they are checked."""
    shares = [
        heading
        for heading, column in columns.items()
        if column.role is Role.PERCENTAGE and period_in(heading) in ("", period)
    ]
    made = {}
    for code, own in of_groups.items():
        counted = set(named(own[0]))
        alike = [each for each in shares if (rest := {*named(each)} - _OF_SHARES) and rest <= counted]
        alike = alike or (shares if len(of_groups) == 1 else [])
        if len(alike) == 1:
            made[alike[0]] = ColumnUse(use=Use.VALUE, group=wanted.groups[code], period=period)
    return made


def labels_of(columns: Mapping[str, Column], chosen: Sequence[str], base: str, out_of: str | None) -> tuple[str, ...]:
    """Return the labels of the groups among the columns that were chosen: neither the base, nor one for each year.

    Args:
        columns: from ``recognised``.
        chosen: headings.
        base: out of whom, in the analyst's words.
        out_of: heading of the base, if the analyst names it.
    """
    bases_of = {named(without_years(heading)) for heading in columns if whom(base) and whom(heading) == whom(base)}
    if out_of:
        bases_of = {named(without_years(out_of))}
    groups = [heading for heading in chosen if named(without_years(heading)) not in bases_of]
    if len({period_in(heading) for heading in groups}) < 2:
        return tuple(groups)
    stems = [without_period(heading) for heading in groups]
    return tuple(dict.fromkeys(heading[:1].upper() + heading[1:] for heading in stems))
