"""Who can help with one kind of service in one place, in the order in which they are shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jsna.model.telling.route import For, Route, State


@dataclass(frozen=True)
class Found:
    """One contact.

    Attributes:
        route: who it is.
        state: whether the council checked it, and recently enough.
    """

    route: Route
    state: State


@dataclass(frozen=True)
class WhoCanHelp:
    """The contacts for one kind of service in one place.

    Attributes:
        first: for danger to life; they stand before everything else.
        groups: the others, by what they are for, in its order; a group with nobody in it is left out.
        check_every_months: after so many months a check is old.
    """

    first: Sequence[Found]
    groups: Mapping[For, Sequence[Found]]
    check_every_months: int
