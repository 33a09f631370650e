"""The register as the pages see it: opened once for the server, with the person who reads or writes."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import streamlit as st
from cachetools import LRUCache, cached
from streamlit.runtime.scriptrunner import get_script_run_ctx

from jsna.errors import JsnaError
from jsna.model.register.person import OWN_MACHINE, Person
from jsna.register import keeping
from jsna.register.opening import existing, open_register
from jsna.register.register import Register
from jsna.settings import Settings
from jsna.ui import signed_in
from jsna.ui.server import local_only
from jsna.ui.signed_in import Reader


def register() -> Register:
    """Return the register of this server.

    Raises:
        JsnaError: it cannot be opened; the message says what to do.
    """
    settings = Settings.read()
    return _opened(settings)


def open_what_is_there() -> None:
    """Open the register if there is one already. What keeps it from being opened, the first page of it says."""
    with suppress(JsnaError):
        existing(Settings.read()).close()
        register()


def person() -> Person:
    """Return who reads this page, with the rights that they have now."""
    return reader().person


def reader() -> Reader:
    """Return who reads this page, and why their sign-in gives nothing where it does not."""
    return _run.reader or _reader()


class _Run(threading.local):
    """Who reads during the run of a page in this thread: its parts ask a hundred times."""

    reader: Reader | None = None


_run = _Run()


@contextmanager
def one_reader() -> Iterator[None]:
    """Look once, for as long as the block runs, who reads."""
    _run.reader = _reader()
    try:
        yield
    finally:
        _run.reader = None


def _reader() -> Reader:
    if get_script_run_ctx(suppress_warning=True) is None:
        return Reader()
    if Settings.read().local:
        return Reader() if local_only.is_from_elsewhere(st.context.headers) else Reader(OWN_MACHINE)
    if not signed_in.is_configured() or not st.user.get("is_logged_in"):
        return Reader()
    claims = st.user.to_dict()
    try:
        return signed_in.reader(claims, register())
    except JsnaError as problem:
        # Without the register nobody can say whether they were blocked.
        return Reader(claimed=signed_in.claimed(claims), problem=str(problem))


@cached(LRUCache(100), condition=threading.Condition())
def _opened(settings: Settings) -> Register:
    opened = open_register(settings)
    keeping.start(opened)
    return opened
