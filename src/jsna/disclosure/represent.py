"""What may be derived from a protected record. Everything here is computed from the shown counts.

A percentage of exact counts next to rounded counts would disclose the exact ones: below a base of 1,000 one decimal
is enough. Therefore these functions take only :class:`ShownFigure` or :class:`Withheld`.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from jsna.disclosure.policy import Rule
from jsna.disclosure.protected import Protected, ShownFigure
from jsna.model.observations import COUNTS, Note
from jsna.stats.proportions import wilson_interval


def marked(protected: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """Return protected observations with columns for what may be derived from each figure; same rows and order.

    Args:
        protected: columns as ``jsna.model.observations.COLUMNS``, after :func:`jsna.disclosure.protected.protect`.
        rule: the rule it was protected by.

    Returns:
        The same columns and three more: ``percentage`` (True if the counts may be shown as one), ``ranked`` (True if
        the figure may be coloured, ranked or called higher or lower) and ``why`` (why it is withheld or not ranked, in
        words; empty if it is ranked).
    """
    base = protected["denominator"].to_numpy(dtype=float)
    lower, upper = wilson_interval(protected["numerator"].to_numpy(dtype=float), base)
    few, wide = base < rule.percentage_base, (upper - lower) / 2 > rule.widest
    withheld = (protected["note"] == Note.CONFIDENTIAL.value).to_numpy(dtype=bool)
    counted = (
        "people, too few for a percentage of rounded counts"
        if rule.rounding > 1
        else "replies, too few for a percentage"
    )
    too_few = f"fewer than {rule.percentage_base} {counted}"
    why = np.select([withheld, few, wide], [rule.reason, too_few, "a wide range"], default="")
    return protected.assign(percentage=~few, ranked=~(withheld | few | wide), why=why)


def only_ranked(areas: pd.DataFrame, rule: Rule) -> pd.DataFrame:
    """Return protected figures without the numbers that may not be coloured, ranked or called high or low.

    Args:
        areas: columns ``numerator``, ``denominator``, ``value`` and ``note``; other columns are kept.
        rule: the rule they were protected by.

    Returns:
        The same rows; counts and value are missing if the figure is not ranked.
    """
    if not rule.protects:
        return areas
    numbers = [*COUNTS, "value"]
    return areas.assign(**areas[numbers].where(marked(areas, rule)["ranked"]))


def may_show_percentage(figure: Protected, rule: Rule) -> bool:
    """Return whether the figure may be shown as a percentage; always False for a withheld figure."""
    return (
        isinstance(figure, ShownFigure)
        and bool(figure.denominator)
        and (figure.denominator or 0) >= rule.percentage_base
    )


def decimals(figure: Protected, rule: Rule) -> int:
    """Return how many decimals its percentage is shown with."""
    base = figure.denominator if isinstance(figure, ShownFigure) else None
    return int(base is not None and base >= rule.one_decimal_base)
