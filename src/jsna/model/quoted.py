"""A national figure that people quote, with what it counts and why it differs from others."""

from __future__ import annotations

from jsna.model.strict import Strict


class Quoted(Strict):
    """One quoted figure, from ``data/quoted.toml``."""

    says: str
    """How it is said."""
    who: str
    """Who says it, of where and when."""
    counts: str
    """What it counts: people or households, of which population."""
    definition: str
    why: str
    """Why it differs from the others, and what it is good for."""
    indicator: str = ""
    """Slug, where the figure is in the data: it is then computed, never typed."""
    group: str = ""
    url: str = ""
