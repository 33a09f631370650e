"""The file of settings, ``jsna.toml``: what can stand in the environment, in a file that is checked and kept.

Each key is the name of a variable in small letters, without ``JSNA_``. A file named by ``secrets`` has the same keys,
so that an address with a password can lie where only the server reads it.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from jsna.errors import SettingsError

FILE = "jsna.toml"
#: The key that names a second file.
SECRETS = "secrets"
PREFIX = "JSNA_"


@dataclass(frozen=True)
class Given:
    """One setting as it was given.

    Attributes:
        value: as the environment would have it: ``yes`` and ``no`` for what is or is not so.
        source: where it stands, in words.
    """

    value: str
    source: str


def variable(key: str) -> str:
    """Return the variable of the environment that means the same as a key."""
    return PREFIX + key.upper()


def read(named: str | None, state: Path, keys: Mapping[str, type]) -> Mapping[str, Given]:
    """Return what the file gives, by variable; it is read once for as long as the program runs.

    Args:
        named: the file that somebody named, which must be there; None for ``jsna.toml`` in the state folder, which
            need not be.
        state: the state folder.
        keys: every key that is accepted, and its type: ``str``, ``bool``, ``int``, or ``Path`` for a path, which is
            taken from the folder of the file.

    Raises:
        SettingsError: the file cannot be read, or holds something that is not accepted; all of it is said at once.
    """
    return _read(Path(named) if named else state / FILE, named is not None, tuple(keys.items()))


@cache
def _read(path: Path, must_be_there: bool, keys: tuple[tuple[str, type], ...]) -> Mapping[str, Given]:
    if not must_be_there and not path.exists():
        return {}
    accepted = dict(keys)
    content = _content(path)
    secrets = content.pop(SECRETS, None)
    if secrets is not None and not isinstance(secrets, str):
        message = f"{path}: {SECRETS} must be the name of a file in quotes."
        raise SettingsError(message)
    given = _checked(path, content, accepted, also=(SECRETS,))
    if secrets:
        file = path.parent / secrets
        given |= _checked(file, _content(file), accepted)
    return given


def _content(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        message = f"The settings in {path} cannot be read: {error.strerror}."
    except UnicodeDecodeError:
        message = f"The settings in {path} cannot be read: the file is not UTF-8."
    except tomllib.TOMLDecodeError as error:
        message = f"The settings in {path} cannot be read: {error}."
    raise SettingsError(message) from None


def _checked(
    path: Path, content: dict[str, Any], accepted: Mapping[str, type], also: tuple[str, ...] = ()
) -> dict[str, Given]:
    wrong = [_unknown(key, (*accepted, *also)) for key in content if key not in accepted]
    wrong += [
        f"{key} must be {_KINDS[accepted[key]]}"
        for key, value in content.items()
        if key in accepted and not _is(value, accepted[key])
    ]
    if wrong:
        message = f"{path}: {'; '.join(wrong)}."
        raise SettingsError(message)
    return {
        variable(key): Given(_as_in_environment(value, accepted[key], path.parent), str(path))
        for key, value in content.items()
    }


_KINDS = {str: "text in quotes", Path: "a path in quotes", bool: "true or false", int: "a whole number"}


def _is(value: object, kind: type) -> bool:
    """Return whether a value of a TOML is of the kind; true and false are no numbers."""
    if kind is int:
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str if kind is Path else kind)


def _unknown(key: str, accepted: tuple[str, ...]) -> str:
    return f"{key[:60]!r} is not a setting. Accepted: {', '.join(sorted(accepted))}"


def _as_in_environment(value: Any, kind: type, folder: Path) -> str:
    if kind is bool:
        return "yes" if value else "no"
    return str(folder / value) if kind is Path and value else str(value)
