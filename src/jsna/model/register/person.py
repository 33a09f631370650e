"""Who reads or writes: a person with roles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from jsna.errors import NotAllowed


class Role(StrEnum):
    """What somebody may do. Whoever has not signed in is a viewer."""

    VIEWER = "viewer"
    CONTRIBUTOR = "contributor"
    MODERATOR = "moderator"
    ADMINISTRATOR = "administrator"


class Right(StrEnum):
    """One thing that somebody may do."""

    READ = "read what is published"
    TELL = "tell us what you see, and follow what you told us"
    READ_ALL = "read what is not published, but no private words"
    WRITE = "record conversations, needs, ideas, responses and provision"
    ADD_FIGURES = "add figures and collections"
    READ_PRIVATE = "read private words"
    PUBLISH = "publish what people said"
    ERASE = "erase private words"
    MANAGE = "back up, restore, export everything, and block people"


_VIEWER = frozenset({Right.READ, Right.TELL})
_CONTRIBUTOR = _VIEWER | {Right.READ_ALL, Right.WRITE, Right.ADD_FIGURES}
_MODERATOR = _CONTRIBUTOR | {Right.READ_PRIVATE, Right.PUBLISH, Right.ERASE}
#: What each role may do. An administrator does not read private words by that role alone.
RIGHTS: dict[Role, frozenset[Right]] = {
    Role.VIEWER: _VIEWER,
    Role.CONTRIBUTOR: _CONTRIBUTOR,
    Role.MODERATOR: _MODERATOR,
    Role.ADMINISTRATOR: _CONTRIBUTOR | {Right.ERASE, Right.MANAGE},
}


#: How long a sign-in lasts: what the provider said of somebody's groups may have changed since.
LASTS = timedelta(hours=8)
#: The same for what does most harm in wrong hands: private words, publishing, erasing, backups and blocks.
LASTS_FOR_PRIVATE = timedelta(hours=1)
_PRIVATE = frozenset({Right.READ_PRIVATE, Right.PUBLISH, Right.ERASE, Right.MANAGE})
#: How far the provider's clock may be ahead of ours.
_AHEAD = timedelta(minutes=5)


@dataclass(frozen=True)
class Person:
    """Somebody who reads or writes.

    Attributes:
        name: as it is in the history; empty for somebody who has not signed in.
        roles: what they may do.
        signed_in_at: when; None where nobody has to sign in.
        subject: the provider's own name for them, which never changes; empty where they did not sign in.
        lapsed: rights that their roles give, and their sign-in is too old for.
    """

    name: str = ""
    roles: frozenset[Role] = frozenset({Role.VIEWER})
    signed_in_at: datetime | None = None
    subject: str = ""
    lapsed: frozenset[Right] = frozenset()

    def may(self, right: Right) -> bool:
        """Return whether one of the roles gives the right, and the sign-in is not too old for it."""
        return right not in self.lapsed and any(right in RIGHTS[role] for role in self.roles)

    def at(self, now: datetime) -> Person:
        """Return the person with the rights that their sign-in still gives.

        Args:
            now: the clock.
        """
        if self.signed_in_at is None:
            return self
        age = now - self.signed_in_at
        if age > LASTS or age < -_AHEAD:
            return replace(self, lapsed=frozenset(Right) - _VIEWER)
        return replace(self, lapsed=_PRIVATE if age > LASTS_FOR_PRIVATE else frozenset())

    def require(self, right: Right) -> None:
        """Return if the person may do something.

        Raises:
            NotAllowed: they may not; the message says what to do.
        """
        if self.may(right):
            return
        if right in self.lapsed and any(right in RIGHTS[role] for role in self.roles):
            message = f"To {right}, sign in again: your sign-in is too old for that."
        else:
            message = f"You may not {right} here. Sign in, or ask the register's administrator."
        raise NotAllowed(message)

    @property
    def is_signed_in(self) -> bool:
        """Whether it is known who this is, and the sign-in is not too old."""
        return bool(self.name) and Right.READ_ALL not in self.lapsed


#: Whoever has not signed in.
ANYBODY = Person()
#: Who serves the app to themselves, or runs a command: the files are theirs already.
OWN_MACHINE = Person("this machine's user", frozenset({Role.CONTRIBUTOR, Role.MODERATOR, Role.ADMINISTRATOR}))
