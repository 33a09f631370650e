"""Which areas are not the same in two releases: another outline, another entry, or other wards in them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from jsna.areas.lookups import AREAS
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.geo.boundaries import DISTRICTS, read_boundaries, wards_of
from jsna.model.area import HOLDERS, Level

#: An outline is another one where more than this share of the area lies in only one of the two: outlines are
#: simplified, and a new simplification is no new boundary.
OUTLINE = 0.01
FOLDER = "boundaries"


def changed_areas(then: Catalogue, now: Catalogue, codes: Iterable[str]) -> frozenset[str]:
    """Return those of some areas that are not the same in two releases, with the same list of wards.

    An area is not the same where only one release has it, where its name or what it lies in differs, where it holds
    other wards, or where its outline differs (wards and districts).

    Args:
        then: one release.
        now: the other.
        codes: the areas in question.
    """
    wanted = frozenset(codes)
    found = _other_entries(then, now.areas) & wanted if _differ(then, now, AREAS) else frozenset()
    for name, levels in ((wards_of(then.year), (Level.WARD,)), (DISTRICTS, (Level.DISTRICT,))):
        if not _differ(then, now, f"{FOLDER}/{name}.parquet"):
            continue
        own = sorted(code for code in wanted - found if any(level.has(code) for level in levels))
        if own:
            found |= _other_outlines(then, now.data / FOLDER, name, tuple(own))
    return found


def _differ(then: Catalogue, now: Catalogue, name: str) -> bool:
    known = then.stated.get(name), now.stated.get(name)
    return known[0] != known[1] or (known == (None, None) and then.data != now.data)


def _other_entries(then: Catalogue, areas: pd.DataFrame) -> frozenset[str]:
    """Codes whose entry in the areas table differs, and of areas that hold other wards."""
    columns = ["name", *(level.value for level in HOLDERS)]
    both = then.areas.index.intersection(areas.index)
    one, other = (table.loc[both, columns].fillna("") for table in (then.areas, areas))
    found = {str(code) for code in both[(one != other).any(axis=1)]}
    alone = then.areas.index.symmetric_difference(areas.index)
    holders = [level.value for level in HOLDERS]
    moved = [*both[(one[holders] != other[holders]).any(axis=1)], *alone]
    above = {
        str(code)
        for table in (then.areas, areas)
        for code in table.loc[table.index.intersection(moved), holders].to_numpy().ravel()
        if isinstance(code, str)
    }
    return frozenset(found | {str(code) for code in alone} | above)


@kept(4)
def _other_outlines(then: Catalogue, folder: Path, name: str, codes: tuple[str, ...]) -> frozenset[str]:
    """Codes whose outline differs; one that only one release draws is another. Kept: the files are large."""
    one, other = (read_boundaries(each, name).geometry for each in (then.data / FOLDER, folder))
    both = [code for code in codes if code in one.index and code in other.index]
    first, second = one.loc[both], other.loc[both].set_axis(both)
    unlike = ~first.geom_equals(second, align=False)
    first, second = first[unlike].make_valid(), second[unlike].make_valid()
    # A share of one area's own size: degrees do for that.
    apart = first.symmetric_difference(second, align=False).to_numpy()
    sizes = pd.Series([each.area for each in apart], index=first.index) / [each.area for each in first]
    alone = {code for code in codes if (code in one.index) != (code in other.index)}
    return frozenset({str(code) for code in sizes.index[sizes > OUTLINE]} | alone)
