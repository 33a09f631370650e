"""Assign rows by small area (LSOA or MSOA) to wards, and add up the districts that they fill."""

from __future__ import annotations

import numpy as np
import pandas as pd

from jsna.areas.among import among
from jsna.areas.lookups import Lookups
from jsna.errors import Finding, Findings
from jsna.ingest.council.carrying.carried import Carried, filled, left_over, named, notes_of_sums, summed
from jsna.ingest.council.understood import Understood
from jsna.model.area import Level
from jsna.model.observations import Note
from jsna.words.numbers import percent

#: A ward gets no figure if less than this share of its residents live in small areas wholly inside it.
LOWEST_FIT = 0.85
_NAMED = 5
_ASKED = "so it has no sum; say --whole if the rows are all there are"


def by_small_area(
    understood: Understood, counts: pd.DataFrame, marks: pd.DataFrame, lookups: Lookups, *, all_there: bool = False
) -> Carried:
    """Return counts by ward, each small area in the ward of most of its residents; no figure where the fit is poor.

    Args:
        understood: the file, for the messages.
        counts: one row per small area. Index: code of an LSOA of 2021 or 2011, or of an MSOA of 2021, in England.
        marks: the note of each count; index and columns as ``counts``.
        lookups: where a row may lie.
        all_there: whether the rows are all there are, so that a district of which some are not there is whole.

    Raises:
        Findings: two small areas of different kinds lie on the same ground.
    """
    every = lookups.small_areas
    parts = every[among(every["code"], counts.index)]
    old = pd.Series(among(parts["code"], lookups.changed_lsoas["lsoa_2011"]), index=parts.index)
    _refuse_same_ground(understood, parts, old)
    ground = every[every["code"] == every["lsoa"]]
    absent = ground[~among(ground["lsoa"], _covered(parts, old, lookups.changed_lsoas))]
    touched = sorted(parts["ward"].unique())
    wards = pd.Index(_ward_of_most(parts)[counts.index])
    sums = summed(counts, wards).reindex(touched)
    fit = fit_of_wards(parts, ground).reindex(touched)
    poor = (fit < LOWEST_FIT) | among(touched, absent["ward"])
    notes = notes_of_sums(counts, marks, wards).reindex(touched, fill_value="")
    notes = notes.mask(notes.isin(["", Note.PROVISIONAL.value]).mul(fit < 1, axis=0), Note.ESTIMATED.value)
    notes = notes.mask(poor, Note.NOT_AVAILABLE.value, axis=0)
    shown = sums.mask(poor, np.nan)
    report = [*_said(understood, len(counts), fit, poor), *left_over(counts.sum() - shown.sum())]
    districts, said = _districts(understood, counts, parts, absent, ground, lookups.areas, all_there=all_there)
    return Carried(shown, notes, Level.WARD, (*report, *said), districts)


def fit_of_wards(parts: pd.DataFrame, ground: pd.DataFrame) -> pd.Series:
    """Return the share of each ward's residents who live in small areas wholly inside it. Index: ward.

    Args:
        parts: of the small areas, as ``Lookups.small_areas`` has them.
        ground: the LSOAs of 2021, in the same form.
    """
    cut = parts["lsoa"][parts.groupby("code")["ward"].transform("nunique") > 1]
    whole = among(ground["lsoa"], parts["lsoa"]) & ~among(ground["lsoa"], cut)
    residents = ground.groupby("ward")["residents"].sum()
    inside = ground[whole].groupby("ward")["residents"].sum()
    return inside.reindex(residents.index, fill_value=0) / residents


def _ward_of_most(parts: pd.DataFrame) -> pd.Series[str]:
    """The ward that holds most residents of each small area. Index: code."""
    pairs = parts.groupby(["code", "ward"])["residents"].sum().reset_index()
    most = pairs.sort_values("residents", kind="stable").drop_duplicates("code", keep="last")
    return most.set_index("code")["ward"]


