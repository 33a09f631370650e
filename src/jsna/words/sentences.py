"""Sentences for a board: computed from the protected record, never typed."""

from __future__ import annotations

import math

import pandas as pd

from jsna.model.comparison import BaselineFigure, Comparison, Verdict
from jsna.model.indicator import Group, Indicator, Measure
from jsna.words.numbers import count, difference, figure, listed, percent, possessive, times


def headline(comparison: Comparison) -> str:
    """Return the one line for the board: the picked ward's, or the whole place's where none is picked."""
    picked = comparison.selection.ward
    if picked is not None and picked in comparison.areas.index:
        return of_area(comparison, picked)
    return of_place(comparison)


def of_area(comparison: Comparison, code: str) -> str:
    """Return the sentence about one area: n of N, the share, the baseline's, and the extra people.

    Args:
        comparison: the protected record.
        code: code of one of its areas.
    """
    row = comparison.areas.loc[code]
    if math.isnan(row["value"]):
        return f"{row['name']}: {comparison.group.label.lower()} – {row['reason']}."
    stated = _stated(row["name"], row, comparison.indicator, comparison.group)
    if math.isnan(row["baseline"]):
        return f"{stated}. There is no figure to compare it with."
    return f"{stated}, {_against(row, str(row['baseline_name']), comparison.indicator)}"


def of_place(comparison: Comparison) -> str:
    """Return the sentence about the whole place and how many of its areas stand out."""
    parts = []
    own = comparison.place_figure
    if own is not None and not math.isnan(own.value):
        parts.append(_own(comparison, own))
    parts.append(_how_many(comparison))
    return " ".join(parts)


def _own(comparison: Comparison, own: BaselineFigure) -> str:
    row = pd.Series(
        {
            "numerator": math.nan if own.numerator is None else own.numerator,
            "denominator": math.nan if own.denominator is None else own.denominator,
            "value": own.value,
        }
    )
    stated = _stated(comparison.place, row, comparison.indicator, comparison.group)
    common = comparison.baseline
    if common is None or common.name == comparison.place or math.isnan(common.value):
        return f"{stated}."
    return f"{stated}; {possessive(common.name)} figure is {figure(common.value, comparison.indicator)}."


def _how_many(comparison: Comparison) -> str:
    verdicts = comparison.areas["verdict"].value_counts()
    total = len(comparison.areas)
    name = comparison.level.value if total == 1 else comparison.level.plural
    base = comparison.baseline.name if comparison.baseline else f"their {comparison.selection.baseline.value}"
    high, low = int(verdicts.get(Verdict.HIGHER, 0)), int(verdicts.get(Verdict.LOWER, 0))
    if high + low == 0:
        return f"None of its {count(total)} {name} stands out from {base}."
    said = [
        f"{count(number)} {'is' if number == 1 else 'are'} {word}"
        for number, word in ((high, "higher"), (low, "lower"))
        if number
    ]
    return f"Of its {count(total)} {name}, {listed(said)} than {base}{_furthest(comparison, high)}"


def _furthest(comparison: Comparison, high: int) -> str:
    standing = comparison.areas[comparison.areas["verdict"].isin([Verdict.HIGHER, Verdict.LOWER])]
    order = standing["difference"].idxmax() if high else standing["difference"].idxmin()
    row = standing.loc[order]
    word = "highest" if high else "lowest"
    return f"; the {word} is {row['name']} with {figure(row['value'], comparison.indicator)}."


def _stated(name: str, row: pd.Series, indicator: Indicator, group: Group) -> str:
    if indicator.is_share and not math.isnan(row["numerator"]):
        share = percent(row["value"], indicator.decimals)
        n, of = count(row["numerator"]), count(row["denominator"])
        return f"In {name} {n} of {of} {indicator.unit} ({share}) {group.says}"
    written = figure(row["value"], indicator)
    if indicator.is_share or indicator.unit == "%":
        return f"In {name} {written} of {indicator.base} {group.says}"
    return f"In {name} the figure for {group.label[:1].lower()}{group.label[1:]} is {written}"


def _against(row: pd.Series, indicator: Indicator) -> str:
    whose = possessive(str(row["baseline_name"]))
    base = f"{whose} {figure(row['baseline'], indicator)}"
    if row["verdict"] in (Verdict.HIGHER, Verdict.LOWER):
        return f"{_compared(row, base, indicator)}{_extra(row, whose)}."
    gap = difference(row["difference"], indicator)
    return f"against {base} ({gap}): {row['verdict']} – {row['reason']}."


def _compared(row: pd.Series, base: str, indicator: Indicator) -> str:
    ratio = row["ratio"]
    if indicator.measure is Measure.MEAN or not math.isfinite(ratio) or 0.9 < ratio < 1.1:
        return f"{difference(row['difference'], indicator)} from {base}"
    return f"{times(ratio)} {base}"


def _extra(row: pd.Series, whose: str) -> str:
    people = row["extra"]
    if math.isnan(people) or round(people) == 0:
        return ""
    return f": about {count(abs(people))} {'more' if people > 0 else 'fewer'} than {whose} rate would give"
