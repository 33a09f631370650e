"""Removes releases that nobody needs: never today's, none that is pinned, none that is young."""

from __future__ import annotations

import shutil
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path

from jsna.catalogue.releases import contents, twice
from jsna.catalogue.releases.frozen import Frozen
from jsna.catalogue.releases.store import REMOVING, Store
from jsna.errors import JsnaError

#: Days for which every release is kept, whether or not something pins it.
KEPT_DAYS = 365


def superfluous(
    store: Store, data: Path, pinned: Collection[str], now: datetime, days: int = KEPT_DAYS
) -> list[Frozen]:
    """Return the releases that may go, oldest first.

    A release is as old as the one that took its place: until then, pages showed it and links were made to it. Of
    releases with the same figures only the last is needed, with the files beside it as they were last. Where the clock
    stands after the newest release, that one's time counts: a clock that is years ahead makes nothing old.

    Args:
        store: the releases.
        data: the data folder.
        pinned: ids that links in the register pin.
        now: the time.
        days: for which every release is kept, from when the next took its place.
    """
    known, today, newest = store.all(), store.today_of(data), set[str]()
    going: list[Frozen] = []
    replaced = until = min([now, *(each.at for each in known[:1])])
    for each in known:
        repeated = each.id in newest
        newest.add(each.id)
        is_todays = today is not None and each.name == today.name
        young = replaced > until - timedelta(days=1 if repeated else days)
        if not (is_todays or young or (each.id in pinned and not repeated)):
            going.append(each)
        replaced = each.at
    return going[::-1]


def prune(store: Store, going: Collection[Frozen]) -> int:
    """Remove releases and what only they had; return how many bytes of content were freed.

    A release goes in one step, by a rename, so that an interruption leaves it whole or gone.

    Raises:
        Busy: another run is writing.
        JsnaError: there is no release that is today's, so that nobody can tell what is needed.
    """
    with store.locked():
        if store.today() is None:
            raise JsnaError("No release is today’s yet, so none is removed. Run `jsna release` first.")
        for each in going:
            if each.folder.is_dir():
                each.folder.replace(each.folder.with_name(f"{REMOVING}{each.folder.name}"))
        for left in store.folder.glob(f"{REMOVING}*"):
            shutil.rmtree(left)
        freed = 0
        for path in list(contents.unused(store.folder)):
            freed += path.stat().st_size
            path.unlink()
        for copy in (store.folder / twice.FOLDER).glob("*-*.json"):
            if not (store.folder / copy.stem).is_dir():
                copy.unlink()
    return freed
