"""The protected record: a figure that may be shown, or a withheld one, a type without a number."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from jsna.disclosure.policy import Rule
from jsna.errors import CatalogueError
from jsna.model.characteristic import Characteristic
from jsna.model.indicator import Measure
from jsna.model.observations import COUNTS, KEY, RATES, Note
from jsna.stats.proportions import wilson_interval


@dataclass(frozen=True)
class ShownFigure:
    """Counts that may be shown as they are: already rounded if the rule rounds.

    Attributes:
        numerator: how many.
        denominator: out of how many, or None for a bare count.
    """

    numerator: int
    denominator: int | None = None


@dataclass(frozen=True)
class Withheld:
    """A figure that is not shown. It does not hold a number, so nothing can be computed from it.

    Attributes:
        note: the reason code.
        reason: the reason in words.
    """

    note: Note
    reason: str


Protected = ShownFigure | Withheld


def protect_figure(numerator: int | None, denominator: int | None, rule: Rule, sensitive: bool = True) -> Protected:
    """Return one figure as the rule allows it to be shown.

    Args:
        numerator: how many; None if missing, which stays missing and never becomes 0.
        denominator: out of how many, or None for a bare count. A bare count of replies is its own base.
        rule: the rule of the source.
        sensitive: whether the figure is about a protected group, where "all" or "none" would disclose each answer.

    Raises:
        CatalogueError: the counts cannot be n of N. The message does not repeat them.
    """
    if numerator is None:
        return Withheld(Note.NOT_AVAILABLE, Note.NOT_AVAILABLE.words)
    if numerator < 0 or (denominator is not None and denominator < numerator):
        raise CatalogueError("A count lies between 0 and the number it is counted out of.")
    if not rule.protects:
        return ShownFigure(numerator, denominator)
    if _is_small(numerator, denominator, rule) or (sensitive and _is_alike(numerator, denominator, rule)):
        return Withheld(Note.CONFIDENTIAL, rule.reason)
    return ShownFigure(rule.rounded(numerator), None if denominator is None else rule.rounded(denominator))


def protect(observations: pd.DataFrame, rule: Rule, measure: Measure = Measure.PROPORTION) -> pd.DataFrame:
    """Return the observations as they may be stored: same rows, order and columns.

    A withheld row is empty with note ``c``. Counts that may be shown are rounded by the rule; rates given together with
    counts are dropped, because they are recalculated from the protected counts. A survey figure that is too uncertain
    to rank or colour is marked ``u``. The function is idempotent, and rows do not depend on each other.

    What totals give away is up to :mod:`jsna.disclosure.withhold`; this function looks at one figure at a time. A
    missing row is visible to readers, so pass every group for every area, with 0 where nobody was counted.

    Args:
        observations: columns as ``jsna.model.observations.COLUMNS``.
        rule: the rule of the source.
        measure: what the figures are. A mean or score needs only a base; a share or rate without its numerator
            would disclose the numerator, and is withheld.

    Raises:
        CatalogueError: counts are not whole or cannot be n of N; the message names the row, not its counts.
    """
    if not rule.protects:
        return observations.copy()
    protected = observations.astype({**dict.fromkeys((*COUNTS, *RATES), "float64"), "note": "str"})
    rows = protected[[*KEY, *COUNTS, "value", "note"]].itertuples(index=False, name=None)
    fates = [_fate(row, rule, measure in (Measure.MEAN, Measure.SCORE)) for row in rows]
    columns = (*COUNTS, *RATES, "note")
    outcome = pd.DataFrame(fates, index=protected.index, columns=["numerator", "denominator", "keeps_rate", "note"])
    keeps = outcome.pop("keeps_rate").astype(bool)
    for rate in RATES:
        outcome[rate] = protected[rate].where(keeps)
    protected[list(columns)] = outcome[list(columns)].astype({"note": "str"})
    return protected


def _is_small(numerator: int, denominator: int | None, rule: Rule) -> bool:
    base = numerator if denominator is None and rule.smallest_count == 0 else denominator
    if base is not None and base < rule.smallest_base:
        return True
    if denominator is None:
        return bool(rule.is_small(np.array(numerator)))
    # All others of the base are a count too. Rounding may make the two look up to four closer than they are.
    rounded = numerator % rule.rounding == 0 == denominator % rule.rounding
    others = denominator - numerator + (rule.rounding - 1 if rounded else 0)
    return bool(rule.is_small(np.array([numerator, others])).any())


def _is_alike(numerator: int, denominator: int | None, rule: Rule) -> bool:
    return denominator is not None and denominator < rule.alike_base and numerator in (0, denominator)


def _fate(row: tuple[object, ...], rule: Rule, averages: bool) -> tuple[float, float, bool, str | float]:
    """Return numerator, denominator, whether rates stay, and the note of one protected row."""
    *key, numerator, denominator, value, note = row
    written = note if isinstance(note, str) else ""
    if written and Note(written).withholds:
        return math.nan, math.nan, False, written
    counted, base = (_whole(number, key) for number in (numerator, denominator))
    if counted is None:
        return _fate_of_rate(base, math.isnan(float(str(value))), rule, averages, written)
    try:
        figure = protect_figure(counted, base, rule, sensitive=key[2] != Characteristic.EVERYONE)
    except CatalogueError as problem:
        named = f"{_named(key)}: {problem}"
        raise CatalogueError(named) from None
    if isinstance(figure, Withheld):
        return math.nan, math.nan, False, figure.note.value
    reliable = Note.LOW_RELIABILITY.value if not written and is_wide(figure, rule) else written
    return figure.numerator, math.nan if figure.denominator is None else figure.denominator, False, reliable or math.nan


def _fate_of_rate(
    base: int | None, empty: bool, rule: Rule, averages: bool, note: str
) -> tuple[float, float, bool, str | float]:
    """Return the fate of a rate: an average is kept if its base is large enough; other rates cannot be judged."""
    if empty and base is None:
        return math.nan, math.nan, False, note or math.nan
    if base is None or base < rule.smallest_base or not (empty or averages):
        return math.nan, math.nan, False, Note.CONFIDENTIAL.value
    return math.nan, rule.rounded(base), not empty, note or math.nan


def is_wide(figure: ShownFigure, rule: Rule) -> bool:
    """Return whether a shown share is too uncertain to rank or colour: too small a base, or a wide range."""
    if figure.denominator is None:
        return False
    if figure.denominator < rule.percentage_base:
        return True
    lower, upper = wilson_interval(figure.numerator, figure.denominator)
    return bool((upper - lower) / 2 > rule.widest)


def _whole(number: object, key: Iterable[object]) -> int | None:
    count = float(str(number))
    if math.isnan(count):
        return None
    if not count.is_integer():
        problem = f"{_named(key)}: a count is a whole number."
        raise CatalogueError(problem)
    return int(count)


def _named(key: Iterable[object]) -> str:
    return ", ".join(str(part) for part in key)
