"""Years whose counts are not shown because a backup was restored, in words."""

from __future__ import annotations

from collections.abc import Collection

from jsna.words.numbers import listed


def lost(years: Collection[int]) -> str:
    """Return that some years are not shown, and why; nothing without any."""
    if not years:
        return ""
    named = listed([str(year) for year in sorted(years)])
    be, it = ("is", "it") if len(years) == 1 else ("are", "them")
    return (
        f"{named} {be} not shown: a backup was restored, and a part of what was recorded in {it} may be lost. Counts "
        "would be smaller than before."
    )
