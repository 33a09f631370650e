"""A text table as HTML: the first column has the row headers; wide tables scroll sideways under it.

Streamlit's own table would load a megabyte of script, open links in a new window, and scroll in an element that the
keyboard cannot reach.
"""

from __future__ import annotations

import html
from collections.abc import Sequence

import pandas as pd

from jsna.words.plain import Link

#: Shown where a table is wider than its place; ``ways.js`` finds out.
SIDEWAYS = "Wider than the screen: scroll sideways →"
#: A cell of more characters is wider on a phone, so that its row is not tall and empty.
LONG = 60


def table_html(words: pd.DataFrame, alt: str, styles: pd.DataFrame | None = None) -> str:
    """Return a table as HTML.

    Args:
        words: cells are text or :class:`Link`; the first column has the row headers. The index is not shown.
        alt: what the table is, in a few words: its caption for screen readers.
        styles: the style of each cell, same shape as ``words``; empty for no style.
    """
    heads = "".join(f'<th scope="col">{html.escape(str(column))}</th>' for column in words.columns)
    looks = [] if styles is None else styles.to_numpy(dtype=object).tolist()
    rows = words.to_numpy(dtype=object).tolist()
    body = "".join(_row(row, looks[at] if looks else [""] * len(row)) for at, row in enumerate(rows))
    said = html.escape(alt)
    return (
        f'<div class="jsna-table" role="region" aria-label="{html.escape(alt, quote=True)}" tabindex="0">'
        f'<p class="jsna-sideways" aria-hidden="true">{SIDEWAYS}</p><table>'
        f"<caption>{said}</caption><thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def _row(cells: Sequence[object], looks: Sequence[str]) -> str:
    first, *others = cells
    drawn = "".join(
        f"<td{_long(cell)}{_styled(look)}>{_cell(cell)}</td>" for cell, look in zip(others, looks[1:], strict=True)
    )
    return f'<tr><th scope="row"{_styled(looks[0])}>{_cell(first)}</th>{drawn}</tr>'


def _long(cell: object) -> str:
    return ' class="jsna-long"' if len(str(cell)) > LONG else ""


def _cell(cell: object) -> str:
    return cell.html if isinstance(cell, Link) else html.escape(str(cell))


def _styled(look: str) -> str:
    return f' style="{html.escape(look, quote=True)}"' if look else ""
