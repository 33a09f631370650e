"""The protected figures of the last period: the one way in which an analysis reads them."""

from __future__ import annotations

import pandas as pd

from jsna.catalogue.read import Catalogue
from jsna.errors import LinkError
from jsna.model.indicator import Indicator


def indicator_of(catalogue: Catalogue, slug: str) -> Indicator:
    """Return an indicator by its slug.

    Raises:
        LinkError: there is no such indicator.
    """
    if slug not in catalogue.indicators:
        msg = f"There is no indicator called {slug!r} here."
        raise LinkError(msg)
    found: Indicator = catalogue.indicators[slug]
    return found


def latest(catalogue: Catalogue, slug: str, group: str) -> tuple[pd.DataFrame, str]:
    """Return one group's protected figures of the last period, and the period, which is empty without any row.

    Index: area code. The frame is shared, so nobody may change it.

    Raises:
        LinkError: there is no such indicator, or it has no such group.
    """
    indicator = indicator_of(catalogue, slug)
    if group not in indicator.groups:
        msg = f"{indicator.title} has no group called {group!r}; it has {', '.join(indicator.groups)}."
        raise LinkError(msg)
    figures = catalogue.figures(slug)
    return figures.latest(group), str(figures.periods[-1]) if figures.periods else ""


def shares(figures: pd.DataFrame) -> pd.Series[float]:
    """Return each area's figure: n over N where there are counts, the published value otherwise. Index as given.

    Missing where the counts are too few for a percentage.
    """
    found = (figures["numerator"] / figures["denominator"]).fillna(figures["value"])
    return found.mask(figures["percentage"].eq(other=False)) if "percentage" in figures else found
