"""Runs of pages: which page runs in a thread, on which release, how long it takes, and how many run now."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from jsna import metrics

#: How Streamlit names the thread of each run of a page, and of each part that runs by itself.
THREAD = "ScriptRunner.scriptThread"
#: What is counted for the page without a name in its address.
HOME = "home"

_log = logging.getLogger(__name__)


class Run(threading.local):
    """What runs in this thread.

    Attributes:
        page: the page's part of the address; empty outside a page.
        release: what its figures are of; empty where it is not known yet.
    """

    page: str = ""
    release: str = ""


#: Of the thread that asks.
current = Run()


@contextmanager
def measured(page: str) -> Iterator[Run]:
    """Measure the run of a page until the block ends, and name it in what is written to the log meanwhile.

    Args:
        page: the page's part of the address; empty for the first page.
    """
    current.page, current.release = page or HOME, ""
    began = time.perf_counter()
    try:
        yield current
    except Exception:
        metrics.PAGE_FAULTS.labels(current.page).inc()
        raise
    finally:
        seconds = time.perf_counter() - began
        metrics.PAGE_SECONDS.labels(current.page).observe(seconds)
        _log.info("A page ran.", extra={"milliseconds": round(seconds * 1000)})


def in_progress() -> int:
    """Return how many runs there are now."""
    return sum(thread.name == THREAD for thread in threading.enumerate())
