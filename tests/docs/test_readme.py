"""The README's commands are those that work."""

from __future__ import annotations

import re
import subprocess
import tomllib

from tests.docs.tracked import ROOT, documents

README = documents()["README.md"]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")


def test_each_make_command_of_the_documents_is_a_target() -> None:
    named = {
        name
        for text in documents().values()
        for block in re.findall(r"```sh\n(.*?)```", text, re.DOTALL)
        for name in re.findall(r"^make (\w+)", block, re.MULTILINE)
    }
    targets = set(re.findall(r"^(\w+):", MAKEFILE, re.MULTILINE))
    assert {"run", "test"} <= named
    assert named - targets == set()


def test_the_lines_for_windows_do_what_make_does() -> None:
    command = ["make", "--dry-run", "--always-make", "VENV=.venv", "run"]
    make = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    quiet = make.replace(" --quiet --disable-pip-version-check", "")
    lines = re.search(r"```bat\n(.*?)```", README, re.DOTALL)
    assert lines is not None
    installs, serves = (line.split("\\")[-1] for line in lines[1].splitlines()[1:])
    assert f".venv/bin/{installs}\n" in quiet
    assert f".venv/bin/{serves}" in quiet


def test_ci_runs_what_a_developer_runs() -> None:
    lines = (ROOT / ".ci/run").read_text("utf-8").splitlines()
    assert lines[-1] == "exec make test"


def test_the_oldest_python_is_the_one_that_is_promised() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest = project["requires-python"].removeprefix(">=")
    assert f"Python {oldest} or newer" in README
    assert f"Python {oldest} or newer" in MAKEFILE
