"""Withdraws an indicator: out of today's data and out of every release, bytes and all."""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from jsna.catalogue import commit, indicator_folder
from jsna.catalogue import release as releases
from jsna.catalogue.releases import frozen, withdrawn
from jsna.catalogue.releases.store import Store
from jsna.catalogue.releases.withdrawn import Withdrawal
from jsna.errors import CatalogueError, Finding, Findings
from jsna.files.checked import digest
from jsna.model.audience import sees
from jsna.model.register.person import ANYBODY, Person, Right

#: Characters that a reason has at the most; readers of old links see it.
LONGEST_REASON = 300


def withdraw(store: Store, data: Path, slug: str, why: str, *, by: Person, now: Callable[[], datetime]) -> Withdrawal:
    """Take an indicator out of every release, and out of the data folder; return what is on record of it.

    The record is written first: after an interruption, the next run deletes what is left. Links of any release keep
    opening, and say what was withdrawn, when and why.

    Args:
        store: the releases.
        data: the data folder.
        slug: of the indicator.
        why: the reason, in words for readers.
        by: who withdraws it.
        now: the clock.

    Raises:
        NotAllowed: they may not add figures, so they may not take any away.
        Findings: no release has such an indicator, or the reason is missing or too long.
        Busy: another run is writing.
        NotSaved: the disk refuses.
    """
    by.require(Right.ADD_FIGURES)
    reason = " ".join(why.split())
    if not reason or len(reason) > LONGEST_REASON:
        accepted = f"the reason, in at most {LONGEST_REASON} characters"
        raise Findings([Finding(slug, "the reason is missing or too long", accepted)])
    with commit.locked(data, "withdrawing figures"):
        with store.locked():
            found = _found(store, data, slug, reason, by, store.moment(now()))
            withdrawn.record(store.folder, found)
            withdrawn.finish(store.folder)
        releases.commit_release(data, {}, found.names)
    return found


def _found(store: Store, data: Path, slug: str, why: str, by: Person, at: datetime) -> Withdrawal:
    """Everything that any release, and the data folder, has of an indicator: what is stated, and what is there."""
    here = {name: digest(path.read_bytes()) for name, path in releases.files_of(data).items()}
    listings = [here, *(each.files for each in store.all())]
    for folder in frozen.folders(store.folder):
        own = withdrawn.own_files(folder, slug)
        listings.append({path.relative_to(folder).as_posix(): digest(path.read_bytes()) for path in own})
    files: dict[str, set[str]] = {}
    for listed in listings:
        for name in withdrawn.names_of(slug, listed):
            files.setdefault(name, set()).add(listed[name])
    if not files:
        raise Findings([Finding(slug, "no release has an indicator of this name", "its slug, as links have it")])
    left = [here, *(withdrawn.left_of(store.folder, each) for each in store.all())]
    contents = withdrawn.only_its_own(files, left)
    title, is_public = _described(store, data, slug)
    return Withdrawal(
        slug=slug,
        title=title,
        is_public=is_public,
        at=at,
        why=why,
        by=by.name,
        names=tuple(sorted(files)),
        contents=tuple(sorted(contents)),
    )


def _described(store: Store, data: Path, slug: str) -> tuple[str, bool]:
    """What an indicator is called, and whether everybody may know that there was one."""
    for folder in (data, *(each.folder for each in store.all())):
        for path in (folder / indicator_folder.NAME).glob(f"*/{slug}.toml"):
            with contextlib.suppress(CatalogueError):
                found = indicator_folder.read(path)
                return found.title, sees(found.audience, ANYBODY)
    return slug, False
