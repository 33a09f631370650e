"""The cheapest pattern of gaps, by HiGHS: a mixed-integer programme that adds inequalities as they are violated.

:mod:`jsna.disclosure.network` acts as the attacker and returns the figures of which more must be hidden.

References:
    Fischetti M, Salazar JJ (1999), Models and algorithms for the 2-dimensional cell suppression problem in statistical
    disclosure control. Mathematical Programming 84:283–312.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_array

from jsna.disclosure.network import Cut, Flags, Floats, Network

#: Branches after which an unproven pattern is accepted; a count, not a time, so that every run gives the same result.
MOST_BRANCHES = 2_000


class Demand(NamedTuple):
    """How far one hidden count must be able to vary.

    Attributes:
        cell: its position in the network.
        need: how far, in counts; at least 1.
        rising: whether upwards; otherwise downwards.
    """

    cell: int
    need: int
    rising: bool


def broken(network: Network, hidden: Floats, demands: list[Demand]) -> list[Cut]:
    """Return one inequality for each demand that the pattern does not meet."""
    cuts = (network.cut(hidden, cell, need, rising) for cell, need, rising in demands)
    return [cut for cut in cuts if cut is not None]


def cheapest(
    network: Network, demands: list[Demand], price: Floats, forced: Flags, allowed: Flags
) -> tuple[Flags, bool]:
    """Return the cheapest pattern that meets every demand, and whether it is proven to be the cheapest.

    It first solves with fractional gaps, which is quick and finds most inequalities, then with whole gaps.

    Args:
        network: the table.
        demands: how far each small count must be able to move.
        price: the cost of hiding each figure.
        forced: what is hidden anyway.
        allowed: what may be hidden, including ``forced``; hiding all of it must meet every demand.
    """
    cuts = _Cuts(price, forced, allowed)
    for cell, need, rising in demands:
        for node in (network.tail[cell], network.head[cell]):
            alone = np.arange(network.nodes) == node
            leaves = (node == network.head[cell]) == rising
            cuts.add([network.crossing(alone if leaves else ~alone, cell, need)])
    for whole in (False, True):
        hidden = cuts.solve(whole)
        while cuts.add(broken(network, hidden, demands)):
            hidden = cuts.solve(whole)
    return hidden > 0.5, cuts.proven


class _Cuts:
    """The programme so far: minimise the price of further gaps subject to the inequalities found."""

    def __init__(self, price: Floats, forced: Flags, allowed: Flags) -> None:
        self._price = np.where(forced, 0.0, price)
        self._forced = forced
        self._allowed = allowed
        self._rows: dict[bytes, Floats] = {}
        self.proven = True

    def add(self, cuts: list[Cut]) -> bool:
        """Add inequalities and return whether any is new. Each is scaled to Σ weight · hidden ≥ 1."""
        before = len(self._rows)
        for cut in cuts:
            need = cut.need - float(cut.weight[self._forced].sum())
            if need > 0:
                row = np.where(self._allowed & ~self._forced, np.minimum(cut.weight / need, 1.0), 0.0)
                self._rows.setdefault(row.tobytes(), row)
        return len(self._rows) > before

    def solve(self, whole: bool) -> Floats:
        """Return the cheapest choice under the inequalities so far; only 0 and 1 if ``whole``."""
        hidden = self._forced.astype(float)
        if not self._rows:
            return hidden
        # A quarter of a second to load: only where counts are protected.
        from scipy.optimize import Bounds, LinearConstraint, milp  # noqa: PLC0415

        matrix = csr_array(np.array(list(self._rows.values())))
        answer = milp(
            self._price,
            integrality=int(whole),
            bounds=Bounds(hidden, np.where(self._allowed, 1.0, hidden)),
            constraints=LinearConstraint(matrix, lb=1.0),
            options={"node_limit": MOST_BRANCHES, "mip_rel_gap": 0.0},
        )
        if answer.x is None:  # no solution within the limit: hiding everything allowed does protect
            self.proven = False
            return self._allowed.astype(float)
        self.proven &= bool(answer.status == 0)
        return np.asarray(np.round(answer.x) if whole else np.clip(answer.x, 0, 1), dtype=float)
