"""Places marked on a map, whatever list they come from: a public list of services, or what the register holds."""

from __future__ import annotations

from dataclasses import dataclass

from jsna.model.services import Form


@dataclass(frozen=True)
class Marked:
    """One service or place of a list.

    Attributes:
        name: what it is called.
        kind: of which kind it is; may be empty.
        where: address or postcode; may be empty.
        wards: codes of the areas it lies in.
        more: what else the list says of it; may be empty.
        latitude: degrees, or None where no point is known.
        longitude: degrees, or None.
    """

    name: str
    kind: str
    where: str
    wards: tuple[str, ...]
    more: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True)
class MarkedList:
    """A list of them, in the order in which they are read.

    Attributes:
        title: what it lists: ``GP practices``.
        one: one of them: ``GP practice``.
        form: shape of its marks.
        about: where it comes from, its date, and how complete it is.
        items: what it lists.
    """

    title: str
    one: str
    form: Form
    about: str
    items: tuple[Marked, ...]
