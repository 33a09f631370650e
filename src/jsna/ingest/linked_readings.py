"""Which published figures are read together, where not all of them can be true of one question."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence

from jsna.disclosure.table import Flags

#: Up to so many sets of figures are read one by one; of more, enough that any three that fit are read together.
MOST = 48


def together(fit: Flags, possible: Sequence[int]) -> list[list[int]]:
    """Return sets of figures of which any two fit, none of them part of a larger one; one empty set if there are none.

    Args:
        fit: whether two figures fit with each other. Axes: figure, figure.
        possible: the figures that fit by themselves.
    """
    found = list(itertools.islice(_largest(fit, [], list(possible), []), MOST + 1))
    return found if len(found) <= MOST else list(_any_three(fit, possible))


def _largest(fit: Flags, chosen: list[int], left: list[int], passed: list[int]) -> Iterator[list[int]]:
    """Yield every set that cannot be enlarged (Bron and Kerbosch 1973, Communications of the ACM 16:575)."""
    if not left and not passed:
        yield chosen
        return
    pivot = max((*left, *passed), key=lambda at: sum(fit[at, other] for other in left))
    for at in [at for at in left if not fit[pivot, at]]:
        yield from _largest(
            fit,
            [*chosen, at],
            [other for other in left if fit[at, other]],
            [other for other in passed if fit[at, other]],
        )
        left.remove(at)
        passed.append(at)


def _any_three(fit: Flags, possible: Sequence[int]) -> Iterator[list[int]]:
    """Yield sets until any three figures that fit with each other have stood in one."""
    wanted = {
        three
        for three in itertools.combinations(possible, 3)
        if all(fit[one, two] for one, two in itertools.combinations(three, 2))
    }
    while wanted:
        chosen = list(min(wanted))
        while more := [at for at in possible if at not in chosen and all(fit[at, other] for other in chosen)]:
            pairs = list(itertools.combinations(chosen, 2))
            chosen.append(max(more, key=lambda at: sum(tuple(sorted((at, *pair))) in wanted for pair in pairs)))
        wanted -= set(itertools.combinations(sorted(chosen), 3))
        yield chosen
