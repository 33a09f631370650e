"""Send small answers without delay.

Streamlit creates its listening socket itself, and asyncio does not recognise it as TCP, so Nagle's algorithm stays on:
the second small packet of an answer waits until the browser acknowledges the first, 40 ms on Linux. A first visit
fetches a hundred small files, and a change of figures sends a dozen small messages.
"""

from __future__ import annotations

import contextlib
import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path

#: Where Linux, macOS and the BSDs list the open files of a process.
_OPEN = Path("/dev/fd")
_INTERNET = (socket.AF_INET, socket.AF_INET6)


def send_at_once() -> None:
    """Let every connection that this process accepts from now on send without waiting; on Windows this does nothing."""
    for opened in listening():
        # Accepted connections inherit this from the listening socket.
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)


def listening() -> Iterator[socket.socket]:
    """Yield each socket on which this process takes connections, open until the next one; none on Windows."""
    for each in _OPEN.iterdir() if _OPEN.is_dir() else ():
        with contextlib.suppress(OSError):  # the listing's own descriptor is in the list, and closed by now
            if not stat.S_ISSOCK(os.fstat(int(each.name)).st_mode):
                continue
            with socket.socket(fileno=os.dup(int(each.name))) as opened:
                if opened.family in _INTERNET and opened.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                    yield opened
