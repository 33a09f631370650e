"""Tables for reading: every cell is text, n of N first."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import pandas as pd

from jsna.figures.shade import may_rank
from jsna.model.area import ENGLAND, Level
from jsna.model.comparison import LIKE_IT, AreaFigure, Comparison, Rare, Verdict, area_figures
from jsna.model.indicator import Indicator
from jsna.model.kept_beside import kept_beside
from jsna.words.alike import counts_of_ten
from jsna.words.numbers import counted, difference, extra, is_of_replies, spoken
from jsna.words.plain import Link
from jsna.words.standing import SIGNS, standing

#: How the table can be ordered: code for the link → words for the reader.
ORDERS = {
    "above": "Highest compared with the baseline",
    "below": "Lowest compared with the baseline",
    "extra": "Most extra people",
    "extra-back": "Most people fewer",
    "highest": "Highest figure",
    "lowest": "Lowest figure",
    "name": "Name, A to Z",
    "name-back": "Name, Z to A",
}
#: The column behind each order, and whether its smallest comes first.
_COLUMNS = {
    "above": ("difference", False),
    "below": ("difference", True),
    "extra": ("extra", False),
    "extra-back": ("extra", True),
    "highest": ("value", False),
    "lowest": ("value", True),
    "name": ("name", True),
    "name-back": ("name", False),
}


def ordered(comparison: Comparison, order: str, search: str = "", *, only_rare: bool = False) -> pd.Index[str]:
    """Return area codes in a chosen order; areas not to be ranked, without a figure, not published come last, by name.

    Args:
        comparison: the protected record.
        order: a key of ``ORDERS``.
        search: keep only areas whose name or parent's name contains this, ignoring case; empty keeps all.
        only_rare: keep only areas among the 25 in 1,000 at either end.
    """
    column, ascending = _COLUMNS[order]
    areas = comparison.areas
    if search.strip():
        sought = search.strip().casefold()
        named = (areas["name"] + " " + areas["parent"]).str.casefold()
        areas = areas[named.str.contains(sought, regex=False)]
    if only_rare:
        areas = areas[areas["rare"] != Rare.NO.value]
    ranked = may_rank(areas, comparison.indicator) | (column == "name")
    keys = {
        "key": areas[column].where(ranked),
        "unknown": areas["value"].isna(),
        "unpublished": areas["verdict"] == Verdict.NOT_PUBLISHED,
        "name": areas["name"],
    }
    keyed = pd.DataFrame(keys).sort_values(list(keys), ascending=[ascending, True, True, True], na_position="last")
    return keyed.index


def comparison_table(
    areas: pd.DataFrame, comparison: Comparison, addresses: Mapping[str, str] | None = None
) -> pd.DataFrame:
    """Return some areas of a comparison as words.

    Args:
        areas: rows of ``comparison.areas``, in the order wanted.
        comparison: the protected record they come from.
        addresses: link of each area's name, by code; a name without one is plain text.

    Returns:
        Columns: the area, number and share, how it compares with the baseline, the figure of the wards like it where
        that is the baseline, its standing. Index: area code.
    """
    indicator = comparison.indicator
    names = linked(distinct_names(comparison, areas.index), addresses)
    rows = [(names[own.code], *_words(own, indicator)) for own in area_figures(areas)]
    table = pd.DataFrame(rows, index=areas.index, columns=_headings(comparison))
    if comparison.is_with_wards_like_it and comparison.has_baseline:
        table.insert(3, LIKE_IT.capitalize(), [counts_of_ten(own, indicator) or "–" for own in area_figures(areas)])
    return table


def linked(names: pd.Series[str], addresses: Mapping[str, str] | None) -> pd.Series[Any]:
    """Return names as links if their code has an address, otherwise unchanged. Index: area code."""
    given = addresses or {}
    cells = [Link(name, given[code]) if code in given else name for code, name in zip(names.index, names, strict=True)]
    return pd.Series(cells, index=names.index, dtype=object)


def distinct_names(comparison: Comparison, codes: pd.Index[str] | None = None) -> pd.Series[str]:
    """Return distinct names of areas; with the district if a name is repeated, and always for England. Index: code.

    Args:
        comparison: the protected record, whose names are made distinct.
        codes: the areas to name; all by default.
    """
    wanted = comparison.areas.index if codes is None else codes
    names, parents = (comparison.areas[column].loc[wanted] for column in ("name", "parent"))
    if comparison.selection.area == ENGLAND:
        alone = parents.eq("")
    else:
        alone = parents.eq("") | ~_repeated(comparison).loc[wanted]
    return names.where(alone, names + " (" + parents + ")")


@kept_beside()
def _repeated(comparison: Comparison) -> pd.Series[bool]:
    """Whether another area of the place has the same name. Index: area code."""
    return comparison.areas["name"].duplicated(keep=False)


def _headings(comparison: Comparison) -> list[str]:
    unit = "replies" if is_of_replies(comparison.indicator) else comparison.indicator.unit
    first = f"{unit.capitalize()}: number and share" if comparison.indicator.is_share else comparison.group.label
    level = comparison.level
    return [level.value.capitalize(), first, _compared_with(comparison.against), f"Among England's {level.together}"]


def _compared_with(name: str) -> str:
    return f"Compared with {spoken(name)}"


def _words(own: AreaFigure, indicator: Indicator) -> tuple[str, ...]:
    said = counted(own, indicator) if own.counted else "–"
    return said, compared(own, indicator), standing_cell(own, indicator.lowest_level)


def compared(own: AreaFigure, indicator: Indicator) -> str:
    """Return how an area compares: ``much higher: +17.3 points, 1,416 more``; or why it is not compared."""
    if not own.verdict.is_conclusive:
        return str(own.verdict) if own.reason == own.verdict else f"{own.verdict}: {own.reason}"
    gap = difference(own.difference, indicator, own.denominator)
    people = "" if math.isnan(own.extra) else f", {extra(own.extra, indicator)}"
    return f"{own.verdict}: {gap}{people}"


def standing_cell(own: AreaFigure, level: Level) -> str:
    """Return an area's standing among England's areas, with its sign if rare; a dash if it does not have one."""
    return f"{SIGNS[own.rare]} {standing(own, level)}".strip() or "–"
