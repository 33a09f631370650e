"""Which data are open, who looks at them, and for how long what is made from them is kept."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from jsna.catalogue.commit import recover
from jsna.catalogue.read import Catalogue, open_catalogue
from jsna.catalogue.ward_year import ward_year
from jsna.settings import Settings
from jsna.ui.register import person

Fingerprint = tuple[int, int]
_CHOSEN = "jsna.ward-list"


class _OneLook(threading.local):
    """What the run of a page in this thread has found out: its parts ask for the data a hundred times."""

    folder: Fingerprint | None = None
    catalogue: Catalogue | None = None


_look = _OneLook()


@contextmanager
def one_look() -> Iterator[None]:
    """Look once, for as long as the block runs, whether the data have changed, and what the reader may see."""
    _look.folder = fingerprint()
    _look.catalogue = _viewed()
    try:
        yield
    finally:
        _look.folder = _look.catalogue = None


def _ward_year(everything: Catalogue) -> int:
    """The list of wards that the address asks for; outside a page, the place's own."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return everything.place.wards
    asked = st.query_params
    if _CHOSEN in st.session_state:
        return int(st.session_state[_CHOSEN])
    return ward_year(asked.get("wards"), asked.get("ward"), everything, asked.get("indicator"))


def open_with(year: int) -> None:
    """Open the data with a list of wards from the next run on, until the address says something else.

    The address is written when a page ends; what is chosen must be open when it begins.
    """
    st.session_state[_CHOSEN] = year


def settle() -> None:
    """Leave the choice of data to the address again, which holds it now."""
    st.session_state.pop(_CHOSEN, None)


def fingerprint() -> Fingerprint:
    """Return how many data files there are and when the newest was written: a millisecond, where it must look."""
    if _look.folder is not None:
        return _look.folder
    stamps = list(_written(Settings.read().data))
    return len(stamps), max(stamps, default=0)


def _written(folder: Path | str) -> Iterator[int]:
    """Yield when each data file below a folder was written, in nanoseconds; hidden ones are not data."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if entry.is_dir():
                yield from _written(entry.path)
            elif "." in entry.name:
                yield entry.stat().st_mtime_ns


@st.cache_resource(max_entries=1, show_spinner="Opening the data")
def _whole(folder: Fingerprint) -> Catalogue:  # noqa: ARG001 - the fingerprint is the cache's key
    data = Settings.read().data
    recover(data)
    return open_catalogue(data)


def whole() -> Catalogue:
    """Return everything in the data folder as it is now, whoever may see it."""
    return _whole(fingerprint())


def catalogue() -> Catalogue:
    """Return the open data as the reader may see them; opened again as soon as a file under ``data/`` has changed."""
    return _look.catalogue or _viewed()


def _viewed() -> Catalogue:
    everything = whole()
    return everything.as_view(everything.view_of(person(), _ward_year(everything)))
