"""Convert counts between the wards of two years: exact sums, splits by a stated weight, never rates.

The relation of two years comes from the census's output areas: which ward each lies in, and how many live there. If
all the residents of a ward are in one ward of the other year, it counts as whole there, and its counts are exact sums.
If a ward was divided, the parts are estimates by residents and are given only on request.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from jsna.areas.among import among
from jsna.errors import CatalogueError, NotAvailable
from jsna.model.area import WARD_YEARS

#: Dividing few people by where all residents live says nothing.
SMALLEST_SPLIT = 20
#: The fit above which a ward counts as converted whole: shares are sums of fractions.
WHOLE = 0.999999

PART_ABSENT = "a part of it is not in the file"
PART_MISSING = "a part of it is withheld or missing"
PART_CUT = "a ward that was cut lies in it"
PART_SMALL = f"a ward that was cut lies in it, with a count under {SMALLEST_SPLIT}"


@dataclass(frozen=True, eq=False)
class Rebased:
    """Counts by the wards of another year.

    Attributes:
        counts: whole numbers (float); NaN if a part is missing or may not be given. Index: ward code of that year.
        fit: share of each ward's residents, from 0 to 1, who came with wards converted whole. Same index.
        refused: why a ward does not have counts, by code.
        left: sums of the counts outside all wards with counts, by column.
    """

    counts: pd.DataFrame
    fit: pd.Series[float]
    refused: Mapping[str, str]
    left: pd.Series[float]


def carry(counts: pd.DataFrame, relation: pd.DataFrame, start: int, end: int, *, estimate: bool = False) -> Rebased:
    """Return counts by the wards of another year; without estimates, every figure is a sum of whole wards.

    The result adds up to the input exactly. A ward that gets part of a missing count does not have a count.

    Args:
        counts: whole numbers, NaN where withheld or missing. Index: ward code of ``start``.
        relation: as :attr:`jsna.areas.lookups.Lookups.ward_changes` has it.
        start: year of the codes.
        end: year to carry to.
        estimate: whether counts of a split ward are divided by residents, for counts of 20 or more.

    Raises:
        NotAvailable: a relation of these two years does not exist.
        CatalogueError: a code is not one of ``start`` or is repeated, or a count is not a whole number.
    """
    if {start, end} != set(WARD_YEARS):
        years = " and ".join(map(str, WARD_YEARS))
        message = f"Counts are carried between {years}; there is no look-up from {start} to {end}."
        raise NotAvailable(message)
    given, share, sources = f"ward_{start}", f"of_{start}", f"ward_{end}"
    _require_counts(counts, relation[given], start)
    pieces = relation[among(relation[given], counts.index)]
    reasons = _reasons(relation, given, sources, counts, estimate)
    target = pieces[sources].to_numpy()
    carried = pd.concat([_pieces(counts[column], pieces, given, share) for column in counts], axis=1)
    gathered = carried.groupby(target).sum(min_count=1).mask(carried.isna().groupby(target).any())
    gathered = gathered.mask(pd.Series(gathered.index.isin(list(reasons)), gathered.index)).rename_axis("code")
    whole = ~relation[given].duplicated(keep=False)[pieces.index]
    fit = pieces[f"of_{end}"].where(whole, 0.0).groupby(target).sum().clip(upper=1)
    return Rebased(gathered, fit.rename_axis("code"), reasons, counts.sum() - gathered.sum())


def whole_wards(relation: pd.DataFrame, start: int, end: int) -> pd.Series[str]:
    """Return the ward of another year in which each whole ward of ``start`` lies; wards that were cut are left out.

    Args:
        relation: as :attr:`jsna.areas.lookups.Lookups.ward_changes` has it.
        start: year of the codes.
        end: year of the wards wanted.

    Returns:
        Ward code of ``end``. Index: ward code of ``start``.
    """
    given = relation[f"ward_{start}"]
    whole = ~given.duplicated(keep=False) & (relation[f"of_{start}"] >= WHOLE)
    return pd.Series(relation.loc[whole, f"ward_{end}"].array, index=pd.Index(given[whole].array))


def of_parts(marked: pd.Series[bool], relation: pd.DataFrame, start: int, end: int) -> pd.Series[bool]:
    """Return for each ward of another year whether one of its parts is marked. Index: ward code of ``end``.

    Args:
        marked: index: ward code of ``start``.
        relation: as :attr:`jsna.areas.lookups.Lookups.ward_changes` has it.
        start: year of the marked wards.
        end: year of the result.
    """
    pieces = relation[among(relation[f"ward_{start}"], marked.index[marked])]
    parts = relation[f"ward_{end}"].drop_duplicates()
    return pd.Series(among(parts, pieces[f"ward_{end}"]), index=parts.to_numpy())


def split_exactly(total: int, weights: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return integer parts of a whole number in proportion to weights, by largest remainder; they add up to it.

    References:
        Hamilton's method of apportionment, 1792; ties go to the first.
    """
    exact = total * weights / weights.sum()
    parts = np.floor(exact)
    missing = round(total - float(parts.sum()))
    parts[np.argsort(-(exact - parts), kind="stable")[:missing]] += 1
    return np.asarray(parts)


def _pieces(column: pd.Series, pieces: pd.DataFrame, given: str, share: str) -> pd.Series:
    """Return what each overlap gets of a column, in the order of ``pieces``."""
    got = pd.Series(pieces[given].map(column).to_numpy(), index=pieces.index, name=column.name, dtype=float)
    for code, part in pieces[pieces[given].duplicated(keep=False)].groupby(given):
        if not np.isnan(column[code]):
            got[part.index] = split_exactly(int(column[code]), part[share].to_numpy())
    return got


def _reasons(relation: pd.DataFrame, given: str, sources: str, counts: pd.DataFrame, estimate: bool) -> dict[str, str]:
    """Return, by code, why a ward that overlaps any of the counts cannot have counts."""
    touched = relation[among(relation[sources], relation.loc[among(relation[given], counts.index), sources])]
    cut = relation[given].duplicated(keep=False)[touched.index]
    few = among(touched[given], counts.index[(counts < SMALLEST_SPLIT).any(axis=1)])
    tests = (
        (~among(touched[given], counts.index), PART_ABSENT),
        (among(touched[given], counts.index[counts.isna().any(axis=1)]), PART_MISSING),
        (cut & (not estimate), PART_CUT),
        (cut & few, PART_SMALL),
    )
    reasons: dict[str, str] = {}
    for failing, reason in tests:
        reasons = dict.fromkeys(map(str, touched.loc[failing, sources]), reason) | reasons
    return dict(sorted(reasons.items()))


def _require_counts(counts: pd.DataFrame, known: pd.Series, year: int) -> None:
    unknown = [str(code) for code in counts.index.difference(pd.Index(known.unique()))]
    if unknown:
        message = f"{len(unknown)} codes are not wards of {year}: {', '.join(unknown[:10])}."
        raise CatalogueError(message)
    if not counts.index.is_unique:
        twice = ", ".join(sorted(set(map(str, counts.index[counts.index.duplicated()])))[:10])
        message = f"These wards are there twice: {twice}."
        raise CatalogueError(message)
    values = counts.to_numpy(dtype=float)
    known_values = values[~np.isnan(values)]
    if (known_values < 0).any() or (known_values % 1 != 0).any():
        raise CatalogueError("Only counts are carried: whole numbers, 0 or more. Percentages, rates and ranks are not.")
