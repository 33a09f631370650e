"""The order in which a run of a page is sent: first what its reader waits for, then everything else at once.

A browser draws the whole page again for every few parts that arrive, and a map that is ready waits for each of those
drawings. So the map is sent alone, and all else in one go.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.scriptrunner import get_script_run_ctx


@dataclass
class _Outbox:
    """What a run holds back, and Streamlit's own way to send it."""

    send: Callable[[ForwardMsg], None]
    held: list[ForwardMsg] = field(default_factory=list)

    def release(self, which: Callable[[ForwardMsg], bool]) -> None:
        """Send those of the messages that ``which`` picks, in their order."""
        going = [message for message in self.held if which(message)]
        self.held[:] = [message for message in self.held if not which(message)]
        for message in going:
            self.send(message)


class _Run(threading.local):
    outbox: _Outbox | None = None


_run = _Run()


@contextmanager
def held() -> Iterator[None]:
    """Hold back everything that the block draws until it ends, but for what is drawn :func:`ahead`.

    Streamlit has no public way to do this: its context calls ``_enqueue`` with each message that is ready to go. While
    messages are held back a new choice does not interrupt the run, so the block should be short.
    """
    context = get_script_run_ctx()
    if context is None:
        yield
        return
    outbox = _run.outbox = _Outbox(context._enqueue)
    context._enqueue = outbox.held.append
    try:
        yield
    finally:
        context._enqueue, _run.outbox = outbox.send, None
        outbox.release(lambda _: True)


@contextmanager
def ahead() -> Iterator[None]:
    """Send what the block draws before everything that is held back, but for what has to be there before it."""
    outbox = _run.outbox
    before = 0 if outbox is None else len(outbox.held)
    yield
    if outbox is not None:
        own = {tuple(message.metadata.delta_path) for message in outbox.held[before:]}
        outbox.release(lambda message: any(_comes_before(tuple(message.metadata.delta_path), path) for path in own))


def _comes_before(path: tuple[int, ...], other: tuple[int, ...]) -> bool:
    """Return whether a browser needs the part at ``path`` to place the one at ``other``, or whether they are the same.

    It needs the containers around a part, and what comes before each of those, and before the part, in its container.
    """
    return 0 < len(path) <= len(other) and path[:-1] == other[: len(path) - 1] and path[-1] <= other[len(path) - 1]
