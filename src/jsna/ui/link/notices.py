"""The sentences about a link that cannot be followed as written."""

from __future__ import annotations

from jsna.catalogue.releases.frozen import Frozen
from jsna.words.numbers import spoken


def of_another_release(shown: Frozen, today: Frozen) -> str:
    """Return the sentence about an older release that is shown."""
    return (
        f"This link shows the figures as they were in data release {shown.id} of {shown.at:%-d %B %Y}. "
        f"Today’s is {today.id}, of {today.at:%-d %B %Y}."
    )


def not_known(label: str, asked: str, instead: str) -> str:
    """Return the sentence about a part of a link that cannot be followed.

    Args:
        label: the name of the list, as the reader sees it.
        asked: what the link asks for.
        instead: what happens instead, in words.
    """
    return f"This link asks under “{label}” for “{asked[:40]}”, which is not known here: {instead}."


def shown(words: str) -> str:
    """Return the end of a link's sentence if something other than what it asks for is shown."""
    return f"“{words}” is shown instead"


def of_another_list(ward: str, shown_list: str) -> str:
    """Return the sentence about a ward that is not in the list of wards shown; both arguments are names."""
    return f"{ward} is not one of the wards of {shown_list}. Choose the other list of wards to see it."


def in_another_place(ward: str, lies_in: str, asked_in: str) -> str:
    """Return the sentence about a ward that is not in the place the link asks for; all three arguments are names."""
    return f"{ward} is in {spoken(lies_in)}, not in {spoken(asked_in)}."
