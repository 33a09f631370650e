"""Which column of a list of addresses says what: the one recogniser of headings, for the page and for the command."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

#: Words of a heading for each field, the plainest first. A heading is compared without capitals, signs and "the".
_SAID = {
    "name": ("name", "service name", "group name", "organisation name", "organization name", "venue name", "title",
             "service", "organisation", "organization", "group", "venue", "provider", "project", "club"),
    "offers": ("offers", "description", "what it offers", "what they offer", "about", "activities", "activity",
               "summary", "what", "details", "services"),
    "whom": ("whom", "for whom", "who for", "who is it for", "who it is for", "audience", "target group",
             "target groups", "client group", "eligibility", "who can use it", "people"),
    "postcode": ("postcode", "post code", "postal code", "zip", "pcode"),
    "latitude": ("latitude", "lat"),
    "longitude": ("longitude", "lon", "lng", "long"),
    "capacity": ("capacity", "places", "room for", "number of places", "how many people", "seats", "spaces"),
    "times": ("times", "opening times", "opening hours", "hours", "when", "days and times", "days", "open", "schedule"),
    "phone": ("phone", "telephone", "tel", "phone number", "telephone number", "contact number", "tel no"),
    "website": ("website", "web", "url", "web site", "web address", "link", "webpage"),
    "checked_on": ("checked on", "last checked", "checked", "date checked", "verified", "last verified",
                   "assured date", "date of last check"),
    "checked_by": ("checked by", "verified by"),
    "source_id": ("id", "ref", "reference", "identifier", "unique id", "record id", "uid"),
}  # fmt: skip
_ADDRESS = re.compile(r"(full )?address( ?(line )?\d)?|street( address)?|road|town|city|village|building|locality")


@dataclass(frozen=True)
class Columns:
    """What the columns of a list hold.

    Attributes:
        fields: heading by field.
        address: headings that together make the address, in the order of the file.
        unread: headings that say nothing that is kept.
    """

    fields: dict[str, str]
    address: tuple[str, ...]
    unread: tuple[str, ...]


def recognised(headings: Sequence[str]) -> Columns:
    """Return what each column holds; where two could hold the same, the plainer heading does."""
    plain = {heading: _plain(heading) for heading in headings}
    fields: dict[str, str] = {}
    for field, words in _SAID.items():
        found = [heading for word in words for heading in headings if plain[heading] == word]
        free = [heading for heading in found if heading not in fields.values()]
        if free:
            fields[field] = free[0]
    address = tuple(
        heading for heading in headings if _ADDRESS.fullmatch(plain[heading]) and heading not in fields.values()
    )
    unread = tuple(heading for heading in headings if heading not in fields.values() and heading not in address)
    return Columns(fields, address, unread)


def _plain(heading: str) -> str:
    return " ".join(word for word in re.findall(r"[a-z]+|\d+", heading.lower()) if word != "the")
