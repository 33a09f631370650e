"""Names that become parts of paths and links: slugs."""

from __future__ import annotations

import re

from jsna.errors import Finding, Findings

LONGEST = 60
#: As a rule for a field.
PATTERN = r"^[a-z0-9]+(-[a-z0-9]+)*$"
_SLUG = re.compile(PATTERN)


def slug_of(title: str) -> str:
    """Return the words of a title as a slug: ``Free school meals`` gives ``free-school-meals``."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower().replace("’", "").replace("'", "")).strip("-")


def require_slug(text: str, what: str) -> str:
    """Return a valid slug, or raise Findings: it becomes part of a path and of links."""
    if not _SLUG.fullmatch(text) or len(text) > LONGEST:
        accepted = f"small letters, digits and single hyphens, at most {LONGEST}"
        raise Findings([Finding(what, "not a name for a file", accepted, value=text[:80])])
    return text
