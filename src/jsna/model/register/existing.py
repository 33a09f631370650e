"""Community provision as it is on a day."""

from __future__ import annotations

from dataclasses import dataclass

from jsna.model.register.provision import Provision


@dataclass(frozen=True)
class Existing:
    """One entry as it is on a day.

    Attributes:
        provision: as it is kept.
        unchecked: whether nobody has made sure of it for a year, or ever.
    """

    provision: Provision
    unchecked: bool
