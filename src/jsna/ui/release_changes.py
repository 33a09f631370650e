"""What has changed since the release that a link pins, under the note that says so: worked out only when asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from jsna.analysis.indicators_changed import of_indicators
from jsna.analysis.profile_changes import of_profile
from jsna.analysis.release_changes import of_areas, of_years
from jsna.catalogue.read import Catalogue
from jsna.figures import release_changes as figures
from jsna.model.profile import Profiled
from jsna.model.release_changes import ViewChanges
from jsna.model.selection import Baseline, Subject
from jsna.outputs.release_changes import changes_csv
from jsna.ui import data, look
from jsna.ui.link import address_bar, page_state, state
from jsna.ui.reading import ROWS_A_PAGE, page_of, reading_table
from jsna.words import release_changes as words
from jsna.words.plain import Link, escaped

#: Keys of the address: whether the changes are asked for, and which page of their table is shown.
ASKED, PAGE = "changes", "changed"
_NO, _YES = "no", "yes"


class _OneRun(threading.local):
    """Where the changes of the page that this thread draws have their place; None where nobody asked for them."""

    place: DeltaGenerator | None = None


_run = _OneRun()


def offer() -> None:
    """Draw the box to tick, and keep a place under it for what the page shows to be compared in."""
    _run.place = None
    if page_state.tick("Show what has changed since", (_NO, _YES), ASKED):
        _run.place = st.container()


def not_offered() -> None:
    """Leave what was asked for out of the address: today's figures are shown, and nothing has changed since."""
    _run.place = None
    gathered = address_bar.visit().gathered
    gathered[ASKED], gathered[PAGE] = (address_bar.Own(usual, usual, fixed=True) for usual in (_NO, "1"))


def for_areas(subject: Subject) -> None:
    """Draw what has changed in the areas that the page compares, where it was asked for."""
    _draw(lambda then, now: of_areas(then, now, subject))


def for_years(subject: Subject) -> None:
    """Draw what has changed in the areas that the page follows over the years, where it was asked for."""
    _draw(lambda then, now: of_years(then, now, subject))


def for_profile(about: Profiled, baseline: Baseline) -> None:
    """Draw what has changed in an area's profile, where it was asked for."""

    def compared(then: Catalogue, now: Catalogue) -> ViewChanges:
        here = now.areas.index.isin(about.codes).sum() == len(about.codes)
        after = data.todays_profile(about, baseline) if here else None
        return of_profile(then, now, about, data.profile(about, baseline), after)

    _draw(compared)


def for_others(place: str) -> None:
    """Draw which indicators have changed for a place, where it was asked for and the page has not said more."""
    where, _run.place = _run.place, None
    if where is None:
        return
    found = of_indicators(data.catalogue(), data.todays(), place)
    with where:
        st.markdown(escaped(words.of_indicators(found)))
        page = page_of(len(found.changes), ROWS_A_PAGE, "changes", PAGE)
        shown = found.changes[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
        if shown:
            reading_table(
                figures.indicators_table(shown),
                f"Indicators that have changed, for {found.about}",
                sorts=len(shown) == len(found.changes),
            )
        _today()


def _draw(compared: Callable[[Catalogue, Catalogue], ViewChanges]) -> None:
    where, _run.place = _run.place, None
    if where is None:
        return
    view = compared(data.catalogue(), data.todays())
    with where:
        st.markdown(escaped(words.of_view(view)))
        _table(view)
        _today()


def _table(view: ViewChanges) -> None:
    """Draw the figures that have changed, a page at a time, and the download of all of them."""
    changes = figures.rows(view)
    if not changes:
        return
    page = page_of(len(changes), ROWS_A_PAGE, "changes", PAGE)
    shown = changes[(page - 1) * ROWS_A_PAGE : page * ROWS_A_PAGE]
    table = figures.changes_table(shown, "Figure" if view.what == "figures" else "Area")
    reading_table(table, f"Figures of {view.about} that have changed", sorts=len(shown) == len(changes))
    then, now, wards = data.release(), look.shown().today.frozen.id, data.catalogue().year
    st.download_button(
        f"Download all {len(changes):,} changes (CSV)" if len(changes) > 1 else "Download this change (CSV)",
        lambda: changes_csv(changes, then, now, wards),
        file_name=f"changes-{then}-{now}.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _today() -> None:
    today = page_state.way_to({ASKED: "", PAGE: ""}, replace(state.selection(), release=None))
    st.markdown(Link("See this view with today’s figures", today).markdown)
