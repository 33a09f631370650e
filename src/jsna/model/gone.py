"""An indicator that is not shown, although it was here."""

from __future__ import annotations

from typing import NamedTuple


class Gone(NamedTuple):
    """An indicator that was withdrawn, or whose files are damaged.

    Attributes:
        title: what it was called.
        said: the sentence for somebody who opens a link to it.
        was_here: whether the release had it.
        is_public: whether everybody may know that there was such an indicator.
    """

    title: str
    said: str
    was_here: bool = True
    is_public: bool = True
