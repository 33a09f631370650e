"""How hard a page is to read: the reading age of its sentences, by the Automated Readability Index.

Senter and Smith (1967), Automated Readability Index, AMRL-TR-66-220: 4.71 letters a word and half a point a word of the
sentence, less 21.43, is a school year in the United States; five more is an age. Names of places, indicators and
sources are left out, and numbers: nobody can make them plainer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from statistics import median

import textstat
from streamlit.testing.v1 import AppTest

#: A shorter piece is a label, of which no formula can say anything.
FEWEST_WORDS = 5
YEARS_BEFORE_SCHOOL = 5
_MARKDOWN_LINK = re.compile(r"\[((?:\\.|[^\]\\])*)\]\([^)]*\)")
_MARKUP = re.compile(r":material/\w+:|\\(?=\W)|[*_`#>|]|^\s*[-–]\s", re.MULTILINE)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+|\n+|\s·\s")
_NUMBER = re.compile(r"\S*\d\S*|%")
#: Elements whose text is read as one piece.
_BLOCKS = (
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "dd",
    "dt",
    "td",
    "th",
    "summary",
    "label",
    "div",
    "caption",
    "figcaption",
)


class _Pieces(HTMLParser):
    """The pieces of text of a part of a page in HTML; styles and scripts are none."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = [""]
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside += tag in ("style", "script", "footer")
        if tag in _BLOCKS:
            self.pieces.append("")

    def handle_endtag(self, tag: str) -> None:
        self._inside -= tag in ("style", "script", "footer")
        if tag in _BLOCKS:
            self.pieces.append("")

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.pieces[-1] += data


def sentences(page: AppTest, names: Iterable[str]) -> list[str]:
    """Return the sentences of a page of at least ``FEWEST_WORDS`` words, without names and numbers, each once.

    Args:
        page: the page.
        names: what is left out wherever it stands, such as titles of indicators.
    """
    left_out = re.compile(
        "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True) if " " in name), re.IGNORECASE
    )
    found = []
    for piece in _pieces(page):
        for said in _SENTENCE_END.split(piece):
            plain = _without_names(left_out.sub("", _NUMBER.sub("", said)))
            if len(plain.split()) >= FEWEST_WORDS:
                found.append(plain)
    return list(dict.fromkeys(found))


def age(sentence: str) -> float:
    """Return the reading age of a sentence, in years."""
    return float(textstat.automated_readability_index(sentence)) + YEARS_BEFORE_SCHOOL


def median_age(found: Iterable[str]) -> float:
    """Return the median reading age of sentences; 0 if there are none."""
    return median([age(each) for each in found] or [0])


def _pieces(page: AppTest) -> Iterator[str]:
    for element in [*page.main, *page.sidebar]:
        if element.type == "html":
            reader = _Pieces()
            reader.feed(element.proto.body)
            yield from reader.pieces
            continue
        for said in (
            getattr(element, "value", None) if element.type in ("markdown", "info", "warning", "error") else None,
            getattr(element, "label", None),
            getattr(element, "help", None),
        ):
            if isinstance(said, str):
                yield _MARKUP.sub("", _MARKDOWN_LINK.sub(r"\1", said))


def _without_names(sentence: str) -> str:
    """Return a sentence without the words that begin with a capital letter and are not its first."""
    first, *others = sentence.split() or [""]
    kept = [word for word in others if not word.lstrip("“‘(\"'").istitle() and not word[:1].isupper()]
    return " ".join([first, *kept]).strip()
