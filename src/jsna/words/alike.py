"""What two wards share, and how wards that are alike are found, in words."""

from __future__ import annotations

from collections.abc import Mapping

from jsna.model.alike import AlikeBy, AlikeFigure, AlikeWard, Shared
from jsna.model.indicator import Indicator
from jsna.words.numbers import figure, listed

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


def _figure(figure: AlikeFigure, indicators: Mapping[str, Indicator]) -> str:
    return indicators[figure.indicator].groups[figure.group].label


def _said(shared: Shared) -> str:
    said = shared.figure.much if shared.many else shared.figure.little
    return f"{said} ({figure(shared.other, shared.indicator)})"
