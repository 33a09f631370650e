"""What two wards share, and how wards that are alike are found, in words."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from jsna.model.alike import AlikeBy, AlikeFigure, AlikeWard, Shared
from jsna.model.comparison import LIKE_IT, AreaFigure, Comparison
from jsna.model.indicator import Indicator
from jsna.model.selection import Baseline
from jsna.words.numbers import count, figure, listed, n_of_n, spoken

#: So many things that two wards share are said.
MOST = 3


def reason(found: AlikeWard) -> str:
    """Return ``more deprived (60.9), older (36.1%) and few flats (3.0%)``; the figures are the other ward's."""
    said = [_said(each) for each in found.shared[:MOST]]
    return listed(said) if said else "close to the average of England's wards, as this one is"


def how(by: AlikeBy, indicators: Mapping[str, Indicator], most: int) -> str:
    """Return how wards that are alike are found.

    Args:
        by: what makes wards alike.
        indicators: by slug.
        most: how many are shown.
    """
    whole = sum(theme.weight for theme in by.theme)
    themes = []
    for theme in by.theme:
        figures = listed([_figure(each, indicators) for each in theme.figures])
        themes.append(f"{theme.title.lower()} ({100 * theme.weight / whole:.0f}%: {figures})")
    return (
        f"We compare every ward of England on {listed(themes)}. We put each figure on one scale: standard deviations "
        f"of England's wards. Each counts by its weight. We show the {most} wards with the smallest distance. Wards "
        "that are alike in these figures can differ in everything else."
    )


def counts_of_ten(own: AreaFigure, indicator: Indicator) -> str:
    """Return the figure of the ten wards like an area: ``16,435 of 57,507 (28.6%)``; empty where there is none."""
    if own.baseline_name != LIKE_IT or math.isnan(own.baseline):
        return ""
    return n_of_n(own.baseline_numerator, own.baseline_denominator, own.baseline, indicator)


def how_added_up(by: AlikeBy) -> str:
    """Return how the figure of ten wards like a ward is made."""
    chosen = listed([theme.title.lower() for theme in by.theme])
    return (
        "The ten are the wards of England that are most like the ward. We add up their counts and work out one "
        "share. We never take the mean of percentages. If one of the ten has no count, the ward is not compared. A "
        f"small difference in {chosen} is by design, because the ten were chosen for it."
    )


def instead(comparison: Comparison) -> str:
    """Return why areas are compared with England although wards like them were chosen; empty where they are not."""
    if comparison.selection.baseline is not Baseline.ALIKE or comparison.is_with_wards_like_it:
        return ""
    return _only_wards(comparison.against)


def instead_of(baseline: Baseline, against: str) -> str:
    """Return why a profile is compared with England although wards like it were chosen; empty where it is not.

    Args:
        baseline: what was chosen.
        against: name of what its own figures are compared with.
    """
    if baseline is not Baseline.ALIKE or against == LIKE_IT:
        return ""
    return _only_wards(against)


def not_compared(figures: Sequence[AreaFigure]) -> str:
    """Return how many known figures have none of the ten wards to be compared with, and why; may be empty.

    Args:
        figures: of one ward, of several indicators.
    """
    without = [own for own in figures if own.known and own.baseline_name == LIKE_IT and math.isnan(own.baseline)]
    if not without:
        return ""
    reasons = list(dict.fromkeys(own.reason for own in without))
    are = "is" if len(without) == 1 else "are"
    return f"{count(len(without))} of these {are} not compared with ten wards like it: {'; '.join(reasons)}."


def _only_wards(against: str) -> str:
    return f"Wards like it are found for single wards only. So the comparison here is with {spoken(against)}."


def _figure(figure: AlikeFigure, indicators: Mapping[str, Indicator]) -> str:
    return indicators[figure.indicator].groups[figure.group].label


def _said(shared: Shared) -> str:
    said = shared.figure.much if shared.many else shared.figure.little
    return f"{said} ({figure(shared.other, shared.indicator)})"
