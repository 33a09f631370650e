"""Text for Plotly, which reads every text of a chart as a little HTML: a name is shown as it is written."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

_MARKS = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "%{": "&#37;{"}


class Marked(str):
    """Text with marks that we wrote ourselves: what a pointer shows, or what :func:`lines` returns."""

    __slots__ = ()


def lines(words: Iterable[str], *, bold: bool = False) -> Marked:
    """Return some text on lines of its own, each shown as it is written."""
    said = "<br>".join(map(_literal_text, words))
    return Marked(f"<b>{said}</b>" if bold else said)


def literal(drawn: Any) -> Any:
    """Return a chart, or any part of one, in which every text is shown as it is written.

    No text can be a link, a tag or a placeholder, whatever it is a part of: a name, an axis, a value of it, what a
    pointer shows. Only :class:`Marked` is left as it is; words that the browser knows hold no such marks.
    """
    if isinstance(drawn, dict):
        return {key: literal(part) for key, part in drawn.items()}
    if isinstance(drawn, list | tuple):
        return [literal(part) for part in drawn]
    return _literal_text(drawn) if isinstance(drawn, str) and not isinstance(drawn, Marked) else drawn


def _literal_text(text: str) -> str:
    for mark, shown in _MARKS.items():
        text = text.replace(mark, shown)
    return text
