"""What every record written by hand has in common: it does not change, and it refuses what it does not know."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Strict(BaseModel):
    """A frozen record; an unknown key is an error, because it is a known one misspelt."""

    model_config = ConfigDict(frozen=True, extra="forbid")
