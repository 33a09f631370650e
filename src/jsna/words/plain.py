"""Text that must stay text: names and labels from data are never read as Markdown or HTML."""

from __future__ import annotations

import re

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:&])")


def escaped(text: str) -> str:
    """Return text that Markdown shows as it stands: no image, link, formula, emphasis or tag comes of it."""
    return _MARKDOWN.sub(r"\\\1", text)
