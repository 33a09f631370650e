"""A file about provision, checked whole: what would be kept, what was repaired, and everything that is wrong."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePath
from typing import Protocol

from pydantic import ValidationError

from jsna.areas.lookups import Lookups
from jsna.errors import Finding, Findings, limited
from jsna.files.apart import turn
from jsna.files.limits import UPLOAD
from jsna.files.notes import Notes
from jsna.ingest.provision.address_list import read_addresses
from jsna.ingest.provision.given import Given
from jsna.ingest.provision.open_referral import read_services
from jsna.ingest.provision.placing import Placer
from jsna.model.register.provision import Provision

_ACCEPTED = "a CSV list of addresses (.csv), or Open Referral UK (.json)"
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d %B %Y", "%d %b %Y", "%d-%m-%Y", "%d.%m.%Y")
_WHOLE = re.compile(r"\d{1,3}(,\d{3})*|\d{1,6}")


class Find(Protocol):
    """Adds a finding about one field of an entry."""

    def __call__(self, each: Given, field: str, problem: str, accepted: str, *, fatal: bool = True) -> None:
        """Add it."""


@dataclass(frozen=True)
class Found:
    """What a file holds.

    Attributes:
        name: of the file.
        provision: entries that can be kept, in the order of the file; none where the file is refused.
        repairs: what was read as what, and what was put right, as sentences.
        findings: what is wrong. With one that is fatal nothing is kept.
    """

    name: str
    provision: tuple[Provision, ...] = ()
    repairs: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def refused(self) -> bool:
        """Whether nothing of it can be kept."""
        return any(finding.fatal for finding in self.findings) or not self.provision


def read_provision(name: str, content: bytes, lookups: Lookups, source: str, today: date) -> Found:
    """Return what a file holds. Its content never raises, and nothing is written.

    Args:
        name: of the file; its ending says how it is read.
        content: all of its bytes.
        lookups: where postcodes lie.
        source: what the list is called; the same name reads it again as the same list.
        today: the day in England; nothing was checked after it.
    """
    notes = Notes(PurePath(name).name[:120] or "the file")
    try:
        with turn(notes):
            entries = _entries(content, notes)
        made = _made(entries, notes, lookups, source, today)
    except Findings as wrong:
        return Found(notes.name, (), tuple(notes.repairs), wrong.findings)
    kept = () if any(finding.fatal for finding in notes.findings) else tuple(made)
    return Found(notes.name, kept, tuple(notes.repairs), tuple(notes.findings))


def _entries(content: bytes, notes: Notes) -> list[Given]:
    if len(content) > UPLOAD.size:
        msg = f"the file is {len(content) / 1e6:,.0f} MB"
        raise notes.refuse(msg, f"at most {UPLOAD.size // 1_000_000} MB")
    if not content.strip():
        raise notes.refuse("the file is empty", _ACCEPTED)
    match PurePath(notes.name).suffix.lower():
        case ".csv" | ".txt" | ".tsv":
            return read_addresses(content, notes)
        case ".json":
            return read_services(content, notes)
        case ending:
            raise notes.refuse("this kind of file is not read", _ACCEPTED, value=ending)


def _made(entries: Sequence[Given], notes: Notes, lookups: Lookups, source: str, today: date) -> list[Provision]:
    wrong: dict[str, list[Finding]] = {}

    def find(each: Given, field: str, problem: str, accepted: str, *, fatal: bool = True) -> None:
        column, value = each.headings.get(field, field), each.said.get(field, "")[:80]
        finding = Finding(notes.name, problem, accepted, each.row, column, value or None, fatal)
        wrong.setdefault(problem, []).append(finding)

    points = [_point(each, find) for each in entries]
    placed = Placer(lookups).placed(entries, points)
    made, seen = [], dict[str, int]()
    for number, each in enumerate(entries):
        own = each.said.get("source_id", "")
        if own in seen:
            find(each, "source_id", f"the same entry is in row {seen[own]}", "each entry once")
        seen.setdefault(own, each.row)
        postcode, place, problem = placed.iloc[number]
        if problem:
            kept = "it is kept in its district" if place else "it is kept without a place, in the list of England"
            find(each, "postcode", f"{problem}; {kept}", "a postcode in use in England", fatal=False)
        provision = _provision(each, points[number], find, source, today)
        if provision is not None:
            where = {"postcode": postcode or each.said.get("postcode", ""), "places": (place,) if place else ()}
            made.append(provision.model_copy(update=where))
    notes.findings += [finding for found in wrong.values() for finding in limited(found)]
    return made


def _provision(
    each: Given, point: tuple[float, float] | None, find: Find, source: str, today: date
) -> Provision | None:
    said = each.said
    if not said.get("name"):
        find(each, "name", "it has no name", "what it is called")
        return None
    texts = {field: said.get(field, "") for field in ("name", "offers", "whom", "address", "times", "phone", "website")}
    try:
        return Provision(
            **texts,
            latitude=point[0] if point else None,
            longitude=point[1] if point else None,
            capacity=_capacity(each, find),
            checked_on=_checked(each, find, today),
            checked_by=said.get("checked_by", "") or ("whoever keeps the list" if said.get("checked_on") else ""),
            source=source,
            source_id=said.get("source_id", ""),
        )
    except ValidationError as error:
        for wrong in error.errors():
            find(each, str(wrong["loc"][0]), str(wrong["msg"]), "plain text")
        return None


def _point(each: Given, find: Find) -> tuple[float, float] | None:
    given = [each.said.get(field, "") for field in ("latitude", "longitude")]
    if not any(given):
        return None
    try:
        latitude, longitude = map(float, given)
    except ValueError:
        find(each, "latitude", "the position is not a pair of numbers", "degrees, such as 53.34 and 0.26")
        return None
    if not (math.isfinite(latitude) and 49 <= latitude <= 61 and -9 <= longitude <= 2):
        find(each, "latitude", "the position is not in England", "latitude 49 to 61, longitude -9 to 2")
        return None
    return latitude, longitude


def _capacity(each: Given, find: Find) -> int | None:
    given = each.said.get("capacity", "")
    if not given:
        return None
    if not _WHOLE.fullmatch(given):
        find(each, "capacity", "how many it has room for is not a whole number", "a whole number, or nothing")
        return None
    return int(given.replace(",", ""))


def _checked(each: Given, find: Find, today: date) -> date | None:
    given = each.said.get("checked_on", "")
    if not given:
        return None
    for form in _DAYS:
        try:
            day = datetime.strptime(given, form).date()  # noqa: DTZ007 - a day, not a moment
        except ValueError:
            continue
        if day <= today:
            return day
        find(each, "checked_on", "it cannot have been checked on a day to come", "today or before")
        return None
    find(each, "checked_on", "the day of the last check cannot be read", "a day such as 2026-11-27 or 27/11/2026")
    return None
