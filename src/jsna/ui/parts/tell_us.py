"""The page "Tell us": its frame, and which screen is shown."""

from __future__ import annotations

import html

import streamlit as st

from jsna.errors import JsnaError
from jsna.model.register.need import Figure
from jsna.model.register.report import About, Report
from jsna.model.telling.language import Language
from jsna.ui import citing, data, drafting
from jsna.ui.drafting import PREFIX
from jsna.ui.link import address_bar, page_state
from jsna.ui.parts import tell_us_follow, tell_us_form, tell_us_saying, tell_us_send, tell_us_start
from jsna.ui.parts.tell_us_saying import pressed
from jsna.ui.parts.tell_us_visit import LINK, SCREEN, Here, Screen, leave, visit
from jsna.ui.telling import telling
from jsna.words.plain import escaped

#: The parameter of the address that holds the language.
_LANG = "lang"
_CONTENT, _EASY, _LARGE = "jsna-tell", "jsna-tell-easy", "jsna-tell-large"
_DRAWN = {
    Screen.START: tell_us_start.start,
    Screen.FIGURE: tell_us_form.form,
    Screen.HELP: tell_us_start.who_can_help,
    Screen.HARM: tell_us_form.form,
    Screen.CHECK: tell_us_send.check,
    Screen.SENT: tell_us_send.sent,
    Screen.FOLLOW: tell_us_follow.follow,
    Screen.FOLLOWED: tell_us_follow.followed,
    Screen.WITHDRAW: tell_us_follow.withdraw,
}
_FORMS = (Screen.FIGURE, Screen.HARM, Screen.CHECK)


def way_out() -> None:
    """Draw "Exit this page", ahead of everything else on the page, where it stays in sight."""
    try:
        settings, said = telling().settings, _language().page.leave
    except JsnaError:
        # Files are wrong: the page says so in its frame, and shows nothing else.
        return
    with st.container(key="jsna-exit"):
        st.html(
            f'<a href="{html.escape(settings.exit_to)}" rel="noreferrer" data-jsna-exit>{html.escape(said.button)}</a>'
        )


def draw() -> None:
    """Draw the screen that somebody is on, in their language."""
    settings, _, languages = telling()
    # Nothing is drawn yet at an address that was just reached: by a link, or by a step back.
    is_reached = _LANG not in address_bar.visit().drawn
    with st.container(horizontal=True, vertical_alignment="bottom", key="jsna-tell-choices"):
        names = {each.code: each.about.name for each in languages}
        page_state.pick(_language().page.common.language, names, _LANG)
        is_large = page_state.tick(_language().page.common.larger, ("usual", "large"), "text")
    language = _language()
    draft = drafting.begin(Report.KIND, "", lambda: ({}, 0), in_tab=True)
    here = Here(visit(), draft, language, settings, data.catalogue().place.bodies.council)
    _arrive(here, is_reached=is_reached)
    about = {"lang": language.about.html_lang, "dir": language.about.dir}
    drafting.keeper(draft, _typed_in(here), {}, held=_held(here), written={_CONTENT: about})
    with st.container(key=_CONTENT), st.container(key=_layout(language, is_large=is_large)):
        _staying_safe(here)
        tell_us_saying.news(here)
        tell_us_saying.mistakes(here)
        _DRAWN[here.visit.screen](here)
        if here.visit.screen in _FORMS:
            _shared_phone(here)


def _language() -> Language:
    """The language that the address or the list asks for; the first one where it is not offered."""
    languages = {each.code: each for each in telling().languages}
    known = address_bar.visit()
    asked = str(st.session_state.get(f"jsna.page.{_LANG}", known.drawn.get(_LANG, known.seen.get(_LANG, ""))))
    return languages.get(asked, next(iter(languages.values())))


def _layout(language: Language, *, is_large: bool) -> str:
    if language.about.easy:
        return _EASY
    return _LARGE if is_large else "jsna-tell-usual"


def _arrive(here: Here, *, is_reached: bool) -> None:
    """Go to the form of a figure with whose link somebody came, or to the one whose words the tab handed back."""
    if is_reached:
        link = address_bar.visit().seen.get(LINK, "")
        here.visit.figure = _shown(link)
        if link:
            here.visit.screen, here.visit.receipt = Screen.FIGURE, None
    back = str(here.draft.boxes.pop(SCREEN, ""))
    if back in (Screen.FIGURE, Screen.HARM):
        here.visit.screen = Screen(back)
    if here.visit.screen in (Screen.FIGURE, Screen.HARM):
        here.visit.about = About.FIGURE if here.visit.screen is Screen.FIGURE else About.HARM
    if here.language.code != here.visit.language:
        # Boxes with other labels are others to Streamlit: what stands in them is put there again.
        here.visit.language = here.language.code
        for key in [key for key in st.session_state if str(key).startswith(PREFIX)]:
            del st.session_state[key]


def _shown(link: str) -> Figure | None:
    try:
        return citing.of_link(link) if link else None
    except JsnaError:
        return None


def _typed_in(here: Here) -> dict[str, str]:
    """The text of each box of the form in which somebody types."""
    return {box: here.typed(box) for box in tell_us_form.TYPED} if here.visit.screen in _FORMS else {}


def _held(here: Here) -> dict[str, str]:
    """What the tab holds until it is sent: nothing before somebody has typed or chosen something in a form."""
    filled = {box: here.typed(box) for box in tell_us_form.BOXES if here.typed(box)}
    form = Screen.FIGURE if here.visit.about is About.FIGURE else Screen.HARM
    return filled | {SCREEN: form} if filled else {}


def _staying_safe(here: Here) -> None:
    said = here.language.page.leave
    with st.expander(escaped(said.title)):
        tell_us_saying.bullets(here, [said.how, *said.safe])


def _shared_phone(here: Here) -> None:
    common = here.language.page.common
    tell_us_saying.say(here, common.shared_phone)
    if pressed(common.forget, "forget"):
        forget(here)


def forget(here: Here) -> None:
    """Forget what was typed: in the session and in the tab."""
    drafting.say(here.draft)
    drafting.forget(here.draft)
    leave()
    st.rerun()
