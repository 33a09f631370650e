"""Keep the last result of a function, for work that is asked for again and again about one thing."""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import TypeVar

_Given = TypeVar("_Given")
_Found = TypeVar("_Found")


def of_last(
    function: Callable[[_Given], _Found], same: Callable[[_Given, _Given], bool] = operator.is_
) -> Callable[[_Given], _Found]:
    """Return a function that keeps its last result, and returns it while it is asked about the same thing.

    Args:
        function: the work; its result is shared, so nobody may change it.
        same: whether two things are the same; by default, whether they are one object.
    """
    last: tuple[_Given, _Found] | None = None

    def call(given: _Given) -> _Found:
        nonlocal last
        kept = last
        if kept is None or not same(kept[0], given):
            last = kept = given, function(given)
        return kept[1]

    return call
