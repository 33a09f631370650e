"""What exists already in a place, and how long it is since somebody made sure of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

import pandas as pd

from jsna.catalogue.kept_codes import shown_code
from jsna.catalogue.read import Catalogue
from jsna.model.area import Level
from jsna.model.characteristic import Characteristic
from jsna.model.register.existing import Existing
from jsna.model.register.provision import Provision

#: Days after which an entry counts as unchecked: groups move, and times change.
UNCHECKED_AFTER = 365


def existing(found: Iterable[Provision], today: date, characteristic: Characteristic | None = None) -> list[Existing]:
    """Return entries by name, those that are unchecked among them.

    Args:
        found: entries of the register.
        today: the day.
        characteristic: only those for people of this characteristic; None for all.
    """
    wanted = [
        each
        for each in found
        if characteristic is None or any(group.characteristic is characteristic for group in each.groups)
    ]
    return [Existing(each, _unchecked(each, today)) for each in sorted(wanted, key=lambda each: each.name.casefold())]


def by_ward(catalogue: Catalogue, entries: Sequence[Existing]) -> pd.Series[int]:
    """Return how many entries each ward shown has. Index: ward code; wards without one are not in it.

    An entry counts once for a ward, and for none where its own ward was cut.
    """
    places = ({shown_code(catalogue, place.code) for place in each.provision.places} for each in entries)
    counted = Counter(code for codes in places for code in codes if Level.WARD.has(code))
    return pd.Series(counted, dtype="int64")


def _unchecked(each: Provision, today: date) -> bool:
    return each.checked_on is None or (today - each.checked_on).days > UNCHECKED_AFTER
