"""One report of a resident in words, for the moderators who handle it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jsna.model.register.report import About, Done, Handled, Report
from jsna.words.numbers import count
from jsna.words.plain import Link
from jsna.words.provenance import spoken_date

ABOUT = {About.FIGURE: "A figure", About.HARM: "Harm from a service"}
#: What its author wrote, in the order of the page: the field and its name.
SAID = {
    "shown": "What the page said of the figure",
    "which": "Which service, and where",
    "when": "When",
    "what": "What happened, or what they see instead",
    "should_have": "What should have happened",
    "reach": "How to reach its author",
}
HANDLED = {
    Handled.READ: "Read",
    Handled.PASSED_ON: "Passed on",
    Handled.ANSWERED: "Answered",
    Handled.WITHDRAWN: "Taken back by its author",
    Handled.ENDED: "Its words were erased at the end of their time",
}
#: Why a moderator erases words before their time. Its author reads the rule.
RULES = (
    "its author asked for it",
    "it names people who could be harmed by it",
    "it was sent by mistake, or says nothing",
)
BEFORE_READING = (
    "Its words are private. When you read them, that goes into the history of this report, and its author sees that "
    "it was read."
)
CHANGED = (
    "Its author or another moderator has added to it since you read it. What you have typed below stays. Read what is "
    "new before you save."
)
NOT_HERE = "None"


def row(report: Report, themes: Mapping[str, str], address: str) -> dict[str, object]:
    """Return the line of a report in the list.

    Args:
        report: without its words.
        themes: names of themes by code.
        address: of its page.
    """
    return {"Report": Link(report.reference, address), **facts(report, themes)}


def facts(report: Report, themes: Mapping[str, str]) -> dict[str, str]:
    """Return what is known of a report without reading it."""
    return {
        "About": ABOUT[report.about],
        "Received": spoken_date(report.received_on),
        "Ends on": spoken_date(report.ends_on),
        "Read?": "Not all of it" if report.unread and report.done else "No" if report.unread else "Yes",
        "Answered?": _answered(report),
        "Theme": theme(report, themes),
    }


def theme(report: Report, themes: Mapping[str, str]) -> str:
    """Return the name of a report's theme; its code where it is not in use any more."""
    return themes.get(report.theme, report.theme) or NOT_HERE


def _answered(report: Report) -> str:
    if report.answered_on is not None:
        return spoken_date(report.answered_on)
    return "No" if report.wants_answer else "No answer asked for"


def in_short(number: int, unread: int, unanswered: int) -> str:
    """Return how many are here, unread and waiting for an answer."""
    are = "report is" if number == 1 else "reports are"
    return f"{count(number)} {are} here: {count(unread)} not read, {count(unanswered)} waiting for an answer."


def ended(report: Report) -> str:
    """Return why nobody reads a report any more."""
    if report.is_over:
        return f"Its words were erased: {report.erased}."
    return "Its time has ended, so nobody reads it any more. Its words are erased within the hour."


def done(each: Done) -> dict[str, str]:
    """Return one thing that was done, as a row."""
    return {
        "Day": spoken_date(each.on),
        "What": HANDLED[each.what],
        "Words": each.words or "–",
        "By": each.by or "–",
    }


def goes(report: Report) -> Iterator[str]:
    """Yield what erasing a report takes away, a line each, with the number of letters."""
    for field, name in SAID.items():
        if written := getattr(report, field):
            yield f"{name}: {_letters(written)}"
    if report.link:
        yield "The link of the figure"
    if report.service:
        yield "The kind of service"
    if report.places:
        yield "The place"
    yield from (f"Words added on {spoken_date(each.on)}: {_letters(each.words)}" for each in report.added)
    for each in report.done:
        if each.words:
            yield f"{HANDLED[each.what]} on {spoken_date(each.on)}: {_letters(each.words)}"


STAYS = "What stays: its reference, its days, what was done and when, its theme, and the conversation it led to."


def _letters(written: str) -> str:
    return f"{count(len(written))} {'letter' if len(written) == 1 else 'letters'}"
