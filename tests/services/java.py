"""Java for the tests of Spark: found, or installed where apt-get may, or said what to do.

``python tests/services/java.py`` makes sure of it before the tests.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

OLDEST = 17
HOW = (
    f"Java {OLDEST} or newer is not here, which the tests of Spark need. "
    "On Debian and Ubuntu: apt-get install default-jre-headless. On macOS: brew install openjdk."
)


def java() -> str | None:
    """Return the program that Spark would run, or None where there is none or it is too old."""
    home = os.environ.get("JAVA_HOME")
    path = shutil.which(str(Path(home) / "bin/java") if home else "java")
    if path is None:
        return None
    said = subprocess.run([path, "-version"], capture_output=True, text=True, check=False).stderr
    version = re.search(r'version "(\d+)', said)
    return path if version and int(version[1]) >= OLDEST else None


def install() -> str:
    """Return the program, installed first where it is absent and this is root on Debian or Ubuntu."""
    if (here := java()) is not None:
        return here
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise SystemExit(HOW)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "-y", "--no-install-recommends", "default-jre-headless"]):
        subprocess.run(["apt-get", "-qq", *command], check=True, env=quiet, stdout=subprocess.DEVNULL)
    if (here := java()) is None:
        raise SystemExit(HOW)
    return here


if __name__ == "__main__":
    sys.stdout.write(
        f"Java: {install()}\n" if find_spec("pyspark") else "Java: not needed, for Spark is not installed\n"
    )
