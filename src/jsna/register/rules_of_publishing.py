"""Who publishes a need or an idea: a moderator, with a reason. Both tell what people said and what was concluded."""

from __future__ import annotations

from typing import TypeVar

from jsna.model.register.idea import Idea, Stage
from jsna.model.register.need import Need
from jsna.model.register.person import Person, Right
from jsna.register.refusing import Around, Refused

_Shown = TypeVar("_Shown", Need, Idea)
#: What a moderator has read before everybody could. Figures and conversations that are cited have rules of their own.
_READ = {
    Need: ("title", "words", "status", "because", "elsewhere", "explanations", "owner"),
    Idea: ("title", "words", "origin_words", "because", "owner"),
}


def published(before: _Shown | None, after: _Shown, person: Person, around: Around) -> _Shown:
    """Return a need or an idea as it may be saved: hidden again where somebody else changed what everybody reads.

    An idea that was let pass while its need was assumed stays published, so only a moderator changes its words.

    Args:
        before: the stored version, or None for a new one.
        after: what is to be saved.
        person: who saves it.
        around: holds the reason.

    Raises:
        Refused: only a moderator may do this, or the reason is missing.
    """
    was = before is not None and before.published
    if was is not after.published:
        _require_publisher(after, person, around)
    if before is None or not (was and after.published) or person.may(Right.PUBLISH):
        return after
    if all(getattr(before, name) == getattr(after, name) for name in _READ[type(after)]) and not _dropped(
        before, after
    ):
        return after
    if isinstance(after, Idea) and after.overrides:
        raise Refused("Everybody reads this idea, because it was let pass. Only a moderator changes or drops it.")
    return after.model_copy(update={"published": False})


def _require_publisher(after: Need | Idea, person: Person, around: Around) -> None:
    if not person.may(Right.PUBLISH):
        message = f"Only a moderator publishes a {after.KIND} or takes it back. Save it as it is; a moderator reads it."
        raise Refused(message)
    if not around.reason.strip():
        message = f"Say why this {after.KIND} is {'published' if after.published else 'no longer published'}."
        raise Refused(message)
    if isinstance(after, Idea) and after.overrides and not after.published:
        raise Refused("An idea that was let pass while its need was assumed stays published.")


def _dropped(before: Need | Idea, after: Need | Idea) -> bool:
    """Whether an idea is refused, which nobody should read before it is decided."""
    was = isinstance(before, Idea) and before.stage is Stage.DROPPED
    return isinstance(after, Idea) and after.stage is Stage.DROPPED and not was
