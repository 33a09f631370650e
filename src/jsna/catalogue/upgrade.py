"""Moving on to another version of the shipped figures: what is taken, what is the council's own and stays.

Three states of each file decide, as in a merge: what was shipped before, what is shipped now, and what is here. A file
that nobody changed here follows the shipped one. What the council changed or added stays, and is listed where the
shipped one has changed too; only official files, which the pipeline made, and their descriptions follow all the same.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jsna.catalogue import commit
from jsna.catalogue import release as releases
from jsna.catalogue.checks import check
from jsna.catalogue.releases.withdrawn import Withdrawal, names_of
from jsna.errors import Finding
from jsna.files.checked import OFFICIAL, digest

#: In the store of releases: what was shipped when this installation last moved on.
SHIPPED = "shipped.json"


@dataclass(frozen=True)
class Plan:
    """What an upgrade does with each file, by its path in the data folder.

    Attributes:
        taken: shipped files that are new or take the place of one that is here.
        removed: shipped before, and not any more.
        yours: changed here and shipped in another form now: they stay as they are.
        local: only here: they stay.
    """

    taken: tuple[str, ...]
    removed: tuple[str, ...]
    yours: tuple[str, ...]
    local: tuple[str, ...]


def staying_away(data: Path, shipped: Path, gone: Iterable[Withdrawal]) -> list[Withdrawal]:
    """Return what was withdrawn here, has not been stored again since, and would come back with a shipped folder."""
    here, there = releases.files_of(data), releases.files_of(shipped)
    return [each for each in gone if not names_of(each.slug, here) and names_of(each.slug, there)]


def plan(data: Path, shipped: Path, before: Mapping[str, str] | None, gone: Iterable[Withdrawal] = ()) -> Plan:
    """Return what moving on to a shipped data folder does with each file; nothing is changed.

    Args:
        data: the folder of this installation.
        shipped: the folder of the new version.
        before: hash of each file that was shipped before, by its path; None where nobody knows.
        gone: what was withdrawn and stays away.
    """
    here, there = _hashes(data), _hashes(shipped)
    away = {name for each in gone for name in names_of(each.slug, there)}
    there = {name: content for name, content in there.items() if name not in away}
    known = before or {}
    taken: list[str] = []
    yours: list[str] = []
    removed: list[str] = []
    local: list[str] = []
    for name, content in there.items():
        own, base = here.get(name), known.get(name)
        if own == content or (own is None and base is not None and not _is_official(shipped, name)):
            continue
        if own is None or own == base or _is_official(shipped, name):
            taken.append(name)
        elif content != base:
            yours.append(name)
    for name, content in here.items():
        if name not in there:
            (removed if known.get(name) == content and _is_official(data, name) else local).append(name)
    return Plan(*(tuple(sorted(names)) for names in (taken, removed, yours, local)))


def shipped_before(store: Path) -> dict[str, str] | None:
    """Return the hashes of what was shipped when this installation last moved on; None where nobody knows."""
    try:
        return dict(json.loads((store / SHIPPED).read_bytes()))
    except (OSError, ValueError):
        return None


def tried(data: Path, shipped: Path, planned: Plan, folder: Path) -> tuple[list[str], int]:
    """Make the new data folder aside and return what is wrong with it, and with neither of the two by itself.

    Args:
        data: the folder of this installation.
        shipped: the folder of the new version.
        planned: from :func:`plan`.
        folder: an empty folder, for the result.

    Returns:
        What is wrong, and how many findings the shipped folder has by itself.
    """
    for name, path in releases.files_of(data).items():
        if name not in planned.removed and name not in planned.taken:
            _copy(path, folder / name)
    for name in planned.taken:
        _copy(shipped / name, folder / name)
    releases.commit_release(folder, {})
    its_own = check.check(shipped).fatal
    known = {_what(finding) for finding in (*its_own, *check.check(data).fatal)}
    return [str(finding) for finding in check.check(folder).fatal if _what(finding) not in known], len(its_own)


def apply(data: Path, shipped: Path, planned: Plan, store: Path) -> releases.Release:
    """Move on: all of it, or nothing; return the release that it makes.

    Raises:
        Busy: another run is writing.
        NotSaved: the disk is full or refuses.
    """
    files = {name: (shipped / name).read_bytes() for name in planned.taken}
    with commit.locked(data, "moving on to a new version of the figures"):
        made = releases.commit_release(data, files, planned.removed)
    noted = json.dumps(_hashes(shipped), indent=1).encode()
    (store / f"{SHIPPED}.part").write_bytes(noted)
    (store / f"{SHIPPED}.part").replace(store / SHIPPED)
    return made


def _what(finding: Finding) -> tuple[object, ...]:
    return finding.file, finding.problem, finding.row, finding.column, finding.value


def _is_official(folder: Path, name: str) -> bool:
    """Whether the pipeline made a file, or it describes what the pipeline makes."""
    if name.endswith(OFFICIAL):
        return True
    path = folder / name
    return name.endswith(".toml") and "/" in name and path.exists() and b"[recipe" in path.read_bytes()


def _hashes(folder: Path) -> dict[str, str]:
    return {name: digest(path.read_bytes()) for name, path in sorted(releases.files_of(folder).items())}


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
