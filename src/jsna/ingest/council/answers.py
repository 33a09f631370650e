"""Make an indicator from a few answers given on a command line or in a form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from jsna.errors import Finding, Findings
from jsna.ingest import template
from jsna.model.indicator import Group, Indicator, Measure, Quality

#: Required answers.
REQUIRED = ("title", "summary", "topic", "unit", "base", "publisher", "url")

#: How each disclosure rule changes counts; shown beside every figure.
METHODS = {
    "service": "Counted; small counts withheld and others rounded to the nearest 5",
    "survey": "Counted; what rests on too few replies withheld",
    "published": "Counted, and given as published",
}

Answer = TypeVar("Answer")


def indicator_of(
    answers: Mapping[str, Any], levels: Sequence[str], today: date, *, protected: bool = True
) -> Indicator:
    """Return the indicator that answers describe.

    Args:
        answers: ``title``, ``summary`` (a full stop is added if missing), ``topic``, ``characteristic``,
            ``groups`` (labels, semicolons between), ``unit``, ``base``, ``publisher``, ``url``, ``reference_date``,
            ``measure``, ``level``, ``table_name``, ``licence``, ``method`` (empty: that of the rule), ``rule``,
            ``margin`` (None: the usual one), ``margin_reason``, ``half_life``, and ``slug`` (empty: the title's words).
        levels: the level of each area that will have a figure.
        today: the date of the answers.
        protected: whether the disclosure rule is applied before the figures are stored.

    Raises:
        Findings: one for every answer that is missing or breaks a catalogue rule, all at once.
    """
    wrong = [
        Finding("your answers", "no answer", "a few words", column=key)
        for key in REQUIRED
        if not str(answers[key] or "").strip()
    ]
    told = {finding.column for finding in wrong}
    slug = _gathered(
        wrong, lambda: template.require_slug(answers["slug"] or template.slug_of(answers["title"]), "slug")
    )
    topic = _gathered(wrong, lambda: template.require_slug(answers["topic"], "topic"))
    groups = _gathered(wrong, lambda: template.groups_of(answers["groups"].split(";"), answers["unit"]))
    given = _given(answers, levels, today, protected) | {
        "slug": slug or "unnamed",
        "topic": topic or "unnamed",
        "groups": groups or {"unnamed": Group(label="Unnamed", says="are unnamed")},
    }
    indicator = _gathered(wrong, lambda: template.described(given))
    if wrong or indicator is None:
        raise Findings(_once(wrong, told))
    return indicator


def _given(answers: Mapping[str, Any], levels: Sequence[str], today: date, protected: bool) -> dict[str, Any]:
    """The parts of an indicator that are taken directly from the answers."""
    given = {
        **{key: answers[key] for key in ("title", "characteristic", "measure", "unit", "base")},
        "summary": _sentence(answers["summary"]),
        "margin_that_matters": answers["margin"],
        "margin_reason": answers["margin_reason"],
        "lowest_level": answers["level"],
        "reference_date": answers["reference_date"],
        "half_life_years": answers["half_life"],
        "source": _source(answers, today, answers["rule"] if protected else "published"),
        "disclosure": {"rule": answers["rule"]},
        "expect": {"areas": {level: levels.count(level) for level in dict.fromkeys(levels)}},
    }
    if answers["measure"] == Measure.PROPORTION:
        given["expect"]["fatal"] = (0.0, 1.0)
    return given


def _source(answers: Mapping[str, Any], today: date, applied: str) -> dict[str, Any]:
    publisher = answers["publisher"]
    return {
        "publisher": publisher,
        "table": answers["table_name"],
        "url": answers["url"],
        "licence": answers["licence"],
        "published": answers["reference_date"],
        "retrieved": today,
        "method": (answers["method"] or METHODS[applied]).rstrip(". "),
        "quality": Quality.AS_PUBLISHED if applied == "published" else Quality.PROTECTED,
        "statement": f"{publisher}, {answers['licence']}",
    }


def _sentence(text: str) -> str:
    """The text, with a full stop added if it is missing."""
    text = text.strip()
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def _gathered(wrong: list[Finding], ask: Callable[[], Answer]) -> Answer | None:
    """The result of ``ask``, or None if it raises Findings, which are added to ``wrong``."""
    try:
        return ask()
    except Findings as refused:
        wrong += refused.findings
        return None


def _once(wrong: Sequence[Finding], empty: set[str | None]) -> list[Finding]:
    """Report a missing answer once; drop the faults that only follow from it."""
    made_of = {"title": "slug", "publisher": "source.publisher", "url": "source.url"}
    silent = {*empty, *(made_of.get(str(key)) for key in empty), "source.published"}
    return [
        finding for finding in wrong if finding.problem == "no answer" or (finding.column or finding.file) not in silent
    ]
