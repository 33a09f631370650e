"""The release: one hash over the figures under the data folder and the rule they are read by; the id that a link pins.

``release.json`` states it, and the hashes of the files beside the figures too. What the pipeline made (Parquet) is
never stated anew because it has changed on the disk: only an import may change it, and states it as it writes it.
Everything else may be edited by hand.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from jsna.catalogue.commit import commit
from jsna.errors import CatalogueError
from jsna.files.checked import OFFICIAL, STATEMENT, digest
from jsna.model.rule import RULE, Rule

ID_LENGTH = 12
#: What lies beside the figures and changes none of them: the use log, the questions asked, the codes of answers,
#: the names people use, the forms for conversations, and copies of what was published of collections.
#: A decision written down must not make every shared link speak of another release.
BESIDE_THE_FIGURES = ("uses.toml", "names.csv", "questions/", "codes/", "listen/", "published/")


@dataclass(frozen=True)
class Release:
    """One state of the figures.

    Attributes:
        id: first twelve hexadecimal digits of ``sha256``; what links carry.
        sha256: hash over the rule, and the names and hashes of all files.
        files: hash of each file, by its path relative to the data folder.
        rule: by which areas are called different.
    """

    id: str
    sha256: str
    files: Mapping[str, str]
    rule: Rule = field(default=RULE)

    @classmethod
    def of(cls, files: Mapping[str, str], rule: Rule = RULE) -> Release:
        """Return the release that files and a rule make; files beside the figures play no part."""
        own = {name: found for name, found in sorted(files.items()) if not is_beside(name)}
        numbers = "".join(f"{name}={number}\n" for name, number in sorted(rule.as_numbers().items()))
        whole = digest((numbers + "".join(f"{name}\0{found}\n" for name, found in own.items())).encode())
        return cls(id=whole[:ID_LENGTH], sha256=whole, files=own, rule=rule)

    def stated(self) -> dict[str, object]:
        """Return what ``release.json`` says."""
        return {
            "release": self.id,
            "sha256": self.sha256,
            "rule": self.rule.as_numbers(),
            "files": dict(self.files),
        }

    def as_json(self, beside: Mapping[str, str]) -> bytes:
        """Return the text of ``release.json``, with the hashes of the files beside the figures."""
        return (json.dumps({**self.stated(), "beside": dict(sorted(beside.items()))}, indent=1) + "\n").encode()


def is_beside(name: str) -> bool:
    """Return whether a file lies beside the figures, so that it changes no release."""
    return name.startswith(BESIDE_THE_FIGURES)


def compute(data: Path, incoming: Mapping[str, bytes] | None = None, removed: Collection[str] = ()) -> Release:
    """Return the release that the folder's content makes; names and dates of the disk play no part.

    Args:
        data: the data folder; hidden files, ``release.json`` itself and ``BESIDE_THE_FIGURES`` are left out.
        incoming: files about to be put in place, by relative path; they count instead of what is there.
        removed: paths of files about to go.
    """
    written = dict(incoming or {})
    left = {name: path for name, path in files_of(data).items() if name not in written and name not in removed}
    hashes = {name: digest(path.read_bytes()) for name, path in left.items()}
    hashes |= {name: digest(content) for name, content in written.items()}
    return Release.of(held_to(stated(data), hashes, {*written, *removed}))


def held_to(before: Release | None, hashes: Mapping[str, str], written: Collection[str] = ()) -> dict[str, str]:
    """Return the hash that each file of a folder counts with: official ones as they were stated.

    Args:
        before: what was stated; None where nothing was, and everything counts as it is.
        hashes: of what is there.
        written: names of files that an import or a command is writing: they count as they are.
    """
    if before is None:
        return dict(hashes)
    held = {name: found for name, found in hashes.items() if name in written or not name.endswith(OFFICIAL)}
    return held | {
        name: found
        for name, found in before.files.items()
        if name.endswith(OFFICIAL) and name not in written and not _removed(name, hashes)
    }


def changed_behind(data: Path) -> Iterator[tuple[str, str]]:
    """Yield each official file that is not what ``release.json`` states, and how: damaged, missing or not stated."""
    if (before := stated(data)) is None:
        return
    hashes = {name: digest(path.read_bytes()) for name, path in files_of(data).items()}
    for name in sorted(name for name in {*hashes, *before.files} if name.endswith(OFFICIAL) and not is_beside(name)):
        if name not in before.files:
            yield name, "is not stated"
        elif name not in hashes:
            if not _removed(name, hashes):
                yield name, "is missing"
        elif hashes[name] != before.files[name]:
            yield name, "is not what was stated: it was damaged, or changed by hand"


def commit_release(data: Path, files: Mapping[str, bytes], removed: Collection[str] = ()) -> Release:
    """Put files in place together with the ``release.json`` that they make, or none of them; return the release.

    Args:
        data: the data folder; the caller holds :func:`jsna.catalogue.commit.locked`.
        files: content by path relative to ``data``; may be empty, to state the release of what is there.
        removed: paths of files that go.

    Raises:
        NotSaved: the disk is full or refuses; the data folder is as it was.
    """
    made = compute(data, files, removed)
    commit(data, {**files, STATEMENT: made.as_json(beside(data, files, removed))}, removed)
    return made


def beside(data: Path, incoming: Mapping[str, bytes] | None = None, removed: Collection[str] = ()) -> dict[str, str]:
    """Return the hash of each file beside the figures, by its path; arguments as for :func:`compute`."""
    here = {name: path for name, path in files_of(data).items() if is_beside(name) and name not in removed}
    hashes = {name: digest(path.read_bytes()) for name, path in here.items()}
    return hashes | {name: digest(content) for name, content in (incoming or {}).items() if is_beside(name)}


def beside_as_stated(data: Path) -> dict[str, str]:
    """Return what ``release.json`` states of the files beside the figures; nothing where it states none."""
    try:
        return dict(json.loads((data / STATEMENT).read_bytes()).get("beside", {}))
    except (OSError, ValueError, TypeError, AttributeError):
        return {}


def read(data: Path) -> Release:
    """Return the release as ``release.json`` states it.

    Raises:
        CatalogueError: the file is missing or is not what it should be.
    """
    path = data / STATEMENT
    try:
        return parsed(json.loads(path.read_bytes()))
    except (OSError, ValueError, KeyError, TypeError) as error:
        message = f"{path.name} is missing or damaged: take it from a backup, or run `jsna release` to write it again."
        raise CatalogueError(message) from error


def parsed(content: Mapping[str, object]) -> Release:
    """Return the release that a statement holds.

    Raises:
        ValueError, KeyError, TypeError: it is not one, or its hash does not fit what it says.
    """
    made = Release.of(dict(content["files"]), Rule(**content["rule"]))  # type: ignore[call-overload,arg-type]
    if content["sha256"] != made.sha256 or content["release"] != made.id:
        raise ValueError(content["release"])
    return made


def stated(data: Path) -> Release | None:
    """Return the release as ``release.json`` states it, or None where it is missing or damaged."""
    try:
        return read(data)
    except CatalogueError:
        return None


def files_of(data: Path) -> dict[str, Path]:
    """Return every file of a data folder by its path in it; hidden ones and ``release.json`` are left out.

    Folders may be links to others: a deployment may keep the boundaries elsewhere.
    """
    found, known = {}, set[str]()
    for folder, inside, files in os.walk(data, followlinks=True):
        known.add(os.path.realpath(folder))
        inside[:] = [name for name in inside if not name.startswith(".")]
        inside[:] = [name for name in inside if os.path.realpath(Path(folder, name)) not in known]
        for path in (Path(folder, name) for name in files if not name.startswith(".")):
            found[path.relative_to(data).as_posix()] = path
    return {name: path for name, path in found.items() if name != STATEMENT}


def _removed(name: str, hashes: Mapping[str, str]) -> bool:
    """Whether an official file went together with the TOML that described it: somebody took the indicator away."""
    described = name.removesuffix(OFFICIAL) + ".toml"
    return name.startswith(("indicators/", "msoa/", "services/")) and name not in hashes and described not in hashes
