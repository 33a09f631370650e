"""Which areas add up to which: the areas of a place, each with the smallest listed area that it is a part of."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from jsna.areas.places import above, level_of
from jsna.model.area import Level

#: The holder of an area that lies in no other listed one.
NONE = -1


def with_holders(areas: pd.DataFrame, codes: pd.Index[str], place: str) -> list[str]:
    """Return areas, then the place; in a region or England the areas between them and the place too, smallest first.

    Args:
        areas: the areas table, index ``code``.
        codes: areas of one level that lie in the place.
        place: code of a district, county, region or England.
    """
    if level_of(areas, place) not in (Level.REGION, Level.ENGLAND):
        return [*codes, place]
    chains = [list(dict.fromkeys(above(areas, code).values())) for code in codes]
    inside = {*areas.index} - {*codes}
    between = Counter(holder for chain in chains for holder in chain[: chain.index(place)] if holder in inside)
    return [*codes, *sorted(between, key=lambda holder: between[holder]), place]


def holders(areas: pd.DataFrame, codes: list[str]) -> NDArray[np.int64]:
    """Return for each area the position of the smallest other listed area that it lies in, or ``NONE``.

    Args:
        areas: the areas table, index ``code``.
        codes: areas of any levels.
    """
    position = {code: place for place, code in enumerate(codes)}
    chains = ([position[up] for up in above(areas, code).values() if up in position and up != code] for code in codes)
    return np.array([chain[0] if chain else NONE for chain in chains], dtype=np.int64)
