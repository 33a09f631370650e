"""What a moderator does with a report: pass it on, answer it, give it a theme, record it, erase it.

The words of the report stay in sight. What is typed stays where something could not be saved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from jsna.model.register.report import Report
from jsna.register import handling
from jsna.ui import clock, last_saved
from jsna.ui.parts import told_us_recorded
from jsna.ui.recording import attempt
from jsna.ui.register import person, register
from jsna.words import reports as words
from jsna.words.plain import escaped
from jsna.words.provenance import spoken_date

_READ = "jsna.told.whole"
_NO_THEME = ""


def being_read(found: Report) -> Report | None:
    """Return the report with its words, where this moderator has asked for them in this visit."""
    name, whole = st.session_state.get(_READ, ("", None))
    return whole if whole is not None and (name, whole.id) == (person().name, found.id) else None


def keep(whole: Report) -> None:
    """Keep a report with its words in sight, until it is closed."""
    st.session_state[_READ] = person().name, whole


def close() -> None:
    """Take the words of a report out of sight."""
    st.session_state.pop(_READ, None)


def draw(whole: Report, themes: Mapping[str, str]) -> None:
    """Draw all forms.

    Args:
        whole: the report with its words, as the moderator has read it.
        themes: names of themes by code.
    """
    st.subheader("What you do about it", anchor=False)
    _pass_on(whole)
    _answer(whole)
    _theme(whole, themes)
    told_us_recorded.draw(whole, _attempted)
    _erase(whole)


def _pass_on(whole: Report) -> None:
    key = _key("pass", whole)
    st.text_area("To whom you pass it on, and when they answer. Its author reads this.", key=key, height=80)
    if st.button("Note that it was passed on", key=_button("pass", whole)):
        to = st.session_state[key]
        _attempted("pass", whole, lambda: handling.pass_on(register(), person(), whole, to), "Noted.")


def _answer(whole: Report) -> None:
    key = _key("answer", whole)
    st.text_area("Your answer. Its author reads it with the reference and the words they were given.", key=key)
    if st.button("Save the answer", key=_button("answer", whole)):
        typed = st.session_state[key]
        _attempted("answer", whole, lambda: handling.answer(register(), person(), whole, typed), "Answered.")


def _theme(whole: Report, themes: Mapping[str, str]) -> None:
    if whole.themed_on is not None and whole.themed_on.year < clock.today().year:
        st.markdown(escaped(f"It was counted in {whole.themed_on.year} under: {words.theme(whole, themes)}."))
        return
    key = _key("theme", whole)
    options = {_NO_THEME: "No theme yet", **themes}
    first = list(options).index(whole.theme) if whole.theme in options else 0
    chosen = st.selectbox("Theme that it is counted under", options, first, format_func=options.__getitem__, key=key)
    if st.button("Save the theme", key=_button("theme", whole)):
        if chosen == _NO_THEME:
            st.error("Select a theme.", icon=":material/error:")
        else:
            _attempted("theme", whole, lambda: handling.give_theme(register(), person(), whole, chosen), "Theme saved.")


def _erase(whole: Report) -> None:
    with st.expander("Erase its words now"):
        st.markdown("**What goes**\n\n" + "\n".join(f"- {escaped(line)}" for line in words.goes(whole)))
        st.markdown(words.STAYS)
        left = register().beyond_reach(person())
        beyond = "; ".join(f"{each.where}, until {spoken_date(each.ends_on)}" for each in left)
        st.markdown(escaped(f"Where its words can still be after that: {beyond}."))
        rule = st.radio("Why? Its author reads this.", words.RULES, None, key=_key("rule", whole))
        if st.button("Erase its words for good", key="jsna.told.erase"):
            if rule is None:
                st.error("Select why its words are erased.", icon=":material/error:")
            else:
                erased = attempt("told.erase", lambda _: register().erase(person(), Report, whole.id, rule), {})
                if erased is not None:
                    last_saved.note("Its words are erased.")
                    st.rerun()


def _attempted(form: str, whole: Report, save: Callable[[], Report], done: str) -> None:
    """Save; then show the report as it is now with an empty form, or say why not and leave the form as it is."""
    saved = attempt(f"told.{form}.{whole.id}", lambda _: save(), {})
    if saved is None:
        return
    keep(saved)
    number = _saves(form, whole)
    st.session_state[number] = st.session_state.get(number, 0) + 1
    last_saved.note(done)
    st.rerun()


def _key(form: str, whole: Report) -> str:
    """The key of a form's widgets: another one after each save of it, so that an empty form follows."""
    return f"jsna.told.{form}.{whole.id}.{st.session_state.get(_saves(form, whole), 0)}"


def _button(form: str, whole: Report) -> str:
    """The key of a form's button: it stays after a save."""
    return f"jsna.told.{form}.save.{whole.id}"


def _saves(form: str, whole: Report) -> str:
    return f"jsna.told.saves.{form}.{whole.id}"
