"""A server that is told to stop hears it, however busy it is."""

from __future__ import annotations

import subprocess
import sys

_PROGRAM = """
import asyncio, os, signal, sys, threading, time
import uvicorn
from jsna.ui.server import stopping


async def app(scope, receive, send):
    await receive()
    stopping.finish_first()
    await send({"type": "lifespan.startup.complete"})
    loop = asyncio.get_running_loop()
    loop.call_later(0.2, busy, loop)
    await receive()
    await send({"type": "lifespan.shutdown.complete"})


def busy(loop):
    # What wakes the loop is full by the time the signal comes.
    for _ in range(100_000):
        loop.call_soon_threadsafe(int)
    os.kill(os.getpid(), signal.SIGTERM)


uvicorn.Server(uvicorn.Config(app, port=0, log_level="error")).run()
"""


def test_a_busy_server_hears_that_it_is_to_stop_and_ends_with_0() -> None:
    run = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, timeout=30, check=False)
    assert (run.returncode, run.stderr) == (0, "")
