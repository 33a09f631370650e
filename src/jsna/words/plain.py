"""Text that must stay text: names and labels from data are never read as Markdown or HTML."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import quote

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:&])")


def escaped(text: str) -> str:
    """Return text that Markdown shows as it stands: no image, link, formula, emphasis or tag comes of it."""
    return _MARKDOWN.sub(r"\\\1", text)


@dataclass(frozen=True)
class Link:
    """Words that lead somewhere, as a cell of a table or a part of a line.

    Attributes:
        words: what the reader sees; stays text.
        address: where it leads: a page of the app, relative, or a page elsewhere.
    """

    words: str
    address: str

    def __str__(self) -> str:
        return self.words

    @property
    def markdown(self) -> str:
        """The link in Markdown; only the words where the address is neither a page of the app nor of the web."""
        kept = self._kept
        return f"[{escaped(self.words)}]({kept})" if kept else escaped(self.words)

    @property
    def html(self) -> str:
        """The link in HTML; only the words where the address is neither a page of the app nor of the web."""
        kept, said = self._kept, html.escape(self.words)
        return f'<a href="{html.escape(kept, quote=True)}">{said}</a>' if kept else said

    @property
    def _kept(self) -> str:
        kept = quote(self.address, safe="/:?=&%,;@+~#!$'*-._")
        return "" if ":" in kept and not kept.startswith(("https://", "http://")) else kept
