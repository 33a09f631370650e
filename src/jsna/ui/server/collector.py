"""Memory: one allocator for everything, and garbage collected from time to time.

Streamlit would collect after every run of every session (``runner.postScriptGC``, switched off here).
"""

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


def share_one_allocator() -> None:
    """Let Arrow use the allocator that Python and numpy use.

    Its own keeps what each thread that read a Parquet file has freed: 100 of 168 MB once all figures are open.
    """
    pa.set_memory_pool(pa.system_memory_pool())


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
    with suppress(OSError, AttributeError):  # other systems than Linux with the GNU library keep it
        ctypes.CDLL("libc.so.6").malloc_trim(0)
