"""Who has not been heard: people reached compared with people who live here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd


@dataclass(frozen=True, eq=False)
class Heard:
    """Whom the conversations of a place reached, by one characteristic.

    Attributes:
        place: code of the place.
        year: the calendar year counted; None for everything that is recorded.
        talks: how many conversations.
        groups: index: code of a group. ``label``, ``asks`` (conversations that reached it), ``respondents`` (people
            reached; missing where withheld), ``population``, ``expected``, ``ratio``, ``lower``, ``upper``, ``state``
            (``jsna.stats.representation``, and ``none recorded``). Empty where nobody publishes the population.
        why_no_groups: why ``groups`` is empty, in words; empty where it is not.
        areas: one row for each ward of the place, of the group asked for or of everybody. Index: code. ``asks``,
            ``people`` (reached; missing where nobody counted, or where the reader may not know), ``population``,
            ``rate`` (reached of every 1,000), ``lower``, ``upper``.
        elsewhere: conversations held in several areas at once, or in no ward, which count for none of them.
        cut: conversations in wards of the other list that were divided, which count for the place only.
        first_time: people who were there for the first time, and out of how many; None where nobody counted.
        protected: whether small counts are withheld.
        samples: whether some of the conversations were made up.
    """

    place: str
    year: int | None
    talks: int
    groups: pd.DataFrame
    why_no_groups: str
    areas: pd.DataFrame
    elsewhere: int
    cut: int
    first_time: tuple[int, int] | None
    protected: bool
    samples: bool


def rows(frame: pd.DataFrame) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each row of a frame of :class:`Heard` with its code."""
    for code, row in zip(frame.index, frame.to_dict("records"), strict=True):
        yield str(code), {str(name): value for name, value in row.items()}
