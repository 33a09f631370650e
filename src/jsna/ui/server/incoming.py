"""What may come in over the WebSocket of a page: what a page sends, no more and no faster."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from contextlib import suppress

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg

#: Kinds of message that the pages send here. Others are for whoever develops a page: one empties the cache of all
#: readers, another names the files of the checkout.
KINDS = ("rerun_script", "stop_script", "app_heartbeat", "file_urls_request", "backend_operation_request")
OPERATIONS = ("deferred_file", "dataframe_chunk")
#: Letters of an address that are read. A longer one opens the page as if it had none.
LONGEST_ADDRESS = 8_000
#: Messages and bytes that may come at once, and how many more each second. A page sends one for a change, of 20 kB.
BURST, PER_SECOND = 60, 10
BURST_OF_BYTES, BYTES_PER_SECOND = 3_000_000, 200_000

#: Seconds in which a page must have asked for something.
SECONDS_TO_BEGIN = 30.0

_PROTOCOL_ERROR, _NOT_ACCEPTED, _POLICY, _TRY_LATER = 1002, 1003, 1008, 1013


class Incoming:
    """Closes a connection on which something else comes than a page sends, with one line in the log.

    ``most`` says how many pages may be open at once, ``seconds`` how long one may be open and send nothing at all.
    """

    def __init__(self, app: ASGIApp, *, most: int, seconds: float = SECONDS_TO_BEGIN) -> None:
        self.app, self.most, self.seconds = app, most, seconds
        self.open = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the connection on, with only those messages that are a page's."""
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
        elif self.open >= self.most:
            await receive()
            await send({"type": "websocket.close", "code": _TRY_LATER})
        else:
            self.open += 1
            try:
                await self.app(scope, self._checked(receive, send), _to_whoever_is_there(send))
            finally:
                self.open -= 1

    def _checked(self, receive: Receive, send: Send) -> Receive:
        messages, size = Allowance(BURST, PER_SECOND), Allowance(BURST_OF_BYTES, BYTES_PER_SECOND)
        begun = False

        async def receive_checked() -> Message:
            nonlocal begun
            while True:
                try:
                    message = await asyncio.wait_for(receive(), None if begun else self.seconds)
                except TimeoutError:
                    return await _closed(send, _POLICY, "nothing in time")
                if message["type"] != "websocket.receive":
                    return message
                begun = True
                sent = message.get("bytes")
                if sent is None:
                    return await _closed(send, _NOT_ACCEPTED, "text")
                # While this waits the server reads nothing more from the connection.
                await asyncio.sleep(max(messages.wait(1), size.wait(len(sent))))
                try:
                    asked = BackMsg.FromString(sent)
                except DecodeError:
                    return await _closed(send, _PROTOCOL_ERROR, "a message that cannot be read")
                if asked.WhichOneof("type") is None:
                    return await _closed(send, _PROTOCOL_ERROR, "a message of another kind")
                if is_a_pages(asked):
                    return {**message, "bytes": shortened(asked, sent)}

        return receive_checked


class Allowance:
    """How much may come: so much at once, and so much more each second."""

    def __init__(self, burst: float, per_second: float, clock: Callable[[], float] = time.monotonic) -> None:
        self.burst, self.per_second, self.clock = burst, per_second, clock
        self.left, self.at = burst, clock()

    def wait(self, taken: float) -> float:
        """Take some of it; return the seconds to wait until that much is allowed."""
        now = self.clock()
        self.left = min(self.burst, self.left + (now - self.at) * self.per_second) - taken
        self.at = now
        return max(0.0, -self.left / self.per_second)


def is_a_pages(asked: BackMsg) -> bool:
    """Return whether a page sends such a message here."""
    kind = asked.WhichOneof("type")
    if kind == "backend_operation_request":
        return asked.backend_operation_request.WhichOneof("payload") in OPERATIONS
    return kind in KINDS


def shortened(asked: BackMsg, sent: bytes) -> bytes:
    """Return the message, without its address where that is too long to be one."""
    if len(asked.rerun_script.query_string) <= LONGEST_ADDRESS:
        return sent
    asked.rerun_script.query_string = ""
    return bytes(asked.SerializeToString())


def _to_whoever_is_there(send: Send) -> Send:
    """Return a way to send that does nothing once the other side has gone, which is noticed where messages come in.

    Streamlit would take it for a message of the wrong kind, and the log would hold a fault of the program.
    """

    async def send_or_not(message: Message) -> None:
        with suppress(OSError):
            await send(message)

    return send_or_not


async def _closed(send: Send, code: int, what: str) -> Message:
    logging.getLogger(__name__).warning("A connection was closed: it sent %s.", what)
    await send({"type": "websocket.close", "code": code})
    return {"type": "websocket.disconnect", "code": code}
