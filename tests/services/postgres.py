"""A real PostgreSQL for tests: found, or installed where apt-get may, and started on a socket in a folder of its own.

``python tests/services/postgres.py`` makes sure that the programs are there; tests then call :func:`running`.
"""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

#: Where Debian, Ubuntu, Fedora, Alpine and Homebrew put the server's programs; they are seldom on the path.
FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/libexec/postgresql*",
    "/opt/homebrew/opt/postgresql*/bin",
)
HOW = (
    "PostgreSQL's server programs (initdb, pg_ctl) are not here. "
    "On Debian and Ubuntu: apt-get install postgresql. On macOS: brew install postgresql."
)
#: PostgreSQL refuses to run as root; Debian's package brings this account.
ACCOUNT = "postgres"


def programs() -> Path | None:
    """Return the folder of initdb and pg_ctl, the newest where there are several, or None."""
    if found := shutil.which("initdb"):
        return Path(found).resolve().parent
    folders = [folder for pattern in FOLDERS for folder in Path("/").glob(pattern.lstrip("/"))]
    complete = [folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()]
    return max(complete, key=lambda folder: [int(part) for part in folder.parts if part.isdigit()], default=None)


def install() -> Path:
    """Return the folder of the programs, installed first where they are absent and this is root on Debian or Ubuntu."""
    if (here := programs()) is not None:
        return here
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SystemExit(HOW)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], check=True, env=quiet)
    packages = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql"]
    subprocess.run(packages, check=True, env=quiet, stdout=subprocess.DEVNULL)
    if (here := programs()) is None:
        raise SystemExit(HOW)
    return here


@contextlib.contextmanager
def running() -> Iterator[str]:
    """Yield the address of a new, empty server, which is stopped and removed afterwards. It listens on no port."""
    binaries = install()
    # A socket's path may have about 100 letters, which pytest's own folders often exceed.
    with tempfile.TemporaryDirectory(prefix="jsna-pg-") as name:
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, ACCOUNT)
        data = folder / "data"
        options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
        _run(binaries / "initdb", "-D", data, "-U", ACCOUNT, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        _run(binaries / "pg_ctl", "-D", data, "-l", folder / "log", "-o", options, "-w", "start")
        try:
            yield f"postgresql:///postgres?host={folder}&user={ACCOUNT}"
        finally:
            _run(binaries / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _run(*command: object) -> None:
    """Run one of PostgreSQL's programs, as its own account where this is root."""
    account = pwd.getpwnam(ACCOUNT) if os.geteuid() == 0 else None
    subprocess.run(
        [str(part) for part in command],
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        user=account.pw_uid if account else None,
        group=account.pw_gid if account else None,
        extra_groups=[] if account else None,
    )


if __name__ == "__main__":
    sys.stdout.write(f"PostgreSQL: {install()}\n")
