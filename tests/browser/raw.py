"""The real server asked by raw connection, as a program would that has no page: what it sends, and to whom."""

from __future__ import annotations

import asyncio
import urllib.error
import urllib.request
from collections.abc import AsyncIterator, Coroutine, Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

_Answer = TypeVar("_Answer")


def xsrf(address: str) -> str:
    """Return a token against requests of another site."""
    with urllib.request.urlopen(f"{address}/_stcore/health", timeout=20) as answer:  # noqa: S310 our own server
        found = answer.headers["set-cookie"]
    return str(found).partition("=")[2].partition(";")[0]


def header_of(given: dict[str, str], token: str) -> str:
    """Return the header with somebody's cookies and the token."""
    return "; ".join(f"{key}={value}" for key, value in {**given, "_streamlit_xsrf": token}.items())


class Tab:
    """A page as the server knows it: what it is sent, and what it sends."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket

    async def send(self, name: str, query: str = "", states: Iterable[WidgetState] = ()) -> None:
        """Ask for a page, saying what its widgets hold."""
        asked = BackMsg()
        asked.rerun_script.page_name, asked.rerun_script.query_string = name, query
        asked.rerun_script.widget_states.widgets.extend(states)
        await self.socket.send(asked.SerializeToString())

    async def run(self, name: str, query: str = "", states: Iterable[WidgetState] = ()) -> list[ForwardMsg]:
        """Ask for a page, and return all that the server sends for it."""
        await self.send(name, query, states)
        said = []
        while True:
            said.append(ForwardMsg.FromString(bytes(await asyncio.wait_for(self.socket.recv(), 60))))
            if said[-1].WhichOneof("type") == "script_finished":
                return said


@asynccontextmanager
async def opened(address: str, cookies: str = "", token: str = "") -> AsyncIterator[Tab]:
    """Open the connection of a page, until the block ends."""
    async with connect(
        f"{address.replace('http', 'ws', 1)}/_stcore/stream",
        origin=address,  # type: ignore[arg-type] - a plain text is one
        subprotocols=["streamlit", token or "none"],  # type: ignore[list-item] - as above
        additional_headers={"Cookie": cookies} if cookies else {},
        max_size=None,
    ) as socket:
        yield Tab(socket)


async def page_of(
    address: str, given: dict[str, str], token: str, name: str, query: str = "", upload: bool = False
) -> tuple[str, int]:
    """Return what the server sends for a page, and the status of a file that is sent while the page is open, or 0."""
    header = header_of(given, token)
    async with opened(address, header, token) as tab:
        said = await tab.run(name, query)
        session = next(each.new_session.initialize.session_id for each in said if each.HasField("new_session"))
        return "".join(map(str, said)), put(address, header, token, session) if upload else 0


def asked(page: Coroutine[Any, Any, _Answer]) -> _Answer:
    """Run it in a thread of its own: the browser of other tests has a loop running in this one."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, page).result()


def put(address: str, header: str, token: str, session: str) -> int:
    """Send a file as a page does; the status of the answer."""
    body = b'--x\r\nContent-Disposition: form-data; name="f"; filename="f.csv"\r\n\r\nkept\r\n--x--\r\n'
    headers = {
        "Cookie": header,
        "Origin": address,
        "X-Xsrftoken": token,
        "Content-Type": "multipart/form-data; boundary=x",
    }
    url = f"{address}/_stcore/upload_file/{session}/one"
    try:
        request = urllib.request.Request(url, body, headers, method="PUT")  # noqa: S310 our own server
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 our own server
            return int(answer.status)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code
