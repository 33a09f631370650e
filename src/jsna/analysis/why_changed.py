"""Why a figure is another one in today's release, decided by rule; docs/releases.md has the rules in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.catalogue import indicator_folder
from jsna.catalogue.observations import values
from jsna.catalogue.read import Catalogue
from jsna.disclosure.policy import rule_for
from jsna.model.indicator import Indicator
from jsna.model.release_changes import Told, Why, same_number

#: What is different in a description, in words, by the field of an indicator.
DESCRIBED = {
    "title": "title", "summary": "definition", "groups": "groups", "unit": "unit", "base": "base", "measure": "kind of "
    "figure", "polarity": "what higher means", "standardised": "allowance for age", "reference_date": "date",
    "source": "source", "caveats": "limits", "decimals": "decimals", "half_life_years": "half-life",
    "margin_that_matters": "margin that matters", "margin_reason": "reason for the margin",
    "next_expected": "when newer figures are due",
}  # fmt: skip
#: Figures that differ in one of these are not of one kind: no difference is worked out.
_KIND = ("measure", "unit", "base", "standardised")


@dataclass(frozen=True)
class Around:
    """What else is different about a figure.

    Attributes:
        area: whether the area is not the same: its outline, its entry, or its wards.
        baseline: whether the figure that it is compared with is another one.
        rule: whether areas are called different by another rule, or by another margin of the indicator.
        earlier: whether today's release states the earlier period otherwise.
    """

    area: bool = False
    baseline: bool = False
    rule: bool = False
    earlier: bool = False


def whys(then: Told | None, now: Told | None, around: Around) -> tuple[Why, ...]:
    """Return every reason that holds for a figure that is another one, or has another word.

    Args:
        then: in the release of the link; None where it has no such area.
        now: in today's.
        around: what else is different.
    """
    if then is None or now is None:
        return (Why.BOUNDARIES,)
    found = [Why.DEFINITION] if unlike(then.indicator, now.indicator) else []
    if moved(then, now):
        found += _of_another_figure(then, now, around)
    if then.verdict != now.verdict:
        found += [Why.RULE] * around.rule + [Why.BASELINE] * around.baseline
    return tuple(dict.fromkeys(found))


def _of_another_figure(then: Told, now: Told, around: Around) -> list[Why]:
    another_period = then.period != now.period
    if then.counted is not now.counted and not (then.hidden or now.hidden):
        found = [Why.ADDED if now.counted else Why.GONE]
    elif another_period or around.area:
        found = []
    else:
        found = [Why.CORRECTION]
    if another_period:
        found += [Why.PERIOD, *([Why.CORRECTION] if around.earlier else [])]
    return [*found, *([Why.BOUNDARIES] if around.area else [])]


def moved(then: Told, now: Told) -> bool:
    """Return whether the numbers or the note of a figure are others."""
    pairs = ((then.numerator, now.numerator), (then.denominator, now.denominator), (then.value, now.value))
    return then.note != now.note or not all(same_number(*pair) for pair in pairs)


def same_rows(one: pd.DataFrame, two: pd.DataFrame, columns: Sequence[str]) -> NDArray[np.bool_]:
    """Return for each row whether some columns hold the same numbers, up to rounding; two that are missing are."""
    early, late = (each[list(columns)].to_numpy(dtype=float, na_value=np.nan) for each in (one, two))
    return np.asarray(np.isclose(early, late, rtol=1e-9, atol=1e-12, equal_nan=True).all(axis=1), dtype=bool)


def unlike(then: Indicator, now: Indicator) -> bool:
    """Return whether two releases count something else under one name, so that no difference can be worked out."""
    return any(getattr(then, field) != getattr(now, field) for field in _KIND)


def another_rule(then: Catalogue, now: Catalogue, slug: str) -> bool:
    """Return whether areas are called different by another rule: the release's, or the indicator's own margin."""
    own = (each.indicators[slug] for each in (then, now))
    margins = {(each.margin_that_matters, each.disclosure.rule) for each in own}
    return then.rule != now.rule or len(margins) > 1


def described(then: Indicator, now: Indicator) -> tuple[str, ...]:
    """Return what is different in an indicator's description, in words."""
    return tuple(words for field, words in DESCRIBED.items() if getattr(then, field) != getattr(now, field))


def another_file(then: Catalogue, now: Catalogue, slug: str) -> bool:
    """Return whether a file of an indicator that both releases have is another one."""
    one, other = (_files(each, each.indicators[slug]) for each in (then, now))
    return one != other or (not one and then.data != now.data)


def untouched(then: Catalogue, now: Catalogue, slugs: Iterable[str]) -> bool:
    """Return whether all files are the same in both releases but for those of indicators that are not among some."""
    own = tuple(
        f"{indicator_folder.NAME}/{each.indicators[slug].topic}/{slug}." for each in (then, now) for slug in slugs
    )
    differ = {name for name, _ in {*then.stated.items()} ^ {*now.stated.items()}}
    return then.rule == now.rule and all(
        name.startswith(f"{indicator_folder.NAME}/") and not name.startswith(own) for name in differ
    )


def is_replaced(then: Catalogue, now: Catalogue, slug: str) -> bool:
    """Return whether figures that are protected here were replaced within one period.

    What lies between two states of one period is what the replies or records between them said, so nothing is told of
    it, not even where it is: see docs/disclosure.md. Periods with a common day are about the same people.
    """
    protects = any(rule_for(each.indicators[slug].disclosure).protects for each in (then, now))
    if not protects or not another_file(then, now, slug):
        return False
    one, other = (each.figures(slug).periods for each in (then, now))
    return any(early.start <= late.end and late.start <= early.end for early in one[-1:] for late in other[-1:])


def stated_otherwise(then: Catalogue, now: Catalogue, slug: str, group: str, period: str) -> frozenset[str]:
    """Return the codes of the areas whose figure of an earlier period today's release states otherwise.

    Nothing is said of figures that are protected here: see :func:`is_replaced`.
    """
    if rule_for(now.indicators[slug].disclosure).protects:
        return frozenset()
    one, other = (each.figures(slug).frames.get((period, group)) for each in (then, now))
    if one is None or other is None:
        return frozenset()
    both = one.index.intersection(other.index)
    early, late = (values(each.loc[both]) for each in (one, other))
    differ = early.notna() & late.notna() & ((early - late).abs() > 1e-9)
    return frozenset(str(code) for code in both[differ.to_numpy()])


def _files(catalogue: Catalogue, own: Indicator) -> dict[str, str]:
    stem = f"{indicator_folder.NAME}/{own.topic}/{own.slug}."
    return {
        name: found
        for name, found in catalogue.stated.items()
        if name.startswith(stem) and not name.endswith(".columns.toml")
    }
