"""A text table as HTML: the first column has the row headers; wide tables scroll sideways under it.

Streamlit's own table would load a megabyte of script, open links in a new window, and scroll in an element that the
keyboard cannot reach.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from jsna.words.plain import Link

#: Shown where a table is wider than its place; ``ways.js`` finds out.
SIDEWAYS = "Wider than the screen: scroll sideways →"
#: A cell of more characters is wider on a phone, so that its row is not tall and empty.
LONG = 60


#: A table of fewer rows is read at a glance, in any order.
FEWEST_TO_SORT = 4


class Head(NamedTuple):
    """How a heading puts a table that has more rows than are shown in order.

    Attributes:
        address: what the link of the heading opens.
        name: of the link on its page, the same in every order.
        order: how the table is in the order of this column now: ``ascending``, ``descending``, or empty.
    """

    address: str
    name: str
    order: str


def table_html(
    words: pd.DataFrame,
    alt: str,
    styles: pd.DataFrame | None = None,
    heads: Mapping[str, Head] | None = None,
    *,
    sorts: bool = False,
    look: str = "",
) -> str:
    """Return a table as HTML.

    Args:
        words: cells are text or :class:`Link`; the first column has the row headers. The index is not shown.
        alt: what the table is, in a few words: its caption for screen readers.
        styles: the style of each cell, same shape as ``words``; empty for no style.
        heads: the headings that order the table, by the column's name.
        sorts: whether all rows are here and the browser may put them in order; a short table never does.
        look: a class of the style sheet for the whole table.
    """
    sorts = sorts and len(words) >= FEWEST_TO_SORT
    given = heads or {}
    headings = "".join(_heading(str(column), given.get(str(column)), sorts=sorts) for column in words.columns)
    looks = [] if styles is None else styles.to_numpy(dtype=object).tolist()
    rows = words.to_numpy(dtype=object).tolist()
    body = "".join(_row(row, looks[at] if looks else [""] * len(row)) for at, row in enumerate(rows))
    said = html.escape(alt)
    return (
        f'<div class="{f"jsna-table {look}".strip()}" role="region" aria-label="{html.escape(alt, quote=True)}" '
        f'tabindex="0"><p class="jsna-sideways" aria-hidden="true">{SIDEWAYS}</p><table>'
        f"<caption>{said}</caption><thead><tr>{headings}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def pages_html(what: str, page: int, pages: int, addresses: Mapping[int, str]) -> str:
    """Return the links to the page before and after one of a list, and where the reader is, as HTML.

    Args:
        what: what has pages, in a word or two.
        page: the page shown, from 1.
        pages: how many there are.
        addresses: of the page before and the one after, by their numbers.
    """

    def way(to: int, words: str) -> str:
        if to not in addresses:
            return f'<span aria-hidden="true">{words}</span>'
        address = html.escape(addresses[to], quote=True)
        spoken = f'<span class="jsna-read"> page of the {html.escape(what)}</span>'
        return f'<a href="{address}" data-jsna-stay="{html.escape(what, quote=True)} {words}">{words}{spoken}</a>'

    return (
        f'<nav class="jsna-pages" aria-label="Pages of the {html.escape(what, quote=True)}">{way(page - 1, "Previous")}'
        f'<span data-jsna-where="">Page {page:,} of {pages:,}</span>{way(page + 1, "Next")}</nav>'
    )


def _heading(name: str, head: Head | None, *, sorts: bool) -> str:
    said = html.escape(name)
    if head is not None:
        order = f' aria-sort="{head.order}"' if head.order else ""
        address, stay = html.escape(head.address, quote=True), html.escape(head.name, quote=True)
        return f'<th scope="col"{order}><a href="{address}" data-jsna-stay="{stay}">{said}</a></th>'
    return f'<th scope="col">{f"""<button type="button">{said}</button>""" if sorts else said}</th>'


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
