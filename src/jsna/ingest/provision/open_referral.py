"""Open Referral UK: services as JSON, nested (3.0) or as the tables of a package joined by their identifiers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from jsna.errors import Finding
from jsna.files.notes import Notes
from jsna.ingest.provision.given import Given

Record = dict[str, Any]

_ACCEPTED = "Open Referral UK 3.0: a service, a list of services, a page of them, or a package of tables"
#: Tables of a package that hang on another: the table, and the fields that may name where each row belongs.
_BELONGS = {
    "addresses": ("location_id",),
    "phones": ("service_at_location_id", "location_id", "service_id", "contact_id", "organization_id"),
    "schedules": ("service_at_location_id", "location_id", "service_id"),
    "contacts": ("service_at_location_id", "location_id", "service_id", "organization_id"),
    "service_areas": ("service_id",),
    "service_capacities": ("service_id",),
    "service_at_locations": ("service_id",),
}
#: Said of a service that has ended.
_GONE = ("inactive", "defunct", "temporarily closed")
_DAYS = {"MO": "Monday", "TU": "Tuesday", "WE": "Wednesday", "TH": "Thursday", "FR": "Friday", "SA": "Saturday",
         "SU": "Sunday"}  # fmt: skip
_HEADINGS = {"name": "name", "postcode": "postal_code", "latitude": "latitude", "longitude": "longitude",
             "checked_on": "assured_date", "capacity": "maximum", "source_id": "id"}  # fmt: skip


def read_services(content: bytes, notes: Notes) -> list[Given]:
    """Return an entry for each service at each of its locations.

    Args:
        content: the bytes of the file.
        notes: of the file; repairs and findings are added.

    Raises:
        Findings: it is not JSON, or holds no services.
    """
    try:
        whole = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        where = getattr(error, "lineno", None)
        raise notes.refuse("this is not JSON", _ACCEPTED, row=where) from error
    services = _services(whole)
    if not services:
        raise notes.refuse("it holds no services", _ACCEPTED)
    return [given for number, service in enumerate(services, start=1) for given in _entries(number, service, notes)]


def _services(whole: Any) -> list[Record]:
    if isinstance(whole, list):
        return _records(whole)
    if not isinstance(whole, dict):
        return []
    for key in ("contents", "services", "service"):
        if isinstance(whole.get(key), list):
            services = _records(whole[key])
            return _joined(whole, services) if key != "contents" else services
    return [whole] if "id" in whole and "name" in whole else []


def _joined(package: Record, services: list[Record]) -> list[Record]:
    """Hang the tables of a package on what they belong to; a file that is nested already stays as it is."""
    named = {"service_id": services}
    for table, field in (("locations", "location_id"), ("organizations", "organization_id")):
        named[field] = _records(package.get(table))
    named["service_at_location_id"] = _records(package.get("service_at_locations"))
    named["contact_id"] = _records(package.get("contacts"))
    held = {field: {str(each.get("id")): each for each in rows} for field, rows in named.items()}
    for table, fields in _BELONGS.items():
        for row in _records(package.get(table)):
            owner = next((held[each].get(str(row[each])) for each in fields if row.get(each)), None)
            if owner is not None:
                owner.setdefault(table, []).append(row)
    for each in named["service_at_location_id"]:
        each.setdefault("location", held["location_id"].get(str(each.get("location_id")), {}))
    for each in services:
        each.setdefault("organization", held["organization_id"].get(str(each.get("organization_id")), {}))
    return services


def _entries(number: int, service: Record, notes: Notes) -> Iterator[Given]:
    status = _text(service, "status").lower()
    if status in _GONE:
        name = _text(service, "name")[:80]
        notes.findings.append(
            Finding(
                notes.name,
                f"its status is {status!r}, so it was left out",
                "active",
                number,
                "status",
                name,
                fatal=False,
            )
        )
        return
    places = _records(service.get("service_at_locations"))
    for place in places or [{}]:
        location = place.get("location") if isinstance(place.get("location"), dict) else {}
        yield Given(number, _said(service, place, location or {}), _HEADINGS, tuple(_areas(service)))


def _said(service: Record, place: Record, location: Record) -> dict[str, str]:
    # Version 3.0 of the international standard printed "addresss" in its own examples, and files followed it.
    addresses = _records(location.get("addresses") or location.get("addresss"))
    physical = [each for each in addresses if _text(each, "address_type") != "postal"] or addresses
    address = physical[0] if physical else {}
    holders = (place, location, service, _record(service.get("organization")))
    lines = [_text(location, "name"), *(_text(address, key) for key in ("address_1", "address_2", "city", "region"))]
    said = {
        "name": _text(service, "name"),
        "offers": _text(service, "description"),
        "whom": _whom(service),
        "address": ", ".join(dict.fromkeys(line for line in lines if line)),
        "postcode": _text(address, "postal_code"),
        "latitude": _text(location, "latitude"),
        "longitude": _text(location, "longitude"),
        "capacity": next(filter(None, (_text(each, "maximum") for each in _of(service, "service_capacities"))), ""),
        "times": "; ".join(_times(holders)),
        "phone": next(_phones(holders), ""),
        "website": _text(service, "url") or _text(holders[3], "website"),
        "checked_on": _text(service, "assured_date")[:10],
        "source_id": "/".join(filter(None, (_text(service, "id"), _text(location, "id")))),
    }
    return {field: text for field, text in said.items() if text}


def _whom(service: Record) -> str:
    youngest, oldest = _text(service, "minimum_age"), _text(service, "maximum_age")
    ages = f"{youngest} to {oldest} years" if youngest and oldest else ""
    ages = ages or (f"{youngest} years and over" if youngest else f"up to {oldest} years" if oldest else "")
    said = [
        _text(service, "eligibility_description"),
        *(_text(each, "eligibility") for each in _of(service, "eligibilitys")),
    ]
    return "; ".join(dict.fromkeys(part for part in (*said, ages) if part))


def _times(holders: Iterable[Record]) -> Iterator[str]:
    for schedule in (each for holder in holders for each in _of(holder, "schedules")):
        days = ", ".join(
            _DAYS.get(day.strip()[-2:].upper(), day.strip()) for day in _text(schedule, "byday").split(",")
        )
        hours = " to ".join(filter(None, (_text(schedule, "opens_at"), _text(schedule, "closes_at"))))
        said = _text(schedule, "description") or " ".join(filter(None, (days, hours)))
        if said:
            yield said


def _phones(holders: Iterable[Record]) -> Iterator[str]:
    for holder in holders:
        inside = [phone for contact in _of(holder, "contacts") for phone in _of(contact, "phones")]
        yield from filter(None, (_text(each, "number") for each in [*_of(holder, "phones"), *inside]))


def _areas(service: Record) -> Iterator[str]:
    """Yield codes of areas that a service says it serves, wherever its area has them."""
    for area in _of(service, "service_areas"):
        for key in ("uri", "extent", "name", "description"):
            words = _text(area, key).replace("/", " ").replace("#", " ").split()
            yield from (word for word in words if len(word) == 9 and word[0] == "E" and word[1:].isdigit())


def _of(holder: Record, key: str) -> list[Record]:
    return _records(holder.get(key))


def _records(given: Any) -> list[Record]:
    return [each for each in given if isinstance(each, dict)] if isinstance(given, list) else []


def _record(given: Any) -> Record:
    return given if isinstance(given, dict) else {}


def _text(record: Record, key: str) -> str:
    value = record.get(key)
    return "" if value is None or isinstance(value, (dict, list, bool)) else " ".join(str(value).split())
