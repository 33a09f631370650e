"""Which groups of the sign-in have which role: ``roles.toml``, read again as soon as it changes."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pydantic import Field, field_validator

from jsna.catalogue import documents
from jsna.model.register.person import Role
from jsna.model.strict import Strict
from jsna.settings import Settings


class Roles(Strict):
    """How a sign-in becomes a person with roles."""

    groups_claim: str = Field(default="groups", min_length=1)
    """The part of the sign-in that lists somebody's groups."""
    name_claim: str = Field(default="email", min_length=1)
    """The part that names them in the history."""
    roles: dict[Role, tuple[str, ...]] = Field(default_factory=dict)
    """Role → groups whose members have it."""

    @field_validator("roles")
    @classmethod
    def _nobody_needs_to_be_a_viewer(cls, given: dict[Role, tuple[str, ...]]) -> dict[Role, tuple[str, ...]]:
        if Role.VIEWER in given:
            message = "everybody is a viewer; accepted: contributor, moderator, administrator"
            raise ValueError(message)
        return given

    def of(self, groups: frozenset[str]) -> frozenset[Role]:
        """Return the roles of somebody in these groups."""
        given = {role for role, named in self.roles.items() if groups.intersection(named)}
        return frozenset({Role.VIEWER, *given})


def roles() -> Roles:
    """Return the roles of this deployment; nobody has one where the file is missing.

    Raises:
        Findings: everything wrong with the file: key, value and what is accepted.
    """
    path = Settings.read().roles_file
    return _read(path, path.stat().st_mtime_ns) if path.exists() else Roles()


@lru_cache(maxsize=2)
def _read(path: Path, written: int) -> Roles:  # noqa: ARG001 - a changed file is read again
    return documents.typed(Roles, path, documents.content(path))
