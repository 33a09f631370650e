"""Everything of "Tell us" that is data: who can help, the council's switches, and the words of each language."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from jsna.catalogue import documents
from jsna.catalogue.pictures import read_pictures
from jsna.errors import Finding, Findings
from jsna.model.telling.language import About, Language, PaperWords, RouteWords
from jsna.model.telling.page_words import PageWords
from jsna.model.telling.route import Routes
from jsna.model.telling.settings import FIRST_LANGUAGE, TellUs

SETTINGS = "listen/tell_us.toml"
ROUTES = "listen/routes.toml"
LANGUAGES = "listen/tell_us"

_Model = TypeVar("_Model", bound=BaseModel)


def read_settings(data: Path) -> TellUs:
    """Return what the council decides about "Tell us".

    Raises:
        Findings: everything wrong with the file: key, value and what is accepted.
    """
    return _read(TellUs, data, SETTINGS)


def read_routes(data: Path) -> Routes:
    """Return who can help, in the council's order. Raises as :func:`read_settings`."""
    return _read(Routes, data, ROUTES)


def language_codes(data: Path) -> list[str]:
    """Return the code of every language that has a folder, complete or not."""
    return sorted(path.name for path in (data / LANGUAGES).glob("*") if path.is_dir())


def read_language(data: Path, code: str) -> Language:
    """Return a language with all of its words.

    Raises:
        Findings: everything wrong with its four files: a key that is missing, words with another name in braces.
    """
    folder = f"{LANGUAGES}/{code}"
    wrong: list[Findings] = []

    def read(model: type[_Model], file: str) -> _Model | None:
        try:
            return _read(model, data, f"{folder}/{file}.toml")
        except Findings as found:
            wrong.append(found)
            return None

    about, page = read(About, "language"), read(PageWords, "page")
    routes, paper = read(RouteWords, "routes"), read(PaperWords, "paper")
    if about is None or page is None or routes is None or paper is None:
        raise Findings(finding for found in wrong for finding in found.findings)
    return Language(code, about, page, routes, paper, read_pictures(data / folder)[0])


def offered(data: Path) -> list[Language]:
    """Return the languages that people can choose, in their order: those that are complete and in order.

    A language is not offered without the name of each kind of service, or, where reports of harm are collected, without
    the reasons for that. What is wrong with it is said by the check.

    Raises:
        Findings: the settings or the first language, which every council needs, are wrong.
    """
    settings = read_settings(data)
    first = read_language(data, FIRST_LANGUAGE)
    if not is_complete(first, settings):
        without = ", ".join(code for code in settings.services if code not in first.routes.services)
        file = f"{LANGUAGES}/{FIRST_LANGUAGE}/routes.toml"
        raise Findings([Finding(file, f"kinds of service have no name: {without}", "a name for each")])
    found = [first]
    for code in language_codes(data):
        if code != FIRST_LANGUAGE:
            try:
                found.append(read_language(data, code))
            except Findings:
                continue
    return sorted((each for each in found if is_complete(each, settings)), key=lambda each: each.about.order)


def is_complete(language: Language, settings: TellUs) -> bool:
    """Return whether a language has what the council's settings need of it."""
    reasons = not settings.harm.collecting or settings.harm.is_said_in(language.code)
    return reasons and set(settings.services) <= set(language.routes.services)


def _read(model: type[_Model], data: Path, file: str) -> _Model:
    """The model that a file describes; findings name it by its path, because each language has the same names."""
    try:
        return documents.typed(model, data / file, documents.content(data / file))
    except Findings as wrong:
        raise Findings(replace(finding, file=file) for finding in wrong.findings) from wrong
