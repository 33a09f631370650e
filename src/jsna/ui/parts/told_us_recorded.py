"""What somebody sees instead of a figure, recorded as a conversation: in a moderator's words, which name nobody."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from jsna.areas.places import place_of
from jsna.catalogue.kept_codes import shown_code
from jsna.model.area import Level
from jsna.model.register.conversation import Conversation, Heard, Way
from jsna.model.register.item import Place
from jsna.model.register.report import About, Report
from jsna.register import handling
from jsna.register.refusing import Refused
from jsna.ui import data, recording, ways
from jsna.ui.link import state
from jsna.ui.parts import naming_people
from jsna.ui.parts.record import LINK, SHOWN
from jsna.ui.register import person, register
from jsna.words.plain import Link

#: Saves, and shows the report as it is then: name of the form, the report, what saves, what is said.
Attempt = Callable[[str, Report, Callable[[], Report], str], None]
_FORM = "recorded"


def draw(whole: Report, attempt: Attempt) -> None:
    """Draw the form for a report about a figure, or the way to the conversation that it led to.

    Args:
        whole: the report with its words.
        attempt: saves.
    """
    if whole.about is not About.FIGURE:
        return
    if whole.conversation:
        address = ways.to_page(SHOWN, state.selection(), {LINK: whole.conversation})
        st.markdown(Link("Recorded as a conversation", address).markdown)
        return
    with st.expander("Record it as a conversation"):
        st.markdown(
            "What this person sees then counts when somebody looks at what people said. Write it in your own words, "
            "so that nobody can be made out. Everybody who works here reads it; it is not published by this."
        )
        key = f"jsna.told.{_FORM}.{whole.id}"
        said = st.text_area("What they see, in your words", key=f"{key}.words")
        naming_people.remind(said, f"{key}.words", "what they see")
        theme = st.text_input("Theme, in a few words (optional)", key=f"{key}.theme", max_chars=120)
        where = recording.wards("Wards", _place(whole), f"{key}.wards", _wards_shown(whole))
        if st.button("Record the conversation", key=f"{key}.save"):
            attempt(_FORM, whole, lambda: _recorded(whole, said, theme, where), "Recorded, and not published.")


def _recorded(whole: Report, said: str, theme: str, where: tuple[Place, ...]) -> Report:
    if not said.strip() or not where:
        raise Refused("Write what they see, and choose at least one ward. Nothing was saved.")
    if register().get(person(), Report, whole.id).version != whole.version:
        raise Refused("Its author or another moderator has added to it meanwhile. Nothing was saved: read it again.")
    talk = Conversation(
        held_on=whole.received_on,
        places=where,
        way=Way.LETTER if whole.on_paper else Way.ONLINE,
        heard=(Heard(words=said, theme=theme),),
    )
    # Keyed by the report: one of them becomes one conversation, however often the button is pressed.
    (saved,) = register().save(person(), talk, once=f"report:{whole.id}")
    return handling.note_conversation(register(), person(), whole, saved.id)


def _wards_shown(whole: Report) -> tuple[Place, ...]:
    """The report's places as they are offered: a ward of the other list as the one it lies whole in."""
    catalogue = data.catalogue()
    known = [place.code for place in whole.places if place.code in catalogue.all_areas.index]
    return recording.as_places(shown_code(catalogue, code) for code in known)


def _place(whole: Report) -> str:
    """The place whose wards are offered: that of the report's ward, or the one chosen."""
    areas = data.catalogue().all_areas
    codes = [place.code for place in whole.places if place.code in areas.index]
    wards = [code for code in codes if areas.at[code, "level"] == Level.WARD.value]
    return place_of(areas, wards[0]) if wards else state.selection().area
