"""Choose the columns of counts by the analyst's words, and say both beside each other; ask where they do not fit."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.ingest.council import column_values
from jsna.ingest.council.columns import COUNTED, Column, in_words, numbers_of, recognised, require_counts
from jsna.ingest.council.heading_words import (
    Role,
    bare,
    exclude_each_other,
    is_generic,
    is_only_a_number,
    may_repeat,
    named,
    period_of,
    whom,
    without_years,
)
from jsna.ingest.council.understood import Understood
from jsna.model.slug import slug_of


@dataclass(frozen=True)
class Columns:
    """The columns of one period.

    Attributes:
        counts: heading of each group's counts, by group code.
        out_of: heading of the denominators.
        period: what the headings or a column of years say they are about; empty where the file does not say it.
        said: sentences that set the analyst's words beside the columns.
    """

    counts: Mapping[str, str]
    out_of: str
    period: str = ""
    said: tuple[str, ...] = field(default=(), compare=False)


def choose(
    understood: Understood,
    groups: Mapping[str, str],
    base: str,
    *,
    out_of: str | None = None,
    counts: Mapping[str, str] | None = None,
    period: str = "",
) -> tuple[Columns, ...]:
    """Return which column is which, for each period of the file.

    A group's column has the group's label as its heading. The base is the column whose heading names the same people
    as the analyst's words, or a total that does not say of whom; nothing is a base because it is left over. Groups
    that stand once for each of several years, each with a base of its year, are as many periods.

    Args:
        understood: a file that was read.
        groups: label of each group, by code.
        base: out of whom, in the analyst's words.
        out_of: heading of the base, if the analyst names it.
        counts: heading of a group's counts by its label or code, for those the analyst names.
        period: the one period that is wanted; empty: every period of the file.

    Raises:
        Findings: a group or the base has no column, or several, or one that is known to hold something else; or the
            file is about other periods.
    """
    if not groups:
        raise Findings([Finding(understood.name, "no group was named", "at least one column of counts")])
    columns = recognised(understood)
    named_counts = {code: _named_by(counts or {}, code, label) for code, label in groups.items()}
    for heading in (*filter(None, named_counts.values()), *([out_of] if out_of else [])):
        _require_there(understood, heading)
    found = {
        code: [own] if (own := named_counts[code]) else _of_group(columns, code, label)
        for code, label in groups.items()
    }
    if len(groups) == 1 and not any(found.values()):
        found = {key: [heading for heading in columns if is_only_a_number(heading)] for key in groups}
    _require_groups(understood, columns, groups, found)
    require_counts(understood, columns, [heading for headings in found.values() for heading in headings])
    periods = _by_period(understood, found)
    year = _stated_period(understood, columns)
    every = tuple(
        _with_base(understood, columns, groups, base, out_of, chosen, own or year, several=len(periods) > 1)
        for own, chosen in periods
    )
    wanted = tuple(each for each in every if not period or each.period in ("", period))
    if not wanted:
        problem = f"the figures are about {', '.join(each.period for each in every)}, not {period}"
        raise Findings([Finding(understood.name, problem, "the period of the figures", row=1)])
    return wanted


def groups_of(columns: Mapping[str, Column], chosen: Iterable[str], base: str, out_of: str | None) -> tuple[str, ...]:
    """Return the labels of the groups among the columns that were chosen: neither the base, nor one for each year.

    Args:
        columns: from ``recognised``.
        chosen: headings.
        base: out of whom, in the analyst's words.
        out_of: heading of the base, if the analyst names it.
    """
    bases = {named(without_years(heading)) for heading in columns if whom(base) and whom(heading) == whom(base)}
    if out_of:
        bases = {named(without_years(out_of))}
    groups = [heading for heading in chosen if named(without_years(heading)) not in bases]
    if len({period_of(heading) for heading in groups}) < 2:
        return tuple(groups)
    stems = [without_years(heading) for heading in groups]
    return tuple(dict.fromkeys(heading[:1].upper() + heading[1:] for heading in stems))


def left_out(columns: Mapping[str, Column], chosen: Iterable[Columns]) -> str:
    """Return a sentence on the columns of numbers that are not used, or an empty text without any."""
    used = {heading for each in chosen for heading in (*each.counts.values(), each.out_of)}
    without = (Role.AREA, Role.POSTCODE, Role.NAME, Role.TEXT, Role.NOTE)
    rest = [column for heading, column in columns.items() if heading not in used and column.role not in without]
    return f"Left out: {in_words(rest)}." if rest else ""


def _named_by(counts: Mapping[str, str], code: str, label: str) -> str | None:
    return next((heading for key, heading in counts.items() if key.strip() == label or slug_of(key) == code), None)


def _require_there(understood: Understood, heading: str) -> None:
    if heading not in understood.numbers:
        problem = "there is no such column of numbers"
        raise Findings([Finding(understood.name, problem, ", ".join(understood.numbers) or "numbers", 1, heading)])


def _of_group(columns: Mapping[str, Column], code: str, label: str) -> list[str]:
    """The columns whose heading is a group's label; without such, those that are it but for years and "number of"."""
    wanted = {named(label), named(code)}
    numbers = [heading for heading, column in columns.items() if column.role not in (Role.TEXT, Role.NOTE, Role.NAME)]
    exact = [heading for heading in numbers if named(heading) in wanted]
    return exact or [heading for heading in numbers if bare(heading) in {bare(label), bare(code)} - {()}]


