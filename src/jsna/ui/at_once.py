"""Small answers leave the server at once.

Streamlit makes its listening socket itself, in a way in which asyncio does not recognise TCP, and so leaves Nagle's
algorithm on: the second small packet of an answer waits until the browser acknowledges the first, 40 ms on Linux. A
first visit fetches a hundred small files, and a change of figures sends a dozen small messages.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Iterator
from pathlib import Path

#: Where Linux, macOS and the BSDs list what a process has open.
_OPEN = Path("/dev/fd")


def send_at_once() -> None:
    """Let every connection that this process accepts from now on send without waiting; elsewhere than above, nothing."""
    for listening in _listening():
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def _listening() -> Iterator[socket.socket]:
    """Yield this process's listening sockets: accepted connections take their options from them."""
    for number in map(int, os.listdir(_OPEN) if _OPEN.is_dir() else ()):
        with contextlib.suppress(OSError), socket.socket(fileno=os.dup(number)) as opened:
            internet = opened.family in {socket.AF_INET, socket.AF_INET6} and opened.type == socket.SOCK_STREAM
            if internet and opened.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                yield opened
