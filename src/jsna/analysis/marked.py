"""Lists of places in one form: public lists of services, and what the register holds."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.areas.postcodes import ward_column
from jsna.catalogue.kept_codes import shown_code
from jsna.catalogue.read import Catalogue
from jsna.catalogue.services import in_place
from jsna.model.marked import Marked, MarkedList
from jsna.model.register.existing import Existing
from jsna.model.services import Services
from jsna.words import provision
from jsna.words import services as words


def of_services(catalogue: Catalogue, services: Services, place: str) -> MarkedList:
    """Return a public list's services in a place, by name.

    Args:
        catalogue: the open data; its list of wards decides in which ward a service lies.
        services: the list.
        place: code of a ward, district, county or England.

    Raises:
        CatalogueError: the list's table cannot be read.
    """
    rows = in_place(catalogue, services, place)
    column = ward_column(catalogue.year)
    records = ({str(name): value for name, value in row.items()} for row in rows.to_dict("records"))
    items = (_service(services, row, str(row[column])) for row in records)
    return MarkedList(services.title, services.one, services.mark, words.about(services), tuple(items))


def of_provision(catalogue: Catalogue, entries: Sequence[Existing]) -> MarkedList:
    """Return entries of the register in the same form.

    Args:
        catalogue: the open data; an entry whose ward lies whole in one ward shown has that one.
        entries: as the reader may read them, in their order.
    """
    return MarkedList(
        words.RECORDED,
        words.RECORDED,
        "circle",
        words.RECORDED_ABOUT,
        tuple(_recorded(catalogue, each) for each in entries),
    )


def _service(services: Services, row: dict[str, object], ward: str) -> Marked:
    return Marked(
        name=str(row["name"]),
        kind=_text(row["kind"]),
        where=_text(row["postcode"]),
        wards=(ward,),
        more=words.facts(services, row),
        latitude=float(str(row["latitude"])),
        longitude=float(str(row["longitude"])),
    )


def _recorded(catalogue: Catalogue, each: Existing) -> Marked:
    own = each.provision
    checked = provision.checked(own.checked_on, own.checked_by, unchecked=each.unchecked)
    return Marked(
        name=f"Sample: {own.name}" if own.sample else own.name,
        kind="",
        where=", ".join(filter(None, (own.address, own.postcode))),
        wards=tuple(dict.fromkeys(shown_code(catalogue, place.code) for place in own.places)),
        more=f"Last checked: {checked}" if own.checked_on and not each.unchecked else checked,
        latitude=own.latitude,
        longitude=own.longitude,
    )


def _text(value: object) -> str:
    return "" if pd.isna(value) else str(value)  # type: ignore[call-overload]
