"""What passes over the WebSocket of a page: kinds of message, their pace, and values that fit."""

from __future__ import annotations

import asyncio
import subprocess
import sys

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.runtime.state.common import WidgetMetadata

from jsna.ui.server import room
from jsna.ui.server.incoming import LONGEST_ADDRESS, Allowance, Incoming
from jsna.ui.server.values import DEEPEST, fits


def passed(*sent):
    """What the app receives of the messages of one connection, up to its end."""
    messages = iter([*({"type": "websocket.receive", "bytes": each.SerializeToString()} for each in sent)])
    heard = []

    async def receive():
        return next(messages, {"type": "websocket.disconnect", "code": 1000})

    async def send(_message):
        pytest.fail("the connection was closed")

    async def app(_scope, receive, _send):
        while (message := await receive())["type"] == "websocket.receive":
            heard.append(BackMsg.FromString(message["bytes"]))

    asyncio.run(Incoming(app, most=9)({"type": "websocket", "path": "/_stcore/stream"}, receive, send))
    return [each.WhichOneof("type") for each in heard], heard


def test_only_what_a_page_sends_reaches_the_app():
    operation = BackendOperationRequest(request_id="1")
    operation.install_skills.SetInParent()
    wanted = [BackMsg(stop_script=True), BackMsg(app_heartbeat=True)]
    others = ("clear_cache", "load_git_info", "set_run_on_save", "debug_disconnect_websocket", "debug_shutdown_runtime")
    unwanted = [*(BackMsg(**{kind: True}) for kind in others), BackMsg(backend_operation_request=operation)]
    assert passed(*unwanted, *wanted)[0] == ["stop_script", "app_heartbeat"]


@pytest.mark.parametrize(("length", "kept"), [(LONGEST_ADDRESS, LONGEST_ADDRESS), (LONGEST_ADDRESS + 1, 0)])
def test_an_address_that_is_too_long_counts_as_none(length, kept):
    asked = BackMsg()
    asked.rerun_script.page_name, asked.rerun_script.query_string = "map", "x" * length
    (heard,) = passed(asked)[1]
    assert (heard.rerun_script.page_name, len(heard.rerun_script.query_string)) == ("map", kept)


def test_a_process_holds_so_many_pages_open_and_no_more():
    codes = []

    async def run():
        held = asyncio.Event()

        async def app(_scope, _receive, _send):
            await held.wait()

        async def receive():
            return {"type": "websocket.connect"}

        async def send(message):
            codes.append(message.get("code"))

        door = Incoming(app, most=2)
        opened = [asyncio.create_task(door({"type": "websocket"}, receive, send)) for _ in range(3)]
        await asyncio.wait(opened, return_when=asyncio.FIRST_COMPLETED)
        held.set()
        await asyncio.gather(*opened)
        await door({"type": "websocket"}, receive, send)

    asyncio.run(run())
    assert codes == [1013]


def test_a_connection_that_sends_nothing_is_closed():
    sent = []

    async def receive():
        await asyncio.Event().wait()

    async def send(message):
        sent.append(message["code"])

    async def app(_scope, receive, _send):
        assert (await receive())["type"] == "websocket.disconnect"

    asyncio.run(Incoming(app, most=9, seconds=0.01)({"type": "websocket"}, receive, send))
    assert sent == [1008]


def test_whoever_sends_too_much_waits_and_nobody_else():
    now = [0.0]
    allowed = Allowance(burst=3, per_second=2, clock=lambda: now[0])
    assert [allowed.wait(1) for _ in range(5)] == [0, 0, 0, 0.5, 1]
    now[0] = 100
    assert [allowed.wait(1) for _ in range(4)] == [0, 0, 0, 0.5]


def offered(value_type, **more):
    return WidgetMetadata("w", lambda value: value, lambda value: value, value_type, **more)


@pytest.mark.parametrize(
    ("value_type", "sent", "fitting"),
    [
        ("string_value", {"string_value": "Spalding"}, True),
        ("string_value", {"string_value": "a\0b"}, False),
        ("string_value", {"int_value": 3}, False),
        ("string_value", {}, True),
        ("double_value", {"int_value": 3}, True),
        ("bool_value", {"trigger_value": True}, False),
        ("json_value", {"json_value": '{"a": [1, "\U0001f600"]}'}, True),
        ("json_value", {"json_value": "null"}, True),
        ("json_value", {"json_value": '"text"'}, False),
        ("json_value", {"json_value": "9" * 5000}, False),
        ("json_value", {"json_value": '{"a": "\\udc00"}'}, False),
        ("json_value", {"json_value": '{"a": 1e999}'}, False),
        ("json_value", {"json_value": '{"a": ' * (DEEPEST + 1) + "1" + "}" * (DEEPEST + 1)}, False),
        ("json_value", {"json_value": "[1]"}, False),
        ("json_trigger_value", {"json_trigger_value": '[{"event": "chosen"}]'}, True),
    ],
)
def test_a_value_fits_its_widget_or_counts_as_none(value_type, sent, fitting):
    assert fits(WidgetState(id="w", **sent), offered(value_type)) is fitting


@pytest.mark.parametrize(("number", "most", "fitting"), [(2, None, True), (3, None, False), (2, 1, False)])
def test_nobody_chooses_more_options_than_there_are(number, most, fitting):
    sent = WidgetState(id="w")
    sent.string_array_value.data.extend(["a"] * number)
    list_of_two = offered("string_array_value", formatted_options=["a", "b"], max_array_length=most)
    assert fits(sent, list_of_two) is fitting


@pytest.mark.parametrize(
    ("files", "pages"), [((256, 9000), 1000), ((256, 1024), 106), ((256, 256), 1), ((9000, 9000), 1000)]
)
def test_the_process_opens_as_many_files_as_it_may(files, pages):
    resource = pytest.importorskip("resource")
    if resource.getrlimit(resource.RLIMIT_NOFILE)[1] < max(files):
        pytest.skip("this system allows fewer files")
    program = (
        f"import resource; resource.setrlimit(resource.RLIMIT_NOFILE, {files})\n"
        "from jsna.ui.server import room; print(room.pages(), resource.getrlimit(resource.RLIMIT_NOFILE)[0])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    needed = room.OTHER_FILES + room.MOST_PAGES * room.FILES_A_PAGE
    assert done.stdout.split() == [str(pages), str(max(files[0], min(files[1], needed)))]


def test_nothing_goes_wrong_where_the_other_side_has_hung_up():
    async def gone(_message):
        raise BrokenPipeError

    async def receive():
        return {"type": "websocket.disconnect", "code": 1006}

    async def app(_scope, receive, send):
        await send({"type": "websocket.send", "bytes": b"x"})
        assert (await receive())["code"] == 1006

    asyncio.run(Incoming(app, most=9)({"type": "websocket"}, receive, gone))
