"""Turn a selection into a link's query: the shortest one for the address, or one to share."""

from __future__ import annotations

from jsna.areas.places import place_of
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.catalogue.ward_year import ward_year
from jsna.model.selection import Selection
from jsna.ui.link.keys import KEYS


def address(selection: Selection, catalogue: Catalogue) -> dict[str, str]:
    """Return the shortest query that restores a selection here, in the order of ``KEYS``.

    Args:
        selection: the choices; they include a release only if the reader's link names one other than today's.
        catalogue: the data, which decide the defaults.
    """
    usual = {"area": _usual_area(selection, catalogue), **_usual_figures(selection, catalogue)}
    usual["wards"] = str(ward_year(None, selection.ward, catalogue, selection.indicator))
    return {key: part for key, part in in_full(selection).items() if part != usual.get(key)}


def to_share(selection: Selection, release: str) -> dict[str, str]:
    """Return the query of a link to share: it names its release and does not rely on defaults that data decide.

    Args:
        selection: the choices.
        release: the data release shown.
    """
    query = in_full(selection) | {"release": selection.release or release}
    if selection.indicator:
        del query["characteristic"]
    return {key: query[key] for key in KEYS if key in query}


def in_full(selection: Selection) -> dict[str, str]:
    """Return every choice of a selection as a query, including defaults."""
    query = {key: str(getattr(selection, key) or "") for key in KEYS}
    return {key: part for key, part in query.items() if part}


def _usual_area(selection: Selection, catalogue: Catalogue) -> str:
    """Return the place that a link without one shows: the ward's, or the one in ``place.toml``."""
    return catalogue.place.area if selection.ward is None else _place_of(catalogue, selection.ward)


@kept(64)
def _place_of(catalogue: Catalogue, ward: str) -> str:
    """The place of a ward: a page has two hundred links, nearly all of one ward."""
    return place_of(catalogue.areas, ward)


def _usual_figures(selection: Selection, catalogue: Catalogue) -> dict[str, str]:
    """Return a link's defaults for baseline, indicator and group; an indicator implies its characteristic."""
    usual = {"baseline": catalogue.place.baseline.value}
    if selection.indicator not in catalogue.indicators:
        return usual
    indicator = catalogue.indicators[selection.indicator]
    brought = {"characteristic": selection.characteristic.value, "group": indicator.first_group}
    return usual | brought | {"indicator": catalogue.place.indicator}
