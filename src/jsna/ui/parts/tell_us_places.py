"""The places that somebody can choose on "Tell us": by the names of areas, and by the names people use."""

from __future__ import annotations

from jsna.areas.places import areas_within, full_names
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.model.area import Level
from jsna.model.register.item import Place
from jsna.ui import data

#: Between a name people use and the codes of its wards.
_AND = "|"


def places() -> dict[str, str]:
    """Return what each place is called: the council's own, its districts, wards, towns, suburbs and villages."""
    return _places(data.catalogue())


@kept(1)
def _places(catalogue: Catalogue) -> dict[str, str]:
    areas, own = catalogue.areas, catalogue.place.area
    found = {own: str(areas.at[own, "name"])}
    for level in (Level.DISTRICT, Level.WARD):
        inside = areas_within(areas, own, level)
        found |= {str(code): str(name) for code, name in full_names(areas, inside).sort_values().items()}
    for name, kind, wards in catalogue.names[["name", "kind", "wards"]].itertuples(index=False):
        is_its_ward = len(wards) == 1 and wards[0] in found and areas.at[wards[0], "name"] == name
        if found.keys() >= set(wards) and not is_its_ward:
            found[_AND.join((name, *wards))] = f"{name} ({kind})"
    return found


def codes_of(place: str) -> tuple[str, ...]:
    """Return the codes of a place that was chosen: its own, or those of the wards of a name; none for no place."""
    if _AND in place:
        return tuple(place.split(_AND)[1:])
    return (place,) if place else ()


def as_stored(codes: tuple[str, ...]) -> tuple[Place, ...]:
    """Return places with the vintages of their codes."""
    vintages = data.catalogue().all_areas["vintage"]
    return tuple(Place(code=code, vintage=str(vintages[code])) for code in codes)
