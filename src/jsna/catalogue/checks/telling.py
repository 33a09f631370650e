"""Whether the files of "Tell us" agree: contacts, the council's settings, and the words of each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TypeVar

import pandas as pd

from jsna.catalogue.pictures import read_pictures
from jsna.catalogue.telling import (
    LANGUAGES,
    ROUTES,
    language_codes,
    read_language,
    read_routes,
    read_settings,
)
from jsna.errors import Finding, Findings
from jsna.model.telling.language import Language
from jsna.model.telling.route import Route, Routes, State
from jsna.model.telling.settings import FIRST_LANGUAGE, TellUs

_Read = TypeVar("_Read")
#: Why a contact is to be checked.
_UNSURE = {
    State.NEVER: "were checked by nobody",
    State.OLD: "were last checked more than {months} months ago",
}


def findings(data: Path, areas: pd.DataFrame, today: date) -> list[Finding]:
    """Return everything wrong with the files of "Tell us"; nothing where there is no folder ``listen``.

    Args:
        data: the data folder.
        areas: the areas table, index ``code``.
        today: the day of the check; nothing was checked after it.
    """
    if not (data / "listen").is_dir():
        return []
    found: list[Finding] = []

    def read(reader: Callable[[], _Read]) -> _Read | None:
        try:
            return reader()
        except Findings as wrong:
            found.extend(wrong.findings)
            return None

    settings, routes = read(partial(read_settings, data)), read(partial(read_routes, data))
    known = [read(partial(read_language, data, code)) for code in language_codes(data)]
    languages = [each for each in known if each is not None]
    if FIRST_LANGUAGE not in language_codes(data):
        found.append(Finding(LANGUAGES, "the first language is missing", f"a folder {FIRST_LANGUAGE}"))
    if routes is not None:
        for route in routes.routes:
            found += [*_route(route, today), *_places(route, areas), *_services(route, settings)]
        found += _to_check(routes, today)
        found += [finding for language in languages for finding in _own_words(language, routes)]
    for language in languages:
        found += [*_language(language, today), *(_agrees(language, settings) if settings else ())]
        found += _pictures(data, language.code)
    return found


def _of_route(route: Route, problem: str, accepted: str, key: str, value: str, *, fatal: bool = True) -> Finding:
    return Finding(ROUTES, problem, accepted, column=f"{route.id}.{key}", value=value, fatal=fatal)


def _route(route: Route, today: date) -> Iterator[Finding]:
    if route.checked_on and route.checked_on > today:
        accepted = f"a day until today, {today}"
        yield _of_route(route, "checked on a day to come", accepted, "checked_on", str(route.checked_on))
    if not route.is_shown(today):
        accepted = "a contact that still exists, or no such contact"
        yield _of_route(route, "it has ended and is not shown", accepted, "ends_on", str(route.ends_on), fatal=False)


def _to_check(routes: Routes, today: date) -> Iterator[Finding]:
    """Which contacts somebody of the council is to make sure of: one finding for each reason."""
    shown = [route for route in routes.routes if route.is_shown(today)]
    for state, reason in _UNSURE.items():
        ids = [route.id for route in shown if route.state(today, routes.check_every_months) is state]
        if ids:
            problem = f"{len(ids)} of {len(shown)} contacts {reason.format(months=routes.check_every_months)}"
            accepted = "checked_on and checked_by for each, after its number was rung or its page was read"
            yield Finding(ROUTES, problem, accepted, value=", ".join(ids), fatal=False)


def _places(route: Route, areas: pd.DataFrame) -> Iterator[Finding]:
    for place in route.places:
        if place.code not in areas.index:
            yield _of_route(route, "unknown area", "a code of areas.parquet", "places", place.code)
        elif str(areas.at[place.code, "vintage"]) != place.vintage:
            accepted = f"vintage {str(areas.at[place.code, 'vintage'])!r}"
            yield _of_route(route, f"{place.code} is not of that year", accepted, "places", place.vintage)


def _services(route: Route, settings: TellUs | None) -> Iterator[Finding]:
    known = settings.services if settings else route.services
    for code in [code for code in route.services if code not in known]:
        yield _of_route(route, "unknown kind of service", ", ".join(known), "services", code)


def _of_language(language: Language, file: str, problem: str, accepted: str, key: str, value: str) -> Finding:
    return Finding(f"{LANGUAGES}/{language.code}/{file}.toml", problem, accepted, column=key, value=value)


def _language(language: Language, today: date) -> Iterator[Finding]:
    day = language.about.checked_on
    if day and day > today:
        accepted = f"a day until today, {today}"
        yield _of_language(language, "language", "checked on a day to come", accepted, "checked_on", str(day))


def _pictures(data: Path, code: str) -> Iterator[Finding]:
    for each in read_pictures(data / LANGUAGES / code)[1]:
        yield replace(each, file=f"{LANGUAGES}/{code}/{each.file}")


def _agrees(language: Language, settings: TellUs) -> Iterator[Finding]:
    """Whether a language names every kind of service, and says why harm is collected."""
    named = language.routes.services
    for code in [code for code in settings.services if code not in named]:
        accepted = f"a name for {code!r}; until then this language is not offered"
        yield _of_language(language, "routes", "a kind of service has no name", accepted, f"services.{code}", code)
    for code in [code for code in named if code not in settings.services]:
        accepted = ", ".join(settings.services)
        yield _of_language(language, "routes", "unknown kind of service", accepted, f"services.{code}", code)
    if settings.harm.collecting and not settings.harm.is_said_in(language.code):
        problem = "harm is collected, and its purpose or lawful basis is not written in this language"
        accepted = (
            f"harm.purpose, harm.article_6 and harm.article_9 with {language.code!r}; until then it is not offered"
        )
        yield _of_language(language, "language", problem, accepted, "harm", language.code)


def _own_words(language: Language, routes: Routes) -> Iterator[Finding]:
    ids = [route.id for route in routes.routes]
    for unknown in [each for each in language.routes.routes if each not in ids]:
        yield _of_language(language, "routes", "unknown contact", ", ".join(ids), f"routes.{unknown}", unknown)
    if language.code != FIRST_LANGUAGE:
        for missing in [each for each in ids if each not in language.routes.routes]:
            file = f"{LANGUAGES}/{language.code}/routes.toml"
            problem = f"nothing is said of it in {language.about.in_english}, so the words of {ROUTES} are shown"
            accepted = f"a table [routes.{missing}] with does"
            yield Finding(file, problem, accepted, column=f"routes.{missing}", fatal=False)
