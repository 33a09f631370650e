"""Spatial pattern: whether high values are next to high values, and where."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from jsna.model.clusters import Cluster
from jsna.stats.funnel import benjamini_hochberg
from jsna.stats.proportions import Floats, as_counts

#: Permutations behind each p-value, and their seed, so that the map is reproducible.
PERMUTATIONS = 9_999
SEED = 20_210_321
SIGNIFICANT = 0.05

Pairs = Iterable[tuple[str, str]]
Positions = npt.NDArray[np.int64]

#: By whether an area's own value, and the mean of its neighbours, is above the mean of all.
_QUADRANTS = np.array([[Cluster.LOW, Cluster.LOW_AMONG_HIGH], [Cluster.HIGH_AMONG_LOW, Cluster.HIGH]], dtype=object)


class _Beside(NamedTuple):
    """Which areas lie beside which: those that have a figure, and a neighbour that has one.

    Attributes:
        areas: their positions among all areas given.
        neighbours: positions among ``areas`` of each one's neighbours, in order; ``len(areas)`` fills the row up.
        many: how many neighbours each has.
    """

    areas: Positions
    neighbours: Positions
    many: Positions


def standardised_shares(numerator: pd.Series[float], denominator: pd.Series[float]) -> pd.Series[float]:
    """Return shares standardised for the size of each area, so that small areas do not create patterns by chance.

    z = (r − b) / √(max(0, s² − b(1−b)/n̄) + b(1−b)/n), where r is an area's share of its n people, b the share of all,
    s² the variance of r weighted by n, and n̄ the mean of n. Assunção and Reis have b/n, the variance of rare events,
    which is too large for common shares: the variance between areas would come out negative. Counting the others
    instead (n − x of n) gives the same numbers with the opposite sign.

    Args:
        numerator: counts. Index: area code. NaN where withheld, which stays NaN.
        denominator: counts of the same index; 0 gives NaN.

    Returns:
        Same index. 0 everywhere if nobody or everybody is counted.

    References:
        Assunção RM, Reis EA (1999), A new proposal to adjust Moran's I for population density. Statistics in Medicine
        18:2147–2162.
    """
    counted, total = as_counts(numerator, denominator)
    known = np.isfinite(counted) & (total > 0)
    rates = np.full(counted.shape, np.nan)
    if known.any():
        n, share = total[known], counted[known] / total[known]
        overall = counted[known].sum() / n.sum()
        between = np.average((share - overall) ** 2, weights=n) - overall * (1 - overall) / n.mean()
        spread = np.sqrt(max(0.0, between) + overall * (1 - overall) / n)
        rates[known] = np.divide(share - overall, spread, out=np.zeros_like(share), where=spread > 0)
    return pd.Series(rates, index=numerator.index)


def local_clusters(
    values: pd.Series[float], pairs: Pairs, permutations: int = PERMUTATIONS, seed: int = SEED
) -> pd.DataFrame:
    """Return which areas lie in a cluster of high or low values, corrected for multiple testing.

    Local Moran's I with neighbours that weigh the same. In each permutation an area keeps its value and draws its
    neighbours from all others; the draws are the same for every area.

    Args:
        values: one for each area (for shares, pass :func:`standardised_shares`). Index: area code.
        pairs: neighbours, each pair once or twice.
        permutations: permutations behind each p-value.
        seed: fixes the permutations, so that the same figures always give the same map.

    Returns:
        Columns ``local_i``, ``p`` (two-sided: twice the smaller tail), ``p_adjusted`` (Benjamini–Hochberg over the
        areas that have neighbours) and ``cluster`` (values of :class:`Cluster`; a pattern if ``p_adjusted`` is below
        0.05). Index as given.

    References:
        Anselin L (1995), Local indicators of spatial association. Geographical Analysis 27:93–115. Equal to
        ``Moran_Local`` of esda, with its p doubled.
    """
    beside = _beside(values, pairs)
    kept = values.iloc[beside.areas].to_numpy(dtype=float)
    columns = ["local_i", "p", "p_adjusted"]
    figures = pd.DataFrame(np.nan, index=values.index, columns=columns)
    clusters = np.full(len(values), Cluster.NO_NEIGHBOURS.value, dtype=object)
    clusters[values.isna().to_numpy()] = Cluster.NO_FIGURE.value
    clusters[beside.areas] = Cluster.NONE.value
    if len(kept) >= 3 and (kept != kept[0]).any():
        z = (kept - kept.mean()) / kept.std()
        lag = _lag(z, beside)
        local = (len(z) - 1) * z * lag / (z * z).sum()
        p = np.minimum(2 * _one_sided(z, local, beside, permutations, seed), 1.0)
        adjusted = benjamini_hochberg(p)
        figures.iloc[beside.areas] = np.column_stack([local, p, adjusted])
        named = _QUADRANTS[(z > 0).astype(int), (lag > 0).astype(int)]
        clusters[beside.areas] = np.where(adjusted < SIGNIFICANT, named, Cluster.NONE)
    return figures.assign(cluster=pd.Series(map(str, clusters), index=values.index, dtype="str"))


def connected(codes: Iterable[str], pairs: Pairs) -> list[tuple[str, ...]]:
    """Return the codes as connected components, the largest first; "eleven wards form a cluster" is one of eleven."""
    leads_to = {code: code for code in codes}

    def first(code: str) -> str:
        while (further := leads_to[code]) != code:
            leads_to[code] = code = leads_to[further]
        return code

    for one, other in pairs:
        if one in leads_to and other in leads_to:
            leads_to[first(other)] = first(one)
    pieces: dict[str, list[str]] = {}
    for code in leads_to:
        pieces.setdefault(first(code), []).append(code)
    return sorted(map(tuple, pieces.values()), key=len, reverse=True)


def _beside(values: pd.Series[float], pairs: Pairs) -> _Beside:
    known = np.flatnonzero(values.notna())
    codes = pd.Index(values.index[known], dtype=object)
    named = np.array(list(pairs), dtype=object).reshape(-1, 2)
    one, other = (codes.get_indexer(pd.Index(column, dtype=object)) for column in named.T)
    linked = (one >= 0) & (other >= 0) & (one != other)
    one, other = one[linked], other[linked]
    both = np.unique(np.concatenate([one * len(known) + other, other * len(known) + one]))
    one, other = np.divmod(both, max(len(known), 1))
    areas, one = np.unique(one, return_inverse=True)
    count = np.bincount(one, minlength=len(areas))
    neighbours = np.full((len(areas), int(count.max(initial=0))), len(areas))
    neighbours[one, np.arange(len(one)) - np.repeat(np.cumsum(count) - count, count)] = np.searchsorted(areas, other)
    return _Beside(known[areas], neighbours, count)


def _lag(z: Floats, beside: _Beside) -> Floats:
    """Return the mean of each area's neighbours."""
    padded, lag = np.append(z, 0.0), np.zeros(len(z))
    for each in beside.neighbours.T:
        lag += (1 / beside.many) * padded[each]
    return lag


