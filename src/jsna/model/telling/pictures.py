"""Easy Read: one sentence a line, each with a picture beside it that says the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from string import Formatter

_SENTENCE_END = re.compile(r"(?<=[.?!]) ")


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, in order."""
    return _SENTENCE_END.split(text)


@dataclass(frozen=True)
class Pictures:
    """The pictures of a language, and the sentences that they stand beside.

    Attributes:
        drawn: each picture by its name, as an address that holds the whole picture.
        beside: name of the picture by the sentence that it stands beside. Sentences have their names in braces.
    """

    drawn: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)

    def of(self, sentence: str) -> str | None:
        """Return the picture beside a sentence, filled in or not, or beside what stands before its colon."""
        beside = self.beside.get(sentence) or self.beside.get(sentence.partition(":")[0])
        name = beside or next((name for is_it, name in self._filled if is_it(sentence)), None)
        return None if name is None else self.drawn[name]

    @cached_property
    def _filled(self) -> list[tuple[Callable[[str], object], str]]:
        """What tells that a sentence is one with names in braces, which are filled in."""
        return [(re.compile(_pattern(said)).fullmatch, name) for said, name in self.beside.items() if "{" in said]


def _pattern(sentence: str) -> str:
    return "".join(_parts(sentence))


def _parts(sentence: str) -> Iterator[str]:
    for words, name, _, _ in Formatter().parse(sentence):
        yield re.escape(words)
        if name is not None:
            yield ".+"
