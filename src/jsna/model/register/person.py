"""Who reads or writes: a person with roles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What somebody may do. Whoever has not signed in is a viewer."""

    VIEWER = "viewer"
    CONTRIBUTOR = "contributor"
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """One thing that somebody may do."""

    READ = "read what is published"
    READ_ALL = "read what is not published, but no private words"
    WRITE = "record conversations, needs, ideas, responses and provision"
    ADD_FIGURES = "add figures and collections"
    READ_PRIVATE = "read private words"
    PUBLISH = "publish what people said"
    ERASE = "erase private words"
    MANAGE = "back up, restore, export everything, and block people"


_VIEWER = frozenset({Right.READ})
_CONTRIBUTOR = _VIEWER | {Right.READ_ALL, Right.WRITE, Right.ADD_FIGURES}
_MODERATOR = _CONTRIBUTOR | {Right.READ_PRIVATE, Right.PUBLISH, Right.ERASE}
#: What each role may do. An administrator does not read private words by that role alone.
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.VIEWER: _VIEWER,
    Role.CONTRIBUTOR: _CONTRIBUTOR,
    Role.MODERATOR: _MODERATOR,
    Role.ADMINISTRATOR: _CONTRIBUTOR | {Right.ERASE, Right.MANAGE},
}


@dataclass(frozen=True)
class Person:
    """Somebody who reads or writes.

    Attributes:
        name: as it stands in the history; empty for somebody who has not signed in.
        roles: what they may do.
        signed_in_at: when; None where nobody has to sign in.
    """

    name: str = ""
    roles: frozenset[Role] = frozenset({Role.VIEWER})
    signed_in_at: datetime | None = None

    def may(self, right: Right) -> bool:
        """Return whether one of the roles gives the right."""
        return any(right in RIGHTS[role] for role in self.roles)


#: Whoever has not signed in.
ANYBODY = Person()
