"""Memory is collected from time to time, instead of after every run of every session (``runner.postScriptGC``)."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

SECONDS = 30.0


@contextmanager
def collecting(seconds: float = SECONDS) -> Iterator[None]:
    """Collect in the background every so many seconds, until the block ends.

    Args:
        seconds: the wait between two collections.
    """
    ended = threading.Event()
    thread = threading.Thread(target=_collect_until, args=(ended, seconds), name="collector", daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def set_aside() -> None:
    """Take everything that lives by now out of later collections: libraries and open data stay until the end."""
    gc.collect()
    gc.freeze()


def _collect_until(ended: threading.Event, seconds: float) -> None:
    while not ended.wait(seconds):
        gc.collect()