def _covered(parts: pd.DataFrame, old: pd.Series[bool], changed: pd.DataFrame) -> pd.Index[str]:
    """The LSOAs of 2021 that the rows hold whole; where several of 2011 became one, all of them are needed."""
    of_2011 = parts[old].drop_duplicates(["code", "lsoa"])["lsoa"].value_counts()
    needed = changed["lsoa"].value_counts().reindex(of_2011.index)
    together: pd.Index[str] = of_2011.index[of_2011 == needed]
    return together.union(pd.Index(parts.loc[~old, "lsoa"]))


def _refuse_same_ground(understood: Understood, parts: pd.DataFrame, old: pd.Series[bool]) -> None:
    """Refuse rows that share an LSOA, unless all of them are LSOAs of 2011, which together became it."""
    pairs = parts.assign(old=old).drop_duplicates(["code", "lsoa"])
    shared = pairs["lsoa"].duplicated(keep=False) & among(pairs["lsoa"], pairs.loc[~pairs["old"], "lsoa"])
    if codes := sorted(set(pairs.loc[shared, "code"])):
        problem, accepted = "another row covers the same ground", "small areas of one kind and one year"
        area = understood.area
        raise Findings(Finding(understood.name, problem, accepted, column=area, value=code) for code in codes[:20])


def _districts(
    understood: Understood,
    counts: pd.DataFrame,
    parts: pd.DataFrame,
    absent: pd.DataFrame,
    ground: pd.DataFrame,
    areas: pd.DataFrame,
    *,
    all_there: bool,
) -> tuple[pd.DataFrame, list[str]]:
    """Exact sums of the districts whose small areas are all there, and sentences on them.

    Of the LSOAs of 2011 a few lie in two districts, and fill neither.
    """
    district = areas["district"]
    pairs = parts.assign(district=parts["ward"].map(district)).drop_duplicates(["code", "district"])
    across = pairs["code"].duplicated(keep=False)
    lacking = pd.Index(absent["ward"].map(district).unique()).intersection(pairs["district"])
    without = [*([] if all_there else lacking), *pairs.loc[across, "district"]]
    sums = filled(counts, pairs[~across].set_index("code")["district"].reindex(counts.index), without)
    none = f"No district has all of its {understood.kind}s in the file."
    said = [f"Exact sums of districts that the file fills: {len(sums):,}." if len(sums) else none]
    said += _incomplete(lacking, absent["lsoa"], ground, areas, all_there=all_there)
    if across.any():
        codes = pairs.loc[across, "code"].unique()
        said.append(f"These lie in two districts, which therefore have no sum: {named(codes)}.")
    return sums, said


def _incomplete(
    lacking: pd.Index, absent: pd.Series, ground: pd.DataFrame, areas: pd.DataFrame, *, all_there: bool
) -> list[str]:
    """Sentences on the districts of which only a part is in the file: how large a part, and what was made of it."""
    lsoas = ground.assign(district=ground["ward"].map(areas["district"])).drop_duplicates("lsoa")
    said = []
    for district in lacking[:_NAMED]:
        own = lsoas.loc[lsoas["district"] == district, "lsoa"]
        name, there = areas["name"][district], int((~among(own, absent)).sum())
        made = "they are all there is, as you say" if all_there else _ASKED
        said.append(f"{there:,} of the {len(own):,} LSOAs of 2021 of {name} are in the file: {made}.")
    if len(lacking) > _NAMED:
        said.append(f"Of {len(lacking) - _NAMED:,} more districts, too, only a part is in the file.")
    return said


def _said(understood: Understood, rows: int, fit: pd.Series, poor: pd.Series[bool]) -> list[str]:
    kinds = f"{understood.kind}s"
    given, estimated = int((~poor).sum()), int((~poor & (fit < 1)).sum())
    report = [f"{rows:,} {kinds} were put in the ward of most of their residents (best fit)."]
    if given:
        report.append(
            f"Wards with a figure: {given:,}, those of whose residents at least {percent(LOWEST_FIT, 0)} live in "
            f"{kinds} that lie wholly in them. Marked as estimated: {estimated:,}."
        )
    if poor.any():
        which = named(fit.index[poor])
        report.append(f"Wards that fit too badly or lack an {understood.kind}: {int(poor.sum()):,} ({which}).")
    return report
