"""A register that was made up, loaded by its own command to show how one works. Each item is marked as a sample."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

from jsna.errors import JsnaError
from jsna.model.area import VINTAGES, Level
from jsna.model.register.idea import Idea, Stage
from jsna.model.register.item import Item
from jsna.model.register.need import Need, NeedStatus
from jsna.model.register.person import Person, Right
from jsna.model.register.provision import Provision
from jsna.model.register.response import Happened, Response, Step
from jsna.register.kinds import KINDS
from jsna.register.register import Register, Wanted

#: The field of a kind that changes step by step, and its first steps.
_STEPS: dict[type[Item], tuple[str, tuple[StrEnum, ...]]] = {
    Need: ("status", (NeedStatus.ASSUMED, NeedStatus.ASKED)),
    Idea: ("stage", (Stage.SUGGESTED, Stage.PLANNED)),
}
_FILE = Path(__file__).with_name("sample.toml")
_REASON = "It is a sample."
#: What nobody may overwrite by mistake.
_REFUSAL = (
    "The register holds items already. A sample is only loaded into an empty one: set JSNA_STATE to a new folder."
)


def load_sample(register: Register, person: Person) -> int:
    """Load the sample into an empty register; return how many items it has.

    It is published, except that provision alone is where the person may not publish.

    Raises:
        JsnaError: the register is not empty; nothing is changed.
    """
    if any(register.count(person, kind, Wanted()) for kind in KINDS):
        raise JsnaError(_REFUSAL)
    given = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    known: dict[str, str] = {}
    for kind in KINDS:
        for entry in given.get(kind.KIND, ()):
            key = entry.pop("key")
            known[key] = _saved(register, person, kind, _filled(entry, known)).id
    return len(known)


def _saved(register: Register, person: Person, kind: type[Item], fields: Mapping[str, Any]) -> Item:
    published = kind is Provision or person.may(Right.PUBLISH)
    if kind is Response and published:
        today = register.now().date()
        fields = {**fields, "steps": [Step(on=today, what=Happened.PUBLISHED, reason=_REASON)]}
    saved = item = kind.model_validate({**fields, "sample": True, "published": published})
    # As anybody would: a need is assumed first, then somebody is asked; an idea is suggested first.
    field, steps = _STEPS.get(kind, ("sample", ()))
    for step in dict.fromkeys((*steps, getattr(item, field))):
        given = item.model_copy(update={field: step, "id": saved.id, "version": saved.version})
        (saved,) = register.save(person, given, reason=_REASON)
        if step == getattr(item, field):
            break
    return saved


def _filled(entry: Mapping[str, Any], known: Mapping[str, str]) -> dict[str, Any]:
    """The fields of an item, with the short forms of the file written out and keys replaced by identifiers."""
    fields = dict(entry)
    vintage = str(VINTAGES[Level.WARD])
    fields["places"] = [{"code": code, "vintage": vintage} for code in entry["places"]] if "places" in entry else ()
    if "groups" in entry:
        names = ("characteristic", "group", "people")
        fields["groups"] = [dict(zip(names, group, strict=False)) for group in entry["groups"]]
    for name in ("need", "idea"):
        if name in entry:
            fields[name] = known[entry[name]]
    if "conversations" in entry:
        fields["conversations"] = [known[key] for key in entry["conversations"]]
    if not fields["places"]:
        del fields["places"]
    return fields
