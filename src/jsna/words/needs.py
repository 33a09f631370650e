"""Sentences and rows of needs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from jsna.model.due_regard import Regard, Step
from jsna.model.register.conversation import Conversation, Heard
from jsna.model.register.idea import Idea
from jsna.model.register.item import Place
from jsna.model.register.need import Explanation, Need, NeedStatus, Rival
from jsna.words.changes import changes
from jsna.words.ideas import PASSED
from jsna.words.numbers import count, listed
from jsna.words.provenance import spoken_date, spoken_moment

#: Names the places of an item.
Where = Callable[[Sequence[Place]], str]

SAID_OF_STATUS = {
    NeedStatus.ASSUMED: "Assumed: nobody has been asked about it yet.",
    NeedStatus.ASKED: "Asked: people were asked, and nothing is concluded yet.",
    NeedStatus.CONFIRMED: "Confirmed: people said that this is what they lack.",
    NeedStatus.DIFFERENT: "A different need: people said that they lack something else.",
    NeedStatus.MET: "Met by the community: people said that somebody helps already.",
    NeedStatus.NOT_NOW: "Not a priority: people said that other things matter more to them.",
}
NOT_WEIGHED = "Nobody has looked at this yet."
RIVALS = {
    Rival.MET_ELSEWHERE: "It is met elsewhere: by family, a community group or a service that does not report here.",
    Rival.BARRIER: "A barrier: people need it and cannot get to it, or are not treated well there.",
    Rival.NOT_RECORDED: "It is not recorded: people get it, and nobody writes it down.",
    Rival.NO_NEED: "There is no need: people live as they want to.",
    Rival.OTHER: "Something else.",
}
NO_NEEDS = (
    "No need is recorded here yet. Ask people first: choose a figure on the map and press “Ask people about this”, "
    "or record a need that somebody assumes, and then whom you asked about it."
)
NO_RESPONSES = (
    "No response is recorded for this need. A response is linked to it under “Need, idea and conversations”, on the "
    "page “You said, we did”."
)
#: Letters of a text that a row shows.
SHORT = 160


def headline(total: int, asked: int, place: str) -> str:
    """Return how many needs are recorded, and about how many people were asked."""
    if not total:
        return f"No need is recorded for {place} yet."
    kinds = "need is" if total == 1 else "needs are"
    return f"{count(total)} {kinds} recorded for {place}. People were asked about {count(asked)} of {count(total)}."


def where_it_stands(need: Need) -> str:
    """Return the status of a need in a sentence."""
    return said_of(need.status, need)


def said_of(status: NeedStatus, need: Need) -> str:
    """Return what a status means for a need; one that is assumed still may cite conversations."""
    if status is NeedStatus.ASSUMED and need.people_were_asked:
        return "Assumed still: people were asked, and nobody has recorded what that showed."
    return SAID_OF_STATUS[status]


def short(words: str) -> str:
    """Return the beginning of a text, in whole words."""
    line = " ".join(words.split())
    return line if len(line) <= SHORT else f"{line[:SHORT].rsplit(' ', 1)[0]} …"


def row(need: Need, where: Where) -> dict[str, str]:
    """Return the row of a need in a list, without its title."""
    return {
        "Status": str(need.status).capitalize(),
        "Where": where(need.places),
        "Figures": count(len(need.figures)),
        "Conversations": count(len(need.conversations)),
        "Why": short(need.because),
        "Last changed": spoken_date(need.changed_at.date()) if need.changed_at else "",
        "Who can read it": "Everybody" if need.published else "People with a role",
    } | ({"Sample": "Made up"} if need.sample else {})


def heard(parts: Sequence[Heard]) -> str:
    """Return what was heard, each theme with its words."""
    return " · ".join(short(f"{each.theme}: {each.words}" if each.theme else each.words) for each in parts)


def conversation_row(talk: Conversation, where: Where) -> dict[str, str]:
    """Return the row of a conversation: what was said, where, when and how."""
    return {
        "When": spoken_date(talk.held_on),
        "What was heard": heard(talk.heard),
        "Where": where(talk.places),
        "How": str(talk.way),
    }


def conversation_option(talk: Conversation, where: Where) -> str:
    """Return a conversation as one line of a list to choose from."""
    made_up = "Sample: " if talk.sample else ""
    return f"{made_up}{spoken_date(talk.held_on)}, {where(talk.places)}: {heard(talk.heard)}"


def unseen(number: int, *, others: bool = True) -> str:
    """Return how many cited conversations the reader may not see; empty if there are none.

    Args:
        number: how many.
        others: whether there are others that the reader sees.
    """
    if not number:
        return ""
    more = " more" if others else ""
    if number == 1:
        return f"1{more} conversation is cited that is not published."
    return f"{count(number)}{more} conversations are cited that are not published."


def explanation_rows(given: Sequence[Explanation]) -> list[dict[str, str]]:
    """Return every rival explanation, those that nobody has looked at too."""
    rows = []
    for kind, meaning in RIVALS.items():
        own = [each for each in given if each.kind is kind]
        if not own and kind is not Rival.OTHER:
            own = [Explanation(kind=kind)]
        rows += [
            {
                "What else may explain it": f"{meaning} {each.words}".strip(),
                "What speaks for it": each.evidence_for or NOT_WEIGHED,
                "What speaks against it": each.evidence_against or NOT_WEIGHED,
            }
            for each in own
        ]
    return rows


def idea_row(idea: Idea) -> dict[str, str]:
    """Return the row of an idea in the list of its need."""
    return {
        "Came from": f"{idea.origin}{f': {idea.origin_words}' if idea.origin_words else ''}",
        "Stage": str(idea.stage),
        PASSED: "; ".join(f"{each.name}: {each.reason}" for each in idea.overrides) or "No",
    }


def going_on(need: Need, ideas: Sequence[Idea]) -> str:
    """Return that ideas go on although asking showed no such need; empty if it did, or none does."""
    open_ones = [f"“{idea.title}”" for idea in ideas if idea.stage.is_open]
    if need.status not in (NeedStatus.DIFFERENT, NeedStatus.MET, NeedStatus.NOT_NOW) or not open_ones:
        return ""
    verb = "goes on" if len(open_ones) == 1 else "go on"
    return f"{listed(open_ones)} still {verb} for it. Look at {'it' if len(open_ones) == 1 else 'them'} again."


def step_rows(regard: Regard) -> list[dict[str, str]]:
    """Return the history of a need: when, who, what changed, and what was known then."""
    return [_step_row(step) for step in regard.steps]


def _step_row(step: Step[Need]) -> dict[str, str]:
    return {
        "When": spoken_moment(step.at),
        "Who": step.who or "not shown",
        "What changed": "; ".join(_changes(step)) or "nothing that is shown",
        "Known then": known(step.after),
        "Reason": step.note or _reason(step),
    }


def _reason(step: Step[Need]) -> str:
    """Why the need has another status than before, or why that is now given in other words."""
    before, after = step.before, step.after
    same = before is not None and (before.status, before.because) == (after.status, after.because)
    return "" if same else after.because


def known(need: Need) -> str:
    """Return what was known of a version of a need."""
    figures, talks = len(need.figures), len(need.conversations)
    weighed = sum(bool(each.evidence_for or each.evidence_against) for each in need.explanations)
    return (
        f"{str(need.status).capitalize()}; {count(figures)} {'figure' if figures == 1 else 'figures'}, "
        f"{count(talks)} {'conversation' if talks == 1 else 'conversations'}, "
        f"{count(weighed)} other {'explanation' if weighed == 1 else 'explanations'} weighed"
    )


def _changes(step: Step[Need]) -> Iterator[str]:
    if step.before is None:
        # Earlier versions can be hidden from this reader.
        first = step.after.version <= 1
        yield "recorded, as assumed" if first else f"the first version that everybody reads: {step.after.status}"
        return
    before, after = step.before, step.after
    if before.status is not after.status:
        yield f"from “{before.status}” to “{after.status}”"
    yield from changes(before, after, _LISTS, _TEXTS)


_LISTS = {
    "figures": ("figure", "figures"),
    "conversations": ("conversation", "conversations"),
    "explanations": ("explanation", "explanations"),
    "places": ("place", "places"),
    "groups": ("group", "groups"),
}
_TEXTS = {
    "title": "title",
    "words": "description",
    "because": "reason",
    "topic": "topic",
    "elsewhere": "why what was said elsewhere counts",
    "owner": "owner",
    "published": "who can read it",
}
