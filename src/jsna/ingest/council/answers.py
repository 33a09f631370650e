"""Make an indicator from a few answers given on a command line or in a form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from jsna.errors import Finding, Findings
from jsna.ingest.description import collection_of, described, groups_of
from jsna.model.area import WARD_YEARS, Level
from jsna.model.audience import PUBLIC, from_text
from jsna.model.characteristic import Characteristic
from jsna.model.indicator import Expect, Group, Indicator, Measure
from jsna.model.slug import require_slug, slug_of
from jsna.model.source import NOT_STATED, Quality, attribution

#: How each disclosure rule changes counts; shown beside every figure.
METHODS = {
    "service": "Counted; small counts withheld and others rounded to the nearest 5",
    "survey": "Counted; what rests on too few replies withheld",
    "published": "Counted, and given as published",
}

Answer = TypeVar("Answer")


@dataclass(frozen=True)
class Answers:
    """What a council says of its own figures, on a command line or in a form; nothing is checked yet.

    Attributes:
        title: as a reader should see it.
        summary: one sentence; a full stop is added if missing.
        topic: folder of the indicator.
        groups: labels, each ``Eligible`` or ``Eligible: are eligible for free school meals``.
        publisher: who says it.
        url: where it can be read.
        reference_date: the day the figures are about, or None if no valid day was given.
        unit: what is counted.
        base: out of whom.
        characteristic: whom it is about.
        rule: how people are protected: ``service``, ``survey`` or ``published``.
        measure: how a figure is made.
        level: the smallest areas.
        table_name: name of the table or collection.
        licence: of the figures; empty: not stated.
        published: the day they were published, perhaps as text, or None if it is not stated.
        method: what was done to them; empty: what the rule does.
        margin: smallest difference that matters; None: the usual one.
        margin_reason: why that difference matters.
        half_life: years until half of the figures' authority is gone.
        slug: name of the files; empty: the title's words.
        collection: name of the survey or the records that were counted; empty: all that the publisher says of the year.
        shows_nobody: whether counts of 0 are shown, because the source's own rule shows them.
        who_sees: who may see the figures: ``public``, ``signed in``, or roles separated by commas.
    """

    title: str
    summary: str
    topic: str
    groups: tuple[str, ...]
    publisher: str
    url: str
    reference_date: date | None
    unit: str = "people"
    base: str = "all residents"
    characteristic: Characteristic = Characteristic.EVERYONE
    rule: str = "service"
    measure: Measure = Measure.PROPORTION
    level: Level = Level.WARD
    table_name: str = "Own count"
    licence: str = ""
    published: date | str | None = None
    method: str = ""
    margin: float | None = None
    margin_reason: str = ""
    half_life: float = 3.0
    slug: str = ""
    collection: str = ""
    shows_nobody: bool = False
    who_sees: str = PUBLIC


#: Answers that must be given.
REQUIRED = ("title", "summary", "topic", "unit", "base", "publisher", "url")


def indicator_of(
    answers: Answers,
    levels: Sequence[str],
    today: date,
    *,
    protected: bool = True,
    year: int = WARD_YEARS[0],
) -> Indicator:
    """Return the indicator that answers describe.

    Args:
        answers: what the figures are.
        levels: the level of each area that will have a figure.
        today: the date of the answers.
        protected: whether the disclosure rule is applied before the figures are stored.
        year: of the wards among them.

    Raises:
        Findings: one for every answer that is missing or breaks a catalogue rule, all at once.
    """
    wrong = [
        Finding("your answers", "no answer", "a few words", column=key)
        for key in REQUIRED
        if not getattr(answers, key).strip()
    ]
    empty = {finding.column for finding in wrong}
    slug = _gathered(wrong, lambda: require_slug(answers.slug or slug_of(answers.title), "slug"))
    topic = _gathered(wrong, lambda: require_slug(answers.topic, "topic"))
    if not answers.groups:
        wrong.append(Finding("groups", "no group", "at least one column of counts"))
    groups = _gathered(wrong, lambda: groups_of(answers.groups))
    given = _given(answers, today, protected) | {
        "expect": _expect(answers, levels, year),
        "slug": slug or "unnamed",
        "topic": topic or "unnamed",
        "groups": groups or {"unnamed": Group(label="Unnamed", says="are unnamed")},
    }
    indicator = _gathered(wrong, lambda: described(given))
    if wrong or indicator is None:
        raise Findings(_once(wrong, empty))
    return indicator


def _expect(answers: Answers, levels: Sequence[str], year: int) -> dict[str, Any]:
    expected = Expect.of_list({Level(level): levels.count(level) for level in dict.fromkeys(levels)}, year)
    return expected | ({"fatal": (0.0, 1.0)} if answers.measure == Measure.PROPORTION else {})


def _given(answers: Answers, today: date, protected: bool) -> dict[str, Any]:
    """The parts of an indicator that are taken directly from the answers."""
    return {
        **{key: getattr(answers, key) for key in ("title", "characteristic", "measure", "unit", "base")},
        "summary": _sentence(answers.summary),
        "margin_that_matters": answers.margin,
        "margin_reason": answers.margin_reason,
        "lowest_level": answers.level,
        "reference_date": answers.reference_date,
        "half_life_years": answers.half_life,
        "decimals": 0 if answers.measure is Measure.COUNT else 1,
        "source": _source(answers, today, answers.rule if protected else "published"),
        "disclosure": _disclosure(answers),
        "who_sees": None if answers.who_sees == PUBLIC else from_text(answers.who_sees),
    }


def _disclosure(answers: Answers) -> dict[str, Any]:
    if answers.rule == "published":
        return {"rule": answers.rule}
    collection = collection_of(answers.collection, answers.publisher, answers.reference_date)
    return {"rule": answers.rule, "collection": collection, "shows_nobody": answers.shows_nobody}


def _source(answers: Answers, today: date, applied: str) -> dict[str, Any]:
    publisher, licence = answers.publisher, answers.licence.strip() or NOT_STATED
    return {
        "publisher": publisher,
        "table": answers.table_name,
        "url": answers.url,
        "licence": licence,
        "published": answers.published,
        "retrieved": today,
        "method": (answers.method or METHODS[applied]).rstrip(". "),
        "quality": Quality.AS_PUBLISHED if applied == "published" else Quality.PROTECTED,
        "statement": attribution(publisher, licence),
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
    silent = {*empty, *(made_of.get(str(key)) for key in empty)}
    return [
        finding for finding in wrong if finding.problem == "no answer" or (finding.column or finding.file) not in silent
    ]
