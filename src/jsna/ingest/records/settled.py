"""Settle which areas a collection is counted by, and where the records count whose ward is not known."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.areas.nesting import holders, with_holders
from jsna.areas.places import above, lies_in, name_of
from jsna.areas.placing import HOLDER, OUTSIDE, PROBLEM, WARD
from jsna.errors import Finding, Findings
from jsna.ingest.records.expression import CODE, RECORDS
from jsna.ingest.records.mapping import Mapping
from jsna.ingest.records.refusals import SMALLEST_NAMED, few
from jsna.model.area import Level

#: The code of every area that is not one of the place, and of the rest of an area beside its listed parts.
NO_AREA, REST = "no area", "the rest of "
#: Which places hold areas of a level.
_PLACES = {
    Level.WARD: "the code of a district, county, region or England",
    Level.DISTRICT: "the code of a district, county, region or England",
}


@dataclass(frozen=True, eq=False)
class Settled:
    """The areas that a collection is counted by.

    Attributes:
        level: of these areas.
        parts: codes of the wards or districts of the place.
        rests: areas whose records are not all known by part; each has its rest as a further part, never published.
        unavailable: wards without a figure, because too many records of their district have no ward.
        said: sentences for the report.
        caveats: sentences to publish with the figures; they hold no number of records.
    """

    level: Level
    parts: pd.Index[str]
    rests: tuple[str, ...] = ()
    unavailable: frozenset[str] = frozenset()
    said: tuple[str, ...] = ()
    caveats: tuple[str, ...] = ()

    @property
    def cells(self) -> list[str]:
        """The codes that are counted: the parts, then the rests."""
        return [*self.parts, *(f"{REST}{code}" for code in self.rests)]

    def nested(self, areas: pd.DataFrame, place: str) -> tuple[list[str], NDArray[np.int64]]:
        """Return the counted codes and those of the areas that hold them, and for each the position of its holder.

        Args:
            areas: the areas table, index ``code``.
            place: code of the place.
        """
        listed = _listed(areas, self.parts, place)
        inner = holders(areas, listed)
        shift, first = len(self.rests), len(self.parts)
        moved = np.where(inner >= first, inner + shift, inner)
        rests = [listed.index(code) + shift for code in self.rests]
        return [*self.cells, *listed[first:]], np.array([*moved[:first], *rests, *moved[first:]], dtype=np.int64)


def settled(found: pd.DataFrame, mapping: Mapping, areas: pd.DataFrame) -> tuple[Settled, pd.DataFrame]:
    """Return the areas to count by, and the spellings of areas with ``code`` (a counted one) and ``problem``.

    Records of which only the district is known count in the district, not in its wards. Where these are more than a
    share of a district's records (``most_unplaced``), its wards have no figures: what is known of a ward would be a
    part of it only. Where that is so in every district, the collection is counted by district.

    Args:
        found: the spellings, with ``records`` and the columns of :func:`jsna.areas.placing.placed`.
        mapping: of the collection.
        areas: the areas table, index ``code``.

    Raises:
        Findings: the place does not exist.
    """
    known = _with_holders(found, mapping.place, areas)
    if mapping.area.level is Level.DISTRICT:
        return _counted(known, _by_district(mapping, areas), mapping, areas)
    parts = parts_of(areas, mapping.place, Level.WARD)
    poor = _poor_districts(known, parts, mapping.area.most_unplaced)
    in_districts = known["inside"] & known[HOLDER].map(Level.DISTRICT.has, "ignore").eq(True)
    if len(poor) and known.loc[in_districts, HOLDER].isin(poor).all():
        return _counted(known, _by_district(mapping, areas, asked=False), mapping, areas)
    unavailable = frozenset(map(str, parts[areas["district"].reindex(parts).isin(poor)]))
    said = tuple(
        f"{name_of(areas, code)}: more than {mapping.area.most_unplaced:.0%} of its records have no ward, so its wards "
        "have no figures; the district has."
        for code in poor
    )
    caveats = tuple(
        f"The wards of {name_of(areas, code)} have no figures: too many of its records have no ward." for code in poor
    )
    by = Settled(Level.WARD, parts, unavailable=unavailable, said=said, caveats=caveats)
    return _counted(known, by, mapping, areas)


def parts_of(areas: pd.DataFrame, place: str, level: Level) -> pd.Index[str]:
    """Return the codes of the wards or districts of a place; a district is its own only one.

    Raises:
        Findings: the place does not exist, or has no areas of that level.
    """
    codes = areas.index[lies_in(areas, place) & (areas["level"] == level.value)]
    if codes.empty:
        problem = f"a place without {level.plural}"
        raise Findings([Finding("the mapping", problem, _PLACES[level], column="place", value=place)])
    return codes


def _listed(areas: pd.DataFrame, parts: pd.Index[str], place: str) -> list[str]:
    """The parts and the areas that hold them, smallest first."""
    return [place] if list(parts) == [place] else with_holders(areas, parts, place)


def _by_district(mapping: Mapping, areas: pd.DataFrame, *, asked: bool = True) -> Settled:
    parts = parts_of(areas, mapping.place, Level.DISTRICT)
    by = "for the whole district only" if list(parts) == [mapping.place] else "by district"
    said = () if asked else (f"Counted {by}: too few records have a ward.",)
    return Settled(Level.DISTRICT, parts, said=said, caveats=said)


def _with_holders(found: pd.DataFrame, place: str, areas: pd.DataFrame) -> pd.DataFrame:
    """The spellings, with ``inside``: whether they lie in the place; and the reason for all others in ``problem``."""
    inner = areas.index[lies_in(areas, place)]
    outer = above(areas, place).values() if place in areas.index else ()
    inside = found[HOLDER].isin(inner)
    elsewhere = found[HOLDER].notna() & ~inside & ~found[HOLDER].isin([*outer])
    return found.assign(inside=inside, **{PROBLEM: found[PROBLEM].mask(elsewhere, OUTSIDE)})


def _poor_districts(known: pd.DataFrame, parts: pd.Index[str], most: float) -> list[str]:
    """The districts of whose records more than a share have no ward; all, where so many are known only by more."""
    rows = known[known["inside"]]
    every = rows.groupby(HOLDER)[RECORDS].sum()
    without = rows[~rows[WARD].isin(parts)].groupby(HOLDER)[RECORDS].sum()
    districts = [str(code) for code in every.index if Level.DISTRICT.has(str(code))]
    if int(every.drop(districts).sum()) > most * int(every.sum()):
        return districts
    return [code for code in districts if int(without.get(code, 0)) > most * int(every[code])]


def _counted(known: pd.DataFrame, by: Settled, mapping: Mapping, areas: pd.DataFrame) -> tuple[Settled, pd.DataFrame]:
    """Give each spelling its part, else the rest of the smallest area that holds it; a rest of few is left out."""
    listed = _listed(areas, by.parts, mapping.place)
    own = known[WARD if by.level is Level.WARD else HOLDER]
    in_part = own.isin(by.parts.difference(pd.Index([*by.unavailable])))
    rest = known[HOLDER].where(known["inside"] & ~in_part).map(lambda code: _smallest(code, listed, areas), "ignore")
    many = known[RECORDS].groupby(rest).sum()
    rest = rest.where(rest.isin(many.index[many >= SMALLEST_NAMED]))
    code = own.where(in_part).fillna(rest.map(lambda holder: f"{REST}{holder}", "ignore")).fillna(NO_AREA)
    reasons = known.loc[rest.notna()].groupby(PROBLEM)[RECORDS].sum().sort_index()
    told = "; ".join(f"{few(int(count))}: {reason or 'its ward has no figure'}" for reason, count in reasons.items())
    larger = f"{few(int(reasons.sum()))} records count in their district or the place, not in a {by.level} ({told})."
    caveat = f"Some records count in their district or the whole place only: no {by.level} is known for them."
    done = replace(
        by,
        rests=_ordered(rest.dropna().unique(), listed),
        said=(*((larger,) if told else ()), *by.said),
        caveats=(*((caveat,) if told else ()), *by.caveats),
    )
    problem = known[PROBLEM].mask(code != NO_AREA, "").replace("", pd.NA).fillna("of few whose district is known")
    return done, known.assign(**{CODE: code, PROBLEM: problem.mask(code != NO_AREA, "")})


def _smallest(code: str, listed: list[str], areas: pd.DataFrame) -> str:
    """The smallest listed area above the parts that holds an area or is it."""
    chain = [code, *above(areas, code).values()]
    return next(each for each in chain if each in listed)


def _ordered(codes: Iterable[str], listed: list[str]) -> tuple[str, ...]:
    return tuple(sorted(codes, key=listed.index))
