"""What stands out where wards are compared on several figures, in one sentence."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from jsna.model.compare import WardsCompared
from jsna.words.numbers import count, listed, of_several, spoken

#: Names that a sentence lists; more are counted.
_MOST_NAMED = 3


def headline(wards: WardsCompared, place: str, chosen: Sequence[int]) -> str:
    """Return how many wards are higher on all columns chosen; if none is chosen, which ward is on most.

    Args:
        wards: the figures.
        place: name of the place.
        chosen: numbers of the columns.
    """
    columns = list(chosen) or ([0] if wards.high.shape[1] == 1 else [])
    if not columns:
        return _most(wards, place)
    number = int(wards.high.iloc[:, columns].all(axis=1).sum())
    return f"{_of(number, len(wards.names), place)} higher than {_against(wards, number)} {_on(wards, columns)}."


def of_own(wards: WardsCompared, ward: str) -> str:
    """Return on how many of the columns the reader's own ward is higher."""
    own = wards.high.loc[[ward]].iloc[0]
    if len(own) == 1:
        return f"Your ward, {wards.names[ward]}, is {'' if own.all() else 'not '}higher than {_against(wards)}."
    return f"Your ward, {wards.names[ward]}, is higher than {_against(wards)} {_part(int(own.sum()), len(own))}."


def _most(wards: WardsCompared, place: str) -> str:
    on = wards.high.sum(axis=1)
    most, of = int(on.max()), wards.high.shape[1]
    if not most:
        return f"No ward of {spoken(place)} is higher than {_against(wards)} on any of these {of} figures."
    first: pd.Series[str] = wards.names[on == most].sort_values()
    higher = f"higher than {_against(wards, len(first))} {_part(most, of)}"
    if len(first) > _MOST_NAMED:
        return f"{count(len(first))} wards of {spoken(place)} are {higher}{'' if most == of else '; none is on more'}."
    return f"{listed(list(first))} {'is' if len(first) == 1 else 'are'} {higher}, the most in {spoken(place)}."


def _of(number: int, total: int, place: str) -> str:
    wards = f"{count(total)} {'ward' if total == 1 else 'wards'} of {spoken(place)}"
    if not number:
        return f"None of the {wards} is"
    return f"{count(number)} of {wards} {'is' if number == 1 else 'are'}"


def _part(number: int, of: int) -> str:
    if number == of:
        return "on both figures" if of == 2 else f"on all of these {of} figures"
    return f"on {number or 'none'} of these {of} figures"


def _on(wards: WardsCompared, columns: Sequence[int]) -> str:
    if len(columns) > _MOST_NAMED:
        return f"on all {len(columns)} figures chosen"
    return f"on {listed([f'“{wards.differences.columns[each]}”' for each in columns])}"


def _against(wards: WardsCompared, number: int = 1) -> str:
    name = wards.comparisons[0].against
    return spoken(name) if number < 2 else of_several(name)
