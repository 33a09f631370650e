"""What something costs: seconds on the clock, and of the processor, PostgreSQL's own processes among them."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import sqlalchemy as sa

from jsna.register.database import Database


class Took(NamedTuple):
    """Seconds."""

    clock: float
    processor: float


def postmaster(database: Database) -> int | None:
    """Return the process of a PostgreSQL on this machine, where the system says what processes have used."""
    if database.is_sqlite or not Path("/proc/self/stat").exists():
        return None
    with database.reading() as connection:
        folder = connection.scalar(sa.text("SELECT current_setting('data_directory')"))
    return int((Path(folder) / "postmaster.pid").read_text(encoding="utf-8").split()[0])


def took(do: Callable[[], object], server: int | None, times: int = 1) -> Took:
    """Return what something takes each time, in the mean of several times.

    Args:
        do: what is done.
        server: the process of PostgreSQL, whose time is counted; None without one.
        times: how often.
    """
    start, own, theirs = time.perf_counter(), time.process_time(), _used(server)
    for _ in range(times):
        do()
    spent = time.process_time() - own + _used(server) - theirs
    return Took((time.perf_counter() - start) / times, spent / times)


def _used(server: int | None) -> float:
    """Seconds that a server and its processes have used, those that have ended among them."""
    if server is None:
        return 0.0
    ticks = 0
    for file in Path("/proc").glob("[0-9]*/stat"):
        try:
            process = int(file.parent.name)
            fields = file.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if process == server or int(fields[1]) == server:
            ticks += sum(map(int, fields[11:15] if process == server else fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")
