"""Everything known about one area, or about several wards together, against the areas it lies in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import reduce

import numpy as np
import pandas as pd

from jsna.analysis import ward_lists
from jsna.analysis.comparison import family, latest, shares, with_standing
from jsna.areas.places import above, areas_within, baseline_codes, level_of, name_of
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.errors import LinkError
from jsna.model.area import ENGLAND, Level, levels_from
from jsna.model.comparison import AreaFigure, area_figures
from jsna.model.indicator import Indicator
from jsna.model.observations import COUNTS, RATES, Note
from jsna.model.profile import Profiled, ProfileRow
from jsna.model.selection import Baseline
from jsna.stats.baseline import compare_with_baseline
from jsna.stats.proportions import Floats

#: Why several wards together have no figure.
NO_COUNTS = "percentages and rates of several wards are not added up"
ROUNDED = "figures that protect people are not added up"
PART_MISSING = "one of its wards has no figure"
#: Columns of protected figures.
PROTECTED_MARKS = ("percentage", "ranked", "why")
NOBODY = np.empty(0)


def one_area(catalogue: Catalogue, code: str) -> Profiled:
    """Return an area as the subject of a profile.

    Raises:
        LinkError: there is no such area.
    """
    return Profiled((code,), name_of(catalogue.areas, code))


def profile(catalogue: Catalogue, about: Profiled, baseline: Baseline = Baseline.ENGLAND) -> list[ProfileRow]:
    """Return a row for each group of each indicator, for an area, in the catalogue's order.

    Args:
        catalogue: the open data.
        about: a ward, a district or a county; or several wards, whose counts are added up, and never percentages.
        baseline: what the area is compared with. Several wards that do not lie in one such area are compared with
            England.

    Raises:
        LinkError: a code is not that of an area below a region, or is one of several and not a ward's.
    """
    levels = {level_of(catalogue.areas, code) for code in about.codes}
    if levels != {Level.WARD} and (about.is_joined or levels & {Level.REGION, Level.ENGLAND}):
        msg = f"{about.name} has no profile: choose a ward, a district, a county or several wards."
        raise LinkError(msg)
    parts = [_part(catalogue, about, indicator, baseline) for indicator in catalogue.indicators.values()]
    alike: dict[tuple[object, ...], list[_Part]] = {}
    for part in parts:
        alike.setdefault((part.indicator.measure, part.indicator.margin_that_matters), []).append(part)
    found = {part.indicator.slug: rows for group in alike.values() for part, rows in _compared(catalogue, group)}
    return [row for part in parts for row in found[part.indicator.slug]]


def wards_of(areas: pd.DataFrame, codes: tuple[str, ...]) -> list[str]:
    """Return the wards that make up some areas: each itself where it is one."""
    if level_of(areas, codes[0]) is Level.WARD:
        return list(codes)
    return [str(ward) for code in codes for ward in areas_within(areas, code, Level.WARD).index]


def holders(areas: pd.DataFrame, codes: tuple[str, ...]) -> dict[Level, str]:
    """Return the codes of the areas in which all of some areas lie, smallest first; see ``areas.places.above``."""
    each = [above(areas, code).items() for code in codes]
    return dict(reduce(lambda shared, more: [item for item in shared if item in more], each, list(each[0])))


@dataclass(frozen=True, eq=False)
class _Part:
    """One indicator's figures for an area, before they are compared: a row for each group.

    Attributes:
        indicator: what the figures are.
        level: of the figures.
        joined: whether they are sums over several wards.
        is_own: whether they are the area's own.
        code: of the area they are of; of several wards all their codes, with commas.
        name: of that area.
        figures: as ``compare_with_baseline`` takes them. Index: code of the group.
        against: the baseline's figure of each group, in the same order.
        around: of each area that the area lies in, the figure of each group.
        whys: why there is no figure, of each group, where the comparison cannot know it; empty where there is one.
        baseline_name: name of the baseline.
    """

    indicator: Indicator
    level: Level
    joined: bool
    is_own: bool
    code: str
    name: str
    figures: pd.DataFrame
    against: Floats
    around: dict[Level, Floats]
    whys: list[str]
    baseline_name: str


def _part(catalogue: Catalogue, about: Profiled, indicator: Indicator, baseline: Baseline) -> _Part:
    level, codes, own = _where(catalogue.areas, about, indicator)
    against, around = _beside(catalogue, codes, baseline)
    wanted = pd.Index(list(dict.fromkeys([*codes, against, *around.values()])))
    # One table of all groups: a frame of each, worked on by itself, takes five times as long.
    every = pd.concat([latest(catalogue, indicator.slug, group)[0].reindex(wanted) for group in indicator.groups])
    values: Floats = np.asarray(shares(every), dtype=np.float64).reshape(len(indicator.groups), len(wanted))
    # Of one area, its row of each group; of several, the sums.
    rows = [every.iloc[at : at + len(codes)] for at in range(0, len(every), len(wanted))] if len(codes) > 1 else []
    other_list = ward_lists.reason(catalogue, indicator, codes)
    whys = [other_list or _why_not(each, indicator) for each in rows] or [other_list] * len(indicator.groups)
    figures = pd.concat(map(_sum, rows, whys)) if rows else every.iloc[:: len(wanted)]
    return _Part(
        indicator=indicator,
        level=level,
        joined=len(codes) > 1,
        is_own=own,
        code=",".join(codes),
        name=about.name if own else name_of(catalogue.areas, codes[0]),
        figures=figures.set_axis(list(indicator.groups)),
        against=values[:, wanted.get_loc(against)],
        around={parent: values[:, wanted.get_loc(code)] for parent, code in around.items()},
        whys=whys,
        baseline_name=name_of(catalogue.areas, against),
    )


def _compared(catalogue: Catalogue, parts: list[_Part]) -> Iterator[tuple[_Part, list[ProfileRow]]]:
    """Compare indicators that are compared in the same way; all at once, because the work is mostly pandas' own."""
    compared = compare_with_baseline(
        pd.concat([part.figures for part in parts], ignore_index=True),
        pd.Series(np.concatenate([part.against for part in parts])),
        margin=parts[0].indicator.margin_that_matters,
        measure=parts[0].indicator.measure,
    ).assign(
        name=[part.name for part in parts for _ in part.whys],
        parent="",
        baseline_name=[part.baseline_name for part in parts for _ in part.whys],
    )
    whys = [why for part in parts for why in part.whys]
    compared["reason"] = [why or reason for why, reason in zip(whys, compared["reason"], strict=True)]
    families = [_family(catalogue, part, group) for part in parts for group in part.figures.index]
    codes = [part.code for part in parts for _ in part.whys]
    figures = iter(area_figures(with_standing(compared, families).set_axis(codes)))
    for part in parts:
        yield part, [_row(catalogue, part, at, next(figures)) for at in range(len(part.whys))]


