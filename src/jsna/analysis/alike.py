"""The wards of England that are most like a ward, by what ``data/alike.toml`` says, and what they share with it."""

from __future__ import annotations

import numpy as np
import pandas as pd
from scipy.spatial.distance import cdist

from jsna.analysis.comparison import latest, shares
from jsna.areas.places import areas_within
from jsna.catalogue.alike import alike_by
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.model.alike import AlikeBy, AlikeWard, Shared
from jsna.model.area import ENGLAND, Level

#: What two wards share is said from this distance from England's mean ward on, in standard deviations.
UNLIKE_OTHERS = 0.5


def alike(catalogue: Catalogue, ward: str, most: int = 10) -> list[AlikeWard]:
    """Return the wards most like a ward, the most like it first; none where one of its figures is missing.

    Every figure is standardised over England's wards (mean 0, standard deviation 1). The distance of two wards is the
    Euclidean one, each squared difference multiplied by the figure's weight. Wards that lack a figure take no part.
    Wards at the same distance come in the order of their codes.

    Args:
        catalogue: the open data.
        ward: code of the ward.
        most: how many.
    """
    by = alike_by(catalogue)
    if by is None:
        return []
    figures, standard = _wards(catalogue, by)
    if ward not in standard.index:
        return []
    weights = [weight for _, weight in by.figures]
    apart = cdist(standard.loc[[ward]], standard, w=weights)[0]
    order = np.lexsort((standard.index, np.round(apart, 9)))
    nearest = [at for at in order if standard.index[at] != ward][:most]
    return [
        AlikeWard(code, float(apart[at]), _shared(catalogue, by, figures, standard, ward, code))
        for at in nearest
        for code in [str(standard.index[at])]
    ]


@kept(1)
def _wards(catalogue: Catalogue, by: AlikeBy) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Every ward that has all figures: these, and the same standardised. Index: code, sorted; a column a figure."""
    wards = areas_within(catalogue.areas, ENGLAND, Level.WARD).index.sort_values()
    columns = [shares(latest(catalogue, figure.indicator, figure.group)[0].reindex(wards)) for figure, _ in by.figures]
    figures = pd.concat(columns, axis=1, keys=range(len(columns))).dropna()
    return figures, (figures - figures.mean()) / figures.std(ddof=0)


def _shared(
    catalogue: Catalogue, by: AlikeBy, figures: pd.DataFrame, standard: pd.DataFrame, ward: str, other: str
) -> tuple[Shared, ...]:
    """Return what both have much of, or both little, the most unlike other wards first."""
    own, theirs = standard.loc[ward].to_numpy(), standard.loc[other].to_numpy()
    least = np.where(own * theirs > 0, np.minimum(np.abs(own), np.abs(theirs)), 0.0)
    found = []
    for at in np.argsort(-least, kind="stable"):
        if least[at] < UNLIKE_OTHERS:
            break
        figure = by.figures[at][0]
        indicator = catalogue.indicators[figure.indicator]
        here, there = figures.loc[[ward, other], at].to_numpy(dtype=float)
        found.append(Shared(figure, indicator, bool(own[at] > 0), float(here), float(there)))
    return tuple(found)
