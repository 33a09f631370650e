"""Releases under fire, and what they cost: flipped bits, killed writers, swaps under readers, memory after many stores.

``--flips``, ``--kills`` and ``--swaps`` say how many of each; the tests of the product do the same in small. The last
part runs beside the build before (84f3566): figures are stored thirty times while readers look at four pages.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import shutil
import sys
import tempfile
from pathlib import Path

import psutil

from benchmarks.client import Reader
from benchmarks.page import BEFORE, EARLIER, TODAY, checked_out
from jsna.catalogue.releases.opened import Releases
from jsna.catalogue.releases.store import Store
from tests import making
from tests.browser.harness import ROOT, Server, served
from tests.faults import releases

FLIPS, KILLS, SWAPS, STORES = 300, 300, 30, 30
READERS, EVERY_SECONDS = 5, 2.0
BAR_OF_FIRST = 1.3
PAGES = (
    ("map", "area=E92000001&indicator=religion"),
    ("map", "area=E10000019&indicator=visits"),
    ("area", "ward=E05009888"),
    ("trends", "area=E10000019&indicator=disabled-people"),
)


def flips(folder: Path, number: int) -> bool:
    """Flip one bit of an old release, again and again; return whether one was ever shown as true."""
    data, store = releases.folder(folder / "data"), Store.of(folder / "state")
    pinned = Releases(data, store, releases.now).today().frozen.id
    releases.store_number(data, 1)
    chance = random.Random(16)
    became = releases.flipped(store, data, pinned, chance, number)
    print(f"{number} flipped bits: {', '.join(f'{count} {word}' for word, count in became.most_common())}")
    return became["wrong"] > 0


def kills(folder: Path, number: int, doing: str) -> bool:
    """Kill a writer at every touch of the disk in turn; return whether a release was ever half there."""
    data, state = releases.folder(folder / "data"), folder / "state"
    for each in range(10):
        releases.store_number(data, each)
        Releases(data, Store.of(state), releases.now).today()
    if doing == "prune":
        releases.age(state)
    known = Store.of(state).all()
    wrong, done = [], 0
    for first in range(0, number, 30):
        done += len(releases.killed(data, state, doing, [1 + (first + each) % 120 for each in range(30)]))
        wrong += releases.whole(data, state, known if doing == "freeze" else known[:1])
    print(f"{number} writers killed while they {doing}: {number - done} died in the middle, {len(wrong)} faults")
    return bool(wrong)


def swaps(folder: Path, number: int) -> bool:
    """Swap releases under readers; return whether anybody saw two at once."""
    data = releases.folder(folder / "data")
    looks, mixed = releases.swapped(data, folder / "state", readers=READERS, swaps=number, every=EVERY_SECONDS)
    print(f"{number} releases swapped under {READERS} readers: {looks} looks, {len(mixed)} saw a mixture")
    return bool(mixed)


async def stored(server: Server, data: Path, number: int) -> list[float]:
    """Store figures again and again while readers look; return the server's memory after each, in megabytes."""
    readers = []
    for page, query in PAGES:
        readers.append(await Reader.at(server.address, page, query))
        await readers[-1].run()
    process, memory = psutil.Process(server.process.pid), []
    for count in range(number):
        rows = [("E07000137", 100 + count, 1000)]
        same = {"period": "2024", "characteristic": "everyone", "group": "yes"}
        described = making.indicator(
            slug="visits",
            topic="local",
            title="Visits",
            characteristic="everyone",
            lowest_level="district",
            groups=["yes"],
        )
        making.write(data, described, making.observations(rows, **same))
        for reader in readers:
            await reader.run()
        memory.append(process.memory_info().rss / 1e6)
    for reader in readers:
        await reader.leave()
    return memory


def stores(folder: Path, number: int) -> bool:
    """Print the memory after the first store and the last, in both builds; return whether the bar is missed."""
    grown = {}
    with checked_out(BEFORE, folder / "before") as before:
        for name, build in ((EARLIER, before), (TODAY, ROOT)):
            own = folder / f"of {name.split()[0]}"
            data = shutil.copytree(build / "data", own / "data")
            settings = {"JSNA_DATA": str(data), "JSNA_STATE": str(own / "state"), "PYTHONPATH": str(build / "src")}
            with served(own / "server.log", build, settings) as server:
                memory = asyncio.run(stored(server, data, number))
            grown[name] = memory[-1] / memory[0]
            print(f"{name}: {memory[0]:.0f} MB after the first store, {memory[-1]:.0f} MB after {number}")
    print(f"today {grown[TODAY]:.2f} times as much, before {grown[EARLIER]:.2f} times; the bar is {BAR_OF_FIRST}")
    return grown[TODAY] > BAR_OF_FIRST


def main() -> int:
    """Run all of it; return 1 where a release was wrong, mixed or half there, or where memory grew beyond its bar."""
    given = argparse.ArgumentParser(description=__doc__)
    for name, number in (("flips", FLIPS), ("kills", KILLS), ("swaps", SWAPS), ("stores", STORES)):
        given.add_argument(f"--{name}", type=int, default=number)
    asked = given.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        missed = [
            asked.flips and flips(root / "flips", asked.flips),
            asked.kills and kills(root / "freeze", asked.kills // 2, "freeze"),
            asked.kills and kills(root / "prune", asked.kills // 2, "prune"),
            asked.swaps and swaps(root / "swaps", asked.swaps),
            asked.stores and stores(root, asked.stores),
        ]
    return int(any(missed))


if __name__ == "__main__":
    sys.exit(main())
