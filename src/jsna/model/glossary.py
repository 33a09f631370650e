"""A word of the field, explained for readers."""

from __future__ import annotations

from pydantic import Field

from jsna.model.slug import PATTERN
from jsna.model.strict import Strict


class Term(Strict):
    """One entry of ``data/glossary.toml``."""

    slug: str = Field(pattern=PATTERN)
    """How a page asks for the word."""
    word: str = Field(min_length=2, max_length=60)
    """As a page writes it within a sentence."""
    means: str = Field(min_length=10, max_length=400)
    """What it means, in whole sentences."""


class Glossary(Strict):
    """The content of ``data/glossary.toml``."""

    term: tuple[Term, ...] = ()