def _family(catalogue: Catalogue, part: _Part, group: str) -> Floats:
    """Return the figures of England's areas of a level; several wards together are like no ward, and have no peers."""
    return NOBODY if part.joined else family(catalogue, part.indicator.slug, group, part.level)


def _row(catalogue: Catalogue, part: _Part, at: int, figure: AreaFigure) -> ProfileRow:
    code, group = list(part.indicator.groups.items())[at]
    return ProfileRow(
        indicator=part.indicator,
        group=group,
        group_code=code,
        level=part.level,
        period=latest(catalogue, part.indicator.slug, code)[1],
        figure=figure,
        parents={parent: float(values[at]) for parent, values in part.around.items()},
        is_own=part.is_own,
    )


def _where(areas: pd.DataFrame, about: Profiled, indicator: Indicator) -> tuple[Level, tuple[str, ...], bool]:
    """Return the level of an indicator's figure, the codes it is of, and whether these are the area's own.

    Where nothing is published for areas of its level, it is the figure of the larger area that holds it.
    """
    level, lowest = level_of(areas, about.codes[0]), indicator.lowest_level
    if level in levels_from(lowest):
        return level, about.codes, True
    larger = tuple(dict.fromkeys(str(areas.at[code, lowest.value]) for code in about.codes))
    # Wards of several districts: no figure is theirs, and none is made up.
    return (lowest, larger, larger == about.codes) if len(larger) == 1 else (level, about.codes, True)


@kept(32)
def _beside(catalogue: Catalogue, codes: tuple[str, ...], baseline: Baseline) -> tuple[str, dict[Level, str]]:
    """Return the code that areas are compared with, and those in which all of them lie."""
    found = baseline_codes(catalogue.areas.loc[list(codes)], baseline).dropna().unique()
    return (str(found[0]) if len(found) == 1 else ENGLAND), holders(catalogue.areas, codes)


def _sum(rows: pd.DataFrame, why_not: str) -> pd.DataFrame:
    """Return one row: the sums of several wards' counts, or no number where these are not added up."""
    summed = rows.iloc[[0]].drop(columns=[mark for mark in PROTECTED_MARKS if mark in rows])
    nothing = dict.fromkeys((*COUNTS, *RATES), np.nan)
    if why_not:
        return summed.assign(**nothing, note=Note.NOT_AVAILABLE.value)
    estimated = (rows["note"] == Note.ESTIMATED.value).any()
    totals = {column: rows[column].sum() for column in COUNTS}
    return summed.assign(**(nothing | totals), note=Note.ESTIMATED.value if estimated else "")


def _why_not(rows: pd.DataFrame, indicator: Indicator) -> str:
    """Return why the figures of several wards are not added up; nothing where they are."""
    if indicator.lowest_level is not Level.WARD:
        return f"published for {indicator.lowest_level.plural}, and its wards lie in several"
    if not indicator.is_share or (rows["numerator"].isna().all() and rows["value"].notna().any()):
        return NO_COUNTS
    if "percentage" in rows:
        return ROUNDED
    return PART_MISSING if rows[list(COUNTS)].isna().any(axis=None) else ""
