"""A fact of a profile in one line: how many first, then how many more or fewer than the baseline's rate gives."""

from __future__ import annotations

from jsna.model.profile import ProfileRow
from jsna.words.numbers import count, rate_of, share, whose
from jsna.words.numbers import figure as written
from jsna.words.sentences import whom


def fact(row: ProfileRow) -> str:
    """Return ``2,837 of 8,210 people (34.6%), about 1,416 more than at England's rate (17.3%)``.

    Args:
        row: a figure with counts that differs from its baseline.
    """
    own, indicator = row.figure, row.indicator
    counted = f"{count(own.numerator)} of {count(own.denominator)} {whom(indicator)}"
    said = f"{counted} ({share(own.numerator, own.denominator, indicator)})"
    more = f"about {count(abs(own.extra))} {'more' if own.extra > 0 else 'fewer'}"
    base = written(own.baseline, indicator)
    if base.startswith(("under", "over")):
        return f"{said}, {more} than at the rate of {whose(own.baseline_name, base).removeprefix('the figure of ')}"
    return f"{said}, {more} than at {rate_of(own.baseline_name)} ({base})"


def topic(row: ProfileRow) -> str:
    """Return what a fact is about: ``Tenure: Owned outright``; ``Disabled people`` alone begins with its group."""
    title, label = row.indicator.title, row.group.label
    return title if title.startswith(label) else f"{title}: {label}"
