"""What exists already, as a map of wards with a point for each address, and as a table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from jsna.figures.painting import Layer, Picture
from jsna.model.register.existing import Existing
from jsna.model.shading import NO_DATA, KeyLine, Shading
from jsna.words import provision as words
from jsna.words.numbers import spoken
from jsna.words.plain import Link

#: From how many on a ward has each class, and how the key says it.
_CLASSES = ((10, "4", "10 or more recorded"), (4, "3", "4 to 9 recorded"), (2, "2", "2 or 3 recorded"),
            (1, "1", "1 recorded"))  # fmt: skip


def picture(
    entries: Sequence[Existing], marks: Layer, numbers: pd.Series[int], place: str, picked: str | None
) -> Picture:
    """Return the map: how many entries each ward has, and a point where an address has one.

    Args:
        entries: what exists.
        marks: of the entries that have a point.
        numbers: how many each ward of the place has. Index: ward code.
        place: its name.
        picked: code of the ward that is picked out.
    """
    classes = numbers.map(_class_of)
    key = [KeyLine(code, said) for _, code, said in _CLASSES if (classes == code).any()]
    key += [KeyLine(NO_DATA, "nothing recorded")] if (classes == NO_DATA).any() else []
    shading = Shading(
        palette="sequential",
        classes=classes,
        labels=numbers.map(lambda number: words.in_ward(int(number))),
        key=tuple(key),
        rare=pd.Series("", index=numbers.index),
    )
    unchecked = sum(each.unchecked for each in entries)
    alt = (
        f"{words.headline(place, len(entries), unchecked)} {int((numbers > 0).sum())} of {len(numbers)} wards have one."
    )
    name = f"Map of what is recorded in {spoken(place)}, by ward"
    return Picture(shading, alt, name, picked, layers=(marks,) if marks.points else ())


def _class_of(number: int) -> str:
    return next((code for least, code, _ in _CLASSES if number >= least), NO_DATA)


def table(entries: Sequence[Existing], names: Mapping[str, str], addresses: Mapping[str, str]) -> pd.DataFrame:
    """Return one row for each entry.

    Args:
        entries: what exists.
        names: of areas by code.
        addresses: of the page of each entry by identifier; without one the name alone is shown.
    """
    return pd.DataFrame([_row(each, names, addresses) for each in entries])


def _row(each: Existing, names: Mapping[str, str], addresses: Mapping[str, str]) -> dict[str, object]:
    own = each.provision
    name = f"Sample: {own.name}" if own.sample else own.name
    where = ", ".join(filter(None, [own.address, own.postcode])) or "Address not given"
    return {
        "Name": Link(name, addresses[own.id]) if own.id in addresses else name,
        "For whom": own.whom or "Not said",
        "What it offers": own.offers or "Not said",
        "Where": where,
        "Ward": ", ".join(names.get(place.code, place.code) for place in own.places) or "Not known",
        "When": own.times or "Not said",
        "Room for": words.room(own.capacity),
        "Last checked": words.checked(own.checked_on, own.checked_by, unchecked=each.unchecked),
    }
