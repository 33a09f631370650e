"""Sentences and rows of ideas and of the gate."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jsna.model.already import Already
from jsna.model.due_regard import Step
from jsna.model.register.idea import Idea, Override, Stage
from jsna.model.register.need import Need, NeedStatus
from jsna.words.numbers import count
from jsna.words.provenance import spoken_date, spoken_moment

NO_IDEAS = (
    "No idea is recorded here yet. That is a good time to ask people what would make things easier. An idea can be "
    "written down once there is a need for it to answer."
)
_OFTEN = "Ideas that begin with a solution often miss what people lack."
#: Why an idea waits while nobody was asked about its need, and while nobody has recorded what asking showed.
GATE_UNASKED = f"Nobody has been asked about the need for this idea yet, so it stays “suggested”. {_OFTEN}"
GATE_UNRECORDED = (
    "People were asked about the need for this idea. Nobody has recorded what that showed, so the need is still "
    f"“assumed” and the idea stays “suggested”. {_OFTEN}"
)
OVERRIDE = (
    "If it cannot wait, somebody can let it pass. Their name, their reason and what was known at that moment then "
    "stand on the idea and in the list, for everybody to read, and stay there. The need’s title and figures are part "
    "of that. The idea is published."
)
PASSED = "Let pass while its need was assumed"


@dataclass(frozen=True)
class Tally:
    """How ideas of a place began.

    Attributes:
        total: how many ideas there are.
        from_people: how many came from people with lived experience.
        passed: how many were let pass while their need was assumed.
    """

    total: int
    from_people: int
    passed: int


def headline(tally: Tally, place: str) -> str:
    """Return how ideas of a place began: counts only, because they are few."""
    if not tally.total:
        return f"No idea is recorded for {place} yet."
    total = count(tally.total)
    if tally.total == 1:
        began = "began with people" if tally.from_people else "began with a solution"
        passed = "It was" if tally.passed else "It was not"
        return f"The one idea for {place} {began}. {passed} let pass while its need was assumed."
    passed = "was let pass while its need was" if tally.passed == 1 else "were let pass while their needs were"
    return (
        f"{count(tally.from_people)} of {total} ideas for {place} began with people, "
        f"{count(tally.total - tally.from_people)} with a solution. "
        f"{count(tally.passed)} of {total} {passed} assumed."
    )


def began(idea: Idea) -> str:
    """Return where an idea came from; it is said of every idea."""
    how = "Began with people" if idea.origin.from_people else "Began with a solution"
    return f"{how}: {idea.origin}{f' ({idea.origin_words})' if idea.origin_words else ''}."


def row(idea: Idea, need: Need | None) -> dict[str, str]:
    """Return the row of an idea in a list, without its title.

    Args:
        idea: the idea.
        need: its need, or None where the reader may not see it.
    """
    return {
        "How it began": began(idea).rstrip("."),
        "Stage": str(idea.stage).capitalize(),
        "Its need": need.title if need else "Not published",
        "People asked?": need_said(need),
        PASSED: "; ".join(f"{each.name}: {each.reason}" for each in idea.overrides) or "No",
    } | ({"Sample": "Made up"} if idea.sample else {})


def need_said(need: Need | None) -> str:
    """Return in a few words whether people were asked about a need, and what that showed."""
    if need is None:
        return "The need is not published"
    if need.status is not NeedStatus.ASSUMED:
        return f"Yes: {need.status}"
    return "Yes: nobody has recorded what that showed" if need.people_were_asked else "Nobody yet"


def option_said(need: Need) -> str:
    """Return, for a list to choose from, whether people were asked about a need."""
    if need.status is not NeedStatus.ASSUMED:
        return str(need.status)
    return "people were asked, nothing is recorded of it" if need.people_were_asked else "nobody asked yet"


def gate(need: Need | None) -> str:
    """Return why an idea waits for its need."""
    return GATE_UNRECORDED if need is not None and need.people_were_asked else GATE_UNASKED


def override_said(override: Override) -> str:
    """Return who let an idea pass, when, why, and what was known then."""
    when, why = spoken_moment(override.at), override.reason.rstrip()
    stop = "" if why.endswith((".", "!", "?")) else "."
    return f"Let pass by {override.name} on {when}: {why}{stop} What was known then: {override.known}"


def waits(idea: Idea, need: Need | None) -> bool:
    """Return whether an idea waits at the gate."""
    return idea.stage is Stage.SUGGESTED and need is not None and need.status is NeedStatus.ASSUMED


def step_rows(steps: Sequence[Step[Idea]]) -> list[dict[str, str]]:
    """Return the history of an idea: when, who, and what changed."""
    return [
        {
            "When": spoken_moment(step.at),
            "Who": step.who or "not shown",
            "What changed": _changed(step.before, step.after),
            "Reason": step.note or _reason(step.before, step.after),
        }
        for step in steps
    ]


def _changed(before: Idea | None, after: Idea) -> str:
    passed = [f"let pass by {each.name}" for each in _passed(before, after)]
    if before is None:
        # Earlier versions can be hidden from this reader.
        first = "suggested" if after.version <= 1 else f"the first version that everybody reads: {after.stage}"
        return "; ".join([first, *passed])
    said = [] if before.stage is after.stage else [f"from “{before.stage}” to “{after.stage}”"]
    said += passed
    texts = {"title": "title", "words": "description", "origin_words": "who it came from", "owner": "owner"}
    said += [f"{words} changed" for name, words in texts.items() if getattr(before, name) != getattr(after, name)]
    return "; ".join(said) or "nothing that is shown"


def _reason(before: Idea | None, after: Idea) -> str:
    """Why an idea was let pass or dropped in this step."""
    because = after.because if before is None or before.because != after.because else ""
    return "; ".join(each.reason for each in _passed(before, after)) or because


def _passed(before: Idea | None, after: Idea) -> tuple[Override, ...]:
    """Who let an idea pass in this step."""
    return after.overrides[len(before.overrides) if before else 0 :]


def found(number: int, place: str) -> str:
    """Return how many items a search has found; nothing found is not nothing said."""
    if not number:
        return f"Nothing that is recorded for {place} has these words. That is no sign that nobody lacks anything."
    if number == 1:
        return f"1 thing is recorded for {place} that may be the same. Read it first."
    return f"{count(number)} things are recorded for {place} that may be the same. Read them first."


def found_heading(each: Already, place: str) -> str:
    """Return kind, place and date of what was found."""
    kinds = {
        "conversation": "People said",
        "need": "Need",
        "idea": "Idea",
        "response": "Answered",
        "provision": "Exists already",
    }
    return " · ".join(filter(None, (kinds[each.item.KIND], place, spoken_date(each.on) if each.on else "")))


def found_outcome(each: Already) -> str:
    """Return what came of what was found; of provision, when somebody last made sure of it."""
    if each.item.KIND == "provision":
        checked = f"Last checked on {spoken_date(each.on)}." if each.on else "Nobody has recorded a check."
        return f"It exists already. {checked}"
    return f"What came of it: {each.outcome or 'nothing is recorded yet'}."
