"""A real nginx for tests: found, or installed where apt-get may, and run on the files of ``deploy/nginx``.

``python tests/services/nginx.py`` makes sure of it before the tests; tests then call :func:`running`.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

FILES = Path(__file__).resolve().parents[2] / "deploy/nginx"
HOW = "nginx is not here. On Debian and Ubuntu: apt-get install nginx-light. On macOS: brew install nginx."
#: Where Debian has it; ordinary accounts seldom have the folder on their path.
_ELSEWHERE = "/usr/sbin"
_SECONDS_TO_START = 10

_MAIN = """\
daemon off;
pid {folder}/pid;
error_log {folder}/error.log warn;
events {{ worker_connections 2048; }}
http {{
    access_log {folder}/access.log;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/conf.d/*.conf;
}}
"""
_SITE = """\
server {{
    listen 127.0.0.1:{port};
    access_log {folder}/jsna.log jsna;
    include snippets/jsna-locations.conf;
}}
"""


def program() -> str | None:
    """Return nginx, or None."""
    return shutil.which("nginx") or shutil.which("nginx", path=_ELSEWHERE)


def install() -> str:
    """Return nginx, installed first where it is absent and this is root on Debian or Ubuntu."""
    if (here := program()) is not None:
        return here
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SystemExit(HOW)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", "nginx-light"]):
        subprocess.run(["apt-get", "-qq", *command], check=True, env=quiet, stdout=subprocess.DEVNULL)
    if (here := program()) is None:
        raise SystemExit(HOW)
    return here


def laid_out(folder: Path, replicas: Sequence[int], site: str) -> Path:
    """Write the files of ``deploy/nginx`` as they lie on a server, for other ports; return the main one.

    Args:
        folder: for all of it.
        replicas: ports of two replicas, in the place of 8501 and 8502.
        site: content of the file with the ``server``.
    """
    for name in ("conf.d", "snippets"):
        (folder / name).mkdir()
    text = (FILES / "jsna-replicas.conf").read_text("utf-8")
    for documented, port in zip((8501, 8502), replicas, strict=True):
        text = text.replace(str(documented), str(port))
    (folder / "conf.d/jsna-replicas.conf").write_text(text, "utf-8")
    (folder / "conf.d/jsna.conf").write_text(site, "utf-8")
    shutil.copy(FILES / "jsna-locations.conf", folder / "snippets")
    main = folder / "nginx.conf"
    main.write_text(_MAIN.format(folder=folder), "utf-8")
    return main


@contextlib.contextmanager
def running(replicas: Sequence[int], port: int) -> Iterator[Path]:
    """Run nginx before two replicas on this machine; yield its folder, with ``jsna.log`` and ``error.log``.

    Args:
        replicas: their ports.
        port: on which nginx listens, without TLS.
    """
    nginx = install()
    with tempfile.TemporaryDirectory(prefix="jsna-nginx-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        main = laid_out(folder, replicas, _SITE.format(folder=folder, port=port))
        # A process group of its own: Ctrl+C at a terminal is for the tests, which then end it.
        process = subprocess.Popen([nginx, "-p", str(folder), "-c", str(main)], start_new_session=True)
        try:
            _wait_for(port, process, folder)
            yield folder
        finally:
            process.terminate()
            process.wait()


def _wait_for(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    latest = time.monotonic() + _SECONDS_TO_START
    while time.monotonic() < latest and process.poll() is None:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=0.05)
    log = folder / "error.log"
    raise RuntimeError("nginx did not start:\n" + (log.read_text() if log.exists() else ""))


if __name__ == "__main__":
    sys.stdout.write(f"nginx: {install()}\n")
