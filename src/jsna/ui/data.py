"""Every cached read and computation of the app. Keys are small values, never frames; what comes back is not changed."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple, TypeVar, cast

import pandas as pd
import streamlit as st

from jsna.analysis import comparison
from jsna.analysis import find as finding
from jsna.analysis import ward as one_ward
from jsna.analysis.age import allowance
from jsna.analysis.compare import compare_wards
from jsna.analysis.highlights import Highlight, highlights
from jsna.analysis.unusual import funnel as funnel_of
from jsna.analysis.unusual import own_limits
from jsna.areas.lookups import Lookups
from jsna.areas.postcodes import look_up
from jsna.catalogue import availability
from jsna.catalogue.commit import recover
from jsna.catalogue.kept import kept
from jsna.catalogue.quoted import read_quoted
from jsna.catalogue.read import Catalogue, View, open_catalogue
from jsna.catalogue.release import compute as compute_release
from jsna.catalogue.telling import offered, read_routes, read_settings
from jsna.geo.neighbours import neighbourhood
from jsna.model.age import AgeAllowance
from jsna.model.area import ENGLAND, Level
from jsna.model.clusters import Neighbourhood, Pattern
from jsna.model.compare import WardsCompared
from jsna.model.comparison import Comparison
from jsna.model.quoted import Quoted
from jsna.model.selection import Baseline, Selection, Subject
from jsna.model.telling.language import Language
from jsna.model.telling.route import Routes
from jsna.model.telling.settings import TellUs
from jsna.model.unusual import Funnel, FunnelLimits
from jsna.model.ward import ProfileRow
from jsna.settings import Settings
from jsna.ui.register import person

Fingerprint = tuple[int, int]


class Seen(NamedTuple):
    """What somebody may see of the data as they are now: the key of everything that is kept.

    Attributes:
        folder: the data folder.
        view: what of it is hidden from them.
    """

    folder: Fingerprint
    view: View


class Telling(NamedTuple):
    """What "Tell us" is made of.

    Attributes:
        settings: what the council decides.
        routes: who can help.
        languages: those that people can choose, in their order.
    """

    settings: TellUs
    routes: Routes
    languages: tuple[Language, ...]


_Function = TypeVar("_Function", bound=Callable[..., Any])

#: Comparisons kept: one of all England is about 3 MB, shared by every session that looks at it.
KEPT = 24


def catalogue() -> Catalogue:
    """Return the open data as the reader may see them; opened again as soon as a file under ``data/`` has changed."""
    return _look.catalogue or _catalogue(_seen())


def lookups() -> Lookups:
    """Return where a row may lie: the areas of the open data, and the look-ups beside them."""
    return _lookups(catalogue())


def release() -> str:
    """Return the id of the data shown here, made from its content: a file added by hand counts at once."""
    return _release(_fingerprint())


def compare(selection: Selection) -> Comparison:
    """Return the comparison a selection asks for; which ward is picked and what is shown do not change its figures."""
    return replace(_comparison(selection.subject, _seen()), selection=selection)


def funnel(selection: Selection) -> Funnel:
    """Return the funnel of a selection's indicator and group; see ``jsna.analysis.unusual``."""
    return _funnel(_everywhere(selection.subject), _seen())


def funnel_edges(selection: Selection) -> FunnelLimits | None:
    """Return the funnel's edges around a selection's own baseline, or None; see ``jsna.analysis.unusual``."""
    return _funnel_edges(selection.subject, selection.ward, _seen())


def clusters(selection: Selection) -> Pattern:
    """Return the clusters of high and low values of a selection's place; see ``jsna.analysis.clusters``."""
    return _clusters(selection.subject, _seen())


def ward_profile(ward: str | None, baseline: Baseline) -> list[ProfileRow]:
    """Return everything known about one ward; see ``jsna.analysis.ward``."""
    return _ward_profile(str(ward), baseline, _seen())


def wards_compared(place: str, baseline: Baseline, choices: tuple[tuple[str, str], ...]) -> WardsCompared:
    """Return the differences of a place's wards over several indicators; see ``jsna.analysis.compare``."""
    return _wards_compared(place, baseline, choices, _seen())


def place_highlights(place: str) -> list[Highlight]:
    """Return the widest differences of a place; see ``jsna.analysis.highlights``."""
    return _highlights(place, _seen())


def age_allowance(slug: str, area: str) -> AgeAllowance:
    """Return how much of an area's difference its ages explain; see ``jsna.analysis.age``, which keeps the work."""
    return allowance(catalogue(), slug, area)


def gaps(place: str) -> pd.DataFrame:
    """Return what is known of each characteristic at each level around a place, and the reason for each gap."""
    return _gaps(place, _seen())


def find(text: str) -> finding.FindResults:
    """Return the areas and names that a text finds; see ``jsna.analysis.find``."""
    return finding.find(text, name_index(), lambda: look_up(Settings.read().data))


def name_index() -> finding.Index:
    """Return every name that can be found; see ``jsna.analysis.find``."""
    return _name_index(_fingerprint())


def quoted(topic: str = "disability") -> tuple[Quoted, ...]:
    """Return the national figures people quote on a topic."""
    return read_quoted(Settings.read().data, topic)


def telling() -> Telling:
    """Return what "Tell us" is made of."""
    return _telling(_fingerprint())


def _figures(subject: Subject) -> Subject:
    """Return the subject with the same figures that is set against England."""
    return replace(subject, baseline=Baseline.ENGLAND)


