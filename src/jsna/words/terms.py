"""Words of the field with what they mean: as a line that opens word by word, and as help beside a control."""

from __future__ import annotations

import html
from collections.abc import Iterable

from jsna.model.glossary import Term


def row_html(terms: Iterable[Term]) -> str:
    """Return the words in a line; each shows what it means on touch, by the keyboard and under the pointer."""
    entries = "".join(
        f'<details class="jsna-term"><summary>{html.escape(each.word)}</summary>'
        f"<p>{html.escape(each.means)}</p></details>"
        for each in terms
    )
    return f'<div class="jsna-terms"><span>What these words mean:</span>{entries}</div>' if entries else ""
