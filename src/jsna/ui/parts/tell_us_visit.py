"""What a visit to "Tell us" remembers: the screen, in the session alone. Nothing of it is in the address."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

import streamlit as st

from jsna.model.register.need import Figure
from jsna.model.register.report import About, Keep
from jsna.model.telling.asked import ABOUT_FIGURE, ABOUT_HARM, Question
from jsna.model.telling.language import Language
from jsna.model.telling.settings import TellUs
from jsna.register.receipts import Receipt
from jsna.register.telling import Followed
from jsna.ui import drafting
from jsna.ui.drafting import PREFIX, Drafting

_SESSION = "jsna.tell"
#: The parameter of the address that holds the link of a figure.
LINK = "figure"
#: What the tab keeps beside the boxes: the form that somebody was on.
SCREEN = "screen#"
#: Boxes that belong to one screen and are never kept: for whom help is looked for; reference, words, and what is added.
SERVICE, PLACE = "own.service", "own.place"
REFERENCE, WORDS, ADDED = "own.reference", "own.words", "own.added"


class Screen(StrEnum):
    """What is shown."""

    START = "start"
    FIGURE = "figure"
    HELP = "help"
    HARM = "harm"
    CHECK = "check"
    SENT = "sent"
    FOLLOW = "follow"
    FOLLOWED = "followed"
    WITHDRAW = "withdraw"


@dataclass
class Visit:
    """One visitor on the page.

    Attributes:
        screen: what is shown.
        about: what the form is about.
        language: code of the language that was last drawn.
        figure: what the link shows with which somebody came last; None without one, or where it cannot be followed.
        mistakes: what is wrong, by the box in which it is mended.
        asked: the question that somebody came back to change.
        news: what has just been done.
        receipt: by what a report is known, until its screen is left; None where it had been sent before.
        own: reference and words that were found right.
        followed: the report that they belong to.
        once: the key of the form for adding.
    """

    screen: Screen = Screen.START
    about: About = About.HARM
    language: str = ""
    figure: Figure | None = None
    mistakes: dict[str, str] = field(default_factory=dict)
    asked: str = ""
    news: str = ""
    receipt: Receipt | None = None
    own: tuple[str, str] = ("", "")
    followed: Followed | None = None
    once: str = ""


@dataclass(frozen=True)
class Here:
    """What every screen needs.

    Attributes:
        visit: what this visit remembers.
        draft: what was typed.
        language: whose words are used.
        settings: what the council decides.
        council: its commonly used name.
    """

    visit: Visit
    draft: Drafting
    language: Language
    settings: TellUs
    council: str

    @property
    def keep(self) -> Keep:
        """For how long the words of the form are kept."""
        return self.settings.keep.of(self.visit.about)

    @property
    def figure(self) -> Figure | None:
        """The figure that the form is about, where somebody came from it."""
        return self.visit.figure if self.visit.about is About.FIGURE else None

    @property
    def questions(self) -> Sequence[Question]:
        """What the form asks. A figure with whose link somebody came is known, and so is its place."""
        if self.visit.about is About.HARM:
            return ABOUT_HARM
        known = (Question.FIGURE, Question.PLACE) if self.figure else ()
        return [question for question in ABOUT_FIGURE if question not in known]

    def typed(self, box: str) -> str:
        """Return what stands in a box."""
        return str(self.draft.boxes.get(box) or "")

    def go(self, screen: Screen, *, asked: str = "", news: str = "") -> None:
        """Show another screen, with the focus on its heading, or on the question that was asked for."""
        self.visit.screen, self.visit.asked, self.visit.news = screen, asked, news
        self.visit.mistakes = {}
        drafting.say(self.draft)
        st.rerun()

    def refuse(self, mistakes: Mapping[str, str]) -> None:
        """Show the same screen with what is wrong on top of it. Nothing that was typed changes."""
        self.visit.mistakes, self.visit.asked, self.visit.news = dict(mistakes), "", ""
        drafting.say(self.draft)
        st.rerun()

    def empty(self, *boxes: str) -> None:
        """Empty boxes that are not kept."""
        for box in boxes:
            self.draft.boxes.pop(box, None)
            st.session_state.pop(PREFIX + box, None)


def visit() -> Visit:
    """Return what this session remembers."""
    return st.session_state.setdefault(_SESSION, Visit())  # type: ignore[no-any-return]


def leave() -> None:
    """Forget this visit."""
    st.session_state.pop(_SESSION, None)
