"""A column that says of each row what its number is: a count, a base, a percentage, a limit."""

from __future__ import annotations

from jsna.errors import Finding, Findings
from jsna.ingest.council.columns.heading_words import named
from jsna.ingest.council.columns.labels import labels_of
from jsna.ingest.council.columns.mapping import ColumnUse, Use
from jsna.ingest.council.columns.wanted import Wanted
from jsna.ingest.council.understood import Understood

_WORDS = {
    Use.COUNT: "count, counts, number, numerator, value, number of people, observations, frequency, n",
    Use.BASE: "denominator, base, out of, population, total population",
    Use.VALUE: "percentage, percent, %, per cent, proportion, rate, ratio, mean, average, score, median, variable",
    Use.LOWER: "lower ci, lower limit, lower 95% ci, lower confidence limit, lower 95% confidence limit, lci",
    Use.UPPER: "upper ci, upper limit, upper 95% ci, upper confidence limit, upper 95% confidence limit, uci",
}
_KNOWN = {named(word): use for use, words in _WORDS.items() for word in words.split(", ")}
_HEADINGS = {("measure",), ("measures",), ("measure", "type"), ("statistic",), ("measure", "name"), ("value", "type"),
             ("data", "type"), ("unit",), ("metric",), ("type",), ("unit", "of", "measure")}  # fmt: skip


def column(understood: Understood, wanted: Wanted, taken: set[str]) -> dict[str, ColumnUse]:
    """Return the column that says what each number is, with the labels of each use; empty without such a column.

    Args:
        understood: the file.
        wanted: the analyst's words.
        taken: headings that are something else.

    Raises:
        Findings: what the analyst named has labels that say nothing of what a number is.
    """
    said = wanted.used_as(Use.MEASURE)
    for heading in said or [str(each) for each in understood.table if each not in taken]:
        known = _uses_of(understood, heading)
        if said and not known:
            problem = "the labels do not say what the numbers are"
            accepted = "labels such as Count, Denominator, Percentage"
            raise Findings([Finding(understood.name, problem, accepted, column=heading)])
        if known and (said or _is_measure(heading, known)):
            return {heading: ColumnUse(use=Use.MEASURE, labels=_wanted_of(known, wanted))}
    return {}


def several(understood: Understood, wanted: Wanted) -> bool:
    """Return whether a column says that the numbers of the rows are of several uses."""
    return any(len(use.labels) > 1 for use in column(understood, wanted, set()).values())


def is_measure(understood: Understood, heading: str) -> bool:
    """Return whether a column says of each row what its number is."""
    known = _uses_of(understood, heading)
    return bool(known) and _is_measure(heading, known)


def has_base(understood: Understood, wanted: Wanted) -> bool:
    """Return whether rows of the file are the base."""
    found = column(understood, wanted, set())
    return any("base" in each.labels for each in found.values())


def _uses_of(understood: Understood, heading: str) -> dict[str, Use]:
    """The use of each label of a column, where it is known; rows of other measures are not read."""
    if heading in (understood.area, *understood.numbers):
        return {}
    labels = labels_of(understood.table[heading])
    return {label: _KNOWN[named(label)] for label in labels if named(label) in _KNOWN}


def _is_measure(heading: str, known: dict[str, Use]) -> bool:
    called = named(heading.replace("_", " "))
    return len(set(known.values())) > 1 or (called in _HEADINGS and bool(known))


def _wanted_of(known: dict[str, Use], wanted: Wanted) -> dict[str, tuple[str, ...]]:
    """The labels of each use; a published figure is read only where it is the measure, else it is looked at."""
    uses = {
        use.value: tuple(label for label, own in known.items() if own is use) for use in dict.fromkeys(known.values())
    }
    if not wanted.publishes:
        return uses
    if Use.VALUE.value not in uses:
        # A mean or a median is called no more than "value".
        uses[Use.VALUE.value] = tuple(label for label in uses.get(Use.COUNT.value, ()) if named(label) == ("value",))
    return {key: labels for key, labels in uses.items() if labels and key in ("value", "lower", "upper")}