def _everywhere(subject: Subject) -> Subject:
    return replace(_figures(subject), area=ENGLAND)


@kept(1)
def _lookups(opened: Catalogue) -> Lookups:
    return Lookups(opened.data, opened.areas)


class _OneLook(threading.local):
    """What the run of a page in this thread has found out: its parts ask for the data a hundred times."""

    seen: Seen | None = None
    catalogue: Catalogue | None = None


_look = _OneLook()


@contextmanager
def one_look() -> Iterator[None]:
    """Look once, for as long as the block runs, whether the data have changed, and what the reader may see."""
    _look.seen = _seen()
    _look.catalogue = _catalogue(_look.seen)
    try:
        yield
    finally:
        _look.seen = _look.catalogue = None


def _seen() -> Seen:
    if _look.seen is not None:
        return _look.seen
    folder = _fingerprint()
    return Seen(folder, _whole(folder).view_of(person()))


def _fingerprint() -> Fingerprint:
    """Return how many data files there are and when the newest was written: a millisecond, where it must look."""
    if _look.seen is not None:
        return _look.seen.folder
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


#: The caches of everything that is made from a catalogue; they are emptied before another one is opened.
_MADE_FROM_IT: list[Any] = []


def _made_from_it(most: int, spinner: str | bool = False) -> Callable[[_Function], _Function]:
    """Cache what is made from a catalogue, for as long as that catalogue is the open one.

    Otherwise the results of a replaced catalogue would keep it in memory whole.

    Args:
        most: results kept.
        spinner: what the page says while it waits, if anything.
    """

    def decorate(function: _Function) -> _Function:
        cached = st.cache_resource(max_entries=most, show_spinner=spinner)(function)
        _MADE_FROM_IT.append(cached)
        return cast("_Function", cached)

    return decorate


@st.cache_resource(max_entries=1, show_spinner="Opening the data")
def _whole(fingerprint: Fingerprint) -> Catalogue:  # noqa: ARG001 - the fingerprint is the cache's key
    for cached in _MADE_FROM_IT:
        cached.clear()
    data = Settings.read().data
    recover(data)
    return open_catalogue(data)


def _catalogue(seen: Seen) -> Catalogue:
    return _whole(seen.folder).as_view(seen.view)


@_made_from_it(2)
def _name_index(fingerprint: Fingerprint) -> finding.Index:
    opened = _whole(fingerprint)
    return finding.index(opened.areas, opened.names)


@_made_from_it(2)
def _release(fingerprint: Fingerprint) -> str:  # noqa: ARG001 - the fingerprint is the cache's key
    return compute_release(Settings.read().data).id


@_made_from_it(1)
def _telling(fingerprint: Fingerprint) -> Telling:  # noqa: ARG001 - the fingerprint is the cache's key
    data = Settings.read().data
    return Telling(read_settings(data), read_routes(data), tuple(offered(data)))


@_made_from_it(KEPT)
def _comparison(subject: Subject, seen: Seen) -> Comparison:
    return comparison.compare(_catalogue(seen), subject)


@_made_from_it(KEPT)
def _ward_profile(ward: str, baseline: Baseline, seen: Seen) -> list[ProfileRow]:
    return one_ward.ward_profile(_catalogue(seen), ward, baseline)


@_made_from_it(KEPT)
def _wards_compared(place: str, baseline: Baseline, choices: tuple[tuple[str, str], ...], seen: Seen) -> WardsCompared:
    return compare_wards(_catalogue(seen), place, baseline, choices)


@_made_from_it(KEPT)
def _highlights(place: str, seen: Seen) -> list[Highlight]:
    return highlights(_catalogue(seen), place)


@_made_from_it(KEPT)
def _gaps(place: str, seen: Seen) -> pd.DataFrame:
    return availability.coverage(_catalogue(seen), place)


@_made_from_it(KEPT)
def _clusters(subject: Subject, seen: Seen) -> Pattern:
    from jsna.analysis.clusters import clusters  # noqa: PLC0415 - see _local_pattern

    compared = _comparison(subject, seen)
    near = _neighbourhood(compared.level, seen.folder)
    found = _local_pattern(_figures(subject), seen)
    return clusters(_catalogue(seen), compared, near, found)


@_made_from_it(KEPT, spinner="Looking for clusters")
def _local_pattern(subject: Subject, seen: Seen) -> pd.DataFrame:
    # esda, libpysal and scikit-learn take a second and 100 MB to load: only where the clusters are drawn.
    from jsna.analysis.clusters import local_pattern  # noqa: PLC0415

    compared = _comparison(subject, seen)
    return local_pattern(compared, _neighbourhood(compared.level, seen.folder))


@_made_from_it(4)
def _neighbourhood(level: Level, fingerprint: Fingerprint) -> Neighbourhood:
    areas = _whole(fingerprint).areas
    counties = areas.loc[areas["level"] == Level.DISTRICT.value, Level.COUNTY.value]
    return neighbourhood(Settings.read().data / "boundaries", level, counties)


@_made_from_it(KEPT)
def _funnel(subject: Subject, seen: Seen) -> Funnel:
    return funnel_of(_comparison(subject, seen))


@_made_from_it(KEPT)
def _funnel_edges(subject: Subject, ward: str | None, seen: Seen) -> FunnelLimits | None:
    return own_limits(_funnel(_everywhere(subject), seen), _comparison(subject, seen), ward)
