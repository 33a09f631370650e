"""The first screens of "Tell us": what somebody wants to do, and who can help."""

from __future__ import annotations

import html
from collections.abc import Mapping
from functools import partial
from typing import cast

import streamlit as st

from jsna.analysis import routes as finder
from jsna.model.register.item import Place
from jsna.model.telling.asked import Question
from jsna.model.telling.found import WhoCanHelp
from jsna.model.telling.language import Language
from jsna.outputs import tell_us_form
from jsna.outputs import who_can_help as who_can_help_list
from jsna.outputs.editions import Print
from jsna.ui import clock, data
from jsna.ui.parts import routes
from jsna.ui.parts.tell_us_places import codes_of, places
from jsna.ui.parts.tell_us_saying import buttons, choice, heading, pressed, say, terms, title
from jsna.ui.parts.tell_us_visit import PLACE, SERVICE, Here, Screen
from jsna.ui.telling import telling
from jsna.words.plain import escaped


def start(here: Here) -> None:
    """Draw the first screen."""
    said = here.language.page.start
    say(here, said.lead.format(council=here.council), said.no_account, here.language.about.caution)
    title(here, said.choose)
    ways = {
        Screen.FIGURE: (said.figure, said.figure_hint),
        Screen.HELP: (said.help, said.help_hint),
        Screen.HARM: (said.harm, said.harm_hint),
        Screen.FOLLOW: (said.follow, said.follow_hint),
    }
    for screen, (label, hint) in ways.items():
        if screen is Screen.HARM and not here.settings.harm.collecting:
            say(here, said.not_collecting.format(council=here.council))
            continue
        if pressed(label, f"start.{screen}"):
            # Whoever was harmed finds first who can help.
            here.go(Screen.HELP if screen is Screen.HARM else screen)
        say(here, hint)
    _other_ways(here)
    _forms(here)


def who_can_help(here: Here) -> None:
    """Draw who can help with a kind of service in a place; from here a report of harm begins."""
    said, areas = here.language.page.help, data.catalogue().areas
    title(here, said.title)
    # Before the choices, and filled once they are known.
    danger = st.container()
    say(here, said.lead)
    if not here.settings.harm.collecting:
        say(here, here.language.page.start.not_collecting.format(council=here.council))
    service = choice(here, SERVICE, said.service, {"": said.any_service} | services(here))
    place = choice(here, PLACE, said.place, {"": said.any_place} | places())
    labels = {"then": said.then} if here.settings.harm.collecting else {}
    labels |= {"back": here.language.page.common.back}
    # Above the list too: it is long, and is passed link by link with a keyboard.
    chosen = buttons(labels, "above")
    codes = codes_of(place) or (data.catalogue().place.area,)
    around = frozenset[Place]().union(*(finder.around(areas, code) for code in codes))
    found = finder.who_can_help(telling().routes, service, around, clock.today())
    names = cast("Mapping[str, str]", areas["name"])
    wanted = f"{services(here).get(service, said.any_service)}, {places().get(place, said.any_place)}"
    manner = who_can_help_list.Manner(here.language, here.council, names, level=3)
    with danger:
        routes.danger(found, manner)
    st.html(f'<p role="status">{html.escape(f"{here.language.routes.title}: {wanted}")}</p>')
    routes.draw(found, manner)
    _to_print(here, found, manner, wanted)
    chosen = chosen or buttons(labels, "below")
    if chosen == "then":
        chosen_here = {Question.SERVICE.value: service, Question.PLACE.value: place}
        here.draft.boxes |= {box: code for box, code in chosen_here.items() if code}
        here.go(Screen.HARM)
    elif chosen:
        here.go(Screen.START)


def _to_print(here: Here, found: WhoCanHelp, manner: who_can_help_list.Manner, wanted: str) -> None:
    """Draw the downloads of the list that is shown."""
    with st.container(horizontal=True):
        for edition, name in prints(here).items():
            st.download_button(
                escaped(f"{here.language.routes.title}: {name}"),
                partial(who_can_help_list.as_html, found, manner, wanted, clock.today(), edition),
                file_name=f"who-can-help-{edition.value}.html",
                mime="text/html",
                on_click="ignore",
                key=f"jsna.tell.list.{edition.value}",
            )


def prints(here: Here) -> dict[Print, str]:
    """Return what the prints are called."""
    said = here.language.page.start
    return {Print.NORMAL: said.normal_print, Print.LARGE_PRINT: said.large_print}


def services(here: Here) -> dict[str, str]:
    """Return the kinds of service by code."""
    return {code: here.language.routes.services[code] for code in here.settings.services}


def _other_ways(here: Here) -> None:
    """Draw how the council can be reached without this page."""
    said, council = here.language.page.start, here.settings.council
    known = {
        said.phone: council.phone,
        said.relay: council.relay,
        said.hours: council.hours,
        said.email: council.email,
        said.post: "\n".join(council.post),
    }
    filled = [(name, value) for name, value in known.items() if value]
    if filled:
        heading(said.other_ways)
        terms(filled)


def _forms(here: Here) -> None:
    """Draw the forms to print: in the language of the page, and in Easy Read."""
    said = here.language.page.start
    heading(said.forms)
    with st.container(horizontal=True):
        for language in telling().languages:
            if language.code == here.language.code or language.about.easy:
                _form(language, here)


def _form(language: Language, here: Here) -> None:
    for edition, name in prints(here).items():
        st.download_button(
            escaped(f"{language.about.name}: {name}"),
            partial(tell_us_form.as_html, here.settings, language, here.council, edition),
            file_name=f"tell-us-{language.code}-{edition.value}.html",
            mime="text/html",
            on_click="ignore",
            key=f"jsna.tell.paper.{language.code}.{edition.value}",
        )
