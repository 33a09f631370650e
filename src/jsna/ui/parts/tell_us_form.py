"""The forms of "Tell us": about a figure, and about harm. Why we ask stands above the boxes."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from jsna.model.register.item import LONGEST
from jsna.model.register.person import Right
from jsna.model.register.report import About
from jsna.model.telling.asked import Question
from jsna.ui import clock
from jsna.ui.drafting import PREFIX
from jsna.ui.parts.tell_us_places import places
from jsna.ui.parts.tell_us_saying import bullets, buttons, choice, heading, line, radio, say, text, title, written
from jsna.ui.parts.tell_us_start import services
from jsna.ui.parts.tell_us_visit import Here, Screen
from jsna.ui.register import person

_MANY_LINES = (Question.SEES, Question.WHAT, Question.SHOULD_HAVE)
_CHOSEN = (Question.SERVICE, Question.PLACE, Question.WANTS_ANSWER)
#: Every box that the tab holds, and those in which somebody types.
BOXES = tuple(question.value for question in Question)
TYPED = tuple(question.value for question in Question if question not in _CHOSEN)
#: Of these, one must hold words.
SAYING = {
    About.FIGURE: (Question.SEES,),
    About.HARM: (Question.WHAT, Question.SHOULD_HAVE, Question.WHICH),
}
YES, NO = "yes", "no"
#: The box that an officer ticks who types in a paper form.
ON_PAPER = "on_paper"


def form(here: Here) -> None:
    """Draw the form about a figure or about harm."""
    common = here.language.page.common
    if here.visit.about is About.FIGURE:
        _about_figure(here)
    else:
        _about_harm(here)
    say(here, common.names)
    for question in here.questions:
        _box(here, question)
    if person().may(Right.WRITE):
        st.session_state.setdefault(PREFIX + ON_PAPER, bool(here.draft.boxes.get(ON_PAPER)))
        st.checkbox("This came on paper", key=PREFIX + ON_PAPER)
    match buttons({"next": common.next, "back": common.back}):
        case "back":
            here.go(Screen.START if here.visit.about is About.FIGURE else Screen.HELP)
        case "next" if wrong := mistakes(here):
            here.refuse(wrong)
        case "next":
            here.go(Screen.CHECK)


def mistakes(here: Here) -> dict[str, str]:
    """Return what is wrong with what was typed, by the box in which it is mended."""
    errors, saying = here.language.page.errors, SAYING[here.visit.about]
    wrong = {}
    if not any(here.typed(question).strip() for question in saying):
        wrong[saying[0].value] = errors.nothing_written
    for question in here.questions:
        letters = len(here.typed(question))
        if letters > LONGEST:
            wrong[question.value] = errors.too_long.format(letters=f"{letters:,}", number=f"{LONGEST:,}")
        elif "\0" in here.typed(question) or any("\ud800" <= each <= "\udfff" for each in here.typed(question)):
            wrong[question.value] = errors.unreadable
    return wrong


def answers(here: Here) -> dict[Question, str]:
    """Return what was answered, in words, by question."""
    chosen: dict[Question, Mapping[str, str]] = {
        Question.SERVICE: services(here),
        Question.PLACE: places(),
        Question.WANTS_ANSWER: yes_or_no(here),
    }
    return {
        question: chosen[question].get(here.typed(question), "") if question in chosen else here.typed(question)
        for question in here.questions
    }


def yes_or_no(here: Here) -> dict[str, str]:
    """Return the two answers."""
    common = here.language.page.common
    return {YES: common.yes, NO: common.no}


def _about_figure(here: Here) -> None:
    said, figure = here.language.page.figure, here.figure
    title(here, said.title)
    say(here, said.lead)
    if figure:
        heading(said.shown)
        written(figure.said)
    _why(here, [said.purpose.format(council=here.council)])


def _about_harm(here: Here) -> None:
    said, why, harm, code = here.language.page.harm, here.language.page.why, here.settings.harm, here.language.code
    title(here, said.title)
    say(here, said.lead, said.not_a_complaint.format(council=here.council))
    _why(
        here,
        [
            f"{why.purpose}: {harm.purpose[code]}",
            f"{why.article_6}: {harm.article_6[code]}",
            f"{why.article_9}: {harm.article_9[code]}",
        ],
    )


def _why(here: Here, purpose: list[str]) -> None:
    """Why we ask, who reads it, what is published, and until when it is kept."""
    why, keep, spoken = here.language.page.why, here.keep, here.language.about.spoken
    ends_on, _ = keep.ends(clock.today())
    heading(why.title)
    kept = why.kept.format(days=keep.days, day=spoken(ends_on), extra=keep.extra)
    bullets(here, [*purpose, why.who_reads.format(council=here.council), why.published, kept])


def _box(here: Here, question: Question) -> None:
    ask, none = here.language.page.questions[question], {"": here.language.page.common.not_answered}
    box, label = question.value, ask.label
    lists: dict[Question, Callable[[], object]] = {
        Question.SERVICE: partial(choice, here, box, label, none | services(here), ask.hint),
        Question.PLACE: partial(choice, here, box, label, none | places(), ask.hint),
        Question.WANTS_ANSWER: partial(radio, here, box, label, yes_or_no(here), ask.hint),
    }
    if question in lists:
        lists[question]()
    elif question in _MANY_LINES:
        text(here, box, label, ask.hint)
    else:
        line(here, box, label, ask.hint)
