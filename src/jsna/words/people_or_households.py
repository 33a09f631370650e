"""Sentences that set two measures of one thing side by side, each with its own base, and never compare them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jsna.model.comparison import AreaFigure, Comparison
from jsna.model.indicator import Indicator
from jsna.words.numbers import figure, spoken
from jsna.words.sentences import compared, of_figure, stated
from jsna.words.timeliness import is_stale

AGE_METHOD = (
    "We apply England’s rate at each age to the number of people of that age here. The sum is what we would expect. "
    "The count itself is not changed: it says how many people there are, and they are the ones who need services."
)
AGE_FORMULA = (
    "Expected people E = N × Σ(s × r), over all age bands: N is the census count, s the share of the area’s people who "
    "are in the band, and r England’s rate there. Explained by age: E ÷ N less England’s share. Remaining: the share "
    "here less E ÷ N.\n\n"
    "Breslow and Day (1987), Statistical methods in cancer research II; Kitagawa (1955), JASA 50: 1168–1194."
)


def headline(both: Sequence[tuple[AreaFigure, Comparison]], today: date | None = None) -> str:
    """Return the two figures of a ward in one sentence.

    Args:
        both: the ward's figure of people and of households, each with its comparison.
        today: today's date; figures past their half-life are told in the past tense. None: the present tense.
    """
    if not all(own.known for own, _ in both):
        return " ".join(of_figure(own, each.indicator, each.group, today) for own, each in both)
    first, second = (
        stated(own.name, own, each.indicator, each.group, past=is_stale(each.indicator, today)) for own, each in both
    )
    return f"{first}, and {second.removeprefix(f'In {spoken(both[1][0].name)} ')}."


def finding(own: AreaFigure, indicator: Indicator) -> str:
    """Return the title of a measure's picture: ``Disabled people in Mablethorpe: 34.6%, twice England's 17.3%``."""
    whole = f"{indicator.title} in {spoken(own.name)}"
    if not own.known:
        return f"{whole}: no figure"
    how = compared(own, indicator, "").removeprefix(":").removeprefix(",").strip()
    return f"{whole}: {figure(own.value, indicator)}, {how}"
