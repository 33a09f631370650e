"""The base of every record written by hand: frozen, strict about unknown keys, and of plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, field_validator

#: Letters of one text at most: four times the longest that the data hold. Of a name, a heading, a unit: a line of it.
LONGEST, SHORT = 2_000, 200
#: What is no part of a plain text: it steers a device, ends a line unseen, or turns the direction of writing.
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def _within(text: str, most: int) -> str:
    if len(text) > most:
        message = f"the text is too long; accepted: at most {most:,} letters, and it has {len(text):,}"
        raise ValueError(message)
    return text


#: A name, a heading or a unit.
Short = Annotated[str, AfterValidator(lambda text: _within(text, SHORT))]


class Strict(BaseModel):
    """A frozen record; an unknown key is an error, because it is probably a typing mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @field_validator("*")
    @classmethod
    def _is_plain_text(cls, given: Any) -> Any:
        """Refuse a text that is too long, or holds what is no letter, sign or line break."""
        for text in _texts(given):
            _within(text, LONGEST)
            if found := _NOT_TEXT.search(text):
                message = (
                    f"the text holds the character U+{ord(found[0]):04X}, which is not seen; accepted: letters, signs "
                    "and line breaks"
                )
                raise ValueError(message)
        return given


def _texts(given: object) -> Iterator[str]:
    """Yield a text, or those of a list or a table; a record within is checked by itself."""
    parts = (
        [*given, *given.values()] if isinstance(given, dict) else given if isinstance(given, list | tuple) else [given]
    )
    yield from (part for part in parts if isinstance(part, str))
