"""What a collection's figures leave out, said with every one of its indicators."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from jsna.disclosure.policy import RULES
from jsna.ingest.records.codes import NOT_UNDERSTOOD
from jsna.ingest.records.expression import CODE, RECORDS
from jsna.ingest.records.mapping import ANSWER, Mapping
from jsna.ingest.records.refusals import SMALLEST_NAMED, few
from jsna.ingest.records.tally import Tally
from jsna.ingest.store import Entry
from jsna.model.ages import EVERYONE
from jsna.model.characteristic import Characteristic


def beside(entries: Iterable[Entry], counted: Tally, mapping: Mapping) -> tuple[Entry, ...]:
    """Return the same entries; what was left out stands first among each one's caveats.

    Args:
        entries: the indicators of one collection.
        counted: its unprotected counts; only numbers that may be published are passed on.
        mapping: of the collection.
    """
    return tuple(_with_caveats(entry, counted, mapping) for entry in entries)


def _with_caveats(entry: Entry, counted: Tally, mapping: Mapping) -> Entry:
    said = (*_asked(mapping), *_unplaced(counted, mapping), *_misunderstood(entry, counted, mapping))
    update = {"caveats": (*said, *entry.indicator.caveats), "base": entry.indicator.base + _shortly(counted, mapping)}
    return replace(entry, indicator=entry.indicator.model_copy(update=update))


def _shortly(counted: Tally, mapping: Mapping) -> str:
    """What was left out, as part of the base, which goes with every figure; empty if nothing was."""
    lost = {f"without a {mapping.area.level}": counted.unplaced, "not understood": _not_understood(counted, ANSWER)}
    said = [f"{_number(count, mapping)} {why}" for why, count in lost.items() if count]
    return f" (left out: {', '.join(said)})" if said else ""


def _asked(mapping: Mapping) -> Iterable[str]:
    if mapping.asked_ages != EVERYONE:
        yield f"Asked of people aged {mapping.asked_ages.words} only."


def _unplaced(counted: Tally, mapping: Mapping) -> Iterable[str]:
    if counted.unplaced:
        number, unit = _at_start(counted.unplaced, mapping), mapping.area.level
        yield f"{number} records are left out, because no {unit} is known for them."


def _misunderstood(entry: Entry, counted: Tally, mapping: Mapping) -> Iterable[str]:
    """What was answered in words that are not understood: to the question, and about the entry's characteristic."""
    if lost := _not_understood(counted, ANSWER):
        yield f"{_at_start(lost, mapping)} records are left out, because their answer is not understood."
    characteristic = entry.indicator.characteristic
    if characteristic is Characteristic.EVERYONE or not (lost := _not_understood(counted, characteristic.value)):
        return
    words = characteristic.value.replace("-", " ")
    yield f"{_at_start(lost, mapping)} records give no {words} that is understood; they count as not answered."


def _not_understood(counted: Tally, role: str) -> int:
    table = counted.fates[role]
    return int(table.loc[table[CODE] == NOT_UNDERSTOOD, RECORDS].sum())


def _number(count: int, mapping: Mapping) -> str:
    """A count that may be published: not a small one, and of a service rounded as its other counts are."""
    return few(count) if count < SMALLEST_NAMED else few(RULES[mapping.kind].rounded(count))


def _at_start(count: int, mapping: Mapping) -> str:
    said = _number(count, mapping)
    return said[0].upper() + said[1:]
