"""The facts about an area that differ most, mixed over topics: large differences first, then many people."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import groupby

from jsna.catalogue.overview import overview
from jsna.catalogue.read import Catalogue
from jsna.model.area import Level
from jsna.model.profile import ProfileRow

#: A group with a larger share of England is what most places are made of: the White, the Christian, either sex.
MOST_OF_ENGLAND = 0.4
#: A large difference of a rare group, such as homes that are rent free, is told late if it concerns fewer of the base.
FEWEST_CONCERNED = 0.01


def facts(catalogue: Catalogue, rows: Sequence[ProfileRow], most: int = 10) -> list[ProfileRow]:
    """Return the figures that differ most from the baseline, one of each indicator, in the order to show.

    The best of each topic comes first, then the second of each, and so on; within these, large differences ("much
    higher", "much lower", of a hundredth of the base at least) before others, and many people before few. Only an
    area's own figures of today with counts take part, and none of nobody. Only indicators of the overview take part, so
    that each topic has one source; what a place is made of, such as its religions, is no need by itself and is left
    out.

    Args:
        catalogue: the open data.
        rows: the area's whole profile.
        most: how many at the most.
    """
    main = {line.indicator.slug for line in overview(catalogue) if not line.make_up}
    told = [row for row in rows if row.indicator.slug in main and _is_told(row)]
    ranked = sorted(told, key=_weight)
    best = {row.indicator.slug: row for row in reversed(ranked)}
    by_topic = sorted(best.values(), key=lambda row: (_topic(row), *_weight(row)))
    turns = [(turn, row) for _, own in groupby(by_topic, _topic) for turn, row in enumerate(own)]
    return [row for _, row in sorted(turns, key=lambda item: (item[0], *_weight(item[1])))][:most]


def _is_told(row: ProfileRow) -> bool:
    own = row.figure
    if not (row.is_own and row.indicator.is_share and own.is_different) or math.isnan(own.extra):
        return False
    return own.numerator > 0 and not row.parents.get(Level.ENGLAND, 0.0) > MOST_OF_ENGLAND


def _weight(row: ProfileRow) -> tuple[bool, float, str, str]:
    own = row.figure
    is_large = own.is_much and abs(own.extra) >= FEWEST_CONCERNED * own.denominator
    return not is_large, -abs(own.extra), row.indicator.slug, row.group_code


def _topic(row: ProfileRow) -> tuple[str, str]:
    return row.indicator.topic, row.indicator.characteristic.value
