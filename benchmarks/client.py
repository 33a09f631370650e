"""A reader without a browser: a WebSocket and Streamlit's own messages, with the widgets that a page has.

It sends what a browser sends: the address, the value of every widget, and the names of the messages that it still has.
It draws nothing, so that a thousand of them fit beside the server that is measured.
"""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from tests.browser.raw import header_of, xsrf

PATIENCE_SECONDS = 120.0
#: Kinds of widgets, the field of their state that a browser sends, and where their element holds their value.
_STATES = {
    "selectbox": "string_value",
    "radio": "string_value",
    "text_input": "string_value",
    "text_area": "string_value",
    "checkbox": "bool_value",
    "multiselect": "string_array_value",
}
#: For so many runs a browser keeps a message that it is not sent again.
_RUNS_KEPT = 2


class Taken(NamedTuple):
    """What one run of a page took.

    Attributes:
        seconds: on the clock, from asking to the last message.
        messages: how many came.
        bytes: their size, before compression.
    """

    seconds: float
    messages: int
    bytes: int


@dataclass
class _Widget:
    identifier: str
    field: str
    value: Any
    options: list[str]
    run: int


class _Kept(NamedTuple):
    run: int
    element: Element


@dataclass
class Reader:
    """One session with a page of the server.

    Attributes:
        socket: the open connection.
        address: of the server, without a slash at the end.
        page: the page's part of the address.
        query: the page's query, which the server changes with each choice.
        widgets: of the page, by their labels.
    """

    socket: ClientConnection
    address: str
    page: str
    query: str
    widgets: dict[str, _Widget] = field(default_factory=dict)
    _script: str = ""
    _kept: dict[str, _Kept] = field(default_factory=dict)
    _runs: int = 0

    @classmethod
    async def at(cls, address: str, page: str, query: str = "") -> Reader:
        """Return a reader who has connected, but not yet asked for the page."""
        token = await asyncio.to_thread(xsrf, address)
        socket = await connect(
            f"{address.replace('http', 'ws', 1)}/_stcore/stream",
            origin=address,  # type: ignore[arg-type] - a plain text is one
            subprotocols=["streamlit", token],  # type: ignore[list-item] - as above
            additional_headers={"Cookie": header_of({}, token)},
            max_size=None,
        )
        return cls(socket, address, page, query)

    async def run(self) -> Taken:
        """Run the page, and return once all of it has come.

        Raises:
            RuntimeError: the page failed; the message says how.
            TimeoutError: it did not come within two minutes.
        """
        began, messages, size = time.perf_counter(), 0, 0
        self._runs += 1
        await self.socket.send(self._asked())
        async with asyncio.timeout(PATIENCE_SECONDS):
            while True:
                received = bytes(await self.socket.recv(decode=False))
                message = ForwardMsg.FromString(received)
                messages, size = messages + 1, size + len(received)
                self._take_in(message)
                if message.WhichOneof("type") == "script_finished":
                    break
        self.widgets = {label: each for label, each in self.widgets.items() if each.run == self._runs}
        self._kept = {name: kept for name, kept in self._kept.items() if kept.run > self._runs - _RUNS_KEPT}
        return Taken(time.perf_counter() - began, messages, size)

    async def choose(self, label: str, value: str | bool) -> Taken:
        """Change a widget's value as a browser does, and run the page.

        Args:
            label: of the widget.
            value: words of a list's option, a text, or whether a box is ticked.
        """
        self.widgets[label].value = value
        return await self.run()

    def options(self, label: str) -> list[str]:
        """Return the words of a list's options."""
        return self.widgets[label].options

    async def leave(self) -> None:
        """Close the connection."""
        await self.socket.close()

    def _asked(self) -> bytes:
        asked = BackMsg()
        rerun = asked.rerun_script
        rerun.query_string, rerun.page_script_hash = self.query, self._script
        if not self._script:
            rerun.page_name = self.page
        rerun.widget_states.widgets.extend(_state(each) for each in self.widgets.values())
        rerun.cached_message_hashes.extend(self._kept)
        rerun.context_info.timezone, rerun.context_info.locale = "UTC", "en-GB"
        rerun.context_info.url, rerun.context_info.color_scheme = f"{self.address}/{self.page}", "light"
        return asked.SerializeToString()

    def _take_in(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "navigation":
            self._script = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "ref_hash":
            self._draw(self._kept[message.ref_hash].element, message.ref_hash)
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self._draw(message.delta.new_element, message.hash if message.metadata.cacheable else "")

    def _draw(self, element: Element, name: str) -> None:
        if name:
            self._kept[name] = _Kept(self._runs, element)
        kind = str(element.WhichOneof("type"))
        if kind == "exception":
            raise RuntimeError(element.exception.message)
        if kind not in _STATES:
            return
        drawn = getattr(element, kind)
        known = self.widgets.get(drawn.label)
        value = known.value if known and known.identifier == drawn.id and not drawn.set_value else _value(kind, drawn)
        options = list(getattr(drawn, "options", ()))
        self.widgets[drawn.label] = _Widget(drawn.id, _STATES[kind], value, options, self._runs)


def _value(kind: str, drawn: Any) -> Any:
    """Return the value that an element brings: what the server has set, or what it shows at first."""
    if kind == "multiselect":
        return list(drawn.raw_values) if drawn.set_value else [drawn.options[each] for each in drawn.default]
    if kind in ("selectbox", "radio"):
        return drawn.raw_value if drawn.set_value else drawn.options[drawn.default]
    return drawn.value if drawn.set_value else drawn.default


def _state(widget: _Widget) -> WidgetState:
    state = WidgetState(id=widget.identifier)
    if widget.field == "string_array_value":
        state.string_array_value.data.extend(widget.value)
        state.string_array_value.SetInParent()
    else:
        setattr(state, widget.field, widget.value)
    return state
