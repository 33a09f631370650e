"""The counts of a file as a table, with what follows from them: who is in a district and in no ward that is listed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from jsna.areas.nesting import holders
from jsna.disclosure.table import NONE, Counts, Flags, Positions, Table
from jsna.model.observations import COUNTS

#: What it costs to withhold a count that nobody is shown, but that can be worked out from two that are.
PRICE_OF_UNSEEN = 0.01


@dataclass(frozen=True, eq=False)
class Counted:
    """The rows of one period that have all their counts.

    Attributes:
        codes: areas.
        above: for each area the position of the listed area that it is a part of.
        groups: codes.
        people: of each group; axes area, group.
        bases: out of how many; axes area, group.
    """

    codes: list[str]
    above: Positions
    groups: list[str]
    people: Counts
    bases: Counts

    @classmethod
    def of(cls, rows: pd.DataFrame, groups: list[str], areas: pd.DataFrame) -> Counted:
        """Return the areas whose rows are complete."""
        wide = rows.pivot(index="area_code", columns="group", values=list(COUNTS))
        groups = [group for group in groups if group in wide[COUNTS[0]]]
        whole = wide.dropna()
        codes = [str(code) for code in whole.index]
        people, bases = (whole[name][groups].to_numpy(dtype=np.int64) for name in COUNTS)
        return cls(codes, holders(areas, codes), groups, people, bases)

    @property
    def have_one_base(self) -> bool:
        """Whether all groups of an area are counted out of the same number."""
        return bool((self.bases == self.bases[:, :1]).all())

    @property
    def are_parts(self) -> bool:
        """Whether the groups may be the parts of one whole: they never add up to more."""
        return self.have_one_base and bool((self.people.sum(axis=1) <= self.bases[:, 0]).all())


def nested(counts: Counts, above: Positions) -> tuple[Table, Flags]:
    """The table of areas, with an unseen area for whatever a listed area has beyond its listed parts."""
    above, pieces, unseen_above = above.copy(), [counts], []
    for outer in np.unique(above[above != NONE]):
        rest = counts[outer] - counts[above == outer].sum(axis=0)
        if (rest < 0).any():
            above[above == outer] = NONE
        elif rest.any():
            pieces.append(rest[np.newaxis])
            unseen_above.append(int(outer))
    unseen = np.arange(len(counts) + len(unseen_above)) >= len(counts)
    return Table(np.concatenate(pieces), np.array([*above, *unseen_above], dtype=np.int64)), unseen
