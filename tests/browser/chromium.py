"""Chromium for the browser tests: find it, install it where that is possible, or say what to do.

Run as a script before the tests; imported by them afterwards.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

VARIABLE = "CHROMIUM"
NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome")
#: Where the installers of macOS and Windows put it, which is not on the path there.
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
)
WHAT_TO_DO = f"""\
The browser tests need Chromium or Chrome, and none was found.
Install one (Debian and Ubuntu: apt install chromium; macOS: brew install --cask chromium;
Windows: Chrome's own installer), or name the program: {VARIABLE}=/path/to/chromium make test"""


def find(environment: Mapping[str, str] = os.environ) -> str | None:
    """Return the path of a Chromium or Chrome, the one named by ``CHROMIUM`` first; None where there is none."""
    if named := environment.get(VARIABLE):
        return shutil.which(named, path=environment.get("PATH"))
    found = (shutil.which(name, path=environment.get("PATH")) for name in NAMES)
    placed = (place for place in PLACES if Path(place).is_file())
    return next((path for path in (*found, *placed) if path), None)


def may_install(environment: Mapping[str, str] = os.environ) -> bool:
    """Return whether this is Debian's kind of system, we may install on it, and no other browser was asked for."""
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return is_root and VARIABLE not in environment and shutil.which("apt-get") is not None


def install() -> None:
    """Install Debian's Chromium; a failure is left to speak for itself, since `find` is asked again afterwards."""
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", "--quiet", "--quiet", *command], env=quiet, check=False)


def main() -> int:
    """Return 0 when there is a Chromium, after installing it if need be; print where it is, or what to do."""
    path = find()
    if path is None and may_install():
        sys.stdout.write("Installing Chromium for the browser tests\n")
        install()
        path = find()
    sys.stdout.write(f"{'Browser tests: ' + path if path else WHAT_TO_DO}\n")
    return 0 if path else 1


if __name__ == "__main__":
    sys.exit(main())
