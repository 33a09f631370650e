"""The server's log: one line or one JSON object for each event, and nothing of any person.

A line holds the time, how grave it is, what happened, the page's address, the release, and how long it took. What
other libraries say is written with their own words and numbers, but without any text that was put in: that may be an
address, a query or what somebody typed. Of an error its kind and its place in the program are written, not its
message, which may repeat what was typed. Streamlit's setting for developers, ``client.showErrorDetails = "full"``,
adds the message.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import threading
import traceback
import warnings
from datetime import UTC, datetime
from typing import Any, TextIO

from streamlit import config
from streamlit import logger as streamlit_logger

from jsna.ui.server import runs

#: Libraries that tell of every connection, with the visitor's address.
_TALKATIVE = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi", "websockets")
#: A place in a text of the ``logging`` module where something is put in.
_PUT_IN = re.compile(r"%(?:\([^)]*\))?[#0\- +]*[\d.*]*[a-zA-Z]")
_LEFT_OUT = "…"
_OURS = "jsna"


def set_up(how: str) -> None:
    """Write the log of everything in this process to the standard error from now on.

    Args:
        how: ``plain`` for lines to read, with warnings and what is graver; ``json`` for one object a line, which
            also has a line for each run of a page.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(Json() if how == "json" else Plain())
    logging.root.handlers[:] = [handler]
    logging.root.setLevel(logging.WARNING)
    logging.getLogger(_OURS).setLevel(logging.INFO if how == "json" else logging.WARNING)
    # Streamlit gives each of its loggers a handler of its own, those to come too.
    streamlit_logger.setup_formatter = _hand_on
    for logger in list(logging.root.manager.loggerDict.values()):
        if isinstance(logger, logging.Logger) and logger.handlers and logger.name.split(".")[0] in _WITH_HANDLERS:
            _hand_on(logger)
    for name in _TALKATIVE:
        logging.getLogger(name).setLevel(logging.WARNING)
    warnings.showwarning = _warn
    threading.excepthook = _tell


_WITH_HANDLERS = ("streamlit", "uvicorn", "websockets", "__main__")


def _hand_on(logger: logging.Logger) -> None:
    """Let a logger hand on what it is told to the one handler of this process."""
    logger.handlers.clear()
    logger.propagate = True


class Plain(logging.Formatter):
    """A line to read: time, how grave it is, what happened, and on which page."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; an error's place in the program follows, a line for each call."""
        about = event(record)
        error = about.pop("error", {})
        line = f"{about['time']} {about['level'].upper()} {about['from']}: {about['what']}"
        if "page" in about:
            line += f" (page {about['page']})"
        said = [line, *(f"  {place}" for place in error.get("at", ()))]
        return "\n".join([*said, f"  {error['kind']}"] if error else said)


class Json(logging.Formatter):
    """One JSON object without line breaks."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object."""
        return json.dumps(event(record), ensure_ascii=False)


def event(record: logging.LogRecord) -> dict[str, Any]:
    """Return what the log holds of an event.

    Returns:
        ``time`` (UTC, ISO 8601), ``level``, ``what``, ``from`` (the part of the program); where it is known, ``page``,
        ``release``, ``milliseconds``, and ``error`` with its ``kind`` and ``at``, where it happened.
    """
    about: dict[str, Any] = {
        "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname.lower(),
        "what": _what(record),
        "from": record.name,
    }
    known = {"page": runs.current.page, "release": runs.current.release}
    about |= {key: value for key, value in known.items() if value}
    if hasattr(record, "milliseconds"):
        about["milliseconds"] = record.milliseconds
    if record.exc_info and record.exc_info[1] is not None:
        about["error"] = _error(record.exc_info[1])
    return about


def _what(record: logging.LogRecord) -> str:
    if record.name.split(".")[0] == _OURS:
        return record.getMessage()
    values = iter(record.args if isinstance(record.args, tuple) else ())

    def put_in(_: re.Match[str]) -> str:
        value = next(values, None)
        return str(value) if isinstance(value, int | float) else _LEFT_OUT

    return _PUT_IN.sub(put_in, str(record.msg)) if record.args else str(record.msg)


def _error(error: BaseException) -> dict[str, Any]:
    """Return the kind of an error and the calls that led to it, the outermost first; those of its cause before it."""
    kind = type(error).__name__
    if config.get_option("client.showErrorDetails") == "full":
        kind = f"{kind}: {error}"
    told = {
        "kind": kind,
        "at": [f"{_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in _frames(error)],
    }
    cause = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return told if cause is None else {"cause": _error(cause), **told}


def _frames(error: BaseException) -> list[traceback.FrameSummary]:
    return list(traceback.extract_tb(error.__traceback__))


def _place(path: str) -> str:
    """Return the end of a path: which file of which package."""
    return "/".join(path.split("/")[-3:])


def _warn(
    message: Warning | str,  # noqa: ARG001 - the names are Python's
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,  # noqa: ARG001
    line: str | None = None,  # noqa: ARG001
) -> None:
    """Write a warning of Python down without its text, which may repeat a value."""
    logging.getLogger("python").warning(f"{category.__name__} at {_place(filename)}:{lineno}")


def _tell(failed: threading.ExceptHookArgs) -> None:
    """Write down what ended a thread."""
    error = failed.exc_value
    if error is not None:
        logging.getLogger(_OURS).error("A thread ended in an error.", exc_info=error)