def _require_groups(
    understood: Understood, columns: Mapping[str, Column], groups: Mapping[str, str], found: Mapping[str, list[str]]
) -> None:
    wrong = []
    for code, headings in found.items():
        if not headings:
            accepted = f"a column with that heading, or one named with --count; here are: {_here(columns)}"
            wrong.append(Finding(understood.name, f"no column for {groups[code]!r}", accepted, row=1))
        periods = [period_of(heading) for heading in headings]
        if len(set(periods)) < len(headings):
            problem = f"several columns for {groups[code]!r}: {', '.join(map(repr, headings))}"
            wrong.append(Finding(understood.name, problem, "one of them, named for this group", row=1))
    if wrong:
        raise Findings(wrong)


def _by_period(understood: Understood, found: Mapping[str, list[str]]) -> list[tuple[str, dict[str, str]]]:
    """The columns of the groups for each period that their headings name, the earliest first."""
    by_code = {code: {period_of(heading): heading for heading in headings} for code, headings in found.items()}
    periods = {frozenset(by_period) for by_period in by_code.values()}
    if len(periods) > 1:
        named_periods = "; ".join(f"{code}: {', '.join(sorted(each)) or 'none'}" for code, each in by_code.items())
        problem = f"the groups are about different years ({named_periods})"
        raise Findings([Finding(understood.name, problem, "every group for the same years", row=1)])
    return [
        (period, {code: by_period[period] for code, by_period in by_code.items()}) for period in sorted(periods.pop())
    ]


def _stated_period(understood: Understood, columns: Mapping[str, Column]) -> str:
    """The one period that a column of years gives, or an empty text without such a column."""
    for heading, column in columns.items():
        if column.role is not Role.PERIOD:
            continue
        cells = understood.table[heading]
        given = list(dict.fromkeys(cells[cells != ""].str.replace(r"\.0*$", "", regex=True)))
        if len(given) > 1:
            problem = f"the rows are about several periods ({', '.join(given[:5])})"
            raise Findings([Finding(understood.name, problem, "rows of one period", column=heading)])
        if given and period_of(given[0]):
            return period_of(given[0])
    return ""


def _with_base(
    understood: Understood,
    columns: Mapping[str, Column],
    groups: Mapping[str, str],
    base: str,
    out_of: str | None,
    counts: dict[str, str],
    period: str,
    *,
    several: bool,
) -> Columns:
    """The columns of one period with their base; each group's words and column are said beside each other."""
    own = period_of(next(iter(counts.values())))
    free = {
        heading: column
        for heading, column in columns.items()
        if heading in understood.numbers
        and heading not in counts.values()
        and (not own or period_of(heading) in ((own,) if several else (own, "")))
    }
    if out_of and several:
        out_of = next((each for each in free if named(without_years(each)) == named(without_years(out_of))), out_of)
    total = _base(understood, columns, free, base, out_of)
    said = [f"{groups[code]}: {heading!r} out of {total!r}, for “{base}”." for code, heading in counts.items()]
    return Columns(counts, total, period, tuple(said))


def _base(
    understood: Understood,
    columns: Mapping[str, Column],
    free: Mapping[str, Column],
    base: str,
    out_of: str | None,
) -> str:
    said = whom(base)
    named_alike = [heading for heading in free if said and whom(heading) == said and not is_generic(heading)]
    named_alike = [heading for heading in named_alike if not may_repeat(heading)] or named_alike
    usable = [heading for heading in named_alike if free[heading].may_be_counts]
    if out_of:
        if usable and out_of not in usable:
            problem = f"{out_of!r} was named as the base, but {usable[0]!r} is called as “{base}” is"
            raise Findings([Finding(understood.name, problem, "a base whose column and words are the same", row=1)])
        require_counts(understood, columns, [out_of])
        return out_of
    if named_alike:
        require_counts(understood, columns, named_alike)
        _require_one(understood, named_alike, base)
        found = named_alike[0]
    else:
        totals = [heading for heading in free if is_generic(heading) and free[heading].may_be_counts]
        if not totals:
            raise Findings([_without_base(understood, columns, base)])
        _require_one(understood, totals, base)
        found = totals[0]
    _require_people(understood, columns, found)
    return found


def _require_one(understood: Understood, headings: list[str], base: str) -> None:
    if len(headings) > 1:
        problem = f"several columns may be “{base}”: {', '.join(map(repr, headings))}"
        raise Findings([Finding(understood.name, problem, "one of them, named with --out-of or in the form", row=1)])


def _without_base(understood: Understood, columns: Mapping[str, Column], base: str) -> Finding:
    problem = f"no column says out of how many: none is called “{base}”"
    accepted = f"a column with that heading, or one named with --out-of or in the form; here are: {_here(columns)}"
    return Finding(understood.name, problem, accepted, row=1)


def _require_people(understood: Understood, columns: Mapping[str, Column], total: str) -> None:
    """Refuse a total of answers that may be several for one person: nobody may be counted twice in a base."""
    if not may_repeat(total):
        return
    usable = [heading for heading in understood.numbers if columns[heading].may_be_counts]
    parts = column_values.sums(pd.DataFrame(numbers_of(understood)[usable])).get(total, ())
    if parts and not exclude_each_other(parts):
        problem = f"{total!r} is the sum of {', '.join(map(repr, parts))}: answers, if people may be in several of them"
        accepted = "a column of people; or --out-of, or the form, if nobody is in two of them"
        raise Findings([Finding(understood.name, problem, accepted, row=1)])


def _here(columns: Mapping[str, Column]) -> str:
    """Every column of numbers, and what it was taken for if it is not a count."""
    without = (Role.TEXT, Role.AREA, Role.NAME, Role.POSTCODE, Role.NOTE)
    numbers = [column for column in columns.values() if column.role not in without]
    return ", ".join(repr(each.heading) if each.role in COUNTED else str(each) for each in numbers) or "no numbers"
