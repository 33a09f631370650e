"""The box at the top of a page that finds an area; see ``find_box/find.js`` for what happens in the browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from jsna.analysis.find import FindResults, Found, Match, MatchKind, wards_of
from jsna.areas.places import above, place_of
from jsna.model.area import Level
from jsna.model.selection import Selection
from jsna.ui import custom_components, data
from jsna.ui.link import state

_NAME = "jsna.find"


def box() -> None:
    """Draw the box; the reader's choice becomes the selection, and the page reruns."""
    present = state.selection()
    shown = {"ward": present.ward, "area": present.area}
    draw = custom_components.component("find", "find.js", "find.css", isolate_styles=False)
    drawn = draw(key=_NAME, data=shown, on_chosen_change=lambda: None)
    moved = chosen(drawn.chosen, present, data.catalogue().areas)
    # A program may say in every run what a reader says once: that would move to the same place for ever.
    if moved not in (None, present):
        state.move(moved)


def chosen(value: object, selection: Selection, areas: pd.DataFrame) -> Selection | None:
    """Return the selection moved to the box's choice; None if there is no choice, or it is not known here.

    A ward keeps the present place if it lies in it; else its county, or its district without one, is the place.

    Args:
        value: ``{"ward": code}`` or ``{"area": code}``, as it came from the browser.
        selection: the present one.
        areas: every area, index ``code``.
    """
    if not isinstance(value, Mapping):
        return None
    levels = areas["level"]
    ward, area = str(value.get("ward")), str(value.get("area"))
    if levels.get(ward) == Level.WARD:
        return replace(selection, ward=ward, area=_place_of(areas, ward, selection.area))
    if levels.get(area) not in (Level.DISTRICT, Level.COUNTY, Level.ENGLAND):
        return None
    keeps = selection.ward is not None and area in above(areas, selection.ward).values()
    return replace(selection, area=area, ward=selection.ward if keeps else None)


def _place_of(areas: pd.DataFrame, ward: str, present: str) -> str:
    return present if present in above(areas, ward).values() else place_of(areas, ward)


def answer(request: Request) -> Response:
    """Return what ``?q=`` finds, for the box: sentences, and each result with its labels and the value to choose it."""
    found = data.find(request.query_params.get("q", ""))
    fields = {
        "sentence": found.sentence,
        "count": _count(found),
        "near": any(result.match is Match.NEAR for result in found.results),
        "exact": found.results.index(found.exact) if found.exact else None,
        "options": [_option(result, found.sentence) for result in found.results],
    }
    return JSONResponse(fields, headers={"Cache-Control": "no-store"})


def _count(found: FindResults) -> str:
    if any(result.kind is MatchKind.POSTCODE for result in found.results):
        return found.sentence
    if found.total > len(found.results):
        return f"{found.total:,} places. The first {len(found.results)} are listed: type more to see others."
    return "1 place." if found.total == 1 else f"{found.total:,} places."


def _option(result: Found, sentence: str) -> dict[str, object]:
    """Return one result as the box shows it; a name in several wards lists these to choose from."""
    fields: dict[str, object] = {"name": result.name, "what": _what(result)}
    if result.kind is MatchKind.POSTCODE:
        return fields | {"said": sentence, "value": {"ward": result.codes[0]}}
    if len(result.codes) == 1:
        key = "area" if result.kind in (MatchKind.ENGLAND, MatchKind.COUNTY, MatchKind.DISTRICT) else "ward"
        return fields | {"said": f"{result.name} is chosen.", "value": {key: result.codes[0]}}
    wards = [_option(ward, "") for ward in wards_of(result, data.name_index())]
    district = str(data.catalogue().areas.at[result.within, "name"])
    whole = {"name": f"All of {district}", "what": "district", "said": f"{district} is chosen."}
    return fields | {"wards": [*wards, whole | {"value": {"area": result.within}}]}


def _what(result: Found) -> str:
    if result.kind in (MatchKind.ENGLAND, MatchKind.COUNTY, MatchKind.DISTRICT, MatchKind.WARD, MatchKind.POSTCODE):
        return "" if result.kind is MatchKind.ENGLAND else result.kind.value
    wards = len(result.codes)
    return f"{result.kind.value}, {'1 ward' if wards == 1 else f'{wards} wards'}"
