"""A register that was made up, loaded by its own command to show how one works. Each item is marked as a sample."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jsna.errors import JsnaError
from jsna.model.area import VINTAGES, Level
from jsna.model.register.conversation import Conversation
from jsna.model.register.item import Item
from jsna.model.register.need import Need, NeedStatus
from jsna.model.register.person import Person, Right
from jsna.register.kinds import KINDS
from jsna.register.register import Register, Wanted

_FILE = Path(__file__).with_name("sample.toml")
#: What nobody may overwrite by mistake.
_REFUSAL = (
    "The register holds items already. A sample is only loaded into an empty one: set JSNA_STATE to a new folder."
)


def load_sample(register: Register, person: Person) -> int:
    """Load the sample into an empty register; return how many items it has.

    It is published, except conversations where the person may not publish them.

    Raises:
        JsnaError: the register is not empty; nothing is changed.
    """
    if any(register.count(person, kind, Wanted()) for kind in KINDS):
        raise JsnaError(_REFUSAL)
    given = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    known: dict[str, str] = {}
    for kind in KINDS:
        for entry in given[kind.KIND]:
            key = entry.pop("key")
            known[key] = _saved(register, person, kind, _filled(entry, known)).id
    return len(known)


def _saved(register: Register, person: Person, kind: type[Item], fields: Mapping[str, Any]) -> Item:
    published = kind is not Conversation or person.may(Right.PUBLISH)
    item = kind.model_validate({**fields, "sample": True, "published": published})
    if not isinstance(item, Need) or item.status is NeedStatus.ASSUMED:
        return register.save(person, item)[0]
    # As anybody would: it is assumed first, and then somebody is asked.
    assumed = item.model_copy(update={"status": NeedStatus.ASSUMED})
    (first,) = register.save(person, assumed)
    (saved,) = register.save(person, item.model_copy(update={"id": first.id, "version": first.version}))
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
