"""Kills a process that writes to the register, at any moment, and counts what it had acknowledged and is not there."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from jsna.model.register.conversation import Conversation
from jsna.register.database import connect
from jsna.register.register import NotHere, Register
from tests.register.making import MODERATOR, OFFICER, a_conversation, a_need


def killed(register: Register, folder: Path, kills: int) -> tuple[int, int]:
    """Return how many items a writer acknowledged while it was killed so often, and how many of them are lost.

    Args:
        register: where it writes.
        folder: for what it acknowledges.
        kills: how often.
    """
    said = folder / "acknowledged"
    said.touch()
    address = register.database.file and f"sqlite:///{register.database.file}"
    writer = [sys.executable, "-m", "tests.register.killing", address or _address(register), str(said)]
    for _ in range(kills):
        process = subprocess.Popen(writer, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": _path()})
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(random.uniform(0, 0.15))  # noqa: S311 - chance, not secrecy
        process.send_signal(signal.SIGKILL)
        process.wait()
        process.stdout.close()
    lines = said.read_text(encoding="ascii").split()
    return len(lines), sum(1 for each in lines if not _is_here(register, each))


def _is_here(register: Register, item_id: str) -> bool:
    try:
        register.get(MODERATOR, Conversation, item_id)
    except NotHere:
        return False
    return True


def _address(register: Register) -> str:
    return register.database._reads.url.render_as_string(hide_password=False)


def _path() -> str:
    return os.pathsep.join(["src", os.environ.get("PYTHONPATH", "")])


def write(address: str, said: Path) -> None:
    """Save pairs of items, change them, and write down what was saved, until somebody kills the process."""
    register = Register(connect(address, said.parent), lambda: datetime.now(UTC))
    with said.open("ab", buffering=0) as acknowledged:
        sys.stdout.write("ready\n")
        sys.stdout.flush()
        while True:
            talk, need = register.save(OFFICER, a_conversation(), a_need())
            acknowledged.write(f"{talk.id}\n".encode())
            register.save(OFFICER, need.model_copy(update={"conversations": (talk.id,), "words": "x" * 20_000}))


if __name__ == "__main__":
    write(sys.argv[1], Path(sys.argv[2]))
