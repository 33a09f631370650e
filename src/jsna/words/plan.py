"""A plan for asking, in words: for the page and for paper."""

from __future__ import annotations

from collections.abc import Iterator

from jsna.model.asking import Asking
from jsna.model.comparison import Comparison
from jsna.model.plan import Concern, Plan
from jsna.model.register.conversation import Conversation
from jsna.model.register.need import Rival
from jsna.model.register.response import Response
from jsna.words.numbers import count, listed, rate_of, spoken
from jsna.words.promises import STAGES
from jsna.words.provenance import spoken_date

#: What a need is explained by, as a question to keep open.
RIVALS = {
    Rival.MET_ELSEWHERE: "Do people already get help somewhere else: from family, their community, another town?",
    Rival.BARRIER: "Does something keep them away: cost, distance, language, how they were treated, not knowing?",
    Rival.NOT_RECORDED: "Do they get help already, and nobody writes it down?",
    Rival.NO_NEED: "Is there no need, because people live differently?",
    Rival.OTHER: "Is it something that nobody here has thought of?",
}
NO_TALK = "No conversation on this topic is recorded here."
NOBODY_ASKED = "No conversation with this group is recorded."
SIGN_IN = "Who was asked is shown to those who sign in."
WHO = "Who this is about"
OPEN = "What else may explain it: keep all of these open"
SAID_ON_TOPIC = "What people here said on this topic"
NO_PLACE = "Nothing is recorded yet. Ask people where they go, and record it under “What exists already”."


def headline(plan: Plan, place: str) -> str:
    """Return how many groups are concerned in a place, and how many of them nobody has asked."""
    concerned, unasked = len(plan.concerns), sum(each.conversations == 0 for each in plan.concerns)
    if not concerned:
        return f"On this topic, no group in {spoken(place)} is larger than you would expect from England as a whole."
    groups = "1 group" if concerned == 1 else f"{concerned} groups"
    larger = "is" if concerned == 1 else "are"
    them = "it" if concerned == 1 else "any of them"
    have = "It has" if concerned == 1 else "All of them have"
    asked = {
        0: f"{have} been asked, about this or something else.",
        concerned: f"Nobody has recorded asking {them}.",
    }
    said = asked.get(unasked, f"Nobody has recorded asking {'one' if unasked == 1 else unasked} of them.")
    if any(each.conversations is None for each in plan.concerns):
        said = SIGN_IN
    elif all(each.is_by_topic for each in plan.concerns):
        talks = plan.concerns[0].conversations
        many = "1 conversation is" if talks == 1 else f"{count(talks or 0)} conversations are"
        said = f"{many} recorded on this topic." if talks else NO_TALK
    return f"In {spoken(place)} {groups} {larger} larger than you would expect from England as a whole. {said}"


def for_ward(ward: str) -> str:
    """Return that a plan is for one ward, and what is not in it."""
    return f"This plan is for the ward {ward} alone. Figures that are published only for larger areas are not in it."


def concern_row(concern: Concern, *, is_ward: bool) -> dict[str, str]:
    """Return a group concerned as a row: who, how many more, where most live, when asked, and what came of it.

    Args:
        concern: the group.
        is_ward: whether the plan is for one ward, which is then where all of them live.
    """
    figures, comparison = concern.figures, concern.figures.comparison
    most = listed([f"{each.name} ({count(each.extra)})" for each in figures.areas])
    where = {} if is_ward else {"Where most of them live": most}
    return {
        "Group": _group(comparison),
        f"More than {rate_of(comparison.against)} would give": f"about {count(figures.extra)} more "
        f"{comparison.indicator.unit}",
        **where,
        "Asked here": asked(concern),
        "What came of it": came_of_it(concern),
    }


def _group(comparison: Comparison) -> str:
    """The group, without its label where the title says the same."""
    title, label = comparison.indicator.title, comparison.group.label
    return title if label.casefold() in title.casefold() else f"{title}: {label}"


def asked(concern: Concern) -> str:
    """Return how often and when a group was last asked, or that the reader may not know."""
    talks = concern.conversations
    if talks is None:
        return SIGN_IN
    if not talks:
        return NO_TALK if concern.is_by_topic else NOBODY_ASKED
    times = "once" if talks == 1 else f"{count(talks)} times"
    said = f"{times}, {'on this topic' if concern.is_by_topic else 'on any topic'}"
    return f"{said}; last on {spoken_date(concern.last_on)}" if concern.last_on else said


def nothing_said(plan: Plan) -> str:
    """Return that nothing was heard on the topic; also where the groups were asked about something else."""
    others = "The conversations counted above were about something else. " if plan.asked_about_other_things else ""
    return f"Nothing on this topic is recorded yet. {others}Record what you hear, so that nobody has to say it twice."


def talks_said(plan: Plan) -> str:
    """Return how many conversations were about the topic, and how many of them are listed."""
    shown = len(plan.said)
    talks = "1 conversation" if plan.talks == 1 else f"{count(plan.talks)} conversations"
    return f"{talks}:" if plan.talks == shown else f"{talks}; the latest {count(shown)}:"


def came_of_it(concern: Concern) -> str:
    """Return what the people of a group were told, with a warning where they were asked often and never told."""
    if not concern.conversations:
        return "–"
    told = concern.conversations - concern.unanswered
    said = f"People were told after {count(told)} of {count(concern.conversations)} conversations"
    if not told:
        said = "People have not been told yet"
    elif told == concern.conversations:
        said = "People were told"
    return f"{said}: answer them before you ask again" if concern.asked_often else said


def heard_row(talk: Conversation) -> dict[str, str]:
    """Return a conversation as a row: when, how, and what was heard."""
    heard = "; ".join(each.theme or each.words for each in talk.heard)
    return {"When": spoken_date(talk.held_on), "How": talk.way.value, "What was heard": heard}


def response_row(response: Response) -> dict[str, str]:
    """Return a response as a row: what was heard and what became of it."""
    became = response.done or response.decided or response.because or "nobody has answered yet"
    return {
        "Heard": response.heard,
        "Since": spoken_date(response.heard_on),
        "Where it stands": STAGES[response.progress],
        "What became of it": became,
    }


def explanations(plan: Plan) -> Iterator[str]:
    """Yield the rival explanations to keep open: those of the needs recorded here, then the usual ones."""
    own = [each for need in plan.needs for each in need.explanations if each.words]
    yield from (f"{each.words} ({each.kind.value})" for each in own)
    yield from RIVALS.values()


def script(asking: Asking, council: str, topic: str, by: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield the parts of the script with their lines: what is said first, asked, and said last.

    Args:
        asking: the script.
        council: who asks.
        topic: what it is about, as it is called in the street.
        by: when people are told what came of it.
    """
    filled = {"council": council, "topic": topic, "by": by}
    yield "First", tuple(line.format(**filled) for line in asking.opening)
    for number, question in enumerate(asking.questions, start=1):
        lines = (question.asks.format(**filled), f"Then: {question.then}" if question.then else "")
        yield f"Question {number}", tuple(filter(None, lines))
    yield "Last", tuple(line.format(**filled) for line in asking.closing)


def places(plan: Plan) -> list[str]:
    """Return where people can be met: community provision, by name, with what it offers and when."""
    return [
        ": ".join(
            filter(None, (each.name, ", ".join(filter(None, (each.offers, each.address, each.times, each.phone)))))
        )
        for each in plan.provision
    ]
