"""How the server stands: starting, ready or stopping; whether data and register are open; which release is shown."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from enum import StrEnum

from jsna import metrics
from jsna.errors import JsnaError
from jsna.register.opening import is_there
from jsna.settings import Settings
from jsna.ui import data

OPEN, ABSENT = "open", "absent"
#: Set once the server is warm, and once it has been told to stop.
warm, stopping = threading.Event(), threading.Event()


class Stage(StrEnum):
    """What a server does."""

    STARTING = "starting"
    READY = "ready"
    NOT_READY = "not ready"
    STOPPING = "stopping"


@dataclass(frozen=True)
class Standing:
    """How the server stands.

    Attributes:
        stage: what it does.
        release: of the data that are shown; empty where they cannot be opened.
        data: ``open``, or a sentence that says why not.
        register: ``open``, ``absent`` where none was made yet, or a sentence that says why it cannot be read.
    """

    stage: Stage
    release: str
    data: str
    register: str


def now() -> Standing:
    """Return how the server stands; it looks at the data and asks the register's database."""
    release, opened = _data()
    register = _register()
    stage = _stage(is_whole=opened == OPEN and register in (OPEN, ABSENT))
    metrics.READY.set(stage == Stage.READY)
    metrics.RELEASE.clear()
    if release:
        metrics.RELEASE.labels(release).set(1)
    return Standing(stage, release, opened, register)


def _stage(*, is_whole: bool) -> Stage:
    if stopping.is_set():
        return Stage.STOPPING
    if not warm.is_set():
        return Stage.STARTING
    return Stage.READY if is_whole else Stage.NOT_READY


def _data() -> tuple[str, str]:
    try:
        metrics.DATA_PROBLEMS.set(len(data.catalogue().problems))
        return data.release(), OPEN
    except JsnaError as problem:
        return "", str(problem)
    except OSError as problem:
        return "", f"The data folder cannot be read: {problem.strerror}."


def _register() -> str:
    try:
        return OPEN if is_there(Settings.read()) else ABSENT
    except JsnaError as problem:
        return str(problem)