def _one_sided(z: Floats, local: Floats, beside: _Beside, permutations: int, seed: int) -> Floats:
    """Return each area's smaller tail, including permutations that give it exactly the neighbours it has.

    Where an area is unlike its neighbours these are not among the tail that was counted. With few areas, or one
    neighbour, they matter: an area next to all the others has them in every permutation.
    """
    tail, same = _smaller_tail(z, local, beside, permutations, seed), _chance_of_the_same(z, beside)
    return np.where(local < 0, tail + same, np.maximum(tail, same))


def _smaller_tail(z: Floats, local: Floats, beside: _Beside, permutations: int, seed: int) -> Floats:
    """Return the share of permutations, and of what was seen, on the smaller side of each area's local statistic."""
    others = _shuffles(len(z), beside.neighbours.shape[1], permutations, seed)
    scale = (len(z) - 1) / (z * z).sum()
    # The others of the first area begin with the second. From one area to the next, one of the others changes places
    # with it: what is drawn for it is all that changes.
    drawn = z[1:][others]
    turn = np.argsort(others, axis=None, kind="stable")
    begins = np.searchsorted(others.ravel()[turn], np.arange(len(z)))
    flat, larger, found = drawn.reshape(-1), np.empty(len(z), dtype=np.int64), np.empty(permutations)
    equal = {count: np.full(count, 1 / count) for count in set(beside.many.tolist())}
    for area, count in enumerate(beside.many.tolist()):
        if area:
            flat[turn[begins[area - 1] : begins[area]]] = z[area - 1]
        np.matmul(drawn[:, :count], equal[count], out=found)
        np.multiply(np.multiply(found, z[area], out=found), scale, out=found)
        larger[area] = np.count_nonzero(found >= local[area])
    # Rounded as esda rounds it, so that figures stay the same.
    return ((np.minimum(larger, permutations - larger) + 1) / (permutations + 1)).astype(np.float32).astype(np.float64)


@lru_cache(maxsize=2)
def _shuffles(areas: int, most: int, permutations: int, seed: int) -> npt.NDArray[np.int32]:
    """Return, for each permutation, which of an area's others are drawn; shape: permutations × ``most``.

    They depend on nothing but how many areas there are, and half a second goes into them. So the last ones are kept.
    """
    # The stream of this generator is fixed for good, and esda draws from it.
    stream = np.random.RandomState(seed)
    others = np.arange(areas - 1)
    order, found = others.copy(), np.empty((permutations, most), dtype=np.int32)
    for each in found:
        order[:] = others
        stream.shuffle(order)
        each[:] = order[:most]
    return found


def _chance_of_the_same(z: Floats, beside: _Beside) -> Floats:
    """Return the probability that a permutation gives each area exactly its neighbours' values."""
    _, number, times = np.unique(z, return_inverse=True, return_counts=True)
    draws = {count: math.comb(len(z) - 1, count) for count in np.unique(beside.many).tolist()}
    ways = np.ones(len(z), dtype=object)
    shared = np.append(times[number] > 1, False)[beside.neighbours].any(axis=1)
    for area in np.flatnonzero(shared):
        wanted = Counter(number[beside.neighbours[area, : beside.many[area]]].tolist())
        own = int(number[area])
        ways[area] = math.prod(math.comb(int(times[of]) - (of == own), much) for of, much in wanted.items())
    return np.array([way / draws[count] for way, count in zip(ways, beside.many.tolist(), strict=True)])
