"""What has changed between two versions of an item, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from jsna.model.register.item import Item
from jsna.words.numbers import count


def changes(before: Item, after: Item, lists: Mapping[str, tuple[str, str]], texts: Mapping[str, str]) -> Iterator[str]:
    """Yield what is different, a few words each.

    Args:
        before: the earlier version.
        after: the later one.
        lists: what one part of a list is called and what several are, by the name of the list.
        texts: what other fields are called, by their names.
    """
    for name, (one, several) in lists.items():
        was, now = getattr(before, name), getattr(after, name)
        for here, there, done in ((now, was, "added"), (was, now, "taken off")):
            if number := sum(each not in there for each in here):
                yield f"{count(number)} {one if number == 1 else several} {done}"
    for name, words in texts.items():
        if getattr(before, name) != getattr(after, name):
            yield f"{words} changed"
