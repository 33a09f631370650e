"""Sentences and rows of what people asked for."""

from __future__ import annotations

from jsna.model.asked_for import AskedFor, InOwnWords, Theme
from jsna.model.register.need import Need
from jsna.model.register.response import Response
from jsna.words.needs import Where, short
from jsna.words.numbers import count
from jsna.words.provenance import spoken_date

NO_THEMES = "No theme is published."
NO_NEEDS = "No need is published."
NO_RESPONSES = "No answer is published. People who were asked may still be waiting."
HOW_COUNTED = (
    "Conversations are counted, not people: one conversation can be with one person or with many. How often something "
    "was said does not show how many people lack it."
)


def headline(found: AskedFor, place: str, about: str) -> str:
    """Return how many conversations there were; plainly where nobody was asked.

    Args:
        found: what people asked for.
        place: name of the place.
        about: what was looked for, such as ``about disability``; may be empty.
    """
    where = " ".join(filter(None, (f"people of {place}", about)))
    total, others = found.total, found.unpublished
    if not total and others == 0:
        return f"Nobody has been asked: no conversation with {where} is recorded."
    if not total and others is None:
        return f"No conversation with {where} is published. We cannot say whether anybody was asked."
    one = "1 conversation" if total == 1 else f"{count(total)} conversations"
    said = [f"{one} with {where} {'is' if total == 1 else 'are'} published."]
    if others:
        more = f"{count(others)}{' more' if total else ''}"
        said.append(f"{more} {'is' if others == 1 else 'are'} recorded and not published.")
    if total > len(found.conversations):
        said.append(f"Below are the latest {count(len(found.conversations))}.")
    return " ".join(said)


def looked_for(topic: str, words: str) -> str:
    """Return what was looked for, for use within a sentence.

    Args:
        topic: its name; empty for every topic.
        words: as typed; may be empty.
    """
    parts = [f"about {topic.lower()}" if topic else "", f"with the words “{words.strip()}”" if words.strip() else ""]
    return " ".join(filter(None, parts))


def theme_row(theme: Theme, total: int, where: Where) -> dict[str, str]:
    """Return the row of a theme: n of N first."""
    return {
        "What was heard": short(theme.words),
        "In how many": f"{count(theme.conversations)} of {count(total)} conversations",
        "Last": spoken_date(theme.last_on),
        "Where": where(theme.places),
    }


def own_words(said: InOwnWords, where: Where) -> str:
    """Return released words with place and date."""
    return f"“{said.words}” ({where(said.conversation.places)}, {spoken_date(said.conversation.held_on)})"


def need_row(need: Need, where: Where) -> dict[str, str]:
    """Return the row of a need."""
    return {
        "Need": need.title,
        "Where it stands": str(need.status).capitalize(),
        "Why": short(need.because),
        "Where": where(need.places),
    }


def response_row(response: Response) -> dict[str, str]:
    """Return the row of what came of something that was heard."""
    last = response.verdicts[-1] if response.verdicts else None
    told = response.told[-1] if response.told else None
    said = response.because or response.done or response.decided
    return {
        "You said": short(response.heard),
        "When": spoken_date(response.heard_on),
        "What we did": f"{str(response.progress).capitalize()}{f': {short(said)}' if said else ''}",
        "Did it help?": f"{last.helped}, say {last.said_by}" if last else "Nobody has said yet",
        "Were people told?": f"On {spoken_date(told.on)}" if told else (response.not_told or "Not yet"),
    }
