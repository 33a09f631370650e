"""Characters that do not belong in a table: invisible ones, odd spaces, and those of another encoding saved wrongly."""

from __future__ import annotations

import unicodedata


def _of_windows() -> dict[int, str]:
    """Return what the bytes 80 to 9F mean in Windows-1252: read as Latin-1 they are control characters."""
    pairs = {code: bytes([code]).decode("cp1252", errors="ignore") for code in range(0x80, 0xA0)}
    return {code: text for code, text in pairs.items() if text}


_WINDOWS = _of_windows()
_SPACES = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\t\n\r"), " ")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200e\u200f\ufeff\u00ad"), "")
_MENDED = _SPACES | _INVISIBLE | _WINDOWS


def mended(text: str) -> str:
    """Return a text with plain spaces, without invisible characters and without those that were saved wrongly."""
    return text if text.isascii() and text.isprintable() else text.translate(_MENDED)


def is_of_windows(text: str) -> bool:
    """Return whether a text holds a character of Windows-1252 that was saved wrongly: an apostrophe as U+0092."""
    return any(ord(mark) in _WINDOWS for mark in text)


def has_control(text: str) -> bool:
    """Return whether a text holds a character that controls a device or the direction of writing."""
    return not text.isprintable() and any(unicodedata.category(mark) in ("Cc", "Cf") for mark in text)
