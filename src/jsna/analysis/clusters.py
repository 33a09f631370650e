"""Where high values lie beside high values: the local pattern of one comparison."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

import numpy as np
import pandas as pd

from jsna.catalogue.read import Catalogue
from jsna.disclosure.policy import rule_for
from jsna.disclosure.represent import only_ranked
from jsna.model.area import Level
from jsna.model.clusters import Cluster, Neighbourhood, Pattern, Piece
from jsna.model.comparison import Comparison
from jsna.model.observations import COUNTS
from jsna.stats.spatial import PERMUTATIONS, connected, local_clusters, standardised_shares

#: A piece lies to one side of its place when its middle is further out than this share of the way to the edge.
OFF_CENTRE = 0.25
#: Directions in which the ends of a piece are looked for.
DIRECTIONS = 90
_NO_COUNTS = (None, None)


def local_pattern(comparison: Comparison, near: Neighbourhood) -> pd.DataFrame:
    """Return what each area of a place is part of: against the place's own average, corrected for looking at all.

    Shares are standardised for the size of each area first. What is withheld, or too uncertain to rank, is left out,
    and the neighbourhoods are built without it; neighbours outside the place are not part of it. The baseline plays no
    part.

    Args:
        comparison: the protected record.
        near: the neighbours of the comparison's level.

    Returns:
        See :func:`jsna.stats.spatial.local_clusters`.
    """
    areas = only_ranked(comparison.areas, rule_for(comparison.indicator.disclosure))
    # Shares that are all the same (nobody counted anywhere, say) have nothing to standardise, and no pattern.
    counted = comparison.indicator.is_share and areas["numerator"].notna().any() and areas["value"].nunique() > 1
    values = standardised_shares(areas["numerator"], areas["denominator"]) if counted else areas["value"]
    return local_clusters(values, near.pairs)


def clusters(catalogue: Catalogue, comparison: Comparison, near: Neighbourhood, found: pd.DataFrame) -> Pattern:
    """Return the clusters of a place, and how they hang together.

    Args:
        catalogue: the open data.
        comparison: the protected record.
        near: the neighbours of the comparison's level.
        found: from :func:`local_pattern`, of the same figures.
    """
    districts = None
    if comparison.level is Level.WARD:
        lying = catalogue.areas["district"].reindex(comparison.areas.index)
        named = catalogue.areas["name"].reindex(lying)
        districts = list(zip(map(str, lying), map(str, named), strict=True))
    points = _metres(near.centres.loc[comparison.areas.index])
    place = _Place(
        codes=comparison.areas.index,
        points=points,
        edges=(points.min(axis=0), points.max(axis=0)),
        names=comparison.areas["name"].to_numpy(dtype=object),
        counts=comparison.areas[list(COUNTS)].to_numpy(dtype=float) if comparison.indicator.is_share else None,
        districts=districts,
    )
    pieces = [
        _piece(place, codes, high=kind is Cluster.HIGH)
        for kind in (Cluster.HIGH, Cluster.LOW)
        for codes in connected(found.index[found["cluster"] == kind.value], near.pairs)
    ]
    return Pattern(
        comparison=comparison,
        areas=found[["p_adjusted", "cluster"]],
        pieces=tuple(pieces),
        permutations=PERMUTATIONS,
    )


class _Place(NamedTuple):
    """The areas of a place, in the order of its comparison; as arrays, because it may fall into a hundred pieces.

    Attributes:
        codes: of the areas.
        points: where they lie, as :func:`_metres`.
        edges: the lowest and the highest of ``points``, in each direction.
        names: of the areas.
        counts: numerator and denominator of each; None where the indicator is not a share.
        districts: code and name of each one's district; None where the areas are not wards.
    """

    codes: pd.Index[str]
    points: np.ndarray
    edges: tuple[np.ndarray, np.ndarray]
    names: np.ndarray
    counts: np.ndarray | None
    districts: list[tuple[str, str]] | None


def _piece(place: _Place, codes: tuple[str, ...], *, high: bool) -> Piece:
    at = place.codes.get_indexer(pd.Index(codes))
    here, sums = place.points[at], np.full(2, np.nan) if place.counts is None else place.counts[at].sum(axis=0)
    numerator, denominator = _NO_COUNTS if np.isnan(sums).any() else map(float, sums)
    within = Counter(place.districts[each] for each in at) if place.districts else Counter()
    return Piece(
        high=high,
        codes=tuple(sorted(codes)),
        ends=tuple(str(place.names[at[position]]) for position in _ends(here)),
        side=_side(here, *place.edges),
        within=tuple(name for (_, name), _ in within.most_common()),
        numerator=numerator,
        denominator=denominator,
    )


def _metres(centres: pd.DataFrame) -> np.ndarray:
    """Return east and north in the same unit: a degree of longitude is shorter than one of latitude."""
    east = centres["longitude"] * np.cos(np.radians(centres["latitude"]))
    return np.column_stack([east, centres["latitude"]])


def _ends(points: np.ndarray) -> tuple[int, ...]:
    """Return the positions of the two points furthest apart, the northern one first."""
    if len(points) == 1:
        return (0,)
    # The furthest lie on the edge: those that come first or last in some direction, a few dozen among thousands.
    turns = np.linspace(0, np.pi, DIRECTIONS, endpoint=False)
    along = points @ np.vstack([np.cos(turns), np.sin(turns)])
    edge = np.unique(np.concatenate([along.argmin(axis=0), along.argmax(axis=0)]))
    apart = np.linalg.norm(points[edge, None] - points[None, edge], axis=2)
    one, other = (int(edge[position]) for position in np.unravel_index(int(apart.argmax()), apart.shape))
    return (one, other) if points[one, 1] >= points[other, 1] else (other, one)


def _side(points: np.ndarray, low: np.ndarray, high: np.ndarray) -> str:
    """Return the side of a place that some of its points lie on: ``north east``, ``south``, ``middle``."""
    east, north = (points.mean(axis=0) - (low + high) / 2) / np.where(high > low, (high - low) / 2, 1)
    upright = "north" if north > OFF_CENTRE else "south" if north < -OFF_CENTRE else ""
    across = "east" if east > OFF_CENTRE else "west" if east < -OFF_CENTRE else ""
    return f"{upright} {across}".strip() or "middle"
