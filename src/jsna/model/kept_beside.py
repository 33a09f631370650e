"""Keep what is worked out from a comparison in the comparison itself, so that both go together."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Condition
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from cachetools import LRUCache, cached
from cachetools.keys import hashkey

from jsna.model.selection import Selection

if TYPE_CHECKING:
    from jsna.model.comparison import Comparison

_Key = ParamSpec("_Key")
_Value = TypeVar("_Value")


def nothing(selection: Selection) -> Hashable:  # noqa: ARG001 - whatever it is
    """Of a selection nothing decides the result: it is made of the figures alone."""
    return None


def all_of_it(selection: Selection) -> Hashable:
    """The whole selection decides the result."""
    return selection


def kept_beside(
    of: Callable[[Selection], Hashable] = nothing, most: int = 1
) -> Callable[[Callable[Concatenate[Comparison, _Key], _Value]], Callable[Concatenate[Comparison, _Key], _Value]]:
    """Return a decorator that keeps a function's last results for the figures of each comparison.

    Args:
        of: what of the comparison's selection decides the result.
        most: results kept for one comparison's figures. They are shared, so nobody may change them.
    """

    def decorate(
        function: Callable[Concatenate[Comparison, _Key], _Value],
    ) -> Callable[Concatenate[Comparison, _Key], _Value]:
        def key(comparison: Comparison, *args: Hashable, **kwargs: Hashable) -> Hashable:
            return hashkey(of(comparison.selection), *args, **kwargs)

        @wraps(function)
        def call(comparison: Comparison, /, *args: _Key.args, **kwargs: _Key.kwargs) -> _Value:
            own: Any = comparison.kept.get(call)
            if own is None:
                own = comparison.kept.setdefault(call, cached(LRUCache(most), key, condition=Condition())(function))
            value: _Value = own(comparison, *args, **kwargs)
            return value

        return call

    return decorate
