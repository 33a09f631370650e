"""Spatial pattern: whether high values are next to high values, and where."""

from __future__ import annotations

import math
import warnings
from collections import Counter
from collections.abc import Iterable

import esda
import numpy as np
import pandas as pd
from libpysal.weights import W
from numpy.typing import ArrayLike
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from jsna.model.clusters import Cluster
from jsna.stats.funnel import benjamini_hochberg
from jsna.stats.proportions import Floats, as_counts

#: Permutations behind each p-value, and their seed, so that the map is reproducible.
PERMUTATIONS = 9_999
SEED = 20_210_321
SIGNIFICANT = 0.05

Pairs = Iterable[tuple[str, str]]


#: The quadrants of Moran's scatter, as esda numbers them.
_QUADRANTS = {1: Cluster.HIGH, 2: Cluster.LOW_AMONG_HIGH, 3: Cluster.LOW, 4: Cluster.HIGH_AMONG_LOW}


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
        Anselin L (1995), Local indicators of spatial association. Geographical Analysis 27:93–115.
    """
    neighbours = _neighbours(values, pairs)
    kept = values.loc[list(neighbours)]
    columns = ["local_i", "p", "p_adjusted"]
    figures = pd.DataFrame(np.nan, index=values.index, columns=columns)
    clusters = pd.Series(Cluster.NO_NEIGHBOURS.value, index=values.index, dtype="str")
    clusters[values.isna()] = Cluster.NO_FIGURE.value
    clusters[kept.index] = Cluster.NONE.value
    if len(kept) >= 3 and kept.nunique() > 1:
        local = _moran_local(kept, _weights(neighbours), permutations, seed)
        p = np.minimum(2 * _one_sided(local, kept, neighbours), 1.0)
        figures.loc[kept.index, columns] = np.column_stack([local.Is, p, benjamini_hochberg(p)])
        significant = (figures["p_adjusted"] < SIGNIFICANT)[kept.index].to_numpy()
        named = [_QUADRANTS[int(quadrant)].value for quadrant in local.q]
        clusters[kept.index] = np.where(significant, named, Cluster.NONE.value)
    return figures.assign(cluster=clusters)


def connected(codes: Iterable[str], pairs: Pairs) -> list[tuple[str, ...]]:
    """Return the codes as connected components, the largest first; "eleven wards form a cluster" is one of eleven."""
    order = list(codes)
    number_of = {code: number for number, code in enumerate(order)}
    links = [(number_of[one], number_of[other]) for one, other in pairs if one in number_of and other in number_of]
    rows, columns = np.array(links, dtype=int).reshape(-1, 2).T
    graph = coo_array((np.ones(len(rows)), (rows, columns)), shape=(len(order), len(order)))
    piece: ArrayLike = connected_components(graph, directed=False)[1] if order else []
    pieces = pd.Series(order, dtype="str").groupby(np.asarray(piece, dtype=int), sort=True).agg(tuple)
    return sorted(pieces, key=len, reverse=True)


def _neighbours(values: pd.Series[float], pairs: Pairs) -> dict[str, list[str]]:
    """Return, for each area with a figure, the neighbours with a figure; areas without such neighbours are left out."""
    known = set(values.index[values.notna()])
    beside: dict[str, set[str]] = {}
    for one, other in pairs:
        if one in known and other in known and one != other:
            beside.setdefault(one, set()).add(other)
            beside.setdefault(other, set()).add(one)
    return {code: sorted(beside[code]) for code in values.index if code in beside}


def _moran_local(values: pd.Series[float], weights: W, permutations: int, seed: int) -> esda.Moran_Local:
    with warnings.catch_warnings():
        # esda warns that its p-values will become two-sided; it has no argument for that yet, so double them here.
        warnings.filterwarnings("ignore", message="The alternative hypothesis", category=DeprecationWarning)
        return esda.Moran_Local(
            values.to_numpy(dtype=float), weights, permutations=permutations, seed=seed, keep_simulations=False
        )


def _one_sided(local: esda.Moran_Local, values: pd.Series[float], neighbours: dict[str, list[str]]) -> Floats:
    """Return each area's smaller tail, including permutations that give it exactly the neighbours it has.

    esda leaves these out if an area is unlike its neighbours. With few areas, or one neighbour, they matter: an area
    next to all the others has them in every permutation.
    """
    same = _chance_of_the_same(values, neighbours)
    return np.asarray(np.where(local.Is < 0, local.p_sim + same, np.maximum(local.p_sim, same)), dtype=float)


def _chance_of_the_same(values: pd.Series[float], neighbours: dict[str, list[str]]) -> Floats:
    """Return the probability that a permutation gives each area exactly its neighbours' values."""
    value_of = dict(zip(values.index, values.tolist(), strict=True))
    everywhere = Counter(value_of.values())
    chances = []
    for code, beside in neighbours.items():
        own = value_of[code]
        drawn = Counter(value_of[other] for other in beside)
        ways = math.prod(math.comb(everywhere[value] - (value == own), times) for value, times in drawn.items())
        chances.append(ways / math.comb(len(value_of) - 1, len(beside)))
    return np.array(chances)


def _weights(neighbours: dict[str, list[str]]) -> W:
    weights = W(neighbours, id_order=list(neighbours), silence_warnings=True)
    weights.transform = "r"
    return weights
