"""How old a figure is and what has happened since, in words; and the past tense for old figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from jsna.model.event import Event
from jsna.model.indicator import Group, Indicator
from jsna.model.population import PopulationChange
from jsna.stats.timeliness import age_in_words, past_half_life
from jsna.words.numbers import count, listed, percent_change, signed
from jsna.words.provenance import spoken_date

#: Present → past, for the verbs that predicates are made of.
PAST = {
    "are": "were", "is": "was", "have": "had", "has": "had", "do": "did", "does": "did", "cannot": "could not",
    "can": "could", "live": "lived", "own": "owned", "rent": "rented", "provide": "provided", "give": "gave",
    "say": "said", "speak": "spoke", "smoke": "smoked", "work": "worked", "die": "died", "survive": "survived",
    "describe": "described", "differ": "differed", "use": "used", "need": "needed", "feel": "felt", "look": "looked",
    "get": "got", "receive": "received", "care": "cared", "report": "reported", "know": "knew", "claim": "claimed",
    "want": "wanted", "identify": "identified", "lack": "lacked", "share": "shared",
}  # fmt: skip

#: A verb is at the start or after one of these; elsewhere the same letters may be a noun.
_VERB = re.compile(rf"(^|\b(?:and|or|they|that|who|which) )({'|'.join(PAST)})\b")
_ALREADY_PAST = (("are or were", "were or had been"), ("or last worked", "or had last worked"))


def dated(day: date, today: date) -> str:
    """Return a day and how long ago it was: ``21 March 2021 (5 years old)``."""
    age = "in the future" if day > today else f"{age_in_words(day, today)} old"
    return f"{spoken_date(day)} ({age})"


def is_stale(indicator: Indicator, today: date | None) -> bool:
    """Return whether a figure is out of date on that day; False without a day."""
    return today is not None and past_half_life(indicator.reference_date, today, indicator.half_life_years)


def stale_note(indicator: Indicator, today: date) -> str:
    """Return why a figure is in the past tense; empty if it is not."""
    if not is_stale(indicator, today):
        return ""
    return "Out of date: treat with care."


def predicate(group: Group, *, past: bool) -> str:
    """Return what a group's members are, or were: ``are disabled``, ``were disabled``.

    A predicate whose verb is not in the table is unchanged, unless the group gives its own past tense.
    """
    if not past:
        return group.says
    if group.said:
        return group.said
    words = group.says
    for present, gone in _ALREADY_PAST:
        words = words.replace(present, gone)
    return _VERB.sub(lambda found: found[1] + PAST[found[2]], words)


def taken_before(reference: date, events: Sequence[Event]) -> str:
    """Return which events a figure was collected during or before: ``Collected during Covid, before the war.``

    Their dates are on the timeline. Empty without events.

    Args:
        reference: the figure's date.
        events: the events that may have touched it, oldest first.
    """
    during = [_named(event) for event in events if fell_into(reference, event)]
    after = [_named(event) for event in events if event.is_after(reference)]
    clauses = [f"during {listed(during)}"] * bool(during) + [f"before {listed(after)}"] * bool(after)
    return f"Collected {', '.join(clauses)}." if clauses else ""


def fell_into(reference: date, event: Event) -> bool:
    """Return whether a figure was collected between the first and last day of an event that has both."""
    return event.end is not None and event.start <= reference <= event.end


def span(event: Event) -> str:
    """Return when an event was: one day, or from the first day to the last."""
    if event.end is None:
        return spoken_date(event.start)
    return f"{spoken_date(event.start)} to {spoken_date(event.end)}"


def population_line(change: PopulationChange, today: date) -> str:
    """Return how much the population has changed since the figure's date, or that newer data is not loaded."""
    if change.newer is None or change.newer_date is None:
        return (
            f"{count(change.counted)} people lived in {change.name} on {dated(change.reference_date, today)}. "
            "We have no newer figure, so we cannot say whether this has changed."
        )
    gap = change.newer - change.counted
    share = gap / change.counted if change.counted else float("nan")
    about, how = ("about ", " This is an estimate from small areas.") if change.estimated else ("", "")
    return (
        f"{count(change.counted)} people lived in {change.name} on {spoken_date(change.reference_date)}, and "
        f"{about}{count(change.newer)} on {spoken_date(change.newer_date)} ({signed(gap, 0)}, "
        f"{percent_change(share)}).{how} Source: {change.source}."
    )


def _named(event: Event) -> str:
    return event.said or event.title
