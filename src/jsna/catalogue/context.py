"""What all indicators share: the characteristics of the Act, and the dated events that figures are read beside."""

from __future__ import annotations

from pathlib import Path

from jsna.catalogue import documents
from jsna.errors import Finding, Findings
from jsna.model.characteristic import Characteristic, CharacteristicEntry
from jsna.model.event import Event
from jsna.model.strict import Strict

CHARACTERISTICS = "characteristics.toml"
EVENTS = "events.toml"


def characteristics(data: Path) -> dict[Characteristic, CharacteristicEntry]:
    """Return what is known of each characteristic, in the file's order.

    Raises:
        Findings: a name that is not in the Act, or an entry that breaks the contract.
    """
    path = data / CHARACTERISTICS
    given = documents.content(path)
    unknown = [name for name in given if name not in {member.value for member in Characteristic}]
    if unknown:
        accepted = ", ".join(member.value for member in Characteristic)
        raise Findings(Finding(path.name, "unknown characteristic", accepted, value=name) for name in unknown)
    return {
        Characteristic(name): documents.typed(CharacteristicEntry, path, entry, within=name)
        for name, entry in given.items()
    }


class _Events(Strict):
    events: tuple[Event, ...] = ()


def events(data: Path) -> tuple[Event, ...]:
    """Return the dated events, oldest first; none where the file is missing.

    Raises:
        Findings: the file breaks the contract.
    """
    path = data / EVENTS
    if not path.exists():
        return ()
    listed = documents.typed(_Events, path, documents.content(path))
    return tuple(sorted(listed.events, key=lambda event: event.start))
