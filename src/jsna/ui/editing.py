"""Changing an item on a page: a form keeps what was typed, and the version that its writer has read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from jsna.model.register.item import Item
from jsna.ui import last_saved
from jsna.ui.link import address_bar
from jsna.ui.recording import attempt
from jsna.ui.register import person, register

_Item = TypeVar("_Item", bound=Item)


def read(stored: _Item) -> _Item:
    """Return the version of an item that the reader has before them: the one with which the page was opened."""
    return address_bar.visit().drawn.setdefault(f"read.{stored.id}", stored)  # type: ignore[return-value]


def key(form: str, item: Item) -> str:
    """Return the key of a form's widgets: another one after each save, so that an empty form follows."""
    return f"jsna.{form}.{item.id}.{address_bar.visit().drawn.get(f'saves.{item.id}', 0)}"


def change(item: Item, form: str, fields: Mapping[str, Any], labels: Mapping[str, str], reason: str = "") -> bool:
    """Save some fields of an item; return whether that was done, or say why not.

    Where somebody else has saved meanwhile, both versions are shown; the next attempt is made on theirs.

    Args:
        item: the version that the reader has before them.
        form: name of the form.
        fields: what is changed.
        labels: what the form calls each field.
        reason: why, for the history.
    """
    drawn = address_bar.visit().drawn

    def save(once: str) -> tuple[Item, ...]:
        return register().save(person(), type(item).model_validate({**dict(item), **fields}), reason=reason, once=once)

    saved = attempt(f"{form}.{item.id}.{item.version}", save, labels)
    if saved is None:
        drawn[f"read.{item.id}"] = register().get(person(), type(item), item.id)
        return False
    drawn[f"read.{item.id}"] = saved[0]
    drawn[f"hidden.{item.id}"] = item.published and not saved[0].published and not reason
    last_saved.note()
    drawn[f"saves.{item.id}"] = int(str(drawn.get(f"saves.{item.id}", 0))) + 1
    return True


def was_hidden(item: Item) -> bool:
    """Return whether the reader's last change hid an item that was published until a moderator reads it again."""
    return bool(address_bar.visit().drawn.get(f"hidden.{item.id}"))
