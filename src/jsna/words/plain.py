"""Escape text: names and labels from data are never interpreted as Markdown or HTML."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import quote

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:&])")
#: In a label, which is one paragraph: a colon before a space, or a bracket without a link, is no mark.
_MARKS_OF_A_LABEL = re.compile(r"([\\`*_\[\]<~$]|:(?!\s|$)|&(?=[#A-Za-z])|^[#+>])", re.MULTILINE)
#: A name between two colons, which Streamlit draws as a picture.
_PICTURE = re.compile(r"\\:([\w+-]+):(?=\s|$)")
#: Where a bare address of the web begins, which Markdown makes a link of, whatever is escaped in it.
_ADDRESS = re.compile(r"(https?\\?://|www)(?=[\w.])", re.IGNORECASE)
_UNSEEN = "\u2060"


def escaped(text: str) -> str:
    """Return text that Markdown shows literally, without images, links, formulas, emphasis or tags.

    A bare address of the web has an unseen mark after its beginning, or Markdown would make a link of it.
    """
    return _ADDRESS.sub(rf"\1{_UNSEEN}", _marked(text))


def _marked(text: str) -> str:
    return _MARKDOWN.sub(r"\\\1", text)


def escaped_label(text: str) -> str:
    """Return the label of a box to type or choose in, which Markdown shows literally.

    Streamlit also hands the label to screen readers as it is, so a backslash stands only before what would be a mark.
    """
    marked = _PICTURE.sub(r"\\:\1\\:", _MARKS_OF_A_LABEL.sub(r"\\\1", text))
    return _ADDRESS.sub(rf"\1{_UNSEEN}", marked)


@dataclass(frozen=True)
class Link:
    """A link, as a cell of a table or a part of a line.

    Attributes:
        words: the visible text; never interpreted.
        address: the target: a relative page of the app, or an external page.
    """

    words: str
    address: str

    def __str__(self) -> str:
        return self.words

    @property
    def markdown(self) -> str:
        """The link in Markdown; only the words if the address is neither a page of the app nor of the web."""
        kept = self._kept
        return f"[{_marked(self.words)}]({kept})" if kept else escaped(self.words)

    @property
    def html(self) -> str:
        """The link in HTML; only the words if the address is neither a page of the app nor of the web."""
        kept, said = self._kept, html.escape(self.words)
        return f'<a href="{html.escape(kept, quote=True)}">{said}</a>' if kept else said

    @property
    def _kept(self) -> str:
        kept = quote(self.address, safe="/:?=&%,;@+~#!$'*-._")
        return "" if ":" in kept and not kept.startswith(("https://", "http://")) else kept
