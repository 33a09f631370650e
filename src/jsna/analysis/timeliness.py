"""What has happened since a figure was taken: the events that touch an area, and how far its people have moved."""

from __future__ import annotations

from datetime import date

import pandas as pd

from jsna.analysis.latest import latest
from jsna.areas.places import above, name_of
from jsna.catalogue.read import Catalogue
from jsna.model.area import ENGLAND, Level
from jsna.model.event import Event
from jsna.model.indicator import Indicator, Measure
from jsna.model.population import PopulationChange
from jsna.model.source import Quality
from jsna.words.timeliness import fell_into

#: Populations are indicators of this folder that count people out of everyone who lives there.
POPULATION, EVERYBODY = "population", "all usual residents"


def events_of(catalogue: Catalogue, *areas: str) -> tuple[Event, ...]:
    """Return the national events and the local ones that touch any of some areas, oldest first.

    A local event touches the areas it names, the areas that lie in them, and the areas that they lie in.

    Args:
        catalogue: the open data.
        areas: codes of any areas.
    """
    around = {area: _holders(catalogue.areas, area) for area in areas}
    return tuple(
        event
        for event in catalogue.events
        if not event.areas or any(_touches(catalogue.areas, event, area, own) for area, own in around.items())
    )


def events_since(catalogue: Catalogue, indicator: Indicator, *areas: str) -> tuple[Event, ...]:
    """Return the events that an indicator's figure of some areas predates or fell into, oldest first."""
    day = indicator.reference_date
    return tuple(
        event
        for event in events_of(catalogue, *areas)
        if indicator.topic in event.topics and (event.is_after(day) or fell_into(day, event))
    )


def newer_population(catalogue: Catalogue, than: date, level: Level = Level.WARD) -> Indicator | None:
    """Return the newest indicator of populations after a date, or None where none is loaded.

    Args:
        catalogue: the open data.
        than: the date that the populations must be newer than.
        level: the smallest areas that it must reach.
    """
    newer = [
        item
        for item in catalogue.indicators.values()
        if item.topic == POPULATION and item.reference_date > than and counts_everybody(item)
        and item.lowest_level is level
    ]  # fmt: skip
    return max(newer, key=lambda item: item.reference_date, default=None)


def counts_everybody(indicator: Indicator) -> bool:
    """Return whether an indicator counts people out of everyone who lives there."""
    # ``all usual residents, mid-2020`` is everybody; ``all usual residents aged 16 and over`` is not.
    everyone = indicator.base.partition(",")[0] == EVERYBODY
    return everyone and indicator.unit == "people" and indicator.measure in (Measure.PROPORTION, Measure.COUNT)


def people(catalogue: Catalogue, indicator: Indicator) -> pd.Series[float]:
    """Return everyone who lives in each area, by an indicator that counts out of everybody. Index: area code."""
    figures, _ = latest(catalogue, indicator.slug, indicator.first_group)
    counted: pd.Series[float] = figures["value" if indicator.measure is Measure.COUNT else "denominator"]
    return counted


def population_change(catalogue: Catalogue, *areas: str) -> PopulationChange | None:
    """Return how far the population of some areas has moved since the census; None where there is not a count of them.

    The census is the oldest full count loaded (published or summed); the newest population after it is set against it.

    Args:
        catalogue: the open data.
        areas: code of the area, or of each of several that are taken together.
    """
    counted = _last_count(catalogue)
    if counted is None or pd.isna(then := _together(people(catalogue, counted), areas)):
        return None
    name = name_of(catalogue.areas, areas[0]) if len(areas) == 1 else "these wards"
    own = PopulationChange(name, counted.reference_date, then)
    newer = newer_population(catalogue, counted.reference_date)
    if newer is None or pd.isna(now := _together(people(catalogue, newer), areas)):
        return own
    source = f"{newer.source.publisher}, {newer.source.table}"
    estimated = newer.source.quality is Quality.ESTIMATED
    return PopulationChange(own.name, own.reference_date, own.counted, newer.reference_date, now, source, estimated)


def _together(counted: pd.Series[float], areas: tuple[str, ...]) -> float:
    return float(counted.reindex(list(areas)).sum(skipna=False))


def _last_count(catalogue: Catalogue) -> Indicator | None:
    """Return the newest indicator that counts everybody and is neither estimated nor modelled."""
    counted = (Quality.AS_PUBLISHED, Quality.SUMMED)
    counts = [
        item
        for item in catalogue.indicators.values()
        if item.topic == POPULATION and counts_everybody(item) and item.source.quality in counted
    ]
    return min(counts, key=lambda item: item.reference_date, default=None)


def _touches(areas: pd.DataFrame, event: Event, area: str, holders: set[str]) -> bool:
    if area == ENGLAND or holders & set(event.areas):
        return True
    return any(area in _holders(areas, code) for code in event.areas if code in areas.index)


def _holders(areas: pd.DataFrame, area: str) -> set[str]:
    """Return an area's code and those of the district, county and region that it lies in."""
    return {area, *above(areas, area).values()} - {ENGLAND}
