"""The indicator before something was done and after it, where the figures can say; otherwise the reason why not."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import date

import pandas as pd

from jsna.analysis.latest import indicator_of, shares
from jsna.areas.places import name_of
from jsna.catalogue.read import Catalogue
from jsna.errors import JsnaError
from jsna.model.area import Level
from jsna.model.before_after import BeforeAfter, Reading
from jsna.model.indicator import Indicator
from jsna.model.observations import Note
from jsna.model.period import Period
from jsna.model.register.response import Happened, Measured, Response
from jsna.model.source import Quality
from jsna.stats.proportions import wilson_interval
from jsna.stats.timeliness import past_half_life
from jsna.words.numbers import spoken
from jsna.words.provenance import spoken_date


def before_after(catalogue: Catalogue, measured: Measured, response: Response, today: date) -> BeforeAfter:
    """Return an indicator before something was heard and after something was done.

    Args:
        catalogue: the open data.
        measured: which indicator, area and group, and the periods where somebody chose them.
        response: what was heard and done, with its days.
        today: the day on which it is read.
    """
    try:
        indicator = indicator_of(catalogue, measured.indicator)
        name = name_of(catalogue.all_areas, measured.area)
    except JsnaError as missing:
        return BeforeAfter(measured.indicator, measured.area, None, reason=str(missing))
    group = measured.group if measured.group in indicator.groups else indicator.first_group
    title = f"{indicator.title}: {indicator.groups[group].label}"
    bare = BeforeAfter(title, spoken(name), indicator)
    if reason := _unfit(catalogue, indicator, group, measured.area):
        return BeforeAfter(title, spoken(name), indicator, reason=reason)
    series = _readings(catalogue, indicator, group, measured.area)
    return _chosen(bare, indicator, series, measured, response, today)


def periods_to_choose(
    catalogue: Catalogue, measured: Measured, response: Response
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the periods that can be chosen as "before" and as "after", newest first.

    Args:
        catalogue: the open data.
        measured: an indicator with a group of it, and an area.
        response: what was heard and done: before is before it was heard, after is after something was done.

    Raises:
        LinkError: there is no such indicator.
    """
    indicator = indicator_of(catalogue, measured.indicator)
    periods = [period for period, _ in reversed(_readings(catalogue, indicator, measured.group, measured.area))]
    return (
        tuple(str(each) for each in periods if _is_before(response)(each)),
        tuple(str(each) for each in periods if _is_after(response)(each)),
    )


def _unfit(catalogue: Catalogue, indicator: Indicator, group: str, area: str) -> str:
    """Why no figure of an indicator can be compared over time; empty where it can."""
    level = Level(str(catalogue.all_areas.at[area, "level"]))
    if indicator.source.of(level, group).quality is Quality.MODELLED:
        return "the figure is modelled: it follows from other figures, so it cannot show what was done here"
    figures = catalogue.figures(indicator.slug)
    if len(figures.periods) < 2:
        periods = ", ".join(map(str, figures.periods)) or "none"
        return f"it has one period only ({periods}), and a change needs two"
    if area not in figures.areas():
        return f"it is not published for {spoken(name_of(catalogue.all_areas, area))}"
    return ""


def _readings(catalogue: Catalogue, indicator: Indicator, group: str, area: str) -> list[tuple[Period, Reading | str]]:
    """The figures of an area, oldest first; a sentence instead of a figure that is withheld or missing."""
    rows = catalogue.figures(indicator.slug).of_group(group)
    own = rows[rows["area_code"] == area]
    periods = [Period.of(str(each)) for each in own["period"]]
    newest = max(catalogue.figures(indicator.slug).periods)
    found: list[tuple[Period, Reading | str]] = []
    for period, value, (_, figure) in zip(periods, shares(own), own.iterrows(), strict=True):
        day = period.day_beside(newest, indicator.reference_date)
        found.append((period, _missing(figure) if math.isnan(value) else _reading(period, day, float(value), figure)))
    return sorted(found, key=lambda pair: pair[0])


def _missing(figure: pd.Series) -> str:
    note = figure["note"]
    return Note(str(note)).words if isinstance(note, str) and note in set(Note) else Note.NOT_AVAILABLE.words


def _reading(period: Period, day: date, value: float, figure: pd.Series) -> Reading:
    numerator, denominator = float(figure["numerator"]), float(figure["denominator"])
    given = (float(figure["lower"]), float(figure["upper"]))
    interval: tuple[float, float] | None = None
    if not any(map(math.isnan, given)):
        interval = given
    elif not math.isnan(numerator) and denominator > 0 and numerator <= denominator:
        lower, upper = wilson_interval(numerator, denominator)
        interval = float(lower), float(upper)
    return Reading(str(period), day, numerator, denominator, value, interval)


def _chosen(
    bare: BeforeAfter,
    indicator: Indicator,
    series: list[tuple[Period, Reading | str]],
    measured: Measured,
    response: Response,
    today: date,
) -> BeforeAfter:
    before = _pick(series, measured.before, _is_before(response))
    after = _pick(series, measured.after, _is_after(response))

    def none(reason: str) -> BeforeAfter:
        kept = before[1] if before and isinstance(before[1], Reading) else None
        return BeforeAfter(bare.title, bare.area, indicator, before=kept, reason=reason)

    if before is None:
        none_of = f"no figure of {measured.before}" if measured.before else "no figure"
        return none(f"{none_of} is from before it was heard ({spoken_date(response.heard_on)})")
    if after is None:
        return none(_none_since(series[-1][0], measured.after, _since(response)))
    if before[0].end >= after[0].start:
        return none(f"{before[0]} and {after[0]} share days, so we cannot compare them")
    for (period, figure), day, when in ((before, response.heard_on, "when it was heard"), (after, today, "today")):
        if isinstance(figure, str):
            return none(f"the figure of {period} is {figure}")
        if past_half_life(figure.day, day, indicator.half_life_years):
            return none(f"the figure of {period} is out of date {when}: too old to say how things are")
    first, second = before[1], after[1]
    assert isinstance(first, Reading)  # noqa: S101 - sentences were returned above
    assert isinstance(second, Reading)  # noqa: S101 - the same
    usual = [_pick(series, "", holds) for holds in (_is_before(response), _is_after(response))]
    first_usual, second_usual = (str(each[0]) if each else "" for each in usual)
    others = (first_usual, second_usual) if (first_usual, second_usual) != (first.period, second.period) else None
    return BeforeAfter(bare.title, bare.area, indicator, first, second, usual=others)


def _none_since(newest: Period, wanted: str, since: date) -> str:
    if wanted:
        return f"no figure of {wanted} is wholly from after {spoken_date(since)}"
    return f"no figure is wholly from after {spoken_date(since)} yet; the newest is of {newest}"


def _pick(
    series: list[tuple[Period, Reading | str]], wanted: str, holds: Callable[[Period], bool]
) -> tuple[Period, Reading | str] | None:
    """The newest period that holds; the one that somebody chose, where it holds."""
    return next(
        (pair for pair in reversed(series) if holds(pair[0]) and str(pair[0]) == (wanted or str(pair[0]))), None
    )


def _is_before(response: Response) -> Callable[[Period], bool]:
    return lambda period: period.end <= response.heard_on


def _is_after(response: Response) -> Callable[[Period], bool]:
    since = _since(response)
    return lambda period: period.start > since


def _since(response: Response) -> date:
    """The day from which a change can be due to what was done; where nothing was, the day it was heard."""
    acted = [step.on for step in response.steps if step.what in (Happened.DOING, Happened.DONE)]
    return min(acted, default=response.heard_on)
