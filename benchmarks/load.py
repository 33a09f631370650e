"""How many readers one process carries, and how many two: sessions that choose again and again, all at once.

Each session is a reader without a browser (``benchmarks.client``) on the Map page, most of them in a county, one in ten
at all England. They wait before each choice, exponentially about the think time, and choose another group, ward or
baseline. One process is asked directly, several through nginx, as they are in a deployment. The readers run on the same
machine as the server; its load is printed beside the figures.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import random
import statistics
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import psutil

from benchmarks.client import Reader
from tests.browser.harness import Server, free_port, served
from tests.services import nginx

#: Sessions and seconds of think time, and the bar of each: the slowest of 95 in 100 reruns, in seconds; None for
#: "all are answered".
SCENARIOS: tuple[tuple[int, float, float | None], ...] = ((100, 10.0, 0.5), (300, 5.0, None))
PROCESSES = (1, 2)
SECONDS = 60
COUNTIES = ("E10000019", "E10000019", "E10000023", "E10000016")
ENGLAND, ENGLANDS_PART = "E92000001", 0.1
INDICATORS = ("religion", "disabled-people", "tenure")
CHOICES = ("Group", "Ward", "Compare with")
#: Sessions that are opened at the same time, before any is measured.
_AT_ONCE = 8


class Cost(NamedTuple):
    """What was taken meanwhile.

    Attributes:
        seconds: of the processor by the servers; what one rerun takes of it is the figure that no neighbour disturbs.
        cores: by the servers.
        readers: cores by the readers.
        megabytes: of memory by the servers.
    """

    seconds: float
    cores: float
    readers: float
    megabytes: float


@dataclass
class Heard:
    """What the readers of one scenario met: seconds of each first visit and rerun, and what failed."""

    first: list[float] = field(default_factory=list)
    reruns: list[float] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)


@contextmanager
def site(folder: Path, processes: int) -> Iterator[tuple[str, list[Server]]]:
    """Serve the app by one process, or by two behind nginx, on one state folder; yield its address."""
    environment = {"JSNA_STATE": str(folder / "state"), "JSNA_LOCAL": "no"}
    ports = [free_port() for _ in range(processes)]
    with ExitStack() as stack:
        servers = [
            stack.enter_context(served(folder / f"{port}.log", environment=environment, port=port)) for port in ports
        ]
        if processes == 1:
            yield servers[0].address, servers
            return
        front = free_port()
        stack.enter_context(nginx.running(ports, front))
        yield f"http://127.0.0.1:{front}", servers


async def reader_of(address: str, heard: Heard, opening: asyncio.Semaphore) -> Reader | None:
    """Open a session, and return it; None where it failed."""
    place = ENGLAND if random.random() < ENGLANDS_PART else random.choice(COUNTIES)
    async with opening:
        try:
            reader = await Reader.at(address, "map", f"area={place}&indicator={random.choice(INDICATORS)}")
            heard.first.append((await reader.run()).seconds)
        except Exception as error:  # noqa: BLE001 - whatever it is, this reader got no page
            heard.failed.append(f"first visit: {type(error).__name__}")
            return None
    return reader


async def goes_on(reader: Reader, think: float, until: float, heard: Heard) -> None:
    """Choose again and again, with pauses, until the time is over."""
    loop = asyncio.get_running_loop()
    while (pause := random.expovariate(1 / think)) + loop.time() < until:
        await asyncio.sleep(pause)
        label = random.choice([label for label in CHOICES if label in reader.widgets])
        try:
            heard.reruns.append((await reader.choose(label, random.choice(reader.options(label)))).seconds)
        except Exception as error:  # noqa: BLE001 - whatever it is, this reader got no answer
            heard.failed.append(f"rerun: {type(error).__name__}")
            return
    await reader.leave()


async def readers(
    address: str, servers: list[Server], sessions: int, think: float, seconds: float
) -> tuple[Heard, Cost]:
    """Return what so many readers met in that time, and what it cost the servers."""
    heard, opening = Heard(), asyncio.Semaphore(_AT_ONCE)
    opened = await asyncio.gather(*(reader_of(address, heard, opening) for _ in range(sessions)))
    processes = [psutil.Process(server.process.pid) for server in servers]
    before, own = _spent(processes), _spent([psutil.Process()])
    began = asyncio.get_running_loop().time()
    await asyncio.gather(*(goes_on(each, think, began + seconds, heard) for each in opened if each))
    took = asyncio.get_running_loop().time() - began
    megabytes = sum(process.memory_info().rss for process in processes) / 1e6
    spent, by_readers = _spent(processes) - before, _spent([psutil.Process()]) - own
    return heard, Cost(spent, spent / took, by_readers / took, megabytes)


def _spent(processes: list[psutil.Process]) -> float:
    return sum(sum(process.cpu_times()[:2]) for process in processes)


def at(times: list[float], part: float) -> float:
    """Return the time that so large a part stayed below, in seconds."""
    return sorted(times)[min(len(times) - 1, int(part * len(times)))] if times else float("nan")


def told(name: str, heard: Heard, cost: Cost) -> str:
    """Return one line of the table."""
    asked = len(heard.reruns) + len(heard.failed)
    times = (statistics.median(heard.reruns or [0]), at(heard.reruns, 0.95), at(heard.first, 0.95))
    values = [
        f"{len(heard.reruns)}",
        f"{100 * len(heard.reruns) / asked if asked else 0:.1f}%",
        *(f"{seconds:.2f} s" for seconds in times),
        f"{1000 * cost.seconds / max(1, len(heard.reruns)):.0f} ms",
        *(f"{cores:.2f}" for cores in (cost.cores, cost.readers)),
        f"{cost.megabytes:.0f} MB",
        f"{os.getloadavg()[0]:.1f}",
    ]
    return row(name, values)


#: Headings of the table.
HEADINGS = ("reruns", "answered", "median", "95%", "first 95%", "each", "cores", "readers’", "memory", "load")


def row(name: str, values: Sequence[str]) -> str:
    """Return a line of the table."""
    return f"{name:34}" + "".join(f"{value:>11}" for value in values)


def missed(heard: Heard, bar: float | None) -> bool:
    """Return whether a scenario misses its bar."""
    return bool(heard.failed) or (bar is not None and not at(heard.reruns, 0.95) < bar)


def main() -> int:
    """Print what the readers of each scenario met; return 1 where one misses its bar."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--sessions", type=int, nargs="*", help="so many, instead of those with a bar")
    given.add_argument("--think", type=float, default=10.0, help="seconds, with --sessions")
    given.add_argument("--processes", type=int, nargs="*", choices=PROCESSES, default=PROCESSES)
    given.add_argument("--seconds", type=float, default=SECONDS)
    asked = given.parse_args()
    scenarios = [(each, asked.think, None) for each in asked.sessions] if asked.sessions else list(SCENARIOS)
    random.seed(1)
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before; the readers are on them, too")
    print(row("", HEADINGS))
    misses = []
    for number in asked.processes:
        with tempfile.TemporaryDirectory() as folder, site(Path(folder), number) as (address, servers):
            asyncio.run(readers(address, servers, 2 * number, 1.0, 5.0))  # what the first ones wait for is no load
            for sessions, think, bar in scenarios:
                name = f"{number} process{'es' * (number > 1)}, {sessions} sessions at {think:g} s"
                heard, cost = asyncio.run(readers(address, servers, sessions, think, asked.seconds))
                print(told(name, heard, cost), *sorted(set(heard.failed)), flush=True)
                misses += [name] if missed(heard, bar) else []
    print(f"missed: {'; '.join(misses)}" if misses else "every bar is met")
    return int(bool(misses))


if __name__ == "__main__":
    sys.exit(main())
