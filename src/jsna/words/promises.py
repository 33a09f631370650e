"""What was heard and what came of it, in sentences: how many first, the days with the unanswered in them."""

from __future__ import annotations

from datetime import date

from jsna.model.register.promise import Summary
from jsna.model.register.response import Happened, Helped, Progress, SaidWho, Step, Told, Verdict
from jsna.words.numbers import count, listed, spoken
from jsna.words.provenance import spoken_date

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
    things = "thing was" if summed.number == 1 else "things were"
    owed = f"{count(summed.owed)} of {count(summed.number)}"
    return (
        f"{count(summed.number)} {things} heard in {spoken(place)}. People still wait for {owed}; "
        f"{count(summed.unanswered)} {'has' if summed.unanswered == 1 else 'have'} no answer yet."
    )


def days_sentence(summed: Summary) -> str:
    """Return how long it took, over all of them; empty where there are none."""
    if summed.days is None:
        return ""
    middle, fewest, most = summed.days
    return (
        f"Days since each was heard, for all {count(summed.number)}, with those that still wait: "
        f"median {middle:,.10g}, from {count(fewest)} to {count(most)}."
    )


def told_sentence(summed: Summary) -> str:
    """Return how many were told of the answer, and how many could not be."""
    ended = summed.told + summed.not_told
    if not ended:
        return "Nobody who asked has been told of an answer yet."
    return (
        f"{count(ended)} of {count(summed.number)} ended: in {count(summed.told)} the people who asked were told, "
        f"in {count(summed.not_told)} they could not be, and the reason is given."
    )


def helped_sentence(summed: Summary) -> str:
    """Return what people say of what was done."""
    answered = sum(number for progress, number in summed.progress.items() if progress.is_an_end)
    said = [f"{HELPED[each].lower()}: {count(number)}" for each in Helped if (number := summed.helped.get(each, 0))]
    told = f"Did it help? People say: {listed(said)}. " if said else ""
    missing = (
        f"For {count(summed.not_said)} of {count(answered)} that are done or will not be done, people have not said "
        "whether it helped."
    )
    again = f"People reopened {count(summed.reopened)}." if summed.reopened else ""
    moved = f"The next date was put off for {count(summed.moved)}." if summed.moved else ""
    return " ".join(filter(None, (told.strip(), missing if summed.not_said else "", again, moved)))


def short(words: str, most: int = 120) -> str:
    """Return the beginning of a text in one line."""
    line = " ".join(words.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def days_open(days: int, *, owed: bool) -> str:
    """Return for how long something waits, or how long it took."""
    unit = "day" if days == 1 else "days"
    return f"{count(days)} {unit}" if owed else f"{count(days)} {unit} to the end"


def stands(progress: Progress, *, owed: bool, reopened: int) -> str:
    """Return how far something has come."""
    if progress is Progress.HEARD and reopened:
        return "Reopened: it did not help"
    return f"{STAGES[progress]}; people not told yet" if progress.is_an_end and owed else STAGES[progress]


def next_date(next_on: date | None, first: date | None, moves: int, overdue: int) -> str:
    """Return the next date, with the first one and the number of moves where it was put off."""
    if next_on is None:
        return "None set"
    late = f", {count(overdue)} {'day' if overdue == 1 else 'days'} ago" if overdue else ""
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


def oldest(days: int) -> str:
    """Return for how long the oldest one waits; empty where none waits."""
    return f"The oldest has waited {count(days)} {'day' if days == 1 else 'days'}." if days else ""
