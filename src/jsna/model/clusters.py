"""The spatial pattern of a place: which areas form clusters of high or low values, and how they connect."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import pandas as pd

from jsna.model.comparison import Comparison


class Cluster(StrEnum):
    """What an area is part of."""

    HIGH = "cluster of high values"
    LOW = "cluster of low values"
    HIGH_AMONG_LOW = "high among low"
    LOW_AMONG_HIGH = "low among high"
    NONE = "no clear pattern"
    NO_NEIGHBOURS = "no neighbours with a figure"
    NO_FIGURE = "no figure"


@dataclass(frozen=True)
class Neighbourhood:
    """Which areas of one level touch, for all of England.

    Attributes:
        pairs: codes of areas that share an edge or a corner, each pair once, the smaller code first.
        centres: a point within each area. Columns ``longitude``, ``latitude``, in degrees. Index: area code.
        alone: codes of areas that do not touch another.
    """

    pairs: tuple[tuple[str, str], ...]
    centres: pd.DataFrame
    alone: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A connected group of areas in one kind of cluster.

    Attributes:
        high: whether their values are high; low otherwise.
        codes: the areas, ordered by code.
        ends: names of the two areas furthest apart, the northern one first; one name if there is one area.
        side: where in the place they lie: ``north east``, ``middle``.
        within: names of the districts they lie in, the one with most areas first; empty if they are districts.
        numerator: how many are counted in all of them, or None without counts.
        denominator: out of how many, or None.
    """

    high: bool
    codes: tuple[str, ...]
    ends: tuple[str, ...]
    side: str
    within: tuple[str, ...]
    numerator: float | None
    denominator: float | None


@dataclass(frozen=True)
class Pattern:
    """The clusters of a place.

    Attributes:
        comparison: the protected record they are found in.
        areas: one row for each area. Columns ``p_adjusted`` (corrected for multiple testing) and ``cluster`` (values of
            :class:`Cluster`). Index as ``comparison.areas``.
        pieces: high ones first, the largest first.
        permutations: shuffles behind each p-value.
    """

    comparison: Comparison
    areas: pd.DataFrame
    pieces: tuple[Piece, ...]
    permutations: int
