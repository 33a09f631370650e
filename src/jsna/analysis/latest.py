"""The protected figures of the last period: the one way in which an analysis reads them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.catalogue.read import Catalogue
from jsna.errors import LinkError
from jsna.model.indicator import Indicator
from jsna.model.observations import COUNTS
from jsna.stats.proportions import Floats

_OF_A_SHARE = (*COUNTS, "value", "percentage")


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
    needed = [name for name in _OF_A_SHARE if name in figures]
    return pd.Series(share_values({name: figures[name].to_numpy() for name in needed}), figures.index)


def share_values(figures: Mapping[str, NDArray[Any]]) -> Floats:
    """Return what :func:`shares` returns, of columns in arrays of any shape: pandas takes five times as long."""
    counted, total, value = (figures[name].astype(float, copy=False) for name in _OF_A_SHARE[:3])
    with np.errstate(divide="ignore", invalid="ignore"):
        found = counted / total
    found = np.where(np.isnan(found), value, found)
    if "percentage" in figures:
        found = np.where(figures["percentage"].astype(object) == False, np.nan, found)  # noqa: E712 - each cell
    return found
