"""What an open page costs the server's memory while its reader does nothing: many sessions by raw WebSocket, all open.

Each has opened the Map page of a county once (``benchmarks.client``). What all of them share is in memory before the
first reading, and what is free has gone back to the system before each: the server does that every half minute.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

import psutil

from benchmarks.client import Reader
from benchmarks.load import COUNTIES
from tests.browser.harness import Server, served

BEFORE, SESSIONS = 20, 200
BAR_MEBIBYTES = 0.25
#: Longer than the server waits between two collections.
_PATIENCE = 32.0


async def opened(server: Server, number: int) -> list[Reader]:
    """Open so many sessions, one after the other, and return them."""
    readers = []
    for each in range(number):
        reader = await Reader.at(server.address, "map", f"area={COUNTIES[each % len(COUNTIES)]}")
        await reader.run()
        readers.append(reader)
    return readers


async def resident(server: Server) -> float:
    """Return the server's memory once what is free has gone back, in mebibytes."""
    await asyncio.sleep(_PATIENCE)
    return float(psutil.Process(server.process.pid).memory_info().rss) / 2**20


async def measure(server: Server, sessions: int) -> float:
    """Return what each further session costs, in mebibytes."""
    kept = await opened(server, BEFORE)
    before = await resident(server)
    kept += await opened(server, sessions)
    after = await resident(server)
    print(f"{BEFORE} sessions: {before:.0f} MiB; {len(kept)} sessions: {after:.0f} MiB")
    await asyncio.gather(*(reader.leave() for reader in kept))
    return (after - before) / sessions


def main() -> int:
    """Print what an idle session costs; return 1 where it misses the bar."""
    given = argparse.ArgumentParser(description=__doc__)
    given.add_argument("--sessions", type=int, default=SESSIONS)
    asked = given.parse_args()
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder) / "log", environment={"JSNA_STATE": folder}) as server,
    ):
        each = asyncio.run(measure(server, asked.sessions))
    print(f"each further session {each:.2f} MiB; the bar is {BAR_MEBIBYTES} MiB")
    return int(each > BAR_MEBIBYTES)


if __name__ == "__main__":
    sys.exit(main())
