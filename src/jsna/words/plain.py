"""Escape text: names and labels from data are never interpreted as Markdown or HTML."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import quote

_MARKS = re.compile(r"([\\`*_{}\[\]()#+!|<>~$:&])")
#: In a label, which is one paragraph: a colon before a space, or a bracket without a link, is no mark.
_MARKS_OF_A_LABEL = re.compile(r"([\\`*_\[\]<~$]|:(?!\s|$)|&(?=[#A-Za-z])|^[#+>])")
#: A name between two colons, which Streamlit draws as a picture.
_PICTURE = re.compile(r"\\:([\w+-]+):(?=\s|$)")
#: What makes a list, a heading or a rule at the beginning of a line: a number and a full stop, a dash, a row of signs.
_FIRST_OF_A_LINE = re.compile(r"^( ?\d+(?=\.(?:\s|$))| ?(?=-[ \t]|[-=]+[ \t]*$))", re.MULTILINE)
#: Space before a line would make a block of code of it.
_MARGIN, _SPACE = re.compile(r"^[ \t]+", re.MULTILINE), re.compile(r"[ \t\r\n]+")
#: What is a link in Markdown whatever is escaped in it: the beginning of an address of the web, the middle of one of
#: e-mail; and what is a picture: the colon before the name of an icon.
_ADDRESS = re.compile(r"https?\\?://(?=\S)|www(?=\.)|(?<=[-.\w+])@(?=[-\w])", re.IGNORECASE)
_ICON = re.compile(r":(?=material(?:/|\\?_)|streamlit\\?:)")
_UNSEEN = "\\g<0>\u2060"
#: Where a link may lead but to a page of the app.
_ELSEWHERE = re.compile(r"https?://|mailto:[\w.+-]+@[\w-]+(\.[\w-]+)+$", re.ASCII)


class Markdown(str):
    """Markdown that we wrote, in which everything from data is escaped."""

    __slots__ = ()


def escaped(text: str) -> Markdown:
    """Return text that Markdown shows literally, without images, links, formulas, emphasis, lists or tags.

    An address of the web or of e-mail has an unseen mark in it, or Markdown would make a link of it.
    """
    lines = _MARGIN.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))
    return Markdown(_ADDRESS.sub(_UNSEEN, _FIRST_OF_A_LINE.sub(r"\1\\", _marked(lines))))


def escaped_label(text: str) -> Markdown:
    """Return the label of a box to type or choose in, or the words of a choice, which Markdown shows literally.

    Streamlit also hands the label to screen readers as it is, so a backslash stands only before what would be a mark.
    """
    line = _SPACE.sub(" ", text.strip(" \t\r\n"))
    marked = _PICTURE.sub(r"\\:\1\\:", _MARKS_OF_A_LABEL.sub(r"\\\1", line))
    return Markdown(_ADDRESS.sub(_UNSEEN, _ICON.sub(_UNSEEN, marked)))


def _marked(text: str) -> str:
    return _ICON.sub(_UNSEEN, _MARKS.sub(r"\\\1", text))


@dataclass(frozen=True)
class Link:
    """A link, as a cell of a table or a part of a line.

    Attributes:
        words: the visible text; never interpreted.
        address: the target: a relative page of the app, an external page, or ``mailto:`` and an address of e-mail.
    """

    words: str
    address: str

    def __str__(self) -> str:
        return self.words

    @property
    def markdown(self) -> Markdown:
        """The link in Markdown; only the words if the address is of no page and of no e-mail."""
        kept = self._kept
        return Markdown(f"[{_marked(_SPACE.sub(' ', self.words))}]({kept})") if kept else escaped(self.words)

    @property
    def html(self) -> str:
        """The link in HTML; only the words if the address is of no page and of no e-mail."""
        kept, said = self._kept, html.escape(self.words)
        return f'<a href="{html.escape(kept, quote=True)}">{said}</a>' if kept else said

    @property
    def _kept(self) -> str:
        kept = quote(self.address, safe="/:?=&%,;@+~#!$'*-._")
        leaves = ":" in kept or kept.startswith("//")
        return "" if leaves and not _ELSEWHERE.match(kept) else kept
