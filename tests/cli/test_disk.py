"""Every command that writes, where the disk refuses: one sentence, status 1, and everything as it was."""

from __future__ import annotations

import json
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from jsna.settings import DATA_VARIABLE, STATE_VARIABLE
from tests.cli.releases import run
from tests.fixtures import official

#: Runs each command that it is handed, and says how it ended.
RUN = """
import json, sys
from tests.cli.test_disk import ending
for words in json.load(sys.stdin):
    print(json.dumps(ending(words)))
"""
#: Root may write where the folder's mode says no; without its privileges it may not.
AS_OTHERS = ["setpriv", "--bounding-set", "-all", "--inh-caps", "-all"] if os.geteuid() == 0 else []


def ending(words: list[str]) -> list[object]:
    """Run a command; return it, its status, the errors that it printed, and whether the program itself ended it."""
    ended = run(*words)
    said = [line for line in ended.stderr.splitlines() if line.startswith("Error: ")]
    return [words, ended.exit_code, said, isinstance(ended.exception, SystemExit)]


@pytest.fixture
def commands(released: Path, checkout: Path) -> list[list[str]]:
    """Every command that writes files, each with what it needs in the folder that holds all."""
    root = released.parent
    official.write_indicator(root / "mini", "one")
    source = official.write_source(root / "source")
    (root / "own.csv").write_text("Ward,Eligible\nE05009888,300\n", encoding="utf-8")
    new = shutil.copytree(released, root / "new")
    (new / "events.toml").write_text((new / "events.toml").read_text("utf-8") + "\n", encoding="utf-8")
    assert run("release", "--data", str(new)).exit_code == 0
    assert run("backup", str(root / "good.zip")).exit_code == 0
    given = {
        "title": "Own",
        "summary": "How many people are counted here, for a test of the disk.",
        "topic": "local",
        "characteristic": "everyone",
        "groups": "Eligible",
        "unit": "people",
        "base": "all pupils",
        "publisher": "The council",
        "url": "https://www.example.gov.uk/",
        "reference-date": "2024-01-15",
    }
    decision = {"decision": "Open on Saturdays.", "body": "The Board", "changed": "It opens.", "dataset": "cars"}
    return [
        ["ingest", "official", "--from", str(source), "--data", str(root / "mini")],
        ["new-indicator", *_options(given)],
        ["new-page", "Who lives alone?", "--root", str(root)],
        ["release"],
        ["release", "withdraw", "visits", "--because", "a cell told too much"],
        ["rebase", str(root / "own.csv"), *_options({"from": "2022", "to": "2025", "data": str(checkout / "data")})],
        ["upgrade", "--from", str(new)],
        ["backup", str(root / "copy.zip")],
        ["log-use", *_options({**decision, "date": "2026-09-15"})],
        ["register", "sample"],
    ]


def _options(given: dict[str, str]) -> Iterator[str]:
    for name, value in given.items():
        yield from (f"--{name}", value)


def refused(root: Path, commands: list[list[str]]) -> list[list[object]]:
    """Run commands in a process that may not do what root may; return how they ended, as ``RUN`` says it."""
    told = {**os.environ, DATA_VARIABLE: str(root / "data"), STATE_VARIABLE: str(root / "state")}
    ended = subprocess.run(
        [*AS_OTHERS, sys.executable, "-c", RUN],
        input=json.dumps(commands),
        env=told,
        capture_output=True,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in ended.stdout.splitlines()]


def ended_badly(endings: Iterable[list[object]]) -> list[list[object]]:
    """Return the endings that are not status 1 with one sentence."""
    return [each for each in endings if each[1] != 1 or len(each[2]) != 1 or not each[3]]


def _files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in root.rglob("*")
        if path.is_file() and not {".incoming", ".lock"} & {*path.parts}
    }


@pytest.mark.skipif(os.name != "posix" or bool(AS_OTHERS and not shutil.which("setpriv")), reason="nobody to be")
def test_where_nothing_may_be_written_each_command_says_so_in_one_sentence(
    released: Path, commands: list[list[str]]
) -> None:
    before = _files(released.parent)
    folders = [path for path in released.parent.rglob("*") if path.is_dir()]
    for path in (released.parent, *folders):
        path.chmod(0o555)
    try:
        endings = refused(released.parent, commands)
    finally:
        for path in (released.parent, *folders):
            path.chmod(0o755)
    assert len(endings) == len(commands)
    assert ended_badly(endings) == []
    assert _files(released.parent) == before


@pytest.mark.skipif(os.name != "posix", reason="no limit on the size of files")
def test_where_nothing_more_has_room_each_command_says_so_in_one_sentence(
    released: Path, commands: list[list[str]]
) -> None:
    before = _files(released.parent)

    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, limits[1]))
    try:
        endings = [ending(words) for words in commands]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)

    assert ended_badly(endings) == []
    after = _files(released.parent)
    assert after.pop("state/register.sqlite", b"") == b""
    assert after == before
    assert run("register", "sample").exit_code == 0
