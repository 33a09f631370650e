"""What a collection's figures leave out, said with every one of its indicators."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jsna.disclosure.policy import RULES
from jsna.ingest.records.mapping import ANSWER, Mapping
from jsna.ingest.records.no_answer import NOT_ANSWERED, NOT_SAID, NOT_UNDERSTOOD
from jsna.ingest.records.refusals import SMALLEST_NAMED, few
from jsna.ingest.records.tally import GROUP, Tally, answered, placed
from jsna.ingest.store import Entry
from jsna.model.ages import EVERYONE
from jsna.model.area import Level
from jsna.model.characteristic import Characteristic


def beside(entries: Sequence[Entry], counted: Tally, mapping: Mapping) -> tuple[Entry, ...]:
    """Return the same entries; what was left out stands first among each one's caveats, and shortly in its base.

    Args:
        entries: the indicators of one collection.
        counted: its unprotected counts; only numbers that may be published are passed on.
        mapping: of the collection.
    """
    answers = placed(counted.everyone).groupby(level=ANSWER).sum()
    silent = int(answers.reindex([NOT_ANSWERED, NOT_SAID], fill_value=0).sum())
    lost = _LeftOut(counted.unplaced, silent, int(answers.get(NOT_UNDERSTOOD, 0)))
    return tuple(
        _with_caveats(entry, lost, (*counted.settled.caveats, *_unclear(entry, entries, counted)), mapping)
        for entry in entries
    )


@dataclass(frozen=True)
class _LeftOut:
    """Records in no figure of a collection: without an area; without an answer; with one that is not understood."""

    unplaced: int
    silent: int
    misunderstood: int


def _with_caveats(entry: Entry, lost: _LeftOut, also: Sequence[str], mapping: Mapping) -> Entry:
    numbers = {why: _number(count, mapping) for why, count in vars(lost).items() if count}
    asked = mapping.asked_ages
    short = {"unplaced": "without an area", "misunderstood": "not understood"}
    full = {
        "unplaced": "no area is known for them",
        "silent": "they do not answer the question",
        "misunderstood": "their answer is not understood",
    }
    said = [f"Asked of people aged {asked.words} only."] if asked != EVERYONE else []
    said += [
        f"{_capital(numbers[why])} records are left out, because {reason}."
        for why, reason in full.items()
        if why in numbers
    ]
    said += also
    named = ", ".join(f"{numbers[why]} {reason}" for why, reason in short.items() if why in numbers)
    base = f"{entry.indicator.base} (left out: {named})" if named else entry.indicator.base
    update = {"caveats": (*said, *entry.indicator.caveats), "base": base}
    return replace(entry, indicator=entry.indicator.model_copy(update=update))


def _unclear(entry: Entry, entries: Sequence[Entry], counted: Tally) -> tuple[str, ...]:
    """How many have a characteristic that is not understood; without a number where it would give away other groups.

    They are among those who did not answer. Where that number is withheld to protect another group, a part of it would
    tell too much.
    """
    characteristic = entry.indicator.characteristic
    if characteristic is Characteristic.EVERYONE:
        return ()
    groups = answered(counted.groups[characteristic]).sum(axis=1).groupby(level=GROUP).sum()
    count = int(groups.get(NOT_UNDERSTOOD, 0))
    if not count:
        return ()
    words = characteristic.value.replace("-", " ")
    number = _capital(few(count)) if _is_shown(characteristic, entries) else "Some"
    return (f"{number} records give no {words} that is understood; they count as not answered.",)


def _is_shown(characteristic: Characteristic, entries: Sequence[Entry]) -> bool:
    """Whether the number of those who did not answer is shown for the whole place, exactly."""
    for entry in entries:
        if entry.indicator.characteristic is characteristic and NOT_ANSWERED in entry.indicator.groups:
            rows = entry.observations[entry.observations["group"] == NOT_ANSWERED]
            whole = rows[~rows["area_code"].map(Level.WARD.has)]
            return entry.indicator.disclosure.rule == "survey" and bool(whole["numerator"].notna().all())
    return False


def _number(count: int, mapping: Mapping) -> str:
    """A count that may be published: not a small one, and of a service rounded as its other counts are."""
    return few(count) if count < SMALLEST_NAMED else few(RULES[mapping.kind].rounded(count))


def _capital(said: str) -> str:
    return said[0].upper() + said[1:]
