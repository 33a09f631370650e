"""What was heard and what came of it, in sentences: how many first, the days with the unanswered in them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jsna.model.due_regard import Step as Version
from jsna.model.register.promise import Summary
from jsna.model.register.response import Happened, Helped, Progress, Response, SaidWho, Step, Told, Verdict
from jsna.words.changes import changes
from jsna.words.numbers import count, listed, spoken
from jsna.words.provenance import spoken_date, spoken_moment

#: The stages in the order of the form, as people read them.
STAGES = {
    Progress.HEARD: "Heard, no answer yet",
    Progress.DECIDED: "Decided",
    Progress.DOING: "Being done",
    Progress.DONE: "Done",
    Progress.NOTHING_CHANGED: "Nothing changed",
}
HELPED = {
    Helped.YES: "It helped",
    Helped.PARTLY: "It helped in part",
    Helped.NO: "It did not help",
    Helped.TOO_EARLY: "Too early to say",
    Helped.NOT_NEEDED: "No longer needed",
}
SAID_BY = {
    SaidWho.PEOPLE: "People who asked",
    SaidWho.GROUP: "A group that speaks for them",
    SaidWho.COUNCIL: "The council (does not count as an answer)",
}
NOBODY_ASKED = "Not said yet: only people can say"
PROOF = "A change beside an action is no proof that the action caused it."


def headline(place: str, summed: Summary) -> str:
    """Return how many were heard, and how many of them people are still owed."""
    where, no_answer = spoken(place), summed.unanswered
    if summed.number == 1:
        waits = "People still wait for it" if summed.owed else "Nobody waits for it any more"
        return f"1 thing was heard in {where}. {waits}{'; it has no answer yet' if no_answer else ''}."
    have = "have" if no_answer > 1 else "has"
    unanswered = f"{count(no_answer)} {have} no answer yet" if no_answer else "all of them have an answer"
    return (
        f"{count(summed.number)} things were heard in {where}. "
        f"People still wait for {count(summed.owed)} of {count(summed.number)}; {unanswered}."
    )


def days_sentence(summed: Summary) -> str:
    """Return how long people waited, over all of them; empty where there are none."""
    if summed.days is None:
        return ""
    middle, fewest, most = summed.days
    if summed.number == 1:
        return f"It was heard {days(most)} ago." if summed.owed else f"It took {days(most)} to the end."
    until = ", up to today for those who still wait" if summed.owed else ""
    span = f"{days(most)} each" if fewest == most else f"from {count(fewest)} to {days(most)}"
    half = f"; {days(int(middle))} or less for half of them" if summed.number > 2 and fewest < most else ""
    return f"How long people waited{until}: {span}{half}."


def told_sentence(summed: Summary) -> str:
    """Return how many were told of the answer, and how many could not be."""
    ended = summed.told + summed.not_told
    if not ended:
        return "Nobody who asked has been told of an answer yet."
    if summed.number == 1:
        were = "were told of the answer" if summed.told else "could not be told of the answer; the reason is given"
        return f"The people who asked {were}."
    told = f"in {count(summed.told)} the people who asked were told" if summed.told else ""
    not_told = f"in {count(summed.not_told)} they could not be told, and the reason is given" if summed.not_told else ""
    return f"{count(ended)} of {count(summed.number)} ended: {listed([each for each in (told, not_told) if each])}."


def helped_sentence(summed: Summary) -> str:
    """Return what people say of what was done."""
    said = [f"{HELPED[each].lower()}: {count(number)}" for each in Helped if (number := summed.helped.get(each, 0))]
    told = f"Did it help? People say: {listed(said)}." if said else ""
    again = f"{_were(summed.reopened)} reopened, because it did not help." if summed.reopened else ""
    moved = f"The next date was put off for {count(summed.moved)}." if summed.moved else ""
    return " ".join(filter(None, (told, _not_said(summed), again, moved)))


def _not_said(summed: Summary) -> str:
    """Of how many that came to an end people have not said whether it helped."""
    ended = sum(number for progress, number in summed.progress.items() if progress.is_an_end)
    if not summed.not_said:
        return ""
    if ended == 1:
        return "1 is done, or ended with nothing changed. People have not said whether it helped."
    which = "none of them have people" if summed.not_said == ended else f"{count(summed.not_said)} people have not"
    return f"{count(ended)} are done, or ended with nothing changed. For {which} said whether it helped."


def _were(number: int) -> str:
    return f"{count(number)} {'was' if number == 1 else 'were'}"


def days(number: int) -> str:
    """Return a number of days."""
    return f"{count(number)} {'day' if number == 1 else 'days'}"


def short(words: str, most: int = 120) -> str:
    """Return the beginning of a text in one line."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def days_open(number: int, *, owed: bool) -> str:
    """Return for how long something waits, or how long it took, in days."""
    return days(number) if owed else f"{days(number)} to the end"


