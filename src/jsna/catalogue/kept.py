"""Keep what is worked out from a catalogue in the catalogue itself, so that both go together."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial, wraps
from threading import Condition
from typing import Concatenate, ParamSpec, TypeVar

from cachetools import LRUCache, cached

from jsna.catalogue.read import Catalogue

_Key = ParamSpec("_Key")
_Value = TypeVar("_Value")


def kept(
    most: int,
) -> Callable[[Callable[Concatenate[Catalogue, _Key], _Value]], Callable[Concatenate[Catalogue, _Key], _Value]]:
    """Return a decorator that keeps a function's last results for each catalogue.

    A cache of the module would hold a replaced catalogue, with all its figures, for as long as the process runs. What
    several readers ask for at the same time is worked out once.

    Args:
        most: results kept for one catalogue. They are shared, so nobody may change them.
    """

    def decorate(
        function: Callable[Concatenate[Catalogue, _Key], _Value],
    ) -> Callable[Concatenate[Catalogue, _Key], _Value]:
        @wraps(function)
        def call(catalogue: Catalogue, /, *args: _Key.args, **kwargs: _Key.kwargs) -> _Value:
            own = catalogue.kept.get(call)
            if own is None:
                store = cached(LRUCache(most), condition=Condition())
                own = catalogue.kept.setdefault(call, store(partial(function, catalogue)))
            value: _Value = own(*args, **kwargs)
            return value

        return call

    return decorate
