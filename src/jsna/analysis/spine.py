"""The spine of a profile: a line for each main indicator, beside the spread of England's areas."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jsna.analysis.comparison import family
from jsna.catalogue.overview import overview
from jsna.catalogue.read import Catalogue
from jsna.model.profile import ProfileRow, SpineLine, Spread

#: Of 100 areas: so many are lower than the ends of the two bands.
PERCENTILES = (5, 25, 75, 95)


def spine(catalogue: Catalogue, rows: Sequence[ProfileRow]) -> list[SpineLine]:
    """Return a line for each indicator that stands for a topic, in the order of the catalogue's overview.

    Args:
        catalogue: the open data.
        rows: the area's whole profile.
    """
    found = {(row.indicator.slug, row.group_code): row for row in rows}
    lines = ((line, found.get((line.indicator.slug, line.group_code))) for line in overview(catalogue))
    return [SpineLine(line.topic, row, _spread(catalogue, row)) for line, row in lines if row is not None]


def _spread(catalogue: Catalogue, row: ProfileRow) -> Spread | None:
    values = family(catalogue, row.indicator.slug, row.group_code, row.level)
    return Spread(*(float(end) for end in np.percentile(values, PERCENTILES))) if values.size else None
