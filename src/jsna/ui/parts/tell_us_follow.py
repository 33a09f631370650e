"""Following what was told: see what was done, add to it, take it back."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator

from jsna.errors import JsnaError
from jsna.model.register.person import ANYBODY
from jsna.model.register.report import About, Done, Handled, Report
from jsna.model.telling.asked import Question
from jsna.register import telling
from jsna.register.flood import TooOften
from jsna.register.refusing import Refused
from jsna.register.telling import Followed, NotTold
from jsna.ui import data, visitor
from jsna.ui.parts.tell_us_saying import (
    bullets,
    buttons,
    heading,
    line,
    pressed,
    say,
    terms,
    text,
    title,
    written,
)
from jsna.ui.parts.tell_us_start import services
from jsna.ui.parts.tell_us_visit import ADDED, REFERENCE, WORDS, Here, Screen
from jsna.ui.register import register

#: Steps that say themselves why the words are gone.
_OVER = (Handled.WITHDRAWN, Handled.ENDED)


def follow(here: Here) -> None:
    """Draw the boxes for reference and words."""
    said = here.language.page.follow
    title(here, said.title)
    say(here, said.lead)
    line(here, REFERENCE, said.reference, said.reference_hint)
    line(here, WORDS, said.words, said.words_hint)
    match buttons({"show": said.show, "back": here.language.page.common.back}):
        case "back":
            here.empty(REFERENCE, WORDS)
            here.go(Screen.START)
        case "show":
            _find(here)


def followed(here: Here) -> None:
    """Draw what was told, what was done about it, and the ways to add to it and to take it back."""
    said, found, spoken = here.language.page.follow, here.visit.followed, here.language.about.spoken
    if found is None:
        here.go(Screen.FOLLOW)
        return
    report = found.report
    title(here, said.title)
    terms([(said.reference, report.reference)])
    say(here, said.received.format(day=spoken(report.received_on)))
    heading(said.done)
    _done(here, report)
    if report.is_over:
        _beyond(here, found)
    else:
        heading(said.you_wrote)
        terms(_told(here, report))
        _ends(here, report)
        _add(here)
        heading(here.language.page.withdraw.title)
        say(here, here.language.page.withdraw.lead)
        if pressed(here.language.page.withdraw.title, "withdraw"):
            here.go(Screen.WITHDRAW)
    if pressed(here.language.page.common.back, "followed.back"):
        here.visit.followed, here.visit.own = None, ("", "")
        here.empty(ADDED)
        here.go(Screen.START)


def withdraw(here: Here) -> None:
    """Draw what goes and what stays, before anything is erased."""
    said, found = here.language.page.withdraw, here.visit.followed
    if found is None:
        here.go(Screen.FOLLOW)
        return
    title(here, said.title)
    say(here, said.goes)
    terms(_that_go(here, found.report))
    say(here, said.stays)
    follow_words, spoken = here.language.page.follow, here.language.about.spoken
    terms([(follow_words.reference, found.report.reference)])
    say(here, follow_words.received.format(day=spoken(found.report.received_on)))
    _done(here, found.report, with_words=False)
    _beyond(here, found)
    match buttons({"cancel": said.cancel, "confirm": said.confirm}):
        case "cancel":
            here.go(Screen.FOLLOWED)
        case "confirm":
            own = here.visit.own
            _ask(here, lambda: telling.withdraw(register(), ANYBODY, *own, address=visitor.address()))
            here.empty(ADDED)
            here.go(Screen.FOLLOWED, news=said.done)


def _find(here: Here) -> None:
    """Find the report with the reference and words that were typed."""
    errors, own = here.language.page.errors, (here.typed(REFERENCE), here.typed(WORDS))
    needed = ((REFERENCE, errors.no_reference), (WORDS, errors.no_words))
    wrong = {box: message for box, message in needed if not here.typed(box).strip()}
    if wrong:
        here.refuse(wrong)
    _ask(here, lambda: telling.follow(register(), ANYBODY, *own, address=visitor.address()))
    here.visit.own = own
    here.empty(REFERENCE, WORDS)
    here.go(Screen.FOLLOWED)


def _add(here: Here) -> None:
    said = here.language.page.follow
    text(here, ADDED, said.add, said.add_hint, height=100)
    if not pressed(said.add_send, "add"):
        return
    here.visit.once = here.visit.once or secrets.token_hex(16)
    own, added, once = here.visit.own, here.typed(ADDED), here.visit.once
    _ask(here, lambda: telling.add(register(), ANYBODY, *own, added, address=visitor.address(), once=once))
    here.visit.once = ""
    here.empty(ADDED)
    here.go(Screen.FOLLOWED, news=said.add_done)


def _ask(here: Here, do: Callable[[], Followed]) -> None:
    """Do something with a report that its author may; say what is wrong where it is not done."""
    errors = here.language.page.errors
    try:
        here.visit.followed = do()
        return
    except NotTold:
        wrong = {REFERENCE: errors.not_found}
    except TooOften:
        wrong = {"": errors.too_often}
    except Refused:
        wrong = {ADDED: errors.nothing_written}
    except ValueError:
        wrong = {ADDED: errors.unreadable}
    except JsnaError:
        wrong = {"": errors.not_saved}
    here.refuse(wrong)


def _told(here: Here, report: Report) -> Iterator[tuple[str, str]]:
    """What somebody wrote, by question, and what they added."""
    page, names = here.language.page, data.catalogue().all_areas["name"]
    about_figure = report.about is About.FIGURE
    answers = {
        Question.FIGURE: report.shown,
        Question.SERVICE: services(here).get(report.service, report.service),
        Question.WHICH: report.which,
        Question.PLACE: ", ".join(str(names.get(place.code, place.code)) for place in report.places),
        Question.WHEN: report.when,
        Question.SEES if about_figure else Question.WHAT: report.what,
        Question.SHOULD_HAVE: report.should_have,
        # Left out is kept as no; what nobody said is not put into their mouth.
        Question.WANTS_ANSWER: page.common.yes if report.wants_answer else "",
        Question.REACH: report.reach,
    }
    yield from ((page.questions[question].label, answer) for question, answer in answers.items() if answer)
    for each in report.added:
        yield page.follow.added.format(day=here.language.about.spoken(each.on)), each.words


def _that_go(here: Here, report: Report) -> Iterator[tuple[str, str]]:
    """The words that are erased: the author's, and those of answers to them."""
    wants_answer = here.language.page.questions[Question.WANTS_ANSWER].label
    yield from ((name, said) for name, said in _told(here, report) if name != wants_answer)
    yield from ((_what(here, each), each.words) for each in report.done if each.words)


