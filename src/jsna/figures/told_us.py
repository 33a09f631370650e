"""What people told us as bars: one for each theme that may be shown, in a table with the numbers beside them."""

from __future__ import annotations

import html
from collections.abc import Mapping

from jsna.figures.theme import SEQUENTIAL
from jsna.model.told_us import ToldUs
from jsna.words import told_us as words


def bars(found: ToldUs, names: Mapping[str, str]) -> str:
    """Return the themes whose counts are shown as HTML, the largest first; empty where none is.

    Args:
        found: the protected counts.
        names: of the themes in use today, by code.
    """
    shown = words.shown(found, names)
    if not shown:
        return ""
    most = max(number for _, number, _ in shown)
    rows = "".join(
        f'<tr><th scope="row">{html.escape(name)}</th><td aria-hidden="true">{_bar(100 * number / most)}</td>'
        f"<td>{html.escape(said)}</td></tr>"
        for name, number, said in shown
    )
    caption = f"<caption>{html.escape(words.caption(found))}</caption>"
    heads = '<th scope="col">Theme</th><th aria-hidden="true"></th><th scope="col">Reports</th>'
    return f'<table class="jsna-bars">{caption}<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _bar(width: float) -> str:
    drawn = f"left:0;width:{width:.2f}%;background-color:{SEQUENTIAL[2]}"
    return f'<span class="jsna-bar-ground"><span class="jsna-bar" style="{drawn}"></span></span>'
