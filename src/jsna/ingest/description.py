"""An indicator's description, made from answers on a command line or in a form."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from pydantic import ValidationError

from jsna.errors import Finding, Findings
from jsna.model.indicator import Group, Indicator
from jsna.model.slug import slug_of


def described(answers: Mapping[str, object]) -> Indicator:
    """Return the indicator that answers describe.

    Raises:
        Findings: one for every answer that breaks a catalogue rule.
    """
    try:
        return Indicator.model_validate(answers)
    except ValidationError as error:
        raise Findings(misfits(error)) from error


def misfits(error: ValidationError) -> list[Finding]:
    """Return a finding for every invalid answer: which one, its value, and what is accepted."""
    return [
        Finding(
            "your answers",
            "the answer does not fit",
            _fitting(str(details["type"]), str(details["msg"]), details.get("ctx", {})),
            column=".".join(map(str, details["loc"])),
            value=str(details["input"])[:80],
        )
        for details in error.errors()
    ]


def _fitting(kind: str, message: str, limits: Mapping[str, object]) -> str:
    """What is accepted, in words for people who fill in a form."""
    if kind == "string_too_short":
        return f"at least {limits['min_length']} characters"
    if kind == "string_pattern_mismatch" and limits["pattern"] == "^https://":
        return "an address that begins with https://"
    if kind.startswith("date"):
        return "a day such as 2026-01-31"
    if kind == "value_error":
        return str(limits["error"]).rpartition("; accepted: ")[2]
    return message.removeprefix("Input should ").removeprefix("be ").removeprefix("String should ")


def collection_of(named: str, publisher: str, reference_date: date | None) -> str:
    """Return which collection figures are of: what was named, or all that a publisher says of one year.

    Args:
        named: the survey or the records, as the analyst calls them; empty if nobody said.
        publisher: who says it.
        reference_date: the day the figures are about.
    """
    return slug_of(named or f"{publisher} {reference_date.year if reference_date else ''}")


def groups_of(labels: Iterable[str]) -> dict[str, Group]:
    """Return a group for each label; ``says`` is a draft sentence to improve by hand.

    Args:
        labels: ``Eligible`` or ``Eligible: are eligible for free school meals``.

    Raises:
        Findings: two labels give one code, or one gives none.
    """
    groups: dict[str, Group] = {}
    for given in labels:
        label, _, says = (part.strip() for part in given.partition(":"))
        code = slug_of(label)
        if not code or code in groups:
            problem = "the label is there twice" if code else "a label without letters"
            raise Findings([Finding("groups", problem, "labels that differ in their letters", value=label)])
        groups[code] = Group(label=label, says=says or f"are counted as “{label}”")
    return groups
