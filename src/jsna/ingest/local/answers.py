"""From a few answers, given on a command line or in a form, to an indicator."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from jsna.ingest.local import template
from jsna.model.indicator import Indicator, Measure


def indicator_of(answers: Mapping[str, Any], levels: Sequence[str], today: date) -> Indicator:
    """Return the indicator that answers describe.

    Args:
        answers: ``title``, ``summary``, ``topic``, ``characteristic``, ``groups`` (labels, semicolons between),
            ``unit``, ``base``, ``publisher``, ``url``, ``reference_date``, ``measure``, ``level``, ``table_name``,
            ``licence``, ``method``, ``rule``, ``margin``, ``half_life``, and ``slug`` (empty: the title's words).
        levels: the level of each area that is to have a figure.
        today: the day the answers are given.

    Raises:
        Findings: an answer breaks a rule of the catalogue.
    """
    slug = template.require_slug(answers["slug"] or template.slug_of(answers["title"]), "slug")
    given = {
        "slug": slug,
        "topic": template.require_slug(answers["topic"], "topic"),
        **{key: answers[key] for key in ("title", "summary", "characteristic", "measure", "unit", "base")},
        "margin_that_matters": answers["margin"],
        "lowest_level": answers["level"],
        "reference_date": answers["reference_date"],
        "half_life_years": answers["half_life"],
        "groups": template.groups_of(answers["groups"].split(";"), answers["unit"]),
        "source": _source(answers, today),
        "disclosure": {"rule": answers["rule"]},
        "expect": {"areas": {level: levels.count(level) for level in dict.fromkeys(levels)}},
    }
    if answers["measure"] == Measure.PROPORTION:
        given["expect"]["fatal"] = (0.0, 1.0)
    return template.described(given)


def _source(answers: Mapping[str, Any], today: date) -> dict[str, Any]:
    publisher = answers["publisher"]
    return {
        "publisher": publisher,
        "table": answers["table_name"],
        "url": answers["url"],
        "licence": answers["licence"],
        "published": answers["reference_date"],
        "retrieved": today,
        "method": answers["method"],
        "quality": "as published",
        "statement": f"{publisher}, {answers['licence']}",
    }
