"""Whether the places of several wards are made of wards of their list, each once, under a name of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from jsna.catalogue.joined_places import FILE, joined_places
from jsna.catalogue.read import Catalogue
from jsna.errors import Finding, Findings
from jsna.model.area import Level


def findings(catalogue: Catalogue) -> Iterator[Finding]:
    """Yield what is wrong with the file."""
    try:
        places = joined_places(catalogue)
    except Findings as wrong:
        yield from wrong.findings
        return
    for name, times in Counter(place.name for place in places).items():
        if times > 1:
            yield Finding(FILE, "two places have this name", "each name once", column="name", value=name)
    for place in places:
        areas = catalogue.of_wards(place.year).areas
        wards = areas.index[areas["level"] == Level.WARD.value]
        accepted = f"the code of a ward of {place.year}"
        for code in dict.fromkeys(place.wards):
            if code not in wards:
                yield Finding(FILE, f"{place.name}: no such ward", accepted, column="wards", value=code)
            elif place.wards.count(code) > 1:
                yield Finding(FILE, f"{place.name}: the ward is there twice", "each once", column="wards", value=code)
