"""The selection a reader starts with, and the indicator that a characteristic opens."""

from __future__ import annotations

from dataclasses import replace

from jsna.catalogue.availability import indicators_of
from jsna.catalogue.read import Catalogue
from jsna.errors import CatalogueError
from jsna.model.characteristic import Characteristic
from jsna.model.selection import Baseline, Selection


def default_selection(catalogue: Catalogue) -> Selection:
    """Return the selection a reader starts with: the place in ``place.toml`` and its first indicator."""
    place = catalogue.place
    indicator = catalogue.indicators.get(place.indicator) or next(iter(catalogue.indicators.values()), None)
    if indicator is None:
        raise CatalogueError("There are no figures here that you may see.")
    return Selection(
        area=place.area,
        characteristic=indicator.characteristic,
        indicator=indicator.slug,
        group=indicator.first_group,
        baseline=Baseline(place.baseline),
        wards=catalogue.year,
    )


def first_of(catalogue: Catalogue, selection: Selection, characteristic: Characteristic) -> Selection:
    """Return the selection moved to a characteristic's first indicator and group, if any."""
    slugs = of_characteristic(catalogue, characteristic)
    if not slugs:
        return replace(selection, characteristic=characteristic, indicator="", group="")
    return replace(
        selection,
        characteristic=characteristic,
        indicator=slugs[0],
        group=catalogue.indicators[slugs[0]].first_group,
    )


def of_characteristic(catalogue: Catalogue, characteristic: Characteristic) -> list[str]:
    """Return the slugs of a characteristic's indicators, the main one first."""
    return [indicator.slug for indicator in indicators_of(catalogue, characteristic)]
