"""Names that become parts of paths, links and tables: slugs and periods."""

from __future__ import annotations

import re

from jsna.errors import Finding, Findings

#: Format of a period: it starts with a digit or letter, so that a spreadsheet does not read it as a formula.
PERIOD = re.compile(r"(?=.*\d)[0-9A-Za-z][0-9A-Za-z /().–-]{0,39}")
LONGEST = 60
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def slug_of(title: str) -> str:
    """Return the words of a title as a slug: ``Free school meals`` gives ``free-school-meals``."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower().replace("’", "").replace("'", "")).strip("-")


def require_slug(text: str, what: str) -> str:
    """Return a valid slug, or raise Findings: it becomes part of a path and of links."""
    if not _SLUG.fullmatch(text) or len(text) > LONGEST:
        accepted = f"small letters, digits and single hyphens, at most {LONGEST}"
        raise Findings([Finding(what, "not a name for a file", accepted, value=text[:80])])
    return text


def require_period(text: str) -> str:
    """Return a valid period (``2026``, ``2022/23``, ``Q1 2026``), or raise Findings: it goes into a CSV."""
    if not PERIOD.fullmatch(text):
        accepted = "a year, or years and words such as 2022/23 or Q1 2026"
        raise Findings([Finding("period", "not a period", accepted, value=text[:80])])
    return text
