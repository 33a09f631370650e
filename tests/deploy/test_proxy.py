"""The proxy: nginx accepts its files, keeps a reader with one replica, and passes over one that is down or stopping."""

from __future__ import annotations

import subprocess
import threading
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.browser.harness import free_port
from tests.services import nginx

STREAM, VISITOR = "/_stcore/stream", "203.0.113.7"


class Replica(BaseHTTPRequestHandler):
    """Answers with its own port and what the proxy told it."""

    def do_GET(self) -> None:
        """Answer."""
        refused: dict[str, int] = self.server.refused  # type: ignore[attr-defined]
        status = next((number for end, number in refused.items() if self.path.endswith(end)), 200)
        told = ("Host", "X-Forwarded-For", "X-Forwarded-Proto", "Upgrade", "Connection")
        said = [str(self.server.server_port), *(f"{name}: {self.headers[name]}" for name in told if self.headers[name])]
        body = "\n".join(said).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def replica(port: int, **refused: int) -> Iterator[None]:
    """Run a replica that answers 200.

    Args:
        port: on which it listens.
        refused: another status, by what its path ends with.
    """
    server = ThreadingHTTPServer(("127.0.0.1", port), Replica)
    server.refused = refused  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def ask(address: str, **headers: str) -> tuple[int, str, Any]:
    """Return status, text and headers of an answer."""
    try:
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(address, headers=sent)  # noqa: S310 our own server
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310 as above
            return answer.status, answer.read().decode(), answer.headers
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode(), refused.headers


@pytest.fixture
def ports() -> tuple[int, int]:
    return free_port(), free_port()


@pytest.fixture
def site(ports: tuple[int, int]) -> Iterator[str]:
    """Nginx before two replicas that are not there yet."""
    port = free_port()
    with nginx.running(ports, port):
        yield f"http://127.0.0.1:{port}"


def test_nginx_accepts_the_site_with_a_certificate(tmp_path: Path) -> None:
    site = (nginx.FILES / "jsna.conf").read_text("utf-8").replace("/etc/ssl/jsna", str(tmp_path))
    site = site.replace("/var/log/nginx", str(tmp_path)).replace(":80;", ":0;").replace("listen 80;", "listen 8001;")
    made = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=x", "-days", "1"]
    made += ["-keyout", str(tmp_path / "privkey.pem"), "-out", str(tmp_path / "fullchain.pem")]
    subprocess.run(made, check=True, capture_output=True)
    site = site.replace("listen [::]:0;", "").replace("listen [::]:443 ssl http2;", "").replace("443 ssl", "8444 ssl")
    main = nginx.laid_out(tmp_path, (8501, 8502), site)
    command = [nginx.install(), "-t", "-p", str(tmp_path), "-c", str(main)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, "warn" in run.stderr) == (0, False), run.stderr


def test_a_reader_stays_with_the_replica_that_their_session_is_in(site: str, ports: tuple[int, int]) -> None:
    with ExitStack() as stack:
        for port in ports:
            stack.enter_context(replica(port))
        _, said, headers = ask(site + STREAM, Connection="Upgrade", Upgrade="websocket")
        home = said.splitlines()[0]
        cookie, *about = headers["Set-Cookie"].split("; ")
        assert (cookie, about) == (f"jsna_replica={home}", ["Path=/", "HttpOnly", "SameSite=Lax"])
        paths = ("/", "/media/one", "/_stcore/upload_file/s/one", STREAM) * 5
        assert {ask(site + path, Cookie=cookie)[1].splitlines()[0] for path in paths} == {home}
        spread = {ask(site + "/")[1].splitlines()[0] for _ in range(8)}
        assert spread == {str(port) for port in ports}


def test_a_replica_that_is_down_is_passed_over_and_the_reader_moves(site: str, ports: tuple[int, int]) -> None:
    down, up = ports
    with replica(up):
        for path in ("/", "/media/one", STREAM):
            status, said, headers = ask(site + path, Cookie=f"jsna_replica={down}")
            assert (status, said.splitlines()[0]) == (200, str(up))
        assert headers["Set-Cookie"].startswith(f"jsna_replica={up};")


def test_a_replica_that_is_stopping_is_passed_over(site: str, ports: tuple[int, int]) -> None:
    stopping, up = ports
    with replica(stopping, stream=503), replica(up):
        status, said, headers = ask(site + STREAM, Cookie=f"jsna_replica={stopping}")
        assert (status, said.splitlines()[0]) == (200, str(up))
        assert headers["Set-Cookie"].startswith(f"jsna_replica={up};")


def test_shapes_that_one_replica_has_no_more_come_from_the_other(site: str, ports: tuple[int, int]) -> None:
    newer, older = ports
    with replica(newer, js=404), replica(older):
        status, said, _ = ask(site + "/maps/E1.js", Cookie=f"jsna_replica={newer}")
        assert (status, said.splitlines()[0]) == (200, str(older))
        assert ask(site + "/one.js", Cookie=f"jsna_replica={newer}")[0] == 404


def test_the_app_is_told_who_comes_and_how(site: str, ports: tuple[int, int]) -> None:
    with replica(ports[0]), replica(ports[1]):
        for path in ("/", STREAM):
            _, said, _ = ask(site + path, X_Forwarded_For=VISITOR, Upgrade="websocket", Connection="Upgrade")
            told = dict(line.split(": ") for line in said.splitlines()[1:])
            assert told["Host"] == site.removeprefix("http://")
            assert (told["X-Forwarded-For"], told["X-Forwarded-Proto"]) == ("127.0.0.1", "http")
    assert (told["Upgrade"], told["Connection"]) == ("websocket", "upgrade")


def test_what_is_for_the_machine_only_is_not_handed_out(site: str, ports: tuple[int, int]) -> None:
    with replica(ports[0]), replica(ports[1]):
        assert [ask(site + path)[0] for path in ("/metrics", "/readyz", "/_stcore/metrics")] == [404, 404, 404]


def test_without_any_replica_readers_are_told_to_come_back(site: str) -> None:
    status, said, headers = ask(site + "/map?area=E10000019")
    assert (status, headers["Retry-After"], headers["Content-Type"]) == (503, "30", "text/html; charset=utf-8")
    assert "<h1>This site will be back soon</h1>" in said
