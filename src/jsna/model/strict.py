"""The base of every record written by hand: frozen, and strict about unknown keys."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A frozen record; an unknown key is an error, because it is probably a typing mistake."""

    model_config = ConfigDict(frozen=True, extra="forbid")
