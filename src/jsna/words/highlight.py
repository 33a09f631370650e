"""The sentence about a notable figure of a ward: how many first, then England."""

from __future__ import annotations

import math

from jsna.model.comparison import AreaFigure
from jsna.model.indicator import Group, Indicator
from jsna.words.numbers import count, figure, rate_of, share, spoken
from jsna.words.sentences import extra_people, of_figure, whom
from jsna.words.timeliness import predicate


def highlight(own: AreaFigure, indicator: Indicator, group: Group) -> str:
    """Return ``596 of 2,593 people in Station, Boston (23.0%) cannot speak English well or at all; in England 1.9%.``

    Args:
        own: a figure that differs from its baseline; if only the share is published, the sentence gives the share.
        indicator: what the figure is.
        group: who is counted.
    """
    if math.isnan(own.numerator):
        return of_figure(own, indicator, group)
    where = f"{own.name}, {spoken(own.parent)}" if own.parent else own.name
    counted = f"{count(own.numerator)} of {count(own.denominator)} {whom(indicator)} in {where}"
    written = f"({share(own.numerator, own.denominator, indicator)}) {predicate(group, past=False)}"
    base = f"in {spoken(own.baseline_name)} {figure(own.baseline, indicator)}"
    people = extra_people(own, rate_of(own.baseline_name), past=False)
    return " ".join(filter(None, [f"{counted} {written}; {base}.", f"That is {people}." if people else ""]))
