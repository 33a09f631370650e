"""Convert rows by code: keep codes we use, convert wards of the other list and districts of 2022.

Wards of years that are in neither list count in their districts only.
"""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from jsna.areas import ward_years
from jsna.areas.among import among
from jsna.areas.districts_filled import unfilled
from jsna.areas.lookups import Lookups
from jsna.areas.places import of_level
from jsna.areas.postcodes import ward_column
from jsna.errors import Finding, Findings
from jsna.ingest.council.carrying.carried import Carried, filled, left_over, named, notes_of_sums, summed
from jsna.ingest.council.carrying.other_wards import said_of_other_wards
from jsna.ingest.council.understood import Understood
from jsna.model.area import Level
from jsna.model.observations import Note

#: The counts of some rows by area, their notes, and sentences for the report.
_Piece = tuple[pd.DataFrame, pd.DataFrame, list[str]]


def by_code(
    understood: Understood,
    counts: pd.DataFrame,
    marks: pd.DataFrame,
    lookups: Lookups,
    *,
    estimate: bool,
    all_there: bool = False,
) -> Carried:
    """Return counts by the area codes of the data folder.

    Args:
        understood: the file, for the messages.
        counts: one row per code. Index: code of a ward of any year, or of an area above wards; none is unknown.
        marks: the note of each count; index and columns as ``counts``.
        lookups: where a row may lie.
        estimate: whether wards of the other list that cross several of ours are divided by residents.
        all_there: whether the rows are all there are, so that a district of which some wards are not there is whole.

    Raises:
        Findings: codes of two years cover the same place, part of a merged district is missing, or all rows are wards
            of other years that fill no district.
    """
    areas, relation, merged = lookups.areas, lookups.ward_changes, lookups.merged_districts
    ours = among(counts.index, areas.index)
    old = among(counts.index, merged.index)
    later = ~ours & among(counts.index, relation[ward_column(lookups.other_year)])
    kept = counts[ours]
    notes = notes_of_sums(kept, marks[ours], kept.index)
    said = [f"{len(kept):,} codes are those of the data folder."] if len(kept) else []
    pieces = [(kept, notes.reindex(kept.index), said)]
    if old.any():
        pieces.append(_merged(understood, counts[old], marks[old], merged))
    if later.any():
        pieces.append(_of_the_other_year(understood, counts[later], marks[later], kept.index, lookups, estimate))
    present = pd.concat([piece[0] for piece in pieces]).rename_axis("code")
    notes = pd.concat([piece[1] for piece in pieces])
    report = tuple(said for piece in pieces for said in piece[2])
    carried = Carried(present, notes, _lowest(present.index, areas) if len(present) else Level.WARD, report)
    of_wards = counts[[Level.WARD.has(code) for code in counts.index]]
    return _with_districts(understood, carried, of_wards, lookups, all_there=all_there) if len(of_wards) else carried


def _with_districts(
    understood: Understood, carried: Carried, of_wards: pd.DataFrame, lookups: Lookups, *, all_there: bool
) -> Carried:
    """Add the districts that the wards fill, of whatever year they are."""
    wards = of_wards.index
    lacking = () if all_there else unfilled(wards, lookups)
    districts = filled(of_wards, lookups.every_ward["district"].reindex(wards), lacking)
    others = of_wards[~among(wards, lookups.codes)]
    if carried.counts.empty and districts.empty:
        problem = "these wards are of other years, and no district has all of its wards in the file"
        accepted = "wards of 2022 or 2025, or all wards of a district, or --whole if the rows are all there are"
        raise Findings([Finding(understood.name, problem, accepted, column=understood.area, value=named(others.index))])
    said = said_of_other_wards(others, wards, districts.index, lookups)
    lowest = Level.WARD if len(districts) else carried.lowest
    return replace(carried, lowest=lowest, report=(*carried.report, *said), districts=districts)


def _merged(understood: Understood, counts: pd.DataFrame, marks: pd.DataFrame, merged: pd.Series) -> _Piece:
    """Districts of 2022 added up to those of 2023; all parts of a merged district must be present."""
    needed = merged.index[merged.isin(merged[counts.index])]
    absent = [str(code) for code in needed.difference(counts.index)]
    if absent:
        problem = "a part of a district of 2023 is not in the file"
        raise Findings(
            Finding(understood.name, problem, f"a row for {code}", column=understood.area, value=code)
            for code in absent
        )
    codes = pd.Index(merged[counts.index])
    sums = summed(counts, codes)
    return (
        sums,
        notes_of_sums(counts, marks, codes),
        [f"{len(counts)} districts of 2022 were added up to {len(sums)} of 2023, exactly."],
    )


def _of_the_other_year(
    understood: Understood,
    counts: pd.DataFrame,
    marks: pd.DataFrame,
    present: pd.Index,
    lookups: Lookups,
    estimate: bool,
) -> _Piece:
    """The counts of wards of the other year, by ward of the year we use; their notes; and sentences for the report."""
    start, end = lookups.other_year, lookups.year
    carried = ward_years.carry(counts, lookups.ward_changes, start, end, estimate=estimate)
    double = carried.counts.index.intersection(present)
    if len(double):
        problem = f"a ward of {end} beside a ward of {start} on the same ground"
        raise Findings(
            Finding(understood.name, problem, "the wards of one year", column=understood.area, value=str(code))
            for code in double[:20]
        )
    given = int(carried.counts.notna().all(axis=1).sum())
    report = [f"{len(counts):,} wards of {start} were carried to {given:,} wards of {end}."]
    for reason in dict.fromkeys(carried.refused.values()):
        codes = [code for code, said in carried.refused.items() if said == reason]
        report.append(f"{len(codes):,} wards of {end} have no figure, because {reason}: {named(codes)}.")
    pieces = lookups.ward_changes[among(lookups.ward_changes[ward_column(start)], counts.index)]
    own, target = counts.index.get_indexer(pd.Index(pieces[ward_column(start)])), pd.Index(pieces[ward_column(end)])
    parts = notes_of_sums(counts.iloc[own], marks.iloc[own], target)
    return carried.counts, _notes(carried, parts), [*report, *left_over(carried.left)]


def _notes(carried: ward_years.Rebased, parts: pd.DataFrame) -> pd.DataFrame:
    """Notes by area: those of its parts; estimated if one was split, not available if there is no figure.

    Args:
        carried: the counts by ward of the year we use.
        parts: the note of the sum of its parts, by ward.
    """
    notes = parts.reindex(carried.counts.index, fill_value="")
    split = carried.fit <= ward_years.WHOLE
    notes = notes.mask(notes.isin(["", Note.PROVISIONAL.value]).mul(split, axis=0), Note.ESTIMATED.value)
    withholding = notes.isin([note.value for note in Note if note.withholds])
    return notes.mask(carried.counts.isna() & ~withholding, Note.NOT_AVAILABLE.value)


def _lowest(codes: pd.Index, areas: pd.DataFrame) -> Level:
    """The level of the smallest areas: counties if every district beside a county is a unitary authority."""
    present = [level for level in Level if (areas["level"].reindex(codes) == level.value).any()]
    counties = of_level(areas, Level.COUNTY).index
    below = codes[areas["level"].reindex(codes).isin([Level.WARD.value, Level.DISTRICT.value])]
    return Level.COUNTY if Level.COUNTY in present and below.isin(counties).all() else present[0]
