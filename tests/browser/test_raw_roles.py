"""Who may add figures, asked of the real server by raw connection: no button is there to be hidden."""

from __future__ import annotations

import asyncio
import time
import urllib.error
import urllib.request
from collections.abc import Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import connect

from jsna.model.register.person import OWN_MACHINE
from jsna.register import access
from jsna.register.opening import open_register
from jsna.settings import Settings
from tests.browser.harness import free_port, served
from tests.browser.signing_in import Deployment, cookies, deployment

ANN = {"email": "ann@example.gov.uk"}
#: Groups and claims of somebody who comes → whether they may add figures.
PEOPLE = {
    "nobody": (None, {}, False),
    "no group": ((), {}, False),
    "contributor": (("needs-officers",), {}, True),
    "moderator": (("needs-moderators",), {}, True),
    "administrator": (("needs-administrators",), {}, True),
    "many groups": (("needs-officers", *(f"g{number}" for number in range(60))), {}, True),
    "for another application": (("needs-officers",), {"aud": ["another"]}, False),
    "nine hours ago": (("needs-officers",), {"iat": int(time.time()) - 9 * 3600}, False),
    "blocked": (("needs-officers",), {"email": "bo@example.gov.uk"}, False),
    "of another site": (("needs-officers",), {"origin": "http://evil.example"}, False),
}


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Deployment]:
    """The app with a sign-in, served; Bo is blocked."""
    folder, port = tmp_path_factory.mktemp("roles"), free_port()
    made = deployment(folder, port)
    register = open_register(Settings(data=Path(), state=made.state))
    access.block(register, OWN_MACHINE, "bo@example.gov.uk", "has left")
    register.database.close()
    with served(folder / "server.log", environment=made.environment, port=port):
        yield made


def xsrf(address: str) -> str:
    with urllib.request.urlopen(f"{address}/_stcore/health", timeout=20) as answer:  # noqa: S310 our own server
        found = answer.headers["set-cookie"]
    return str(found).partition("=")[2].partition(";")[0]


async def page_of(address: str, given: dict[str, str], token: str, name: str) -> tuple[str, str]:
    """What the server sends for a page, and the name of the session."""
    header = "; ".join(f"{key}={value}" for key, value in {**given, "_streamlit_xsrf": token}.items())
    async with connect(
        f"{address.replace('http', 'ws', 1)}/_stcore/stream",
        origin=address,  # type: ignore[arg-type] - a plain text is one
        subprotocols=["streamlit", token],  # type: ignore[list-item] - as above
        additional_headers={"Cookie": header},
        max_size=None,
    ) as socket:
        asked = BackMsg()
        asked.rerun_script.page_name = name
        await socket.send(asked.SerializeToString())
        said, session = "", ""
        while True:
            message = ForwardMsg()
            message.ParseFromString(bytes(await asyncio.wait_for(socket.recv(), 60)))
            said += str(message)
            session = message.new_session.initialize.session_id or session
            if message.WhichOneof("type") == "script_finished":
                status = put(address, header, token, session)
                return said, str(status)


def asked(page: Coroutine[Any, Any, tuple[str, str]]) -> tuple[str, str]:
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


@pytest.mark.parametrize("who", PEOPLE)
def test_pages_and_uploads_are_for_those_who_may_add_figures(app: Deployment, who: str) -> None:
    groups, claims, may = PEOPLE[who]
    given = {} if groups is None else cookies(app.address, *groups, **(ANN | claims))
    token = xsrf(app.address)
    for name in ("add-data", "add-collection"):
        said, status = asked(page_of(app.address, given, token, name))
        assert ("file_uploader {" in said, status) == (may, "204" if may else "403")
        assert ("To add figures and collections, sign in" in said) is not may


def test_a_signature_of_ones_own_gives_nothing(app: Deployment) -> None:
    forged = {name: value[:-2] + "AA" for name, value in cookies(app.address, "needs-officers").items()}
    said, status = asked(page_of(app.address, forged, xsrf(app.address), "add-data"))
    assert ("file_uploader {" in said, status) == (False, "403")
