"""The order in which a run of a page is sent: first what its reader waits for, then everything else at once.

A browser draws the whole page again for every few parts that arrive, and a map that is ready waits for each of those
drawings. So the map is sent alone, and all else in one go.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx


class _Outbox:
    """What a run holds back, and Streamlit's own way to send it. A spinner comes from a thread of its own."""

    def __init__(self, send: Callable[[ForwardMsg], None]) -> None:
        self.send = send
        self.waiting: list[ForwardMsg] = []
        self.ahead: list[ForwardMsg] | None = None
        self._lock = threading.Lock()

    def put(self, message: ForwardMsg) -> None:
        """Hold a message back; one that asks the reader to wait goes at once."""
        with self._lock:
            self.waiting.append(message)
        if self.ahead is not None:
            self.ahead.append(message)
        if message.delta.WhichOneof("type") == "new_transient":
            self.release_for([message])

    def release_for(self, messages: Sequence[ForwardMsg]) -> None:
        """Send some of the messages and those that a browser needs before it can place them, in their order."""
        paths = [tuple(message.metadata.delta_path) for message in messages]
        self._release(lambda message: any(_comes_before(tuple(message.metadata.delta_path), path) for path in paths))

    def release_all(self) -> None:
        """Send everything, in its order."""
        self._release(lambda _: True)

    def _release(self, which: Callable[[ForwardMsg], bool]) -> None:
        with self._lock:
            going = [message for message in self.waiting if which(message)]
            self.waiting = [message for message in self.waiting if not which(message)]
        for message in going:
            self.send(message)


class _Run(threading.local):
    outbox: _Outbox | None = None


_run = _Run()


@contextmanager
def hold_back() -> Iterator[None]:
    """Hold back everything that the block draws until it ends, but for what is drawn :func:`ahead`.

    Streamlit has no public way to do this: its context calls ``_enqueue`` with each message that is ready to go. While
    messages are held back a new choice does not interrupt the run, so the block should be short.
    """
    context = get_script_run_ctx()
    if context is None:
        yield
        return
    outbox = _run.outbox = _Outbox(context._enqueue)
    context._enqueue = outbox.put
    try:
        yield
    finally:
        context._enqueue, _run.outbox = outbox.send, None
        outbox.release_all()


@contextmanager
def ahead() -> Iterator[None]:
    """Send what the block draws before everything that is held back, but for what has to be there before it."""
    outbox = _run.outbox
    if outbox is None:
        yield
        return
    outbox.ahead = []
    yield
    drawn, outbox.ahead = outbox.ahead, None
    outbox.release_for(drawn)


def _comes_before(path: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Return whether a browser needs the part at ``path`` to place the one at ``other``, or whether they are the same.

    It needs the containers around a part, and what comes before each of those, and before the part, in its container.
    """
    return 0 < len(path) <= len(other) and path[:-1] == other[: len(path) - 1] and path[-1] <= other[len(path) - 1]