def _what(here: Here, done: Done) -> str:
    said = here.language.page.follow
    words = {
        Handled.READ: said.read,
        Handled.PASSED_ON: said.passed_on,
        Handled.ANSWERED: said.answered,
        Handled.WITHDRAWN: said.withdrawn,
        Handled.ENDED: said.ended,
    }
    return words[done.what].format(day=here.language.about.spoken(done.on))


def _done(here: Here, report: Report, *, with_words: bool = True) -> None:
    if not report.done:
        say(here, here.language.page.follow.not_read.format(days=here.settings.read_within_days))
    for each in report.done:
        say(here, _what(here, each))
        if each.words and with_words:
            written(each.words)
    if report.is_over and not any(each.what in _OVER for each in report.done):
        # A moderator erased it: no step says so.
        say(here, here.language.page.follow.erased.format(name=report.erased))


def _ends(here: Here, report: Report) -> None:
    said, spoken = here.language.page.follow, here.language.about.spoken
    say(here, said.erased_on.format(day=spoken(report.ends_on)))
    if report.latest_on != report.ends_on:
        say(here, said.latest_on.format(day=spoken(report.latest_on)))


def _beyond(here: Here, found: Followed) -> None:
    """Which copies end when."""
    said, spoken = here.language.page.withdraw, here.language.about.spoken
    if found.beyond:
        heading(said.beyond)
        bullets(here, [said.copy_ends.format(name=each.where, day=spoken(each.ends_on)) for each in found.beyond])
