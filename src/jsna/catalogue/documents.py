"""TOML files read into typed, frozen models; everything wrong with a file is said at once, key by key."""

from __future__ import annotations

import difflib
import re
import tomllib
from pathlib import Path
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from jsna.errors import Finding, Findings
from jsna.files import checked

_Model = TypeVar("_Model", bound=BaseModel)


def content(path: Path) -> dict[str, Any]:
    """Return the keys of a TOML file.

    Raises:
        Findings: the file is missing, is not UTF-8, or is not TOML; the line is named where it is known.
    """
    try:
        return tomllib.loads(checked.read_text(path))
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"at line (\d+)", str(error))
        row = int(line.group(1)) if line else None
        problem = f"this is not TOML: {error}"
        raise Findings([Finding(path.name, problem, 'lines such as key = "text"', row=row)]) from error
    except UnicodeDecodeError as error:
        raise Findings([Finding(path.name, "the text is not UTF-8", "a file saved as UTF-8")]) from error
    except OSError as error:
        raise Findings([Finding(path.name, f"cannot be read: {error.strerror}", f"a file {path.name}")]) from error


def typed(model: type[_Model], path: Path, given: dict[str, Any], within: str = "") -> _Model:
    """Return the model that the keys of a file describe.

    Args:
        model: what the keys must be.
        path: the file that holds them, for the messages.
        given: the keys and values.
        within: name of the table that holds them, where it is not the whole file.

    Raises:
        Findings: one for every key that is missing, unknown or wrong.
    """
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise Findings(_finding(model, path, details, within) for details in error.errors()) from error


def _finding(model: type[BaseModel], path: Path, details: ErrorDetails, within: str) -> Finding:
    keys = [within, *(str(part) for part in details["loc"])] if within else [str(part) for part in details["loc"]]
    problem, accepted = _words(model, details)
    missing = details["type"] == "missing"
    return Finding(
        file=path.name,
        problem=problem,
        accepted=accepted,
        row=None if missing or not keys else line_of(path, keys),
        column=".".join(keys) or None,
        # A rule about several keys is given the whole file, which says nothing.
        value=None if missing or not keys else str(details["input"])[:80],
    )


def _words(model: type[BaseModel], details: ErrorDetails) -> tuple[str, str]:
    """What is wrong with one key, and what would be accepted."""
    context = details.get("ctx", {})
    match details["type"]:
        case "missing":
            return "the key is missing", "a value for it"
        case "extra_forbidden":
            return "unknown key", _known_keys(_holder(model, details["loc"][:-1]), str(details["loc"][-1]))
        case "enum" | "literal_error":
            return "unknown word", str(context["expected"])
        case "date_from_datetime_parsing" | "date_type" | "date_parsing":
            return "not a date", "a day such as 2021-03-21, without quotation marks"
        case "value_error":
            problem, _, accepted = str(context["error"]).partition("; accepted: ")
            return problem, accepted or "a value that keeps the rule"
    return "the value does not fit", details["msg"].removeprefix("Input should ").removeprefix("be ")


def _holder(model: type[BaseModel], keys: tuple[int | str, ...]) -> type[BaseModel]:
    """The model of the table that these keys lead to; names in a table of tables and numbers in a list lead nowhere."""
    for key in keys:
        field = model.model_fields.get(str(key))
        inner = (field.annotation, *get_args(field.annotation)) if field else ()
        model = next((each for each in inner if isinstance(each, type) and issubclass(each, BaseModel)), model)
    return model


def _known_keys(model: type[BaseModel], unknown: str) -> str:
    near = difflib.get_close_matches(unknown, model.model_fields, n=1)
    hint = f"{near[0]} (the nearest), or one of: " if near else "one of: "
    return hint + ", ".join(model.model_fields)


def line_of(path: Path, keys: list[str]) -> int | None:
    """Return the line of a key, as an editor numbers it, or None where it is not known.

    Answers of a command are checked before there is a file: they have no lines.
    """
    if not path.exists():
        return None
    lines = _lines(path)
    parts = [tuple(keys[:depth]) for depth in range(len(keys), 0, -1)]
    return next((lines[part] for part in parts if part in lines), None)


def _lines(path: Path) -> dict[tuple[str, ...], int]:
    """The line of each table and key, by its whole name; a table of a list of tables has its number in it."""
    found: dict[tuple[str, ...], int] = {}
    last: dict[tuple[str, ...], int] = {}
    table: tuple[str, ...] = ()
    for number, line in enumerate(checked.read_text(path).splitlines(), start=1):
        if header := re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]", line):
            table = ()
            names = [part.strip().strip('"') for part in header[2].split(".")]
            for depth, name in enumerate(names, start=1):
                table = (*table, name)
                if depth == len(names) and header[1] == "[[":
                    last[table] = last.get(table, -1) + 1
                if table in last:
                    table = (*table, str(last[table]))
            found.setdefault(table, number)
        elif key := re.match(r'\s*"?([\w-]+)"?\s*[.=]', line):
            found.setdefault((*table, key[1]), number)
    return found
