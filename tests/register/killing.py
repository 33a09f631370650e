"""Kills processes that write to the register, at any moment, and counts what they acknowledged and is not there.

Run as a program of its own, which loads everything once and forks each process to be killed.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from jsna.model.register.conversation import Conversation
from jsna.register import archive, check
from jsna.register.backup import restore
from jsna.register.database import connect
from jsna.register.migrating import move
from jsna.register.register import NotHere, Register
from tests.register.making import MODERATOR, OFFICER, a_conversation, a_need

#: Seconds after which a process is killed at the latest.
_LATEST = 0.25


def killed(register: Register, folder: Path, kills: int) -> tuple[int, int]:
    """Return how many items writers acknowledged while each was killed, and how many of them are lost.

    Args:
        register: where they write.
        folder: for what they acknowledge.
        kills: how many writers.
    """
    said = folder / "acknowledged"
    said.touch()
    apart(register, "write", kills, said)
    lines = said.read_text(encoding="ascii").split()
    return len(lines), sum(1 for each in lines if not _is_here(register, each))


def apart(register: Register, way: str, times: int, what: Path) -> list[str]:
    """Run one of the ways below in processes that are killed; return what the register's check found after each."""
    command = [sys.executable, "-m", "tests.register.killing", way, str(times), address_of(register)]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["src", os.environ.get("PYTHONPATH", "")])}
    done = subprocess.run(
        [*command, str(register.database.state), str(what)], check=True, capture_output=True, env=environment
    )
    found: list[str] = json.loads(done.stdout)
    return found


def address_of(register: Register) -> str:
    """The address by which another process reaches a register of these tests, which has no password."""
    file = register.database.file
    return register.database.address if file is None else f"sqlite:///{file}"


def _is_here(register: Register, item_id: str) -> bool:
    try:
        register.get(MODERATOR, Conversation, item_id)
    except NotHere:
        return False
    return True


def _write(register: Register, said: Path, begun: Callable[[], object]) -> None:
    """Save pairs of items, change them, and write down what was saved, for ever."""
    with said.open("ab", buffering=0) as acknowledged:
        while True:
            talk, need = register.save(OFFICER, a_conversation(), a_need())
            acknowledged.write(f"{talk.id}\n".encode())
            begun()
            register.save(OFFICER, need.model_copy(update={"conversations": (talk.id,), "words": "x" * 20_000}))


def _many(register: Register, said: Path, begun: Callable[[], object]) -> None:
    """Save 25 items, and write down each."""
    begun()
    with said.open("ab", buffering=0) as acknowledged:
        for _ in range(25):
            (talk,) = register.save(OFFICER, a_conversation())
            acknowledged.write(f"{talk.id}\n".encode())


def _restore(register: Register, source: Path, begun: Callable[[], object]) -> None:
    begun()
    restore(register.database, archive.opened(source), "Ada", datetime.now(UTC))


def _move(register: Register, step: Path, begun: Callable[[], object]) -> None:
    begun()
    move(register.database, step.name)
    move(register.database, "head")


_WAYS: dict[str, Callable[[Register, Path, Callable[[], object]], None]] = {
    "write": _write,
    "many": _many,
    "restore": _restore,
    "move": _move,
}


def main(way: str, times: str, address: str, state: str, what: str) -> None:
    """Fork and kill; print what the check finds after each kill. ``many`` runs all at once and kills nobody."""
    found: list[str] = []
    children = []
    for number in range(int(times)):
        children.append(_forked(way, address, state, what))
        if way != "many":
            time.sleep(random.uniform(0, _LATEST) if way == "write" else 0.03 * 1.6**number)  # noqa: S311 - chance
            os.kill(children[-1], signal.SIGKILL)
            os.waitpid(children.pop(), 0)
            if way != "write":
                database = connect(address, Path(state))
                found += check.check(database)
                database.close()
    for child in children:
        os.waitpid(child, 0)
    print(json.dumps(found))


def _forked(way: str, address: str, state: str, what: str) -> int:
    ready, tell = os.pipe()
    child = os.fork()
    if child:
        os.close(tell)
        os.read(ready, 1)  # and it stays open: a child that could not tell would end by itself
        return child
    try:
        register = Register(connect(address, Path(state)), lambda: datetime.now(UTC))
        register.count(OFFICER, Conversation)
        _WAYS[way](register, Path(what), lambda: os.write(tell, b"+"))
    finally:
        os._exit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
