"""Tables of more rows than are shown, in the order that a reader chooses by a heading; the order is in the address."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeVar

from jsna.figures.reading import Head
from jsna.ui.link import page_state

#: After the code of an order: the same, the other way round.
BACK = "-back"
_Row = TypeVar("_Row")


class Heading(NamedTuple):
    """How one heading orders a table.

    Attributes:
        column: the heading's words.
        first: the order's code in the address, at the first click.
        second: its code at the second.
        down: whether the first click puts the largest first.
    """

    column: str
    first: str
    second: str
    down: bool = False


class By(NamedTuple):
    """What rows are ordered by: the heading of the column, the key of a row, whether the largest is first.

    A row whose key is None is always last.
    """

    column: str
    key: Callable[[Any], Any]
    down: bool = False


def known(value: Any) -> float | None:
    """Return a number as a key to order by; None where it is missing."""
    return None if math.isnan(value) else value


def heads(headings: Iterable[Heading], now: str, key: str = "order", page: str = "page") -> dict[str, Head]:
    """Return the links of headings, by column; each begins at the first page.

    Args:
        headings: those that order the table.
        now: code of the order that it is in.
        key: the parameter of the address that holds the order; it has been read before.
        page: the one that holds the page.
    """

    def head(each: Heading) -> Head:
        order = ""
        if now in (each.first, each.second):
            order = "descending" if each.down is (now == each.first) else "ascending"
        code = each.second if now == each.first else each.first
        return Head(page_state.way_to({key: code, page: ""}), f"{key} {each.first}", order)

    return {each.column: head(each) for each in headings}


def in_order(
    rows: Iterable[_Row], by: Mapping[str, By], key: str = "order", page: str = "page"
) -> tuple[list[_Row], dict[str, Head]]:
    """Return all rows of a list in the order that the address asks for, and the links of its headings.

    Args:
        rows: in their usual order.
        by: the orders to choose from, by their code in the address.
        key: the parameter of the address that holds the order.
        page: the one that holds the page.
    """
    now = chosen(by, key)
    found = list(rows)
    if now:
        chosen_by = by[now.removesuffix(BACK)]
        keyed = [(chosen_by.key(row), row) for row in found]
        known = [(value, row) for value, row in keyed if value is not None]
        known.sort(key=lambda pair: pair[0], reverse=chosen_by.down is not now.endswith(BACK))
        found = [row for _, row in known] + [row for value, row in keyed if value is None]
    return found, heads(headings_of(by), now, key, page)


def chosen(by: Mapping[str, By], key: str = "order") -> str:
    """Return the code of the order that the address asks for, with ``BACK`` the other way; empty for the usual one."""
    ways = {code: each.column for code, each in by.items()}
    backwards = {f"{code}{BACK}": f"{column}, the other way round" for code, column in ways.items()}
    return page_state.linked("Order", {"": "the usual order"} | ways | backwards, key)


def headings_of(by: Mapping[str, By]) -> list[Heading]:
    """Return the headings of orders."""
    return [Heading(each.column, code, f"{code}{BACK}", each.down) for code, each in by.items()]


def of_register(headings: Sequence[Heading]) -> tuple[str, bool, dict[str, Head]]:
    """Return by which field of the register a list is ordered, whether the smallest comes first, and the links.

    Args:
        headings: their first code is the field's name; the list is usually in the order of the first of them.
    """
    now = page_state.linked("Order", orders(headings), "order")
    of = next(each for each in headings if now in (each.first, each.second))
    return of.first, of.down is (now == of.second), heads(headings, now)


def orders(headings: Iterable[Heading]) -> dict[str, str]:
    """Return the orders of headings, the first one as usual: their codes, and the heading's words."""
    return {code: each.column for each in headings for code in (each.first, each.second)}
