"""What somebody sees of a catalogue: which wards, and without what."""

from __future__ import annotations

from typing import NamedTuple

from jsna.errors import CatalogueError
from jsna.model.indicator import Indicator


class View(NamedTuple):
    """What somebody sees of a catalogue.

    Attributes:
        wards: year of the list of wards; the others are not there.
        hidden: slugs of indicators that are left out, in order.
        with_local_problems: whether they see what is wrong with a council's own files, which names them.
    """

    wards: int
    hidden: tuple[str, ...] = ()
    with_local_problems: bool = True


class Left(dict[str, Indicator]):
    """Indicators that somebody may see; another one is missing in the same words as one that does not exist."""

    def __missing__(self, slug: str) -> Indicator:
        message = f"There is no indicator {slug!r} here."
        raise CatalogueError(message)
