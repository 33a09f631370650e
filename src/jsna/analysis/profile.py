"""Everything known about one area, or about several wards together, against the areas it lies in."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.analysis import ward_lists
from jsna.analysis.comparison import family, why_not_compared, with_standing
from jsna.analysis.latest import latest, share_values
from jsna.analysis.ten_alike import added_up, fitting, ten_like
from jsna.areas.places import above, areas_within, baseline_codes, level_of, name_of
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.errors import LinkError
from jsna.model.area import ENGLAND, Level, levels_from
from jsna.model.comparison import LIKE_IT, AreaFigure, area_figures
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
NOBODY = np.empty(0)

#: Columns of a table as arrays: a table of each indicator, worked on by itself, takes several times as long.
_Columns = dict[str, NDArray[Any]]


def one_area(catalogue: Catalogue, code: str) -> Profiled:
    """Return an area as the subject of a profile.

    Raises:
        LinkError: there is no such area.
    """
    return Profiled((code,), name_of(catalogue.areas, code))


def profile(
    catalogue: Catalogue,
    about: Profiled,
    baseline: Baseline = Baseline.ENGLAND,
    indicators: Collection[Indicator] | None = None,
) -> list[ProfileRow]:
    """Return a row for each group of each indicator, for an area, in the catalogue's order.

    Args:
        catalogue: the open data.
        about: a ward, a district or a county; or several wards, whose counts are added up, and never percentages.
        baseline: what the area is compared with. Several wards that do not lie in one such area are compared with
            England. Where wards like it are chosen, so is everything but a single ward.
        indicators: only these, in their order; all by default.

    Raises:
        LinkError: a code is not that of an area below a region, or is one of several and not a ward's.
    """
    levels = {level_of(catalogue.areas, code) for code in about.codes}
    if levels != {Level.WARD} and (about.is_joined or levels & {Level.REGION, Level.ENGLAND}):
        msg = f"{about.name} has no profile: choose a ward, a district, a county or several wards."
        raise LinkError(msg)
    parts = [_part(catalogue, about, indicator, baseline) for indicator in indicators or catalogue.indicators.values()]
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
        figures: the columns that ``compare_with_baseline`` takes, a cell for each group.
        against: of each group, in the same order: the baseline's figure and counts, why it has none, and its name.
            Columns: as ``ten_alike.of_every_ward``, and ``baseline_name``.
        around: of each area that the area lies in, the figure of each group.
        whys: why there is no figure, of each group, where the comparison cannot know it; empty where there is one.
    """

    indicator: Indicator
    level: Level
    joined: bool
    is_own: bool
    code: str
    name: str
    figures: _Columns
    against: _Columns
    around: dict[Level, Floats]
    whys: list[str]


def _part(catalogue: Catalogue, about: Profiled, indicator: Indicator, baseline: Baseline) -> _Part:
    level, codes, own = _where(catalogue.areas, about, indicator)
    with_ten = len(codes) == 1 and fitting(catalogue, baseline, level) is Baseline.ALIKE
    against, around = _beside(catalogue, codes, Baseline.ENGLAND if baseline is Baseline.ALIKE else baseline)
    ten = ten_like(catalogue, codes[0]) if with_ten else []
    wanted = pd.Index(list(dict.fromkeys([*codes, against, *around.values(), *ten])))
    every = _cells([latest(catalogue, indicator.slug, group)[0] for group in indicator.groups], wanted)
    values = share_values(every)
    other_list = ward_lists.reason(catalogue, indicator, codes)
    figures, whys = _sums(every, len(codes), indicator) if len(codes) > 1 else (_of(every, 0), [])
    return _Part(
        indicator=indicator,
        level=level,
        joined=len(codes) > 1,
        is_own=own,
        code=",".join(codes),
        name=about.name if own else name_of(catalogue.areas, codes[0]),
        figures=figures,
        against=_of_ten(every, wanted.get_indexer(pd.Index(ten)), indicator)
        if with_ten
        else _of_area(_of(every, list(wanted).index(against)), name_of(catalogue.areas, against)),
        around={parent: values[:, wanted.get_loc(code)] for parent, code in around.items()},
        whys=[other_list or why for why in whys] or [other_list] * len(indicator.groups),
    )


def _cells(figures: list[pd.DataFrame], wanted: pd.Index[str]) -> _Columns:
    """Return the cells of some areas in each of several tables, by column; shape: tables × areas."""
    index = figures[0].index
    at = index.get_indexer(wanted)
    if (at < 0).any() or any(each.index is not index for each in figures):
        rows = [{name: column.to_numpy() for name, column in each.reindex(wanted).items()} for each in figures]
    else:
        rows = [{name: column.array[at] for name, column in each.items()} for each in figures]
    return {str(name): np.stack([np.asarray(row[name]) for row in rows]) for name in rows[0]}


