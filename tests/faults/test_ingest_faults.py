"""An import that is killed, refused by the disk or started twice leaves the old data or the new, never a mixture."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from jsna.catalogue import commit, release
from jsna.cli import main
from jsna.ingest.official import pipeline
from tests.fixtures import official

OLD = {"areas.parquet": b"old areas", "indicators/a/b.parquet": b"old figures"}
NEW = {"areas.parquet": b"new areas", "indicators/a/b.parquet": b"new figures", "indicators/c/d.parquet": b"more"}

#: Runs a statement and dies by SIGKILL at the N-th time Python touches a path under the data folder.
KILLED = """
import os, signal, sys
left, data = int(sys.argv[1]), sys.argv[2]
def hook(event, arguments):
    global left
    touches = event in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree")
    if touches and data in str(arguments[0]):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
"""
COMMIT = """
from pathlib import Path
from jsna.catalogue import commit
files = {"areas.parquet": b"new areas", "indicators/a/b.parquet": b"new figures", "indicators/c/d.parquet": b"more"}
sys.addaudithook(hook)
with commit.locked(Path(data), "testing"):
    commit.commit(Path(data), files)
"""
INGEST = """
from pathlib import Path
from jsna.ingest.official import pipeline
sys.addaudithook(hook)
pipeline.official(Path(sys.argv[3]), Path(data))
"""


#: Imports the import once, then runs each statement it is handed in a process of its own: a copy of itself.
COPIES = """
import json, os, sys
from jsna.catalogue import commit
from jsna.ingest.official import pipeline
for line in sys.stdin:
    statement, *arguments = json.loads(line)
    copy = os.fork()
    if copy == 0:
        code = 1
        try:
            os.dup2(2, 1)
            sys.argv[1:] = arguments
            exec(statement, {})
            code = 0
        finally:
            os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(copy, 0)[1]), flush=True)
"""
Killed = Callable[..., bool]


@pytest.fixture(scope="module")
def killed() -> Iterator[Killed]:
    """Run a statement in a process of its own; True where it died at the given touch, False where it ended."""
    command = [sys.executable, "-c", COPIES]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
    with subprocess.Popen(command, **pipes) as copies:

        def run(statement: str, at: int, data: Path, *more: Path) -> bool:
            print(json.dumps([KILLED + statement, *map(str, (at, data, *more))]), file=copies.stdin, flush=True)
            code = int(copies.stdout.readline())
            assert code in (0, -signal.SIGKILL)
            return code != 0

        yield run


def write(data: Path, files: dict[str, bytes]) -> None:
    with commit.locked(data, "testing"):
        commit.commit(data, files)


def content(data: Path) -> dict[str, bytes]:
    paths = [path for path in data.rglob("*") if path.is_file() and ".incoming" not in path.parts]
    return {path.relative_to(data).as_posix(): path.read_bytes() for path in paths}


def test_a_kill_at_any_touch_of_the_disk_leaves_old_or_new(killed: Killed, tmp_path: Path) -> None:
    outcomes = []
    for at in range(1, 100):
        data = tmp_path / str(at)
        write(data, OLD)
        died = killed(COMMIT, at, data)
        sealed = (data / ".incoming/marker.json").exists()
        if died and not sealed:
            assert content(data) in (OLD, NEW)
        commit.recover(data)
        assert content(data) in (OLD, NEW)
        outcomes.append("new" if content(data) == NEW else "old")
        write(data, NEW)
        assert content(data) == NEW
        if not died:
            break
    assert not died
    assert outcomes == sorted(outcomes, reverse=True)  # once a run is sealed, no later kill undoes it
    assert {"old", "new"} == set(outcomes)


def test_a_killed_import_leaves_the_figures_that_stood(killed: Killed, tmp_path: Path) -> None:
    source, data = official.write_source(tmp_path / "source"), tmp_path / "data"
    official.write_indicator(data, "one")
    pipeline.official(source, data)
    old = official.hashes(data)
    official.write_disabled(source, [(10, 10), *official.DISABLED[1:]])
    assert killed(INGEST, 12, data, source)
    commit.recover(data)
    assert official.hashes(data) == old
    pipeline.official(source, data)
    assert official.hashes(data) != old


def test_an_import_killed_while_renaming_is_finished_by_the_next_reader(killed: Killed, tmp_path: Path) -> None:
    source, data = official.write_source(tmp_path / "source"), tmp_path / "data"
    official.write_indicator(data, "one")
    pipeline.official(source, data)
    official.write_disabled(source, [(10, 10), *official.DISABLED[1:]])
    next(at for at in range(15, 60) if killed(INGEST, at, data, source) and sealed(data))
    assert commit.recover(data)
    finished = official.hashes(data)
    pipeline.official(source, data)
    assert official.hashes(data) == finished
    assert release.compute(data) == release.read(data)


def sealed(data: Path) -> bool:
    return (data / ".incoming/marker.json").exists()


def test_a_disk_that_refuses_leaves_the_data_and_says_so(tmp_path: Path) -> None:
    pytest.importorskip("resource")
    write(tmp_path, OLD)
    statement = """
import resource
from pathlib import Path
from jsna.catalogue import commit
resource.setrlimit(resource.RLIMIT_FSIZE, (5000, 5000))
with commit.locked(Path(data), "testing"):
    commit.commit(Path(data), {"areas.parquet": b"new", "big.parquet": bytes(6000)})
"""
    command = [sys.executable, "-c", KILLED + statement, "0", str(tmp_path)]
    ended = subprocess.run(command, check=False, capture_output=True, text=True)
    assert ended.stderr.splitlines()[-1] == (
        f"jsna.catalogue.commit.NotSaved: Not saved: file too large. Nothing under {tmp_path.name}/ was changed. "
        "Make room or allow writing, then try again."
    )
    assert content(tmp_path) == OLD
    assert not (tmp_path / ".incoming/files").exists()


def test_a_second_run_is_refused_while_the_first_is_writing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commit, "PATIENCE", 0.1)
    source, data = official.write_source(tmp_path / "source"), tmp_path / "data"
    with commit.locked(data, "testing"):
        ended = CliRunner().invoke(main, ["ingest", "official", "--from", str(source), "--data", str(data)])
    assert ended.exit_code == 1
    assert re.fullmatch(
        r"Error: Another run is writing to the data: it is testing, since \d\d:\d\d. Try again when it has finished.\n",
        ended.stderr,
    )
    assert content(data) == {}


def test_a_reader_does_not_wait_for_a_run_that_is_finishing(tmp_path: Path) -> None:
    write(tmp_path, OLD)
    with commit.locked(tmp_path, "testing"):
        (tmp_path / ".incoming/marker.json").write_text('{"files": [], "removed": []}', encoding="utf-8")
        assert commit.recover(tmp_path) is False
    assert commit.recover(tmp_path) is True
    assert content(tmp_path) == OLD
