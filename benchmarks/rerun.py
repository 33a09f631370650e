"""The processor time of the server for a rerun of the Map page, in turns with the build before (84f3566), in one run.

It decides how many people one process carries, and no neighbour on the machine disturbs it. One reader
(``benchmarks.client``) runs the page again and again with everything in memory: nothing changed, or a choice that has
been made before. What the server sends is counted too.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import sys
import tempfile
from collections.abc import Callable, Coroutine
from itertools import product
from pathlib import Path
from typing import Any

import psutil

from benchmarks.client import Reader, Taken
from benchmarks.page import EARLIER, TODAY, both
from tests.browser.harness import Server

LINCOLNSHIRE, ENGLAND = "E10000019", "E92000001"
PLACES = {LINCOLNSHIRE: "Lincolnshire", ENGLAND: "England"}
#: Parts of what the build before takes.
BARS = {LINCOLNSHIRE: 0.4, ENGLAND: 0.3}
ROUNDS, TIMES = 3, 20
GROUPS = ("Christian", "Muslim", "No religion")
#: Mablethorpe, in a district of Lincolnshire.
WARD = "E05009888"

Step = Callable[[Reader, int], Coroutine[Any, Any, Taken]]


async def again(reader: Reader, _: int) -> Taken:
    """Run the page with nothing changed."""
    return await reader.run()


async def another_group(reader: Reader, number: int) -> Taken:
    """Choose the next of a few groups."""
    return await reader.choose("Group", GROUPS[number % len(GROUPS)])


async def another_ward(reader: Reader, number: int) -> Taken:
    """Choose the next of three wards; over all England, of one district."""
    return await reader.choose("Ward", reader.options("Ward")[1 + number % 3])


STEPS: dict[str, Step] = {"again": again, "another group": another_group, "another ward": another_ward}


class Measured:
    """What a build took: for each place and step, milliseconds of the processor in each round, and what was sent."""

    def __init__(self) -> None:
        self.milliseconds: dict[tuple[str, str], list[float]] = {}
        self.sent: dict[tuple[str, str], Taken] = {}

    def median(self, place: str, step: str) -> float:
        """Return the median of the rounds, in milliseconds for one rerun."""
        return statistics.median(self.milliseconds[place, step])


async def visit(server: Server, measured: Measured, place: str, times: int) -> None:
    """Open the page, take every step until all of it is in memory, and measure it."""
    process = psutil.Process(server.process.pid)
    reader = await Reader.at(server.address, "map", f"area={place}&indicator=religion&group=christian&ward={WARD}")
    await reader.run()
    for name, step in STEPS.items():
        for number in range(len(GROUPS) + 1):
            await step(reader, number)
        before = sum(process.cpu_times()[:2])
        for number in range(times):
            taken = await step(reader, number)
        spent = sum(process.cpu_times()[:2]) - before
        measured.milliseconds.setdefault((place, name), []).append(1_000 * spent / times)
        measured.sent[place, name] = taken
    await reader.leave()


def report(before: Measured, today: Measured) -> list[str]:
    """Print what both builds took; return the bars that are missed, in words."""
    missed = []
    print(f"{'one rerun of the Map page':28}{EARLIER:>18}{'today':>10}{'of before':>12}{'bar':>6}{'sent today':>26}")
    for place, title in PLACES.items():
        for step in STEPS:
            then, now, sent = before.median(place, step), today.median(place, step), today.sent[place, step]
            what = f"{title}, {step}"
            size = f"{sent.messages} messages, {sent.bytes / 1000:.1f} kB"
            print(f"{what:28}{then:15.1f} ms{now:7.1f} ms{now / then:11.2f}{BARS[place]:7.1f}{size:>26}")
            missed += [what] if now > BARS[place] * then else []
    return missed


def main() -> int:
    """Print the processor time of each step in both builds; return 1 where one misses its bar."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--rounds", type=int, default=ROUNDS)
    given.add_argument("--times", type=int, default=TIMES)
    asked = given.parse_args()
    measured = {EARLIER: Measured(), TODAY: Measured()}
    with tempfile.TemporaryDirectory() as folder, both(Path(folder)) as servers:
        for _, place, name in product(range(asked.rounds), PLACES, servers):
            asyncio.run(visit(servers[name], measured[name], place, asked.times))
    missed = report(measured[EARLIER], measured[TODAY])
    print(f"missed: {', '.join(missed)}" if missed else "every bar is met")
    return int(bool(missed))


if __name__ == "__main__":
    sys.exit(main())
