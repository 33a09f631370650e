"""Which release a page shows, and who looks at it: decided once, when the run of the page starts."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from cachetools import LRUCache, cached
from streamlit.runtime.scriptrunner import get_script_run_ctx

from jsna.catalogue.read import Catalogue
from jsna.catalogue.releases.opened import Open, Releases
from jsna.catalogue.releases.store import Store
from jsna.catalogue.ward_year import ward_year
from jsna.errors import CatalogueError
from jsna.files.checked import Damaged
from jsna.settings import Settings
from jsna.ui.register import person

_CHOSEN, _TODAYS = "jsna.ward-list", "jsna.todays"
#: No id of a release is longer.
LONGEST_RELEASE = 12


class Shown(NamedTuple):
    """The release that a page shows.

    Attributes:
        release: the one shown.
        today: today's, whether or not it is shown.
        problem: why the release that the link names is not shown; None if it is, or if it names none.
    """

    release: Open
    today: Open
    problem: str | None = None

    @property
    def is_todays(self) -> bool:
        """Whether the figures are today's."""
        return self.release.frozen.id == self.today.frozen.id


class _OneLook(threading.local):
    """What the run of a page in this thread shows: its parts ask for the data a hundred times."""

    shown: Shown | None = None
    catalogue: Catalogue | None = None


_look = _OneLook()


@contextmanager
def one_look() -> Iterator[None]:
    """Choose once, for as long as the block runs, the release that is shown and what the reader may see of it."""
    _look.shown = _chosen()
    _look.catalogue = _viewed(_look.shown)
    try:
        yield
    except Damaged:
        close_damaged()
        raise
    finally:
        _look.shown = _look.catalogue = None


def shown() -> Shown:
    """Return the release that this page shows; outside a page, today's."""
    return _look.shown or _chosen()


def whole() -> Catalogue:
    """Return everything in the release that is shown, whoever may see it."""
    return shown().release.catalogue


def catalogue() -> Catalogue:
    """Return the release that is shown, as the reader may see it."""
    return _look.catalogue or _viewed(_chosen())


def todays() -> Catalogue:
    """Return today's release as the reader may see it, with the list of wards that is shown."""
    today = shown().today.catalogue
    viewed = today.as_view(today.view_of(person(), catalogue().year))
    viewed.take_over(catalogue())
    return viewed


def releases() -> Releases:
    """Return the releases of this server."""
    settings = Settings.read()
    return _releases(settings.data, settings.state)


def close_damaged() -> None:
    """Close the release that is shown, in which a file was found damaged: the next visit opens what is whole."""
    releases().forget(shown().release.frozen.name)


def open_with(year: int) -> None:
    """Open the data with a list of wards from the next run on, until the address says something else.

    The address is written when a page ends; what is chosen must be open when it begins.
    """
    st.session_state[_CHOSEN] = year


def open_todays() -> None:
    """Show today's release from the next run on, whatever the address still says."""
    st.session_state[_TODAYS] = True


def settle() -> None:
    """Leave the choice of data to the address again, which holds it now."""
    st.session_state.pop(_CHOSEN, None)
    st.session_state.pop(_TODAYS, None)


@cached(LRUCache(1), condition=threading.Condition())
def _releases(data: Path, state: Path) -> Releases:
    return Releases(data, Store.of(state), lambda: datetime.now(UTC))


def _chosen() -> Shown:
    """The release that the address asks for, or today's."""
    known = releases()
    today = known.today()
    asked = _asked()
    if asked is None or asked == today.frozen.id:
        return Shown(today, today)
    try:
        found = known.named(asked)
    except CatalogueError as wrong:
        return Shown(today, today, f"{wrong} These are the figures of today’s release, {today.frozen.id}.")
    if found is None:
        problem = f"This link names the data release {asked}, which is not here. It was never made, or was removed."
        return Shown(today, today, f"{problem} These are the figures of today’s release, {today.frozen.id}.")
    return Shown(found, today)


def _asked() -> str | None:
    if get_script_run_ctx(suppress_warning=True) is None or _TODAYS in st.session_state:
        return None
    return st.query_params.get("release", "")[:LONGEST_RELEASE] or None


def _viewed(chosen: Shown) -> Catalogue:
    everything = chosen.release.catalogue
    view = everything.view_of(person(), _ward_year(everything))
    if not chosen.is_todays:
        # Who may see a figure is decided today: what was taken from somebody since is not in an old link either.
        hidden = {*view.hidden, *chosen.today.catalogue.view_of(person()).hidden}
        view = view._replace(hidden=tuple(sorted(hidden)))
    return everything.as_view(view)


def _ward_year(everything: Catalogue) -> int:
    """The list of wards that the address asks for; outside a page, the place's own."""
    if get_script_run_ctx(suppress_warning=True) is None:
        return everything.place.wards
    asked = st.query_params
    if _CHOSEN in st.session_state:
        return int(st.session_state[_CHOSEN])
    return ward_year(asked.get("wards"), asked.get("ward"), everything, asked.get("indicator"))
