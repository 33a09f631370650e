"""Words of a language as HTML: in Easy Read each sentence has its own line, with its picture beside it.

A picture says the same as the words beside it, so it is not read out.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from jsna.model.telling.language import Language
from jsna.model.telling.pictures import sentences


def marked(text: str, language: Language) -> str:
    """Return words of ours as HTML, which may stand in a paragraph.

    Args:
        text: the words, filled in; never interpreted.
        language: in which they are.
    """
    if not language.about.easy:
        return escape(text)
    lines = (f"{picture(said, language)}<span>{escape(said)}</span>" for said in sentences(text))
    return " ".join(f'<span class="jsna-line">{line}</span>' for line in lines)


def picture(said: str, language: Language) -> str:
    """Return the picture of a sentence; nothing where it has none."""
    address = language.pictures.of(said)
    return f'<img class="jsna-picture" src="{address}" alt="">' if address else ""


def paragraph(text: str, language: Language) -> str:
    """Return a paragraph."""
    return f"<p>{marked(text, language)}</p>"


def bullets(texts: Iterable[str], language: Language) -> str:
    """Return a list; nothing without a line."""
    items = "".join(f"<li>{marked(text, language)}</li>" for text in texts)
    # Safari reads a list without bullets as a list only where it says so itself.
    return f'<ul role="list">{items}</ul>' if items else ""


def ticks(labels: Iterable[str], language: Language) -> str:
    """Return a box to tick for each answer."""
    boxes = "".join(f'<li><span class="tick"></span>{marked(label, language)}</li>' for label in labels)
    return f'<ul class="ticks">{boxes}</ul>'
