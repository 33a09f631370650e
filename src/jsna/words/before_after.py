"""An indicator before and after, in a sentence; or the reason why the figures cannot say."""

from __future__ import annotations

from jsna.model.indicator import Indicator
from jsna.words.numbers import figure, n_of_n


def reading(
    value: float, numerator: float, denominator: float, interval: tuple[float, float] | None, indicator: Indicator
) -> str:
    """Return a figure with its counts and its 95% interval, or that no interval is published."""
    if numerator == numerator and indicator.is_share:  # noqa: PLR0124 - a missing count is no number
        said = n_of_n(numerator, denominator, value, indicator)
    else:
        said = figure(value, indicator)
    if interval is None:
        return f"{said}; no margin of error is published"
    lower, upper = (figure(limit, indicator, denominator) for limit in interval)
    return f"{said}; 95% interval {lower} to {upper}"


def whether_apart(apart: bool | None) -> str:
    """Return what two intervals say of a change."""
    if apart is None:
        return "We cannot say whether it changed by more than chance: a margin of error is missing."
    if apart:
        return "The intervals do not overlap: it changed by more than chance."
    return "The intervals overlap: chance alone may explain the difference."


def no_comparison(reason: str) -> str:
    """Return that there is no before and after, and why."""
    return f"No before and after: {reason}."


def chosen(usual: tuple[str, str]) -> str:
    """Return that somebody chose the periods, and which ones are usual."""
    return f"Somebody chose these periods. The usual ones are {usual[0]} and {usual[1]}."
