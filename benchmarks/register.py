"""How long the register's pages, and what they ask of it, take as it grows, on both databases; then 300 kills.

Run with ``python -m benchmarks.register``; ``--most 100000`` goes on to a hundred thousand conversations. There are ten
rows of history for each conversation. PostgreSQL is started in a folder of its own. To measure one register again that
``benchmarks.registers.filled`` has filled, give its folder or its address.
"""

from __future__ import annotations

import argparse
import logging
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.pages import Visitor
from benchmarks.registers import pages
from benchmarks.registers.filled import RARE, conversation, fill, wards
from benchmarks.registers.work import Took, postmaster, took
from jsna.model.register.conversation import Conversation
from jsna.model.register.person import ANYBODY, Person, Role
from jsna.register import check
from jsna.register.database import connect
from jsna.register.migrating import bring_up
from jsna.register.register import Register, Wanted
from tests.register.killing import killed
from tests.services import postgres

SIZES = (1_000, 10_000, 100_000)
BAR, BAR_SIZE, KILLS = 0.3, 10_000, 300
#: How often each thing is done, after it was done once.
TIMES = 5
OFFICER = Person("Ann", frozenset({Role.CONTRIBUTOR}))
MODERATOR = Person("Mo", frozenset({Role.MODERATOR}))


def main() -> int:
    """Print a line for each thing at each size; return 1 where a bar is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--most", type=int, default=BAR_SIZE, help="conversations at most (default: 10,000)")
    options.add_argument("--kills", type=int, default=KILLS, help="kills in the middle of a write (default: 300)")
    options.add_argument("--folder", type=Path, help="state folder of a register that is filled: measure only this")
    options.add_argument("--address", help="address of a PostgreSQL that is filled: measure only this")
    given = options.parse_args()
    logging.disable(logging.WARNING)  # Streamlit says at each run that there is no browser
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    print(f"{datetime.now(UTC):%d %B %Y}, {machine}, load {os.getloadavg()[0]:.1f}")
    if given.folder or given.address:
        with tempfile.TemporaryDirectory() as other:
            folder = given.folder or Path(other)
            with closing(connect(given.address, folder)) as database:
                return int(not measured(Register(database, lambda: datetime.now(UTC)), folder, given.address))
    met = True
    for size in [size for size in SIZES if size <= given.most]:
        for name in ("SQLite", "PostgreSQL"):
            with register_on(name) as (register, folder, address):
                start = time.perf_counter()
                fill(register, size)
                print(f"\nfilled in {time.perf_counter() - start:.0f} s")
                met &= measured(register, folder, address)
    print(f"bar: {BAR:g} s of the processor at {BAR_SIZE:,} conversations: {'held' if met else 'MISSED'}")
    return 0 if killed_often(given.kills) and met else 1


@contextmanager
def register_on(name: str) -> Iterator[tuple[Register, Path, str | None]]:
    """Yield an empty register, its state folder, and its address where it has one."""
    with tempfile.TemporaryDirectory() as name_of_folder, postgres.running() as server:
        folder, address = Path(name_of_folder), server if name == "PostgreSQL" else None
        with closing(connect(address, folder)) as database:
            bring_up(database)
            yield Register(database, lambda: datetime.now(UTC)), folder, address


def measured(register: Register, folder: Path, address: str | None) -> bool:
    """Print what each page and each thing takes; return whether the bar is held where it is for this size."""
    size, server = register.count(OFFICER, Conversation), postmaster(register.database)
    print(f"\n{'SQLite' if address is None else 'PostgreSQL'}, {size:,} conversations")
    print(f"  {'after the first time':<42} {'processor':>9} {'first':>9} {'clock':>9}")
    held = True
    for who in (False, True):
        with pages.open_to(folder, address, moderator=who):
            for name, file, query in pages.views(register):
                visit = Visitor(file, query).visit
                held &= line(f"{'moderator' if who else 'anybody'}: {name}", visit, server, 3)
    for name, do in things(register, size).items():
        held &= line(name, do, server)
    ids = register.find(OFFICER, Conversation, Wanted(most=1))
    whole: dict[str, Callable[[], object]] = {
        "check": lambda: check.check(register.database),
        "erase one, to the bytes": lambda: register.erase(MODERATOR, Conversation, ids[0].id, "asked by the person"),
    }
    for name, do in whole.items():
        took_once = took(do, server)
        print(f"  {name:<42} {took_once.processor:>7.1f} s {'':>9} {took_once.clock:>7.1f} s", flush=True)
    return held or size != BAR_SIZE


def things(register: Register, size: int) -> dict[str, Callable[[], object]]:
    """Return what pages ask of the register, by name."""
    county, one = wards(), register.find(OFFICER, Conversation, Wanted(most=1, skip=7))[0].id
    return {
        "newest 100": lambda: register.find(OFFICER, Conversation),
        "last page of 100": lambda: register.find(OFFICER, Conversation, Wanted(skip=size - 100)),
        "100 of a county": lambda: register.find(OFFICER, Conversation, Wanted(areas=county, order="held_on")),
        "all of a ward": lambda: register.find(OFFICER, Conversation, Wanted(areas=county[3:4], most=None)),
        "count of a county and topic": lambda: register.count(
            OFFICER, Conversation, Wanted(areas=county, equals=(("topic", "health"),))
        ),
        "search, in every one": lambda: register.search(OFFICER, "buses early"),
        "search, in one of a hundred": lambda: register.search(OFFICER, RARE),
        "search, beginning of a word": lambda: register.search(OFFICER, "b"),
        "search, in none": lambda: register.search(OFFICER, "giraffe"),
        "search, by anybody": lambda: register.search(ANYBODY, "buses"),
        "history of one": lambda: register.changes(OFFICER, Conversation, one),
        "an earlier version": lambda: register.version(OFFICER, Conversation, one, 1),
        "private words": lambda: register.read_private(MODERATOR, Conversation, one),
        "save one": lambda: register.save(OFFICER, conversation(random.Random(), county, published=False)),
    }


def line(name: str, do: Callable[[], object], server: int | None, times: int = TIMES) -> bool:
    """Print what something takes the first time, and after it; return whether that is within the bar."""
    first = took(do, server)
    after = took(do, server, times)
    print(
        f"  {name:<42} {_said(after.processor)} {_said(first.processor)} {_said(after.clock)}{_over(after)}", flush=True
    )
    return after.processor < BAR


def _said(seconds: float) -> str:
    return f"{1000 * seconds:>6.0f} ms"


def _over(after: Took) -> str:
    return "" if after.processor < BAR else "   above the bar"


def killed_often(kills: int) -> bool:
    """Kill a writer again and again; return whether nothing was lost and nothing half saved."""
    good = True
    for name in ("SQLite", "PostgreSQL"):
        with register_on(name) as (register, _, _), tempfile.TemporaryDirectory() as folder:
            acknowledged, lost = killed(register, Path(folder), kills)
            found = check.check(register.database)
        print(f"{name}: {kills} kills, {acknowledged:,} acknowledged, {lost} lost, {len(found)} faults")
        good &= not lost and not found
    return good


if __name__ == "__main__":
    sys.exit(main())
