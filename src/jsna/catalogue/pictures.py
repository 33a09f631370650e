"""Reads the pictures of a language: ``pictures.toml``, which has the keys of its words, and a folder of drawings."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from jsna.catalogue import documents
from jsna.errors import Finding, Findings
from jsna.files import checked
from jsna.model.telling.pictures import Pictures, sentences

FILE, FOLDER = "pictures.toml", "pictures"
#: The files of a language whose words can have pictures.
_WORDS = ("language", "page", "routes", "paper")
#: Characters. A drawing of lines has some hundreds.
_LONGEST = 10_000
_TAGS = {"svg", "title", "g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon"}
_DRAWING = re.compile(r"\s*<svg xmlns=\"http://www\.w3\.org/2000/svg\"[^<>]*>[^&]*</svg>\s*")
_ACCEPTED = "a drawing of lines: an svg element with the shapes path, circle, ellipse, rect, line, polyline or polygon"


def read_pictures(folder: Path) -> tuple[Pictures, list[Finding]]:
    """Return the pictures of a language, and what is wrong with them; what is wrong is left out.

    Words are shown without a picture rather than not at all, so nothing here is fatal.

    Args:
        folder: of the language; its words are in order. Without ``pictures.toml`` it has no pictures.
    """
    if not (folder / FILE).is_file():
        return Pictures(), []
    drawings = {path.stem: path for path in sorted((folder / FOLDER).glob("*.svg"))}
    wrong = {name: found for name, path in drawings.items() if (found := _fault(path)) is not None}
    drawn = {name: _address(path) for name, path in drawings.items() if name not in wrong}
    try:
        given = documents.content(folder / FILE)
    except Findings as found:
        return Pictures(), [replace(each, fatal=False) for each in found.findings]
    words = {name: documents.content(folder / f"{name}.toml") for name in _WORDS}
    beside: dict[str, str] = {}
    findings = list(wrong.values())
    for key, names, said in _pairs("", given, words):
        if said is None or len(names) != len(said):
            findings.append(_of_key(key, names, said))
            continue
        beside |= {each: name for each, name in zip(said, names, strict=True) if name in drawn}
        findings += [_unknown(key, name, drawings) for name in names if name not in drawings]
    return Pictures(drawn, beside), findings


def _pairs(key: str, given: object, words: object) -> Iterator[tuple[str, list[str], list[str] | None]]:
    """Yield each key with names of pictures: these, and the sentences of its words; None where it has no words."""
    if isinstance(given, Mapping):
        inside: Mapping[str, Any] = words if isinstance(words, Mapping) else {}
        for name, each in given.items():
            yield from _pairs(f"{key}.{name}".lstrip("."), each, inside.get(name))
        return
    names = [str(each) for each in given] if isinstance(given, list) else [str(given)]
    match words:
        case str(text):
            yield key, names, sentences(text)
        case list(lines):
            yield key, names, [said for line in lines for said in sentences(str(line))]
        case _:
            yield key, names, None


def _of_key(key: str, names: list[str], said: list[str] | None) -> Finding:
    if said is None:
        accepted = "a key of language, page, routes or paper"
        return Finding(FILE, "there are no words with this key", accepted, column=key, fatal=False)
    accepted = f"one picture for each sentence: {len(said)}"
    return Finding(FILE, f"{len(names)} pictures for {len(said)} sentences", accepted, column=key, fatal=False)


def _unknown(key: str, name: str, drawings: Mapping[str, Path]) -> Finding:
    return Finding(FILE, "there is no such picture", ", ".join(drawings), column=key, value=name, fatal=False)


def _fault(path: Path) -> Finding | None:
    """What is wrong with a drawing. It is shown as an image, in which nothing runs; anything else would not be seen."""
    try:
        text = checked.read_text(path)
    except (OSError, UnicodeDecodeError):
        return Finding(f"{FOLDER}/{path.name}", "cannot be read", _ACCEPTED, fatal=False)
    drawn = re.sub(r"<!--.*?-->", "", text[: _LONGEST + 1], flags=re.DOTALL)
    more = sorted(set(re.findall(r"<\s*/?\s*([^\s<>/]+)", drawn)) - _TAGS)
    if len(text) <= _LONGEST and _DRAWING.fullmatch(drawn) and not more:
        return None
    problem = "this is not a drawing of lines"
    return Finding(f"{FOLDER}/{path.name}", problem, _ACCEPTED, value=more[0] if more else None, fatal=False)


def _address(path: Path) -> str:
    return f"data:image/svg+xml;base64,{b64encode(checked.read_bytes(path)).decode()}"
