"""The wards of England that are most like a ward, by what ``data/alike.toml`` says, and what they share with it."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.analysis.latest import latest, shares
from jsna.areas.places import areas_within
from jsna.catalogue.alike import alike_by
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.model.alike import AlikeBy, AlikeWard, Shared
from jsna.model.area import ENGLAND, Level
from jsna.stats.proportions import Floats

#: So many wards are called like a ward.
MOST = 10
#: What two wards share is said from this distance from England's mean ward on, in standard deviations.
UNLIKE_OTHERS = 0.5


class Nearest(NamedTuple):
    """The wards most like each ward that has all figures.

    Attributes:
        wards: codes, sorted.
        at: the positions in ``wards`` of those most like each, the most like it first. Shape: wards × ``MOST``; no row
            where there are not so many other wards.
        apart: their distances, in standard deviations; same shape.
    """

    wards: pd.Index[str]
    at: NDArray[np.int64]
    apart: Floats


def alike(catalogue: Catalogue, ward: str) -> list[AlikeWard]:
    """Return the wards most like a ward, the most like it first; none where one of its figures is missing.

    Args:
        catalogue: the open data.
        ward: code of the ward.
    """
    by, found = alike_by(catalogue), nearest_to(catalogue, ward)
    if by is None or not found:
        return []
    figures, standard = _wards(catalogue, by)
    return [
        AlikeWard(code, apart, _shared(catalogue, by, figures, standard, ward, code)) for code, apart in found.items()
    ]


def nearest_to(catalogue: Catalogue, ward: str) -> dict[str, float]:
    """Return the wards most like one ward, as :func:`nearest`, without looking at all the others' own.

    Args:
        catalogue: the open data.
        ward: code of the ward.

    Returns:
        The distance of each ward, by code, the most like it first; empty where no ward is known to be like it.
    """
    by = alike_by(catalogue)
    if by is None or ward not in _wards(catalogue, by)[1].index:
        return {}
    wards, points = _points(catalogue, by)
    if len(wards) <= MOST:
        return {}
    own = wards.get_loc(ward)
    other = np.delete(np.arange(len(wards)), own)
    _, other, apart = _in_order(points, np.full(len(other), own), other)
    return dict(zip(map(str, wards[other[:MOST]]), apart[:MOST].tolist(), strict=True))


@kept(1)
def nearest(catalogue: Catalogue) -> Nearest:
    """Return the wards most like each ward of England. Kept; not to be changed.

    Every figure is standardised over England's wards (mean 0, standard deviation 1). The distance of two wards is the
    Euclidean one, each squared difference multiplied by the figure's weight. Wards that lack a figure take no part.
    Wards at the same distance come in the order of their codes.

    Raises:
        Findings: ``data/alike.toml`` is wrong.
    """
    # SciPy's trees take a third of a second to load.
    from scipy.spatial import KDTree  # noqa: PLC0415

    by = alike_by(catalogue)
    if by is None:
        return _none()
    wards, points = _points(catalogue, by)
    if len(wards) <= MOST:
        return _none()
    tree = KDTree(points)
    reach = tree.query(points, k=MOST + 1)[0][:, -1]
    # All that lie no further than the last: of wards at the same distance the code decides, not the tree.
    within = tree.query_ball_point(points, reach + 1e-8)
    own = np.repeat(np.arange(len(points)), [len(each) for each in within])
    other = np.concatenate([np.asarray(each, dtype=np.int64) for each in within])
    own, other, apart = _in_order(points, own[own != other], other[own != other])
    taken = np.searchsorted(own, np.arange(len(points)))[:, None] + np.arange(MOST)
    return Nearest(wards, other[taken], apart[taken])


def _in_order(
    points: Floats, own: NDArray[np.int64], other: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], Floats]:
    """Return pairs of wards by the first, then by their distance, which comes third, then by the second."""
    apart = np.sqrt(((points[own] - points[other]) ** 2).sum(axis=1))
    order = np.lexsort((other, np.round(apart, 9), own))
    return own[order], other[order], apart[order]


def _points(catalogue: Catalogue, by: AlikeBy) -> tuple[pd.Index[str], Floats]:
    """Return the codes of the wards that have all figures, and a point for each: distances are those of points."""
    _, standard = _wards(catalogue, by)
    return standard.index, standard.to_numpy() * np.sqrt([weight for _, weight in by.figures])


def _none() -> Nearest:
    nothing = np.empty((0, MOST))
    return Nearest(pd.Index([], dtype="str"), nothing.astype(np.int64), nothing)


@kept(1)
def _wards(catalogue: Catalogue, by: AlikeBy) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Every ward that has all figures: these, and the same standardised. Index: code, sorted; a column a figure."""
    wards = areas_within(catalogue.areas, ENGLAND, Level.WARD).index.sort_values()
    columns = [shares(latest(catalogue, figure.indicator, figure.group)[0].reindex(wards)) for figure, _ in by.figures]
    figures = pd.concat(columns, axis=1, keys=range(len(columns))).dropna()
    return figures, (figures - figures.mean()) / figures.std(ddof=0)


def _shared(
    catalogue: Catalogue, by: AlikeBy, figures: pd.DataFrame, standard: pd.DataFrame, ward: str, other: str
) -> tuple[Shared, ...]:
    """Return what both have much of, or both little, the most unlike other wards first."""
    own, theirs = standard.loc[ward].to_numpy(), standard.loc[other].to_numpy()
    least = np.where(own * theirs > 0, np.minimum(np.abs(own), np.abs(theirs)), 0.0)
    found = []
    for at in np.argsort(-least, kind="stable"):
        if least[at] < UNLIKE_OTHERS:
            break
        figure = by.figures[at][0]
        indicator = catalogue.indicators[figure.indicator]
        here, there = figures.loc[[ward, other], at].to_numpy(dtype=float)
        found.append(Shared(figure, indicator, bool(own[at] > 0), float(here), float(there)))
    return tuple(found)
