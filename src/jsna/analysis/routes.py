"""Finds who can help with a kind of service in a place."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

import pandas as pd

from jsna.areas.places import above, codes_within
from jsna.model.area import ENGLAND
from jsna.model.register.item import Place
from jsna.model.telling.found import Found, WhoCanHelp
from jsna.model.telling.route import For, Route, Routes


def around(areas: pd.DataFrame, code: str) -> frozenset[Place]:
    """Return a place, what it lies in, and what lies in it: who names a county may live in any of its districts.

    Args:
        areas: the areas table, index ``code``.
        code: a ward or any larger area. Of England only itself is returned.

    Raises:
        LinkError: the code is not in the table.
    """
    codes = {code, *above(areas, code).values()} | ({code} if code == ENGLAND else set(codes_within(areas, code) or ()))
    vintages = areas["vintage"].reindex(sorted(codes)).dropna()
    return frozenset(Place(code=str(each), vintage=str(vintage)) for each, vintage in vintages.items())


def who_can_help(routes: Routes, service: str, places: Collection[Place], today: date) -> WhoCanHelp:
    """Return who can help: who is for danger to life first, then help now, complaints, advocacy and regulators.

    In each group those for these places stand before those for all of England; otherwise the council's order stays. Who
    has ended is left out; who was never checked, or long ago, is not.

    Args:
        routes: everybody whom the council lists.
        service: code of a kind of service; empty for all of them.
        places: where it was, as :func:`around` returns it.
        today: the day it is asked.
    """
    found = [
        Found(route, route.state(today, routes.check_every_months))
        for route in routes.routes
        if route.is_shown(today) and _concerns(route, service) and _covers(route, places)
    ]
    later = sorted((each for each in found if not each.route.first), key=lambda each: not each.route.is_local)
    groups = {purpose: tuple(each for each in later if each.route.purpose is purpose) for purpose in For}
    return WhoCanHelp(
        first=tuple(each for each in found if each.route.first),
        groups={purpose: each for purpose, each in groups.items() if each},
        check_every_months=routes.check_every_months,
    )


def _concerns(route: Route, service: str) -> bool:
    return not service or not route.services or service in route.services


def _covers(route: Route, places: Collection[Place]) -> bool:
    return not route.places or any(place in places for place in route.places)
