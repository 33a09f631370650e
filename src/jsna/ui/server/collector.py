"""Memory: one heap for everything, and garbage collected from time to time.

Streamlit would collect after every run of every session (``runner.postScriptGC``, switched off here).
"""

from __future__ import annotations

import ctypes
import gc
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

SECONDS = 30.0
#: The number of the setting for how many heaps there may be, in the GNU library's ``malloc.h`` (M_ARENA_MAX).
_ARENAS = -8


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


def share_one_heap() -> None:
    """Let Python, numpy and Arrow use one allocator with one heap; it must run before the last two are imported.

    Arrow's own allocator keeps what each thread that read a Parquet file has freed: 100 of 168 MB once all figures are
    open. The GNU library has a heap for each thread, and of these some 30 MB stay half empty after warm-up.
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")
    with _where_the_gnu_library_is():
        ctypes.CDLL("libc.so.6").mallopt(_ARENAS, 1)


def set_aside() -> None:
    """Exclude all present objects from later collections: libraries and open data stay until the end."""
    _give_back()
    gc.freeze()


def _collect_until(ended: threading.Event, seconds: float) -> None:
    while not ended.wait(seconds):
        _give_back()


def _give_back() -> None:
    """Collect, and return what is free to the system: reading the boundaries leaves 50 MB with the allocator."""
    gc.collect()
    with _where_the_gnu_library_is():
        ctypes.CDLL("libc.so.6").malloc_trim(0)


def _where_the_gnu_library_is() -> suppress:
    """Do nothing on other systems than Linux with the GNU C library, which have other ways to manage memory."""
    return suppress(OSError, AttributeError)
