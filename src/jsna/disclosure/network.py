"""A two-way table with totals as a network: how far the gaps allow a hidden count to vary for an attacker.

Rows and columns are nodes and every figure, including totals, is an arc: cells run from their row to their column, and
totals lead back. Because totals add up, the table is a circulation. Changing hidden figures without changing a shown
one is then a flow along hidden arcs: unlimited upwards, and downwards limited by the count. A hidden count can be
raised by d if and only if a flow of d runs from its head back to its tail. If it cannot, the minimum cut gives the
figures of which more must be hidden.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import breadth_first_order, maximum_flow

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Flags = NDArray[np.bool_]

#: Fractional choices are rounded to thousandths, because flows are integers.
STEPS = 1_000


@dataclass(frozen=True)
class Cut:
    """An inequality that every protecting pattern satisfies: Σ weight · hidden ≥ need.

    Attributes:
        weight: one for each figure, in the order of the network; never below 0.
        need: how far the protected count must be able to vary across the cut.
    """

    weight: Floats
    need: float


@dataclass(frozen=True)
class Network:
    """The arcs of a table of R rows and C columns with totals, in row-major order of its (R+1) × (C+1) figures.

    Attributes:
        tail: node each arc leaves.
        head: node each arc enters.
        value: the figure itself.
        movable: False for figures the attacker always knows (zeros that are shown as zero).
        nodes: the number of nodes.
    """

    tail: Integers
    head: Integers
    value: Integers
    movable: Flags
    nodes: int

    @classmethod
    def of(cls, table: Integers, movable: Flags) -> Network:
        """Return the network of a table whose last row and column are its totals."""
        rows, columns = table.shape
        row, column = np.divmod(np.arange(table.size), columns)
        backwards = (row == rows - 1) ^ (column == columns - 1)
        column = column + rows
        return cls(
            tail=np.where(backwards, column, row),
            head=np.where(backwards, row, column),
            value=table.ravel(),
            movable=movable.ravel(),
            nodes=rows + columns,
        )

    def cut(self, hidden: Floats, cell: int, need: int, rising: bool) -> Cut | None:
        """Return the inequality that ``hidden`` violates, or None if the cell can vary by ``need``.

        Args:
            hidden: 0 for shown to 1 for hidden, one for each figure; fractions during the search.
            cell: position of the figure to protect.
            need: how far it must be able to vary; at least 1.
            rising: whether upwards; otherwise downwards.
        """
        up, down = self._capacities(cell, need)
        source, sink = (self.head[cell], self.tail[cell]) if rising else (self.tail[cell], self.head[cell])
        reached = self._reached(up * hidden, down * hidden, int(source), int(sink), need)
        if reached is None:
            return None
        return self.crossing(reached, cell, need)

    def crossing(self, reached: Flags, cell: int, need: int) -> Cut:
        """Return the inequality of one cut: the arcs that leave the reached nodes must be able to carry the need."""
        up, down = self._capacities(cell, need)
        leaves = reached[self.tail] & ~reached[self.head]
        enters = ~reached[self.tail] & reached[self.head]
        return Cut(weight=np.where(leaves, up, 0.0) + np.where(enters, down, 0.0), need=need)

    def _capacities(self, cell: int, need: int) -> tuple[Floats, Floats]:
        """Return how far each figure may rise and fall if hidden, capped at the need."""
        up = np.where(self.movable, float(need), 0.0)
        down = np.where(self.movable, np.minimum(self.value, need), 0.0)
        up[cell] = down[cell] = 0.0
        return up, down

    def _reached(self, up: Floats, down: Floats, source: int, sink: int, need: int) -> Flags | None:
        """Return the nodes on the source's side of the minimum cut, or None if the flow meets the need."""
        capacity = np.zeros((self.nodes, self.nodes), dtype=np.int32)
        capacity[self.tail, self.head] = np.floor(up * STEPS + 0.5)
        capacity[self.head, self.tail] = np.floor(down * STEPS + 0.5)
        flow = maximum_flow(csr_array(capacity), source, sink)
        if flow.flow_value >= need * STEPS:
            return None
        left = capacity - flow.flow.toarray()
        reached = np.zeros(self.nodes, dtype=bool)
        reached[breadth_first_order(csr_array(left), source, return_predecessors=False)] = True
        return reached
