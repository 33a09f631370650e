"""A register on each database. PostgreSQL runs once for all tests of a worker."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from jsna.register.register import Register
from tests.register.making import a_register
from tests.services import postgres


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of an empty PostgreSQL."""
    with postgres.running() as address:
        yield address


@pytest.fixture(params=["sqlite", "postgresql"])
def register(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Register]:
    """A new register, on each database in turn."""
    address = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    with a_register(tmp_path / "state", address) as made:
        yield made
