"""The frame around every page: configuration, menu, address, title, calm messages, and the footer."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.runtime.scriptrunner import StopException

from jsna.areas.places import name_of, place_of
from jsna.errors import JsnaError
from jsna.files.checked import Damaged
from jsna.settings import checkout
from jsna.ui import data, find, footer, last_saved, link, look, navigation, release_changes, sign_in, ways
from jsna.ui.link import address_bar, state
from jsna.ui.reading import first_sentence_in
from jsna.ui.register import one_reader
from jsna.ui.server import runs
from jsna.words.plain import Link, Markdown, escaped

HERE = Path(__file__).parent
#: What each kind of part looks like; where two say something of one element, the later counts.
_LOOKS = ("base", "tables", "card", "bars", "frame", "tell_us", "terms", "paper", "glance")
STYLE = "\n".join(["<style>", *((HERE / "styles" / f"{look}.css").read_text("utf-8") for look in _LOOKS), "</style>"])
#: Pixels. The map has the remaining width.
SIDEBAR_WIDTH, FIND_WIDTH = 232, 360


def run() -> None:
    """Run the app once: what ``app.py`` does at every visit and every change."""
    st.set_page_config(page_icon=HERE / "icon.png", layout="wide", initial_sidebar_state=SIDEBAR_WIDTH)
    st.html(STYLE)
    ways.listen()
    page = navigation.build(checkout() / "pages")
    try:
        with runs.measured(page.url_path) as run, one_reader(), look.one_look():
            run.release = data.release()
            state.follow_address()
            page.run()
    except JsnaError as problem:
        st.error(escaped(str(problem)))


@contextmanager
def page(
    docstring: str | None, *, lead: bool = True, in_address: bool = True, find_a_place: bool = True
) -> Iterator[None]:
    """Draw a page inside its frame: title and lead from the docstring, then the body, then sources and release.

    A ``JsnaError`` raised in the body is shown as a calm message.

    Args:
        docstring: title and lead.
        lead: whether to draw the lead; a page whose first line is enough leaves it out.
        in_address: whether the address holds what the reader enters on the page; if not, the footer says so.
        find_a_place: whether to draw the box that chooses a place; a page that shows none of a place leaves it out.
    """
    title, _, said = (docstring or "").strip().partition("\n")
    site = data.catalogue().place.site_name
    st.set_page_config(page_title=f"{title} – {site}")
    with st.container(horizontal=True, vertical_alignment="center", key="jsna-top"):
        with st.container(gap=None):
            navigation.here(site)
            st.title(escaped(title), anchor=False)
        if find_a_place:
            with st.container(width=FIND_WIDTH):
                find.box()
        sign_in.control()
    last_saved.say()
    finding = st.empty()
    if lead and said.strip():
        st.markdown(Markdown(" ".join(said.split())))
    sign_in.problem()
    _of_another_release()
    box, noted = st.empty(), _notes()
    if noted:
        _draw_notes(box, noted)
    try:
        with first_sentence_in(finding):
            yield
    except JsnaError as problem:
        if isinstance(problem, Damaged):
            look.close_damaged()
        st.info(escaped(str(problem)), icon=":material/info:")
    except StopException:
        state.write_address()
        raise
    chosen = state.selection()
    release_changes.for_others(chosen.area)
    shared = address_bar.to_share(chosen) if in_address else None
    footer.draw(ways.on(chosen), data.catalogue().place, look.shown().release.frozen, shared)
    state.write_address()
    # The page's own parts have been read by now, and what was wrong with the link may have been chosen again.
    if (now := _notes()) != noted:
        _draw_notes(box, now)


def _of_another_release() -> None:
    """Say that the link's release is not today's, and offer what has changed, and today's; or that it is not here."""
    shown = look.shown()
    if shown.problem is not None:
        st.warning(escaped(shown.problem), icon=":material/link_off:")
    if shown.is_todays:
        release_changes.not_offered()
        return
    note = link.of_another_release(shown.release.frozen, shown.today.frozen)
    st.info(escaped(note), icon=":material/history:")
    if st.button("Show today’s figures", key="jsna.today"):
        state.move_to_today()
    release_changes.offer()


def _notes() -> Markdown:
    """Return the parts of the link that could not be followed; empty if all could."""
    notes, ward = [escaped(note) for note in state.notes()], state.elsewhere()
    return Markdown("\n\n".join(notes if ward is None else [*notes, _elsewhere(ward)]))


def _draw_notes(box: DeltaGenerator, notes: Markdown) -> None:
    if notes:
        box.warning(notes, icon=":material/link_off:")
    else:
        box.empty()


def _elsewhere(ward: str) -> Markdown:
    """Return the sentence that a ward is outside the place shown, with a link that shows it on this page."""
    areas, selection = data.catalogue().areas, state.selection()
    name, district = name_of(areas, ward), name_of(areas, str(areas.at[ward, "district"]))
    said = link.in_another_place(name, district, name_of(areas, selection.area))
    there = replace(selection, ward=ward, area=place_of(areas, ward))
    return Markdown(f"{escaped(said)} {Link(f'Show {name}', ways.to_page('', there)).markdown}")
