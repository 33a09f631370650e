"""How "Tell us" says things: as text that is never markup, in Easy Read one sentence a line."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping

import streamlit as st

from jsna.model.telling.asked import Question
from jsna.outputs import easy_read
from jsna.ui import drafting
from jsna.ui.drafting import PREFIX
from jsna.ui.parts.tell_us_visit import Here
from jsna.words.plain import Markdown, escaped, escaped_label


def markup(text: str, here: Here) -> str:
    """Return words of ours as HTML; in Easy Read each sentence has its own line and picture."""
    return easy_read.marked(text, here.language)


def say(here: Here, *texts: str) -> None:
    """Draw paragraphs."""
    st.html("".join(easy_read.paragraph(text, here.language) for text in texts if text))


def bullets(here: Here, texts: Iterable[str]) -> None:
    """Draw a list."""
    st.html(easy_read.bullets(texts, here.language))


def title(here: Here, text: str) -> None:
    """Draw the heading of a screen, which has the focus when the screen has just been reached."""
    mark = "" if here.visit.mistakes or here.visit.asked or here.visit.news else drafting.mark(here.draft)
    st.html(f"<h2 {mark}>{html.escape(text)}</h2>")


def heading(text: str) -> None:
    """Draw a heading below that of the screen."""
    st.html(f"<h3>{html.escape(text)}</h3>")


def terms(pairs: Iterable[tuple[str, str]]) -> None:
    """Draw pairs of a name and what somebody wrote or chose, as it was typed."""
    st.html(f"<dl>{''.join(_term(name, said) for name, said in pairs)}</dl>")


def _term(name: str, said: str) -> str:
    return f'<dt>{html.escape(name)}</dt><dd class="jsna-said">{html.escape(said)}</dd>'


def written(words: str) -> None:
    """Draw what somebody wrote, as it was typed."""
    st.html(f'<p class="jsna-said">{html.escape(words)}</p>')


def news(here: Here) -> None:
    """Draw what has just been done; it is announced, and has the focus."""
    # The container is there before its words are, or some screen readers do not announce them.
    mark = drafting.mark(here.draft) if here.visit.news else ""
    said = f'<p class="jsna-headline" {mark}>{markup(here.visit.news, here)}</p>' if here.visit.news else ""
    st.html(f'<div role="status">{said or "<span></span>"}</div>')


def mistakes(here: Here) -> None:
    """Draw what is wrong, with a way to each box; the focus goes here, and the tab's title says it."""
    found = here.visit.mistakes
    if not found:
        return
    errors = here.language.page.errors
    st.set_page_config(page_title=f"{errors.prefix} {here.language.page.common.title} – Needs assessment")
    lines = "".join(_mistake(box, said, here) for box, said in found.items())
    st.html(
        f'<div class="jsna-mistakes" role="alert" {drafting.mark(here.draft)}>'
        f"<h2>{html.escape(errors.title)}</h2><ul>{lines}</ul></div>"
    )


def _mistake(box: str, said: str, here: Here) -> str:
    if not box:
        return f"<li>{markup(said, here)}</li>"
    return f'<li><button type="button" data-jsna-box="{html.escape(box)}">{html.escape(said)}</button></li>'


def line(here: Here, box: str, label: str, hint: str) -> None:
    """Draw a box for one line."""
    _above(here, box, label, hint)
    st.text_input(_name(label, hint), key=_prepared(here, box), autocomplete="off", label_visibility="collapsed")


def text(here: Here, box: str, label: str, hint: str, height: int = 150) -> None:
    """Draw a box for many lines. It takes a text of any length; one that is too long is refused and stays."""
    _above(here, box, label, hint)
    st.text_area(_name(label, hint), key=_prepared(here, box), height=height, label_visibility="collapsed")


def choice(here: Here, box: str, label: str, options: Mapping[str, str], hint: str = "") -> str:
    """Draw a list to choose from, which begins with its first option; return the code chosen."""
    _above(here, box, label, hint)
    key = _prepared(here, box)
    if st.session_state[key] not in options:
        st.session_state[key] = next(iter(options))
    drawn = st.selectbox(
        _name(label, hint),
        list(options),
        format_func=options.__getitem__,
        key=key,
        filter_mode="contains",
        label_visibility="collapsed",
    )
    here.draft.boxes[box] = drawn
    return str(drawn)


def radio(here: Here, box: str, label: str, options: Mapping[str, str], hint: str = "") -> None:
    """Draw a few answers in sight, of which none is chosen at first."""
    _above(here, box, label, hint)
    key = _prepared(here, box)
    if st.session_state[key] not in options:
        st.session_state[key] = None
    shown = {code: escaped_label(words) for code, words in options.items()}
    st.radio(_name(label, hint), list(shown), format_func=shown.__getitem__, key=key, label_visibility="collapsed")


def _above(here: Here, box: str, label: str, hint: str) -> None:
    """A box's label, for people who see it, after what is wrong with it, or that it is the one to change."""
    if here.visit.asked == box:
        said = here.language.page.common.change.format(name=here.language.page.questions[Question(box)].short)
        st.html(f'<p class="jsna-asked" {drafting.mark(here.draft)}>{html.escape(said)}</p>')
    if box in here.visit.mistakes:
        prefix = here.language.page.errors.prefix
        st.html(f'<p class="jsna-mistake">{html.escape(f"{prefix} {here.visit.mistakes[box]}")}</p>')
    # A click on it goes to the box. Screen readers hear it as the name of the box.
    said = f"<b>{markup(label, here)}</b>"
    if hint:
        said += f"{'' if here.language.about.easy else '<br>'}{markup(hint, here)}"
    st.html(f'<p class="jsna-label" aria-hidden="true" data-jsna-box="{html.escape(box)}">{said}</p>')


def _name(label: str, hint: str) -> Markdown:
    """What a box is called for screen readers: Streamlit hands them a label as it is, with any marks in it."""
    return escaped_label(f"{label} {hint}".strip())


def _prepared(here: Here, box: str) -> str:
    """Give a widget what stands in its box, where it is drawn again; return the widget's key."""
    key = PREFIX + box
    if key not in st.session_state:
        st.session_state[key] = here.typed(box)
    return key


def pressed(label: str, key: str, *, first: bool = False) -> bool:
    """Draw a button; return whether it was pressed."""
    return st.button(escaped(label), key=f"jsna.tell.{key}", type="primary" if first else "secondary")


def buttons(labels: Mapping[str, str], where: str = "") -> str:
    """Draw buttons in a row; return the key of the one that was pressed. The first is the one to go on with.

    Args:
        labels: of the buttons, by key.
        where: the row, on a screen that has several.
    """
    with st.container(horizontal=True):
        drawn = {
            key: pressed(label, f"{where}.{key}", first=number == 0)
            for number, (key, label) in enumerate(labels.items())
        }
    return next((key for key, was_pressed in drawn.items() if was_pressed), "")
