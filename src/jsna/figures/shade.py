"""From a comparison to what a map and bars paint: a class and a line of words per area."""

from __future__ import annotations

import pandas as pd

from jsna.disclosure.policy import rule_for
from jsna.disclosure.represent import marked
from jsna.model.comparison import AreaFigure, Comparison, Verdict, area_figures
from jsna.model.indicator import Indicator, Measure
from jsna.model.selection import View
from jsna.model.shading import TOO_FEW, KeyLine, Shading
from jsna.stats.classes import (
    STATES,
    Classes,
    difference_classes,
    extra_classes,
    ratio_classes,
    sequential_classes,
)
from jsna.words.numbers import difference, n_of_n, unit_of_difference

#: Over more areas than this, the map's words leave out the counts and the unit of the difference: they would double
#: what is sent with every change.
MOST_WITH_COUNTS = 3000


def shade(comparison: Comparison) -> Shading:
    """Return the classes and labels of every area for the measure chosen in the comparison's selection.

    Where there is nothing to compare with, the figures themselves are painted.
    """
    view = comparison.selection.measure if comparison.has_baseline else View.SHARE
    classes = _classes(comparison, view)
    values = comparison.everywhere["value"]
    low, high = values.quantile(0.025), values.quantile(0.975)
    own = comparison.areas["value"]
    rare = pd.Series("", index=own.index).mask(own < low, "low").mask(own > high, "high")
    extra = view is View.EXTRA
    return Shading(
        palette="sequential" if view is View.SHARE else "diverging",
        classes=classes.codes,
        labels=labels(comparison),
        key=tuple(KeyLine(code, words) for code, words in classes.key),
        rare=rare,
        circles=comparison.areas["extra"] if extra else None,
    )


def labels(comparison: Comparison) -> pd.Series[str]:
    """Return the line of words about each area: figure, difference, verdict. Index: area code."""
    areas, indicator = comparison.areas, comparison.indicator
    if rule_for(indicator.disclosure).protects:
        return pd.Series([_label(own, indicator) for own in area_figures(areas)], index=areas.index, dtype="str")
    scale, ending = (100, " %") if indicator.is_share else (1, _ending(indicator))
    values = (areas["value"] * scale).map(f"{{:,.{indicator.decimals}f}}{ending}".format)
    few = len(areas) <= MOST_WITH_COUNTS
    if indicator.is_share and few:
        counted = areas["numerator"].map("{:,.0f}".format) + " of " + areas["denominator"].map("{:,.0f}".format)
        values = values.where(areas["numerator"].isna(), counted + " (" + values + ")")
    unit = f" {unit_of_difference(indicator)}" if few else ""
    gaps = areas["difference"].map(f"{{:+,.{indicator.decimals}f}}{unit}".format)
    gaps = (", " + gaps).where(areas["difference"].notna(), "")
    told = values + gaps + ", " + areas["verdict"]
    return told.where(areas["value"].notna(), areas["reason"])


def _label(own: AreaFigure, indicator: Indicator) -> str:
    if not own.counted:
        return own.reason
    gap = "" if pd.isna(own.difference) else f", {difference(own.difference, indicator, own.denominator)}"
    return f"{n_of_n(own.numerator, own.denominator, own.value, indicator)}{gap}, {own.verdict}"


def may_rank(areas: pd.DataFrame, indicator: Indicator) -> pd.Series[bool]:
    """Return which figures may be coloured or put in order of size.

    Args:
        areas: rows of a comparison. Index: area code.
        indicator: whose rule decides.
    """
    rule = rule_for(indicator.disclosure)
    return marked(areas, rule)["ranked"] if rule.protects else pd.Series(data=True, index=areas.index)


def _ending(indicator: Indicator) -> str:
    return "" if indicator.measure is Measure.SCORE else f" {indicator.unit}"


def _classes(comparison: Comparison, view: View) -> Classes:
    """Return the classes, broken where all England's would be, so that a colour means the same in every place."""
    areas, indicator, everywhere = comparison.areas, comparison.indicator, comparison.everywhere
    standing = everywhere[everywhere["verdict"].isin([Verdict.HIGHER, Verdict.LOWER])]
    match view:
        case View.DIFFERENCE:
            return difference_classes(
                areas["difference"],
                areas["verdict"],
                indicator.margin_that_matters,
                note=areas["note"],
                family=standing["difference"],
                unit=unit_of_difference(indicator),
            )
        case View.RATIO:
            return ratio_classes(areas["ratio"], areas["verdict"], note=areas["note"])
        case View.EXTRA:
            return extra_classes(
                areas["extra"], areas["verdict"], note=areas["note"], family=standing["extra"], unit=indicator.unit
            )
        case View.SHARE:
            return _by_size(comparison)


def _by_size(comparison: Comparison) -> Classes:
    """Return classes of the figures themselves; one that is not to be ranked cannot be told from its neighbours."""
    areas, indicator, everywhere = comparison.areas, comparison.indicator, comparison.everywhere
    ranked = may_rank(areas, indicator)
    told = sequential_classes(
        areas["value"].where(ranked),
        note=areas["note"],
        family=everywhere["value"].where(may_rank(everywhere, indicator)),
        percent=indicator.is_share,
        unit=_ending(indicator).strip(),
    )
    untold = ~ranked & areas["denominator"].gt(0)
    if not untold.any():
        return told
    return Classes(told.codes.mask(untold, TOO_FEW), (*told.key, (TOO_FEW, STATES[TOO_FEW])))
