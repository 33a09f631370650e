"""The name of an area without what does not tell it from others: case, punctuation, and the words for its level."""

from __future__ import annotations

import re
from functools import lru_cache

#: Words around a name that do not tell one area from another.
_AROUND = re.compile(
    r"\((ed|ward|ua|met county|unitary|b|city|district|borough|county)\)|"
    r"\b(ward|wards|electoral division|district|borough|"
    r"council|metropolitan|unitary authority|london borough of|royal borough of|city of|county of|county)\b"
)


@lru_cache(maxsize=65_536)
def plain(name: str) -> str:
    """Return a name as it is compared: small letters, "and" for "&", "saint" for "St", no punctuation or level."""
    text = name.lower().replace("&", " and ")
    text = _AROUND.sub(" ", text)
    text = re.sub(r"\bst\b\.?", "saint", re.sub(r"['’`]", "", text))
    return " ".join(re.findall(r"\w+", text)) or name.lower()
