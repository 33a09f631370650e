"""The column that says out of how many: by the analyst's words, or a total that names nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pandas as pd

from jsna.errors import Finding, Findings
from jsna.ingest.council.columns import column_values
from jsna.ingest.council.columns.heading_words import (
    GENERIC,
    Role,
    exclude_each_other,
    is_generic,
    may_repeat,
    named,
    nearest,
    tokens,
    whom,
    without_years,
)
from jsna.ingest.council.columns.mapping import RESIDENTS, SUM
from jsna.ingest.council.columns.recognised import COUNTED, Column, numbers_of, require_counts
from jsna.ingest.council.columns.wanted import Wanted
from jsna.ingest.council.understood import Understood

_ASK = f'one named with --out-of; "{SUM}" or "{RESIDENTS}" will do as well'


def of_groups(
    understood: Understood,
    columns: Mapping[str, Column],
    free: Mapping[str, Column],
    counts: Mapping[str, str],
    wanted: Wanted,
) -> dict[str, str]:
    """Return the heading of each group's base, by group code.

    A base is the column that the analyst names, the one whose heading is the words of the base, the one that has the
    words of the base and of its group ("White pupils"), or a total that does not say of whom.

    Args:
        understood: the file.
        columns: from ``recognised``.
        free: those that may be the base.
        counts: heading of each group's counts.
        wanted: the analyst's words.

    Raises:
        Findings: no column is the base, or several are, or the one that was named is something else.
    """
    given = {code: _heading(free, wanted.base_named(code), several=bool(wanted.out_of)) for code in counts}
    if all(given.values()):
        for code in counts:
            _require_named(understood, columns, free, given[code], wanted)
        return {code: str(heading) for code, heading in given.items()}
    alike = _named_alike(free, wanted.base)
    own = {code: _own(free, heading, wanted.base) for code, heading in counts.items()}
    if not alike and all(len(found) == 1 for found in own.values()):
        return {code: found[0] for code, found in own.items()}
    one = _common(understood, columns, free, wanted.base, alike)
    return dict.fromkeys(counts, one)


def _heading(free: Mapping[str, Column], wanted: str, *, several: bool) -> str | None:
    """The column that the analyst named; of several years, the one of the right year."""
    if not wanted or wanted in free or not several:
        return wanted or None
    return next((each for each in free if named(without_years(each)) == named(without_years(wanted))), wanted)


def _require_named(
    understood: Understood,
    columns: Mapping[str, Column],
    free: Mapping[str, Column],
    heading: str | None,
    wanted: Wanted,
) -> None:
    if heading not in understood.numbers:
        problem = "there is no such column of numbers"
        raise Findings([Finding(understood.name, problem, ", ".join(understood.numbers) or "numbers", 1, heading)])
    usable = [each for each in _named_alike(free, wanted.base) if free[each].may_be_counts]
    if usable and heading not in usable and not set(wanted.out_of) - {""}:
        problem = f"{heading!r} was named as the base, but {usable[0]!r} is called as “{wanted.base}” is"
        raise Findings([Finding(understood.name, problem, "a base whose column and words are the same", row=1)])
    require_counts(understood, columns, [heading])


def _named_alike(free: Mapping[str, Column], base: str) -> list[str]:
    said = whom(base)
    alike = [heading for heading in free if said and whom(heading) == said and not is_generic(heading)]
    return [heading for heading in alike if not may_repeat(heading)] or alike


def _own(free: Mapping[str, Column], counted: str, base: str) -> list[str]:
    """The columns that name the base and a group alone: "White pupils" is that of "White eligible"."""
    group, words = set(tokens(without_years(counted))), set(whom(base))
    found = []
    for heading, column in free.items():
        said = set(tokens(without_years(heading)))
        rest = said - words - GENERIC - {"of"}
        names_base = words <= said or bool(said & GENERIC)
        if column.may_be_counts and names_base and rest and rest <= group and heading != counted:
            found.append(heading)
    return found


def _common(
    understood: Understood, columns: Mapping[str, Column], free: Mapping[str, Column], base: str, alike: list[str]
) -> str:
    """The one column that is the base of every group."""
    if alike:
        require_counts(understood, columns, alike)
        _require_one(understood, alike, base)
        found = alike[0]
    else:
        # "All ages" says nothing of whom, so a heading that holds these words may be meant: "All ages 16+".
        words = set() if whom(base) else set(named(base))
        totals = [
            heading
            for heading in free
            if free[heading].may_be_counts and (is_generic(heading) or (words and words <= set(named(heading))))
        ]
        if not totals:
            raise Findings([without_base(understood, columns, base)])
        _require_one(understood, totals, base)
        found = totals[0]
    _require_people(understood, columns, found)
    return found


def _require_one(understood: Understood, headings: list[str], base: str) -> None:
    if len(headings) > 1:
        problem = f"several columns may be “{base}”: {', '.join(map(repr, headings))}"
        raise Findings([Finding(understood.name, problem, "one of them, named with --out-of", row=1)])


def without_base(understood: Understood, columns: Mapping[str, Column], base: str) -> Finding:
    """Return the finding that nothing in the file says out of how many."""
    problem = f"no column says out of how many: none is called “{base}”"
    shares = [heading for heading, column in columns.items() if column.role in (Role.PERCENTAGE, Role.RATE)]
    if shares and not any(column.role in COUNTED for column in columns.values()):
        problem += f'; if {shares[0]!r} holds percentages that were published, say --column "{shares[0]}=value"'
    such = nearest(base, [each for each, column in columns.items() if column.may_be_counts])
    asked = _ASK.replace("--out-of", f'--out-of "{such}"', 1) if such else _ASK
    accepted = f"a column with that heading, or {asked}; here are: {here(columns)}"
    return Finding(understood.name, problem, accepted, row=1)


def _require_people(understood: Understood, columns: Mapping[str, Column], total: str) -> None:
    """Refuse a total of answers that may be several for one person: nobody may be counted twice in a base."""
    if not may_repeat(total):
        return
    usable = [heading for heading in understood.numbers if columns[heading].may_be_counts]
    parts = column_values.sums(pd.DataFrame(numbers_of(understood)[usable])).get(total, ())
    if parts and not exclude_each_other(parts):
        problem = f"{total!r} is the sum of {', '.join(map(repr, parts))}: answers, if people may be in several of them"
        accepted = "a column of people; or --out-of, if nobody is in two of them"
        raise Findings([Finding(understood.name, problem, accepted, row=1)])


def here(columns: Mapping[str, Column]) -> str:
    """Return every column of numbers, and what it was taken for if it is not a count."""
    without = (Role.TEXT, Role.AREA, Role.NAME, Role.POSTCODE, Role.NOTE)
    numbers: Iterable[Column] = [column for column in columns.values() if column.role not in without]
    return ", ".join(repr(each.heading) if each.role in COUNTED else str(each) for each in numbers) or "no numbers"
