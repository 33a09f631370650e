"""Every link from one document to another leads somewhere."""

from __future__ import annotations

import re

from tests.docs.tracked import ROOT, documents

_LINK = re.compile(r"\]\(([^)\s]+)\)")
_HEADING = re.compile(r"^#+ (.*)$", re.MULTILINE)


def test_links_between_the_documents_resolve() -> None:
    broken = [
        f"{name}: {target}"
        for name, text in documents().items()
        for target in _LINK.findall(text)
        if not target.startswith(("https://", "mailto:")) and not _resolves(name, target)
    ]
    assert broken == []


def _resolves(name: str, target: str) -> bool:
    path, _, anchor = target.partition("#")
    found = (ROOT / name).parent / path if path else ROOT / name
    return found.exists() and (not anchor or anchor in _anchors(found.read_text("utf-8")))


def _anchors(text: str) -> set[str]:
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in _HEADING.findall(text)}
