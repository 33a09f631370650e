"""Conversations in words: what one is called, what it still lacks, whether it is published."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from jsna.model.register.conversation import Conversation, Counting
from jsna.model.register.form import NOT_ASKED, Form
from jsna.words.numbers import count, listed
from jsna.words.provenance import spoken_date

#: Letters of somebody's words that a list shows.
SHORT = 160
EMPTY = (
    "Nobody has recorded a conversation here yet. This page will show what people said, where, and what came of it. "
    "Begin with one conversation: a day, a place and one thing you heard are enough."
)
EMPTY_FOR_ALL = (
    "No conversation of this place has been published yet. This page shows what people said to the council, once a "
    "moderator has read it."
)
PRIVATE = "People’s own words are private. Reading them is written into the history."
SAMPLES = "What is marked as a sample is made up, to show how the register works."
SAVE_AGAIN = (
    "Copy what you need of theirs into the form, and save again: then what stands in the form is kept. Their version "
    "stays in the history."
)
NOT_AGREED = "This person has not agreed. Their words cannot be published."
READ_AGAIN = "You changed what is published, so it is hidden until a moderator has read it again."


def short(words: str) -> str:
    """Return the beginning of somebody's words on one line, for a list."""
    line = " ".join(words[: 4 * SHORT].split())
    return line if len(line) <= SHORT else f"{line[:SHORT].rstrip()} …"


def where(conversation: Conversation, names: Mapping[str, str]) -> str:
    """Return the wards of a conversation in one line.

    Args:
        conversation: the conversation.
        names: names of areas by code.
    """
    return listed([names.get(place.code, place.code) for place in conversation.places])


def title(conversation: Conversation, names: Mapping[str, str]) -> str:
    """Return what a conversation is called: its day and its wards. See :func:`where`."""
    return f"{spoken_date(conversation.held_on)}, {where(conversation, names)}"


def people(conversation: Conversation) -> str:
    """Return how many people were there, as it was counted; empty where it is not known, or not to be read."""
    if conversation.people is None:
        return ""
    about = "about " if conversation.counting is Counting.ABOUT else ""
    return f"{about}{count(conversation.people)}"


def not_in_groups(conversation: Conversation, titles: Mapping[str, str]) -> Iterator[str]:
    """Yield, for each characteristic whose counts are not as many as people were there, that this is so and why.

    Args:
        conversation: as somebody with a role reads it.
        titles: of the characteristics.
    """
    if conversation.people is None:
        return
    counted = dict[str, int]()
    for each in conversation.groups:
        if each.group != NOT_ASKED:
            counted[each.characteristic] = counted.get(each.characteristic, 0) + each.people
    for characteristic, number in counted.items():
        there = people(conversation)
        if number < conversation.people:
            why = "The others left the question out, or nobody wrote their answer down."
            yield f"{titles[characteristic]}: {count(number)} of {there} people are counted. {why}"
        elif number > conversation.people:
            yield f"{titles[characteristic]}: {count(number)} people are counted, although {there} were there."


def missing(conversation: Conversation, form: Form) -> str:
    """Return a sentence on what can still be added; empty where nothing is missing."""
    called = {field.name: field.missing for field in form}
    names = [called[name] for name in conversation.missing if called.get(name)]
    return f"Still missing: {'; '.join(names)}." if names else ""


def state(conversation: Conversation) -> str:
    """Return whether everybody may read it."""
    return "Published" if conversation.published else "Not published"


def waiting(conversation: Conversation) -> str:
    """Return how many people's own words wait for a moderator, for people with a role; empty where none do."""
    left = sum(not each.released for each in conversation.own_words)
    if not left or conversation.erased:
        return ""
    some = "One person’s own words are" if left == 1 else f"The own words of {count(left)} people are"
    return f"{some} kept here and not released."


def draft(words: str, day: str, changed: datetime, ends: datetime) -> str:
    """Return one line on a draft: what it begins with, when it was changed, and when it ends."""
    said = short(words) or "nothing heard yet"
    return f"{day}: {said} (changed {moment(changed)}; ends {_day(ends)})"


def kept(ends: datetime) -> str:
    """Return what is said below the form of a draft that the server has."""
    return f"Kept as a draft until {_day(ends)}. It counts nowhere until you save it."


def kept_edit(ends: datetime) -> str:
    """Return what is said below words that a moderator edits, of which the server has a draft."""
    return f"What you typed is kept as a draft until {_day(ends)}. Nobody else reads it before you release it."


def moment(at: datetime) -> str:
    """Return a moment in England's time."""
    here = at.astimezone(ZoneInfo("Europe/London"))
    return f"{spoken_date(here.date())}, {here:%H:%M}"


def day_in_boxes(parts: Iterable[object]) -> str:
    """Return the day that stands in three boxes, or that there is none yet."""
    try:
        number, month, year = (int(str(part)) for part in parts)
        return spoken_date(date(year, month, number))
    except ValueError:
        return "No day yet"


def _day(at: datetime) -> str:
    return spoken_date(at.astimezone(ZoneInfo("Europe/London")).date())
