"""The box on every page that finds a place; see ``find_box/find.js`` for what happens in the browser."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from jsna.analysis.find import Findings, Found, Kind, Match, wards_of
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
    if moved is not None:
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
    """Return what ``?q=`` finds, for the box: sentences, and each place with its labels and the value to choose it."""
    found = data.find(request.query_params.get("q", ""))
    told = {
        "sentence": found.sentence,
        "count": _count(found),
        "near": any(place.match is Match.NEAR for place in found.places),
        "exact": found.places.index(found.exact) if found.exact else None,
        "options": [_option(place, found.sentence) for place in found.places],
    }
    return JSONResponse(told, headers={"Cache-Control": "no-store"})


def _count(found: Findings) -> str:
    if any(place.kind is Kind.POSTCODE for place in found.places):
        return found.sentence
    if found.total > len(found.places):
        return f"{found.total:,} places. The first {len(found.places)} are listed: type more to see others."
    return "1 place." if found.total == 1 else f"{found.total:,} places."


def _option(place: Found, sentence: str) -> dict[str, object]:
    """Return one place as the box shows it; a place in several wards lists these to choose from."""
    told: dict[str, object] = {"name": place.name, "what": _what(place)}
    if place.kind is Kind.POSTCODE:
        return told | {"said": sentence, "value": {"ward": place.codes[0]}}
    if len(place.codes) == 1:
        key = "area" if place.kind in (Kind.ENGLAND, Kind.COUNTY, Kind.DISTRICT) else "ward"
        return told | {"said": f"{place.name} is chosen.", "value": {key: place.codes[0]}}
    wards = [_option(ward, "") for ward in wards_of(place, data.place_index())]
    district = str(data.catalogue().areas.at[place.within, "name"])
    whole = {"name": f"All of {district}", "what": "district", "said": f"{district} is chosen."}
    return told | {"wards": [*wards, whole | {"value": {"area": place.within}}]}


def _what(place: Found) -> str:
    if place.kind in (Kind.ENGLAND, Kind.COUNTY, Kind.DISTRICT, Kind.WARD, Kind.POSTCODE):
        return "" if place.kind is Kind.ENGLAND else place.kind.value
    wards = len(place.codes)
    return f"{place.kind.value}, {'1 ward' if wards == 1 else f'{wards} wards'}"
