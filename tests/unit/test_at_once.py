"""What the server does so that no small answer waits for the one before it."""

from __future__ import annotations

import socket

from streamlit.web.server.starlette import starlette_server

from jsna.ui.server.at_once import send_at_once


def test_what_streamlit_listens_on_accepts_connections_that_send_at_once() -> None:
    listening, address = starlette_server._bind_server_socket("127.0.0.1", "127.0.0.1", 0, 8)
    with listening:
        listening.setblocking(True)
        assert waits(listening, address), "Streamlit now does this itself, and jsna.ui.server.at_once can go"
        send_at_once()
        assert not waits(listening, address)


def waits(listening: socket.socket, address: str) -> bool:
    """Whether a connection that is accepted now holds small packets back."""
    with socket.create_connection((address, listening.getsockname()[1])), listening.accept()[0] as accepted:
        return not accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
