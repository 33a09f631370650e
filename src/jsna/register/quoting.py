"""What in the register quotes the figures of an indicator, so that it can be seen to when these are withdrawn."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import sqlalchemy as sa

from jsna.model.register.need import Need
from jsna.model.register.person import Person, Right
from jsna.model.register.report import Report
from jsna.register.register import Register
from jsna.register.tables import KEPT
from jsna.register.wanted import Wanted


def needs_quoting(register: Register, person: Person, slug: str) -> list[Need]:
    """Return the needs that cite a figure of an indicator, and keep the sentence about it, as the person reads them.

    Args:
        register: the register.
        person: who asks.
        slug: of the indicator.
    """
    citing = register.find(person, Need, Wanted(filled=("figures",), most=None))
    return [need for need in citing if any(figure.indicator == slug for figure in need.figures)]


def reports_quoting(register: Register, person: Person, slug: str) -> list[str]:
    """Return the references of what people told us about a figure of an indicator: these keep what the page said of it.

    Args:
        register: the register.
        person: who asks; they learn that something was told, and not what.
        slug: of the indicator.

    Raises:
        NotAllowed: the person may not read what is not published.
    """
    told = KEPT[Report.KIND].table
    with register.reading(person, Right.READ_ALL) as connection:
        rows = connection.execute(sa.select(told.c.reference, told.c.link).where(told.c.link.contains(slug)))
        return sorted(own for own, link in rows if slug in parse_qs(urlsplit(link).query).get("indicator", ()))
