"""Collect garbage at intervals, instead of after every run of every session (``runner.postScriptGC``)."""

from __future__ import annotations

import ctypes
import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pyarrow as pa

SECONDS = 30.0


@contextmanager
def collecting(seconds: float = SECONDS) -> Iterator[None]:
    """Collect in the background at a fixed interval, until the block ends.

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
    """Exclude all present objects from later collections: libraries and open data stay until the end."""
    _give_back()
    gc.freeze()


def _collect_until(ended: threading.Event, seconds: float) -> None:
    while not ended.wait(seconds):
        _give_back()


def _give_back() -> None:
    """Collect, and return free memory to the system: reading the boundaries leaves 50 MB with the allocators."""
    gc.collect()
    pa.default_memory_pool().release_unused()
    with suppress(OSError, AttributeError):  # systems other than Linux with glibc keep it
        ctypes.CDLL("libc.so.6").malloc_trim(0)
