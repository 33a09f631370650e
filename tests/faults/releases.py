"""What is done to releases: bits flipped, writers killed, releases swapped under readers. Tests do it in small."""

from __future__ import annotations

import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pandas as pd

from jsna.catalogue import commit, release
from jsna.catalogue.read import Catalogue
from jsna.catalogue.releases import pruning, sound
from jsna.catalogue.releases.frozen import Frozen
from jsna.catalogue.releases.opened import Open, Releases
from jsna.catalogue.releases.store import Store
from jsna.errors import JsnaError
from tests import making

ROOT = Path(__file__).parents[2]
CONTEXT = ("areas.parquet", "place.toml", "characteristics.toml", "events.toml", "names.csv")
OFFICIAL = ("housing/cars", "disability/disabled-people")
#: Figures of a council, all of one number: a reader who sees two numbers sees a mixture.
OWN = ("one", "two", "three")
_SAME = {"period": "2024", "characteristic": "everyone", "group": "yes"}


def folder(target: Path) -> Path:
    """Return a small data folder: areas, two official indicators, three of a council."""
    making.copied(target, *CONTEXT, *(f"indicators/{name}.*" for name in OFFICIAL))
    # A few names are enough: every reader of a release reads them all.
    names = (target / "names.csv").read_text("utf-8").splitlines(keepends=True)
    (target / "names.csv").write_text("".join(names[:300]), "utf-8")
    own = dict(_own(0))
    with commit.locked(target, "testing"):
        release.commit_release(target, own)
    return target


def store_number(data: Path, number: int) -> None:
    """Store the council's figures, all with one number, as the tool stores figures."""
    with commit.locked(data, "testing"):
        release.commit_release(data, dict(_own(number)))


def _own(number: int) -> Iterator[tuple[str, bytes]]:
    for slug in OWN:
        made = making.indicator(
            slug=slug,
            topic="local",
            title=f"Title {number}",
            characteristic="everyone",
            lowest_level="district",
            groups=["yes"],
        )
        rows = making.observations([("E07000137", 100 + number, 1000)], **_SAME)
        with contextlib.ExitStack() as stack:
            aside = Path(stack.enter_context(_temporary()))
            path = making.write(aside, made, rows)
            for each in (path, path.with_suffix(".csv")):
                yield f"indicators/local/{each.name}", each.read_bytes()


@contextlib.contextmanager
def _temporary() -> Iterator[str]:
    import tempfile  # noqa: PLC0415 - only here

    with tempfile.TemporaryDirectory() as aside:
        yield aside


def now() -> datetime:
    """Return the time."""
    return datetime.now(UTC)


def tables(catalogue: Catalogue) -> dict[str, pd.DataFrame]:
    """Return every figure that can be read, by indicator."""
    return {slug: catalogue.figures(slug).table() for slug in catalogue.indicators}


# Flipped bits


def flipped(store: Store, data: Path, pinned: str, chance: random.Random, times: int) -> Counter[str]:
    """Flip one bit of a pinned release, again and again; open it as a reader does, and count what became of it.

    Returns:
        ``unchanged``: every figure and every word is as it was; ``said``: what is damaged is left out and named;
        ``refused``: the release cannot be opened, in words; ``wrong``: something is shown that is not so.
    """
    kept = store.named(pinned)
    assert kept is not None
    before = tables(_opened(store, data, pinned).catalogue)
    return Counter(_flipped(store, data, kept, before, chance) for _ in range(times))


def _flipped(store: Store, data: Path, kept: Frozen, before: dict[str, pd.DataFrame], chance: random.Random) -> str:
    path = kept.folder / chance.choice([*kept.files, "release.json"])
    content = path.read_bytes()
    position = chance.randrange(len(content))
    changed = bytearray(content)
    changed[position] ^= 1 << chance.randrange(8)
    path.chmod(0o644)
    path.write_bytes(changed)
    try:
        shown = _opened(store, data, kept.id).catalogue
        after = tables(shown)
    except JsnaError:
        return "refused"
    finally:
        path.chmod(0o644)  # what was mended may only be read
        path.write_bytes(content)
    if any(not table.equals(before[slug]) for slug, table in after.items()):
        return "wrong"
    if after.keys() == before.keys() and not shown.problems:
        return "unchanged"
    return "said" if shown.problems else "wrong"


