"""The server's log: what a line holds, and what it leaves out."""

from __future__ import annotations

import json
import logging
import subprocess
import sys

import pytest

from jsna.ui.server import log, runs

TYPED = "Canary, of 4 Albany Road"


def record(name: str, text: str, *given: object, error: BaseException | None = None) -> logging.LogRecord:
    known = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord(name, logging.WARNING, __file__, 1, text, given, known)


def failed() -> ValueError:
    """Return an error that repeats what was typed, caused by another that does."""
    try:
        try:
            float(TYPED)
        except ValueError as cause:
            raise ValueError(TYPED) from cause
    except ValueError as error:
        return error


def test_a_line_of_json_says_when_how_grave_what_and_where() -> None:
    with runs.measured("map") as run:
        run.release = "e906f790ced1"
        event = json.loads(log.Json().format(record("jsna.register.keeping", "Deleted: %d", 3)))
    assert event.pop("time").endswith("+00:00")
    assert event == {
        "level": "warning",
        "what": "Deleted: 3",
        "from": "jsna.register.keeping",
        "page": "map",
        "release": "e906f790ced1",
    }


@pytest.mark.parametrize("form", [log.Json(), log.Plain()])
def test_an_error_is_told_by_its_kind_and_place_without_what_was_typed(form: logging.Formatter) -> None:
    line = form.format(record("streamlit.error_util", "Uncaught app execution", error=failed()))
    assert "ValueError" in line
    assert "unit/test_server_log.py:" in line
    assert "Canary" not in line


def test_other_libraries_say_their_own_words_and_numbers_only() -> None:
    said = log.event(record("uvicorn.error", '%s - "WebSocket %s" %d', "203.0.113.7:5", f"/map?q={TYPED}", 403))
    assert said["what"] == '… - "WebSocket …" 403'


_PROGRAM = """
import threading, warnings
from streamlit.logger import get_logger
from jsna.ui.server import log
early = get_logger("streamlit.early")
log.set_up("json")
early.error("early %s", "Canary")
get_logger("streamlit.late").error("late %s", "Canary")
warnings.warn("Canary", stacklevel=1)
thread = threading.Thread(target=float, args=("Canary",))
thread.start(); thread.join()
"""


def test_everything_that_a_process_says_is_json_whichever_way_it_comes() -> None:
    run = subprocess.run([sys.executable, "-c", _PROGRAM], capture_output=True, text=True, check=True)
    events = [json.loads(line) for line in run.stderr.splitlines()]
    assert [each["what"] for each in events][:2] == ["early …", "late …"]
    assert (events[2]["from"], events[3]["error"]["kind"], len(events)) == ("python", "ValueError", 4)
    assert "Canary" not in run.stderr
