"""How long the register takes for what a page needs as it grows, on both databases; and 300 kills during writes.

Run with ``python -m benchmarks.register``; ``--most 100000`` goes on to a hundred thousand conversations. There are ten
rows of history for each conversation. PostgreSQL is started in a folder of its own.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from jsna.model.register.conversation import Conversation, Heard, OwnWords, Reached
from jsna.model.register.item import Place
from jsna.model.register.person import ANYBODY, Person, Role
from jsna.register import check, history
from jsna.register.database import connect
from jsna.register.history import Event
from jsna.register.migrating import bring_up
from jsna.register.register import Register, Wanted
from tests.register.killing import killed
from tests.services import postgres

SIZES = (1_000, 10_000, 100_000)
BAR, BAR_SIZE, KILLS = 0.3, 10_000, 300
OFFICER = Person("Ann", frozenset({Role.CONTRIBUTOR}))
MODERATOR = Person("Mo", frozenset({Role.MODERATOR}))
WARDS = [f"E0500{number:04}" for number in range(1, 2001)]
TOPICS = ("health", "transport", "housing", "money", "")
WORDS = Path(__file__).read_text(encoding="utf-8").split()


def main() -> int:
    """Print a line for each size; return 1 where a bar is missed."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--most", type=int, default=BAR_SIZE, help="conversations at most (default: 10,000)")
    options.add_argument("--kills", type=int, default=KILLS, help="kills in the middle of a write (default: 300)")
    given = options.parse_args()
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    print(f"{machine}, load {os.getloadavg()[0]:.1f}")
    met = True
    for size in [size for size in SIZES if size <= given.most]:
        for name in ("SQLite", "PostgreSQL"):
            with register_on(name) as register:
                met &= measured(name, register, size)
    print(f"bar: each of these in {BAR:g} s at {BAR_SIZE:,} conversations: {'held' if met else 'MISSED'}")
    return 0 if killed_often(given.kills) and met else 1


@contextmanager
def register_on(name: str) -> Iterator[Register]:
    """Yield an empty register."""
    with tempfile.TemporaryDirectory() as folder, postgres.running() as address:
        database = connect(address if name == "PostgreSQL" else None, Path(folder))
        with closing(database):
            bring_up(database)
            yield Register(database, lambda: datetime.now(UTC))


def fill(register: Register, size: int) -> list[str]:
    """Put conversations and ten rows of history for each into a register; return their identifiers."""
    drawn = random.Random(20261129)
    ids = []
    for start in range(0, size, 500):
        saved = register.save(OFFICER, *(conversation(drawn) for _ in range(min(500, size - start))))
        ids += [item.id for item in saved]
        with register.database.writing() as connection:
            written = [(item, item.model_dump_json()) for item in saved for _ in range(9)]
            events = [
                Event("Ann", history.CHANGED, item.KIND, item.id, item.version, "", content)
                for item, content in written
            ]
            history.append_all(connection, events, register.now())
    return ids


def conversation(drawn: random.Random) -> Conversation:
    """Return a conversation of the usual length; one in a hundred is about a rare word."""
    words = [" ".join(drawn.choices(WORDS, k=30)) for _ in range(3)]
    heard = tuple(Heard(words=f"The buses stop too early {each}", theme="buses stop too early") for each in words)
    people = drawn.randrange(5, 40)
    return Conversation(
        held_on=date(2026, 11, 1) - timedelta(days=drawn.randrange(1500)),
        places=tuple(Place(code=code, vintage="2022") for code in drawn.sample(WARDS, 2)),
        heard=(*heard, Heard(words="zebra crossing")) if drawn.random() < 0.01 else heard,
        topic=drawn.choice(TOPICS),
        asked="What would make this easier for you?",
        people=people,
        groups=(Reached(characteristic="sex", group="female", people=people // 2),),
        own_words=(OwnWords(words=" ".join(drawn.choices(WORDS, k=40)), agreed=True),),
        published=False,
    )


def measured(name: str, register: Register, size: int) -> bool:
    """Print how long each thing takes, the median of five; return whether the bar is held where it is for this size."""
    start = time.perf_counter()
    ids = fill(register, size)
    if not register.database.is_sqlite:
        register.database.outside("ANALYZE")
    took = time.perf_counter() - start
    print(f"\n{name}, {size:,} conversations, {size * 10:,} rows of history, filled in {took:.0f} s")
    county = WARDS[:160]
    things: dict[str, Callable[[], object]] = {
        "newest 100": lambda: register.find(OFFICER, Conversation),
        "last page of 100": lambda: register.find(OFFICER, Conversation, Wanted(skip=size - 100)),
        "100 of a county": lambda: register.find(OFFICER, Conversation, Wanted(areas=county, order="held_on")),
        "all of a ward": lambda: register.find(OFFICER, Conversation, Wanted(areas=[WARDS[3]], most=None)),
        "count": lambda: register.count(OFFICER, Conversation),
        "count of a county and topic": lambda: register.count(
            OFFICER, Conversation, Wanted(areas=county, equals=(("topic", "health"),))
        ),
        "one": lambda: register.get(OFFICER, Conversation, ids[7]),
        "search, in every one": lambda: register.search(OFFICER, "buses early"),
        "search, in one of a hundred": lambda: register.search(OFFICER, "zebra cro"),
        "search, beginning of a word": lambda: register.search(OFFICER, "b"),
        "search, in none": lambda: register.search(OFFICER, "giraffe"),
        "search, by anybody": lambda: register.search(ANYBODY, "buses"),
        "history of one": lambda: register.changes(OFFICER, Conversation, ids[7]),
        "an earlier version": lambda: register.version(OFFICER, Conversation, ids[7], 1),
        "private words": lambda: register.read_private(MODERATOR, Conversation, ids[7]),
        "save one": lambda: register.save(OFFICER, conversation(random.Random())),
    }
    held = True
    for what, do in things.items():
        seconds, processor = median(do)
        held &= seconds < BAR
        took = f"{seconds * 1000:>9.1f} ms, {processor * 1000:>7.1f} ms of the processor"
        print(f"  {what:<30} {took}{'' if seconds < BAR else '   above the bar'}", flush=True)
    for what, do in {
        "erase one, to the bytes": lambda: register.erase(MODERATOR, Conversation, ids[3], "asked by the person"),
        "check": lambda: check.check(register.database),
    }.items():
        print(f"  {what:<30} {median(do, 1)[0]:>9.1f} s", flush=True)
    return held or size != BAR_SIZE


def median(do: Callable[[], object], times: int = 5) -> tuple[float, float]:
    """Return the seconds that something takes, and those of this process's own work: the median of both."""
    taken, own = [], []
    for _ in range(times):
        start, processor = time.perf_counter(), time.process_time()
        do()
        taken.append(time.perf_counter() - start)
        own.append(time.process_time() - processor)
    return sorted(taken)[times // 2], sorted(own)[times // 2]


def killed_often(kills: int) -> bool:
    """Kill a writer again and again; return whether nothing was lost and nothing half saved."""
    good = True
    for name in ("SQLite", "PostgreSQL"):
        with register_on(name) as register, tempfile.TemporaryDirectory() as folder:
            acknowledged, lost = killed(register, Path(folder), kills)
            found = check.check(register.database)
        print(f"{name}: {kills} kills, {acknowledged:,} acknowledged, {lost} lost, {len(found)} faults")
        good &= not lost and not found
    return good


if __name__ == "__main__":
    sys.exit(main())
