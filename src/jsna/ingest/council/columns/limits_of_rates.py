"""The columns of figures that are published as they are: rates, means, scores and percentages, with their limits."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from jsna.errors import Finding, Findings
from jsna.ingest.council.columns.heading_periods import period_in, without_period
from jsna.ingest.council.columns.heading_words import Role, named, tokens
from jsna.ingest.council.columns.mapping import ColumnUse, Use
from jsna.ingest.council.columns.recognised import COUNTED, Column
from jsna.ingest.council.columns.wanted import Wanted
from jsna.ingest.council.understood import Understood

_LOWER = re.compile(r"\b(lower|lcl|lci|ll|low(er)? limit|lower ci)\b|[_ ](lower|lcl|lci)", re.IGNORECASE)
_UPPER = re.compile(r"\b(upper|ucl|uci|ul|high(er)? limit|upper ci)\b|[_ ](upper|ucl|uci)", re.IGNORECASE)
#: Limits of another width than the usual 95% are not the figure's.
_OTHER_WIDTH = re.compile(r"99|90|98|68|80")
_WIDTH = re.compile(r"\b(ci|confidence|interval|limit|limits|95|0|cl|lower|upper|low|high|bound|lci|uci|lcl|ucl)\b")


def uses(
    understood: Understood, columns: Mapping[str, Column], wanted: Wanted, headings: Mapping[str, list[str]]
) -> dict[str, ColumnUse]:
    """Return what the columns of published figures are, by heading.

    Args:
        understood: the file.
        columns: from ``recognised``.
        wanted: the analyst's words.
        headings: of each group, by code; under an empty code, of all groups, which another column tells apart.

    Raises:
        Findings: a column holds ranks or classes, which are no figures that areas can be compared by.
    """
    made: dict[str, ColumnUse] = {}
    for code, own in headings.items():
        label = wanted.groups.get(code, "")
        if label and not wanted.own_names(code):
            _require_no_counts(understood, columns, own, label)
        for heading in own:
            refuse_ranks(understood, columns[heading])
            period = period_in(heading)
            made[heading] = ColumnUse(use=Use.VALUE, group=label, period=period)
            made |= limits_of(understood, heading, label, period, alone=len(made) == 1 and len(headings) == 1)
    for use in (Use.LOWER, Use.UPPER):
        made |= {each: ColumnUse(use=use, group=next(iter(wanted.groups.values()))) for each in wanted.used_as(use)}
    return made


def likely(understood: Understood, columns: Mapping[str, Column]) -> list[str]:
    """Return the columns of numbers that are published figures and no limits of them."""
    return [
        heading
        for heading in understood.numbers
        if columns[heading].role in (Role.RATE, Role.PERCENTAGE)
        and not _LOWER.search(heading)
        and not _UPPER.search(heading)
    ]


def _require_no_counts(
    understood: Understood, columns: Mapping[str, Column], headings: Sequence[str], label: str
) -> None:
    """Refuse a column of counts that has the group's name, where others hold rates: those may be meant."""
    rates = [each for each in likely(understood, columns) if each not in headings]
    counts = [
        each
        for each in headings
        if columns[each].role in COUNTED and not understood.table[each].str.contains(".", regex=False).any()
    ]
    if rates and counts:
        problem = f"{counts[0]!r} holds counts, and {', '.join(map(repr, rates[:5]))} beside it may be the figures"
        accepted = f'one of them: --count "{label}={rates[0]}", or in the form'
        raise Findings([Finding(understood.name, problem, accepted, row=1)])


def refuse_ranks(understood: Understood, column: Column) -> None:
    """Raise Findings if a column holds ranks, deciles or an identifier."""
    if column.role in (Role.RANK, Role.IDENTIFIER, Role.PERIOD):
        problem = f"{column.heading!r} holds ranks or classes, which are neither added up nor compared by size"
        if column.role is not Role.RANK:
            problem = f"{column} is no figure"
        raise Findings([Finding(understood.name, problem, "scores, rates or counts", row=1)])


def limits_of(
    understood: Understood, heading: str, label: str, period: str = "", *, alone: bool = True
) -> dict[str, ColumnUse]:
    """Return the lower and upper limits of a figure: those that name it, or the only ones of the file; else none.

    Args:
        understood: the file.
        heading: of the figure.
        label: of its group.
        period: of the figure.
        alone: whether no other figure of the file may have the only limits.
    """
    found: dict[str, ColumnUse] = {}
    for use, words in ((Use.LOWER, _LOWER), (Use.UPPER, _UPPER)):
        likely = [
            each
            for each in understood.numbers
            if each != heading and words.search(each) and not _OTHER_WIDTH.search(each)
        ]
        likely = [each for each in likely if period_in(each) in ("", period)]
        own = [each for each in likely if _named_by(each, heading, label)]
        chosen = own or (likely if alone else [])
        if len(chosen) == 1:
            found[chosen[0]] = ColumnUse(use=use, group=label, period=period)
    return found if len(found) == 2 else {}


def _named_by(limit: str, heading: str, label: str) -> bool:
    """Whether a heading of limits has the words of a figure's heading, or of its group."""
    rest = set(tokens(_WIDTH.sub(" ", without_period(limit).lower().replace("_", " "))))
    own = ({*named(without_period(heading))}, {*named(label)})
    return bool(rest) and any(rest == words or words <= rest for words in own)
