"""The last screens of a form of "Tell us": check your answers, and what you get when it is sent."""

from __future__ import annotations

import hashlib
import html

import streamlit as st
from pydantic import ValidationError

from jsna.errors import JsnaError
from jsna.model.register.person import ANYBODY, Right
from jsna.model.register.report import About, Report
from jsna.model.telling.asked import Question
from jsna.register import telling
from jsna.register.flood import TooOften
from jsna.register.refusing import Refused
from jsna.ui import clock, drafting, visitor
from jsna.ui.parts.tell_us_form import ON_PAPER, SAYING, YES, answers, mistakes
from jsna.ui.parts.tell_us_places import as_stored, codes_of, places
from jsna.ui.parts.tell_us_saying import bullets, buttons, heading, pressed, say, terms, title
from jsna.ui.parts.tell_us_visit import LINK, Here, Screen
from jsna.ui.register import person, register
from jsna.words.routes import read_out


def check(here: Here) -> None:
    """Draw every answer with the way to change it, and the button that sends them."""
    page = here.language.page
    title(here, page.check.title)
    say(here, page.check.how)
    figure, form = here.figure, Screen.FIGURE if here.visit.about is About.FIGURE else Screen.HARM
    if figure:
        terms([(page.figure.shown, figure.said)])
    for question, answer in answers(here).items():
        ask = page.questions[question]
        with st.container(key=f"jsna-tell-answer-{question.value}"):
            terms([(ask.label, answer or page.common.not_answered)])
            if pressed(page.common.change.format(name=ask.short), f"change.{question.value}"):
                here.go(form, asked=question.value)
    ends_on, _ = here.keep.ends(clock.today())
    say(here, page.check.before_sending.format(day=here.language.about.spoken(ends_on)))
    match buttons({"send": page.common.send, "back": page.common.back}):
        case "back":
            here.go(form)
        case "send":
            _send(here)


def sent(here: Here) -> None:
    """Draw reference and words, which are shown on this screen and never again."""
    page, receipt, spoken = here.language.page, here.visit.receipt, here.language.about.spoken
    st.html(f'<span hidden data-jsna-done-with="{LINK}"></span>')
    title(here, page.sent.title)
    if receipt is None:
        say(here, page.sent.shown_once)
    else:
        heading(page.sent.reference)
        read = html.escape(read_out(receipt.reference.replace("-", " ")))
        st.html(
            f'<p class="jsna-receipt"><span aria-hidden="true">{html.escape(receipt.reference)}</span>'
            f'<span class="jsna-read">{read}</span></p>'
        )
        heading(page.sent.words)
        words = "".join(f"<li>{html.escape(word)}</li>" for word in receipt.words.split())
        st.html(f'<ol class="jsna-receipt" role="list">{words}</ol>')
        say(here, page.sent.keep)
        _print_and_copy(here, f"{receipt.reference}\n{receipt.words}")
    ends_on, _ = here.keep.ends(clock.today())
    bullets(
        here,
        [
            page.sent.if_lost,
            page.sent.read_within.format(days=here.settings.read_within_days),
            page.sent.how_to_follow,
            page.sent.erased_on.format(day=spoken(ends_on)),
        ],
    )
    if pressed(page.common.back, "sent.back"):
        here.visit.receipt = None
        here.go(Screen.START)


def _print_and_copy(here: Here, words: str) -> None:
    page = here.language.page
    st.html(
        '<div class="jsna-copy">'
        f'<button type="button" data-jsna-print>{html.escape(page.common.print)}</button> '
        f'<button type="button" data-jsna-copy-words="{html.escape(words)}" '
        f'data-jsna-copied="{html.escape(page.sent.copied)}">{html.escape(page.sent.copy_all)}</button> '
        f'<input type="text" readonly hidden aria-label="{html.escape(page.sent.copy_all)}"> '
        '<span role="status"></span></div>'
    )


def _send(here: Here) -> None:
    """Send it, once. What was typed stays where it cannot be sent."""
    errors = here.language.page.errors
    wrong = mistakes(here)
    if here.visit.about is About.HARM and not here.settings.harm.collecting:
        wrong = {"": errors.collecting_ended.format(council=here.council)}
    if not wrong:
        wrong = _stored(here)
    if wrong:
        here.refuse(wrong)
    drafting.forget(here.draft)
    st.rerun()


def _stored(here: Here) -> dict[str, str]:
    """Store it and go to the screen with its receipt; return what is wrong where that was not possible."""
    errors = here.language.page.errors
    on_paper = bool(here.draft.boxes.get(ON_PAPER)) and person().may(Right.WRITE)
    try:
        given = _report(here, on_paper=on_paper)
        # Nothing may come between a receipt and the visit that shows it: a second click ends this run.
        here.visit.receipt = telling.tell(
            register(),
            person() if on_paper else ANYBODY,
            given,
            here.keep,
            address=visitor.address(),
            once=_once(here.draft.key, given),
        )
        here.visit.screen = Screen.SENT
    except TooOften:
        return {"": errors.too_often}
    except Refused:
        return {SAYING[here.visit.about][0].value: errors.nothing_written}
    except ValidationError:
        return {"": errors.unreadable}
    except JsnaError:
        return {"": errors.not_saved}
    here.visit.mistakes, here.visit.asked, here.visit.news = {}, "", ""
    drafting.say(here.draft)
    return {}


def _once(key: str, given: Report) -> str:
    """The key of what is sent: of the draft and its words. Other words in a copy of the tab are another report."""
    words = given.model_dump_json(exclude={"received_on", "ends_on", "latest_on"})
    return hashlib.sha256(f"{key} {words}".encode()).hexdigest()


def _report(here: Here, *, on_paper: bool) -> Report:
    today, figure = clock.today(), here.figure
    is_figure = here.visit.about is About.FIGURE
    harm = {} if is_figure else {name: here.typed(name) for name in ("service", "which", "when", "should_have")}
    chosen = here.typed(Question.PLACE)
    codes = (figure.area,) if figure else codes_of(chosen if chosen in places() else "")
    return Report(
        about=here.visit.about,
        received_on=today,
        ends_on=today,
        latest_on=today,
        language=here.language.code,
        on_paper=on_paper,
        places=as_stored(codes),
        link=figure.link if figure else "",
        shown=figure.said if figure else (here.typed(Question.FIGURE) if is_figure else ""),
        what=here.typed(Question.SEES if is_figure else Question.WHAT),
        wants_answer=here.typed(Question.WANTS_ANSWER) == YES,
        reach=here.typed(Question.REACH),
        **harm,
    )
