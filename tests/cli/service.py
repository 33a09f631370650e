"""A small service on this machine that answers as the public ones do, faults included."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(frozen=True)
class Answer:
    """One answer: with ``cut``, only so many bytes of the body come; with ``hang``, nothing comes until the end."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    cut: int | None = None
    hang: bool = False


@dataclass
class Service:
    """What is asked of it is kept; what it answers is told beforehand, the last answer again and again."""

    address: str
    answers: list[Answer]
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    def next(self) -> Answer:
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@contextmanager
def serving(*answers: Answer) -> Iterator[Service]:
    """Serve the answers, one a request, on a free port of this machine."""
    service = Service("", list(answers))
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(service))
    service.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        service.ended.set()
        server.shutdown()
        thread.join()
        server.server_close()


def _handler(service: Service) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            service.asked.append((self.path, self.headers.get("Range")))
            answer = service.next()
            if answer.hang:
                service.ended.wait()
                return
            body, status = answer.body, answer.status
            asked = self.headers.get("Range")
            if asked and "ETag" in answer.headers and self.headers.get("If-Range") == answer.headers["ETag"]:
                body, status = body[int(asked.removeprefix("bytes=").rstrip("-")) :], 206
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **answer.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body if answer.cut is None else body[: answer.cut])

        def log_message(self, *given: object) -> None:
            """Say nothing."""

    return Handler
