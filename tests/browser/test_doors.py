"""What a stranger's program may send to the server: names, messages and values that no page of ours sends."""

from __future__ import annotations

import http.client
import random
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Common_pb2 import StringArray
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.exceptions import ConnectionClosed

from jsna.settings import HOST_VARIABLE, LOCAL_VARIABLE, STATE_VARIABLE, UPLOADS_VARIABLE
from jsna.ui.link.page_state import LONGEST_TEXT
from tests.browser.harness import PAGES, Server, served
from tests.browser.raw import asked, opened

PUBLIC = "needs.example.gov.uk"
NAMES = [page.name if page is not PAGES[0] else "" for page in PAGES]
MEBIBYTE = 2**20


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on one's own machine, where every page and every widget is open to whoever comes."""
    folder = tmp_path_factory.mktemp("own")
    environment = {
        STATE_VARIABLE: str(folder), LOCAL_VARIABLE: "yes", UPLOADS_VARIABLE: "yes", HOST_VARIABLE: PUBLIC
    }  # fmt: skip
    with served(folder / "server.log", environment=environment) as running:
        yield running


def answer(server: Server, path: str, host: str, method: str = "GET", **headers: str) -> tuple[int, str]:
    """Return what the server answers, asked by a name."""
    connection = http.client.HTTPConnection(urlsplit(server.address).netloc, timeout=20)
    try:
        connection.putrequest(method, path, skip_host=True)
        for name, value in {"Host": host, **headers}.items():
            connection.putheader(name, value)
        connection.endheaders()
        got = connection.getresponse()
        return got.status, got.read().decode(errors="replace")
    finally:
        connection.close()


HANDSHAKE = {
    "Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}  # fmt: skip
ASKED = [
    ("/", "GET"),
    ("/find?q=lincoln", "GET"),
    ("/maps/none.js", "GET"),
    ("/media/none", "GET"),
    ("/_stcore/health", "GET"),
    ("/_stcore/upload_file/any/any", "PUT"),
]


STRANGERS = ("evil.example", "127.0.0.1.evil.example", "evil@127.0.0.1", "", "10.0.0.5", PUBLIC)


@pytest.mark.parametrize(("path", "method"), ASKED)
def test_a_strangers_name_for_the_server_is_refused(server: Server, path: str, method: str) -> None:
    for host in STRANGERS:
        status, said = answer(server, path, host, method)
        assert (status, "does not answer to that name" in said) == (421, True), host


@pytest.mark.parametrize(
    ("host", "origin"), [*((host, f"http://{host}") for host in STRANGERS), ("127.0.0.1", "http://evil.example")]
)
def test_a_strangers_page_opens_no_connection(server: Server, host: str, origin: str) -> None:
    assert answer(server, "/_stcore/stream", host, **HANDSHAKE, Origin=origin)[0] == 403


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost:9", "[::1]:8501", "LOCALHOST"])
def test_the_machines_own_names_are_answered(server: Server, host: str) -> None:
    assert answer(server, "/find?q=lincoln", host)[0] == 200


def test_a_probe_may_ask_by_any_name_whether_the_app_is_up(server: Server) -> None:
    assert answer(server, "/healthz", "10.0.0.5") == (200, "ok")


def test_the_public_name_gives_nobody_the_rights_of_the_machines_user(own: Server) -> None:
    assert answer(own, "/find?q=lincoln", PUBLIC)[0] == 403


def memory(server: Server) -> int:
    lines = Path(f"/proc/{server.process.pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("VmRSS"))


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not say how much memory is used")
def test_twenty_visitors_with_a_novel_each_leave_no_trace_in_memory(server: Server) -> None:
    novel = WidgetState(id="any", string_value="x" * 15_000_000)

    async def send() -> list[int]:
        closed = []
        for _ in range(20):
            async with opened(server.address) as tab:
                with suppress(ConnectionClosed):
                    await tab.send("", states=[novel])
                await tab.socket.wait_closed()
                closed.append(int(tab.socket.close_code or 0))
        return closed

    before = memory(server)
    assert set(asked(send())) == {1009}
    assert memory(server) - before < 50 * MEBIBYTE


@pytest.mark.parametrize(
    ("frame", "code"), [(b"\xff\xff\xff", 1002), (b"", 1002), (b"\xfa\x3e\x02hi", 1002), ("words of Ann Smith", 1003)]
)
def test_what_is_no_message_writes_one_line_and_nothing_of_what_it_holds(
    server: Server, frame: bytes | str, code: int
) -> None:
    before = server.log.read_text()

    async def send() -> int:
        async with opened(server.address) as tab:
            await tab.socket.send(frame)
            await tab.socket.wait_closed()
            return int(tab.socket.close_code or 0)

    assert asked(send()) == code
    added = server.log.read_text().removeprefix(before).strip().splitlines()
    assert len(added) == 1
    assert "A connection was closed: it sent" in added[0]
    assert "Ann" not in added[0]


DEEP = "[" * 5000
VALUES: list[dict[str, object]] = [
    *({"double_value": value} for value in (float("nan"), float("inf"), 1e308, -0.5)),
    *({"int_value": value} for value in (-(2**63), 2**63 - 1, 7)),
    *({"string_value": value} for value in ("not offered", "9" * 5000, "z" * 20_000, "a\0b", "٣²")),
    *({"string_array_value": StringArray(data=value)} for value in (["nope"], [str(each) for each in range(2000)])),
    *({"json_value": value} for value in ("{", "[1]", '"x"', "9" * 5000, DEEP, '{"a": "\\ud800"}', '{"last": [NaN]}')),
    *(
        {"json_trigger_value": value}
        for value in ("{", "[1]", DEEP, '{"event": "chosen", "value": {"ward": "\\ud800"}}')
    ),
    {"bool_value": True},
    {"trigger_value": True},
    {"bytes_value": b"\xff"},
]
ROUNDS = 4


def tampered(there: list[str], seed: str) -> Iterator[list[WidgetState]]:
    """Yield, for all widgets of a page at once, values of any kind that come from no browser."""
    chance = random.Random(seed)  # noqa: S311 - the same values in every run
    for _ in range(ROUNDS):
        yield [WidgetState(id=widget, **chance.choice(VALUES)) for widget in there]  # type: ignore[arg-type]


def widgets(said: list[ForwardMsg]) -> list[str]:
    """Return the names of the widgets that a page shows."""
    elements = [each.delta.new_element for each in said if each.WhichOneof("type") == "delta"]
    drawn = [getattr(each, kind) for each in elements if (kind := each.WhichOneof("type"))]
    return [each.id for each in drawn if getattr(each, "id", "")]


def failed(said: list[ForwardMsg]) -> bool:
    elements = [each.delta.new_element for each in said if each.WhichOneof("type") == "delta"]
    return any(each.HasField("exception") or "could not be drawn" in each.alert.body for each in elements)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in ("privacy", "accessibility")])