def _opened(store: Store, data: Path, pinned: str) -> Open:
    """A release opened by a process that has nothing in memory, and that cannot mend it from the data folder."""
    found = Releases(data, store, now).named(pinned)
    assert found is not None
    return found


# Killed writers


def age(state: Path) -> None:
    """Make every release but the newest two years old."""
    for known in Store.of(state).all()[1:]:
        path = known.folder / "release.json"
        path.chmod(0o644)
        path.write_bytes(replace(known, at=known.at - timedelta(days=730)).as_json())


def killed(data: Path, state: Path, doing: str, touches: list[int]) -> list[int]:
    """Kill a writer by SIGKILL, each time at another touch of the disk; return at which of them it was done before.

    Args:
        data: the data folder.
        state: the state folder.
        doing: ``freeze`` or ``prune``.
        touches: at which touches it is killed.
    """
    command = [sys.executable, "-m", "tests.faults.releases", str(data), str(state), doing]
    ended = subprocess.run(
        command, input=json.dumps(touches), capture_output=True, text=True, check=True, cwd=ROOT, timeout=600
    )
    return list(json.loads(ended.stdout))


def whole(data: Path, state: Path, known: list[Frozen]) -> list[str]:
    """Return what is wrong with the releases after a writer was killed; nothing, if all is as it must be."""
    store = Store.of(state)
    wrong = [f"{name} has no statement" for name in store.unsound()]
    for each in store.all():
        wrong += [f"{each.id}: {name} {problem}" for name, problem in sound.faults(store.folder, each)]
    names = {each.name for each in store.all()}
    wrong += [f"{each.id} has gone" for each in known if each.name not in names]
    if store.today_of(data) is None:
        wrong.append("no release is today's")
    return wrong


def _do(data: Path, state: Path, doing: str, number: int) -> None:
    store = Store.of(state)
    if doing == "freeze":
        store.point_to(store.freeze(data, now), data)
    else:
        old = [each for each in store.all() if each.at < now() - timedelta(days=400)]
        going = pruning.superfluous(store, data, {each.id for each in old[1::2]}, now())
        pruning.prune(store, going[: 1 + number % 3])


def _run_killed(data: Path, state: Path, doing: str, touches: list[int]) -> list[int]:
    done = []
    for number, touch in enumerate(touches):
        if doing == "freeze":
            path = data / "indicators/local/one.csv"
            path.write_text(path.read_text("utf-8").rstrip() + " \n", encoding="utf-8")
            path.write_text(
                f"{path.read_text('utf-8').splitlines()[0]}\nE07000137,2024,everyone,yes,{touch},1000,,,,\n"
            )
        copy = os.fork()
        if copy == 0:
            _die_at(touch, str(state / "releases"))
            _do(data, state, doing, number)
            os._exit(0)
        _, status = os.waitpid(copy, 0)
        if os.WIFEXITED(status):
            done.append(touch)
    return done


def _die_at(touch: int, under: str) -> None:
    left = touch

    def hook(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        touching = event in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.chmod")
        if touching and under in str(arguments[0]):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


# Readers while a writer swaps


def swapped(data: Path, state: Path, *, readers: int, swaps: int, every: float) -> tuple[int, list[str]]:
    """Store other figures again and again while readers look; return how often they looked, and what was mixed."""
    releases, stop = Releases(data, Store.of(state), now), threading.Event()
    looks, mixed = 0, list[str]()
    lock = threading.Lock()

    def look() -> None:
        nonlocal looks
        while not stop.is_set():
            opened = releases.today()
            seen = {_number(opened.catalogue, slug) for slug in OWN}
            with lock:
                looks += 1
                if len(seen) != 1 or opened.frozen.id != release.Release.of(opened.frozen.files).id:
                    mixed.append(f"{opened.frozen.id}: {seen}")

    threads = [threading.Thread(target=look) for _ in range(readers)]
    for each in threads:
        each.start()
    try:
        for number in range(1, swaps + 1):
            time.sleep(every)
            store_number(data, number)
    finally:
        time.sleep(every)
        stop.set()
        for each in threads:
            each.join()
    return looks, mixed


def _number(catalogue: Catalogue, slug: str) -> tuple[str, float]:
    figures = catalogue.figures(slug).table()
    return catalogue.indicators[slug].title, float(figures["numerator"].iloc[0]) - 100


if __name__ == "__main__":
    print(json.dumps(_run_killed(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3], json.load(sys.stdin))))