def stands(progress: Progress, *, owed: bool, reopened: int) -> str:
    """Return how far something has come."""
    if progress is Progress.HEARD and reopened:
        return "Reopened: it did not help"
    return f"{STAGES[progress]}; people not told yet" if progress.is_an_end and owed else STAGES[progress]


def next_date(next_on: date | None, first: date | None, moves: int, overdue: int) -> str:
    """Return the next date, with the first one and the number of moves where it was put off."""
    if next_on is None:
        return "None set"
    late = f", {days(overdue)} ago" if overdue else ""
    times = "once" if moves == 1 else "twice" if moves == 2 else f"{moves} times"
    moved = f" (first {spoken_date(first)}, put off {times})" if first and moves else ""
    return f"{spoken_date(next_on)}{late}{moved}"


def verdict(said: Verdict | None) -> str:
    """Return what was said of what was done, by whom and when."""
    if said is None:
        return NOBODY_ASKED
    who = "the council" if said.said_by is SaidWho.COUNCIL else SAID_BY[said.said_by].lower()
    return f"{HELPED[said.helped]} ({who}, {spoken_date(said.on)})"


def told(each: Told) -> str:
    """Return when, how and by whom people were told."""
    whom = f"{each.whom} were told" if each.whom else "Told"
    return f"{whom} on {spoken_date(each.on)}, {each.how}, by {each.by}"


def step(each: Step) -> str:
    """Return what happened, with its words."""
    title = "Heard" if each.what is Happened.HEARD else each.what.value.capitalize()
    return f"{title}: {each.words}" if each.words else title


def change_rows(versions: Sequence[Version[Response]]) -> list[dict[str, str]]:
    """Return the versions of a response as rows: when, who, and what was changed about it."""
    return [
        {
            "When": spoken_moment(each.at),
            "Who": each.who or "not shown",
            "What changed": _changes(each),
        }
        for each in versions
    ]


def _changes(each: Version[Response]) -> str:
    if each.before is None:
        return "recorded"
    return "; ".join(changes(each.before, each.after, _LISTS, _TEXTS)) or "nothing that is shown"


_LISTS = {
    "conversations": ("conversation", "conversations"),
    "places": ("place", "places"),
    "groups": ("group", "groups"),
    "measured": ("figure", "figures"),
    "told": ("time that people were told", "times that people were told"),
    "verdicts": ("answer to “Did it help?”", "answers to “Did it help?”"),
}
_TEXTS = {
    "need": "need",
    "idea": "idea",
    "topic": "topic",
    "progress": "how far it is",
    "heard": "what was heard",
    "promised": "what was promised",
    "decided": "what was decided",
    "done": "what was done",
    "because": "why nothing changed",
    "not_told": "why people could not be told",
    "owner": "owner",
    "next_on": "next date",
    "drafted": "draft of the answer",
    "published": "who can read it",
}


def oldest(number: int) -> str:
    """Return for how many days the oldest one waits; empty where none waits."""
    return f"The oldest has waited {days(number)}." if number else ""