def test_a_page_is_drawn_whatever_its_widgets_are_said_to_hold(own: Server, name: str) -> None:
    async def tamper() -> list[int]:
        async with opened(own.address) as tab:
            there = widgets(await tab.run(name))
            bad = [at for at, states in enumerate(tampered(there, name)) if failed(await tab.run(name, states=states))]
        # A browser that comes back says what its widgets hold before it is shown any.
        for states in list(tampered(there, name))[:1]:
            async with opened(own.address) as tab:
                bad += [-1] * failed(await tab.run(name, states=states))
        return bad

    assert asked(tamper()) == []


def test_a_text_is_no_longer_than_its_box_whatever_is_sent(own: Server) -> None:
    async def search() -> str:
        async with opened(own.address) as tab:
            there = widgets(await tab.run("asked-for"))
            text = next(widget for widget in there if widget.endswith("jsna.page.words"))
            return "".join(map(str, await tab.run("asked-for", states=[WidgetState(id=text, string_value="x" * 5000)])))

    said = asked(search())
    assert "x" * LONGEST_TEXT in said
    assert "x" * (LONGEST_TEXT + 1) not in said


KEYS = (
    "area", "characteristic", "indicator", "group", "baseline", "measure", "ward", "wards", "release", "joined",
    "where", "search", "question", "order", "need", "idea", "conversation", "response", "entry", "words", "columns",
    "page", "year",
)  # fmt: skip
DIGITS = "9" * 5000
ODD = ("-1", "%ED%A0%80", "%00", quote("²"), "," * 200, "{0.x}%25s", "%zz")


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_drawn_whatever_its_address_says(own: Server, name: str) -> None:
    odd = [{key: ODD[(at + turn) % len(ODD)] for at, key in enumerate(KEYS)} for turn in range(3)]
    given = [odd[0] | {"page": DIGITS}, odd[1] | {"year": DIGITS}, odd[2]]
    queries = ["&".join(f"{key}={value}" for key, value in each.items()) for each in given]

    async def follow() -> list[int]:
        async with opened(own.address) as tab:
            return [at for at, query in enumerate(queries) if failed(await tab.run(name, query))]

    assert asked(follow()) == []


def test_the_search_for_places_answers_whatever_it_is_asked(server: Server) -> None:
    for value in (DIGITS, *ODD, "x" * 30_000):
        assert answer(server, f"/find?q={value}", "127.0.0.1")[0] == 200


def test_a_page_says_nothing_of_the_checkout(server: Server) -> None:
    async def ask() -> list[ForwardMsg]:
        async with opened(server.address) as tab:
            await tab.run("privacy")
            for kind in ("load_git_info", "clear_cache", "set_run_on_save", "debug_shutdown_runtime"):
                await tab.socket.send(BackMsg(**{kind: True}).SerializeToString())
            return await tab.run("privacy")

    said = asked(ask())
    assert "git_info_changed" not in {each.WhichOneof("type") for each in said}
