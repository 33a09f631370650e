"""What two wards share, and how wards that are alike are found, in words."""

from __future__ import annotations

from jsna.model.alike import AlikeBy, Shared, SimilarWard
from jsna.words.numbers import figure, listed

#: So many things that two wards share are said.
MOST = 3


def reason(found: SimilarWard) -> str:
    """Return ``much: people aged 65 and over (36.1%), little: flats (3.0%)``; the figures are the other ward's."""
    said = [_said(each) for each in found.shared[:MOST]]
    return listed(said) if said else "close to the average of England's wards, as this one is"


def how(by: AlikeBy, most: int) -> str:
    """Return how wards that are alike are found."""
    whole = sum(theme.weight for theme in by.theme)
    themes = [
        f"{theme.title.lower()} ({100 * theme.weight / whole:.0f}%: {listed([each.says for each in theme.figures])})"
        for theme in by.theme
    ]
    return (
        f"We compare every ward of England on {listed(themes)}. Each figure is set on one scale, in standard "
        f"deviations of England's wards, and counts by its weight. The {most} wards with the smallest distance are "
        "shown. Wards that are alike in these figures can differ in everything else."
    )


def _said(shared: Shared) -> str:
    return f"{'much' if shared.many else 'little'}: {shared.figure.says} ({figure(shared.other, shared.indicator)})"