def _of(every: _Columns, at: int) -> _Columns:
    """Return the cells of the area at a position: one for each table."""
    return {name: cells[:, at] for name, cells in every.items()}


def _of_area(figures: _Columns, name: str) -> _Columns:
    counts = {f"baseline_{column}": figures[column].astype(float) for column in COUNTS}
    why, named = (np.full(len(figures["note"]), text, dtype=object) for text in ("", name))
    return {"baseline": share_values(figures), **counts, "why": why, "baseline_name": named}


def _of_ten(every: _Columns, at: NDArray[np.intp], indicator: Indicator) -> _Columns:
    """Return the counts of ten wards, whose cells are at some positions, added up."""
    counts = np.stack([every[column].astype(float)[:, at] for column in COUNTS], axis=2)
    added = added_up(counts, indicator, protected="percentage" in every).assign(baseline_name=LIKE_IT)
    return {str(name): column.to_numpy() for name, column in added.items()}


def _table(parts: list[_Columns]) -> pd.DataFrame:
    """Return columns one below the other as a table; a cell is missing where a part lacks the column."""
    names = dict.fromkeys(name for part in parts for name in part)
    columns = {}
    for name in names:
        cells = [part.get(name, np.full(len(next(iter(part.values()))), np.nan)) for part in parts]
        numbers = all(each.dtype.kind == "f" for each in cells)
        columns[name] = np.concatenate(cells if numbers else [each.astype(object) for each in cells])
    return pd.DataFrame(columns)


def _compared(catalogue: Catalogue, parts: list[_Part]) -> Iterator[tuple[_Part, list[ProfileRow]]]:
    """Compare indicators that are compared in the same way; all at once, because the work is mostly pandas' own."""
    against = _table([part.against for part in parts])
    compared = compare_with_baseline(
        _table([part.figures for part in parts]),
        against["baseline"],
        margin=parts[0].indicator.margin_that_matters,
        measure=parts[0].indicator.measure,
        rule=catalogue.rule,
    ).assign(name=[part.name for part in parts for _ in part.whys], parent="")
    compared["reason"] = why_not_compared(compared, against["why"])
    whys = [why for part in parts for why in part.whys]
    compared["reason"] = [why or reason for why, reason in zip(whys, compared["reason"], strict=True)]
    compared = pd.concat([compared, against.drop(columns=["baseline", "why"])], axis=1)
    families = [_family(catalogue, part, group) for part in parts for group in part.indicator.groups]
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


def _sums(every: _Columns, several: int, indicator: Indicator) -> tuple[_Columns, list[str]]:
    """Return the sums of several wards' counts, a row for each group, and why there is none; empty where there is one.

    Args:
        every: from :func:`_cells`, for each group, the wards first.
        several: how many wards.
        indicator: what the figures are.
    """
    own = {column: every[column][:, :several] for column in (*COUNTS, "value", "note")}
    sums = {column: own[column].astype(float).sum(axis=1) for column in COUNTS}
    missing = np.isnan(sums["numerator"] + sums["denominator"])
    rates = np.isnan(own["numerator"].astype(float)).all(axis=1) & ~np.isnan(own["value"].astype(float)).all(axis=1)
    general = _never_added(indicator, protected="percentage" in every)
    whys = [
        general or (NO_COUNTS if rate else PART_MISSING if lacks else "")
        for rate, lacks in zip(rates, missing, strict=True)
    ]
    added = np.array([not why for why in whys])
    estimated = (own["note"] == Note.ESTIMATED.value).any(axis=1)
    notes = np.where(added, np.where(estimated, Note.ESTIMATED.value, ""), Note.NOT_AVAILABLE.value)
    columns = {name: np.where(added, found, np.nan) for name, found in sums.items()}
    rates_of_them = {name: np.full(len(whys), np.nan) for name in RATES}
    return columns | rates_of_them | {"note": notes.astype(object)}, whys


def _never_added(indicator: Indicator, *, protected: bool) -> str:
    """Return why an indicator's figures of several wards are never added up; nothing where they are."""
    if indicator.lowest_level is not Level.WARD:
        return f"published for {indicator.lowest_level.plural}, and its wards lie in several"
    if not indicator.is_share:
        return NO_COUNTS
    return ROUNDED if protected else ""
