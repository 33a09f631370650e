"""Takes a list of provision into the register: new entries are added, known ones updated, all of them or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.exc import IntegrityError

from jsna.model.register.person import Person
from jsna.model.register.provision import Provision
from jsna.register.refusing import Refused
from jsna.register.register import Register, Wanted

#: What a list never changes: who reads an entry, and what was decided here about it.
_OURS = frozenset({"id", "version", "created_at", "changed_at", "published", "sample", "erased"})


@dataclass(frozen=True)
class Taken:
    """What reading a list again would change, or has changed.

    Attributes:
        added: entries that are new.
        updated: entries that say something else than before.
        same: how many are as they were.
        gone: entries of the same list that are in the register and not in the file. They stay.
    """

    added: tuple[Provision, ...]
    updated: tuple[Provision, ...]
    same: int
    gone: tuple[Provision, ...]


def compared(register: Register, person: Person, source: str, given: Sequence[Provision]) -> Taken:
    """Return what taking in a list would change; nothing is written.

    Args:
        register: the register.
        person: who would take it in.
        source: what the list is called.
        given: its entries, each with an identifier of its own.
    """
    stored = register.find(person, Provision, Wanted(equals=(("source", source),), most=None))
    known = {each.source_id: each for each in stored}
    added = tuple(each for each in given if each.source_id not in known)
    again = [(known[each.source_id], each) for each in given if each.source_id in known]
    joined = [(before, _joined(before, each)) for before, each in again]
    updated = tuple(after for before, after in joined if after != before)
    listed = {each.source_id for each in given}
    gone = tuple(each for each in stored if each.source_id not in listed)
    return Taken(added, updated, len(joined) - len(updated), gone)


def take_in(
    register: Register,
    person: Person,
    source: str,
    given: Sequence[Provision],
    *,
    publish: bool = False,
    once: str = "",
) -> Taken:
    """Take in a list; return what changed.

    Args:
        register: the register.
        person: who takes it in.
        source: what the list is called.
        given: its entries.
        publish: whether new entries are published at once. Known ones stay as they are.
        once: a key of the form.

    Raises:
        NotAllowed: the person may not write.
        Refused: an entry breaks a rule; nothing was saved.
        Conflict: somebody changed an entry meanwhile; nothing was saved.
    """
    taken = compared(register, person, source, given)
    added = [each.model_copy(update={"published": publish}) for each in taken.added]
    try:
        register.save(person, *added, *taken.updated, reason=f"read from {source}"[:200], once=once)
    except IntegrityError as error:
        raise Refused(
            "Somebody else has taken in the same list meanwhile. Nothing was saved: read it again."
        ) from error
    return taken


def _joined(before: Provision, given: Provision) -> Provision:
    """What a list says now; where it says nothing, what is here stays. An earlier check replaces no later one."""
    changed: dict[str, Any] = {
        name: value
        for name in type(given).model_fields
        if name not in _OURS and (value := getattr(given, name)) not in (None, "", ())
    }
    if before.checked_on is not None and (given.checked_on is None or given.checked_on < before.checked_on):
        changed.pop("checked_on", None)
        changed.pop("checked_by", None)
    return before.model_copy(update=changed)
