"""A register on each database. PostgreSQL runs once for all tests of a worker."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from jsna.register import migrating
from jsna.register.register import Register
from tests.register.making import a_register
from tests.services import postgres


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The address of an empty PostgreSQL."""
    with postgres.running() as address:
        yield address


@pytest.fixture
def later_step(register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Adds a step to the steps of the database: SQL up, down and more of it up; returns its name."""
    before = migrating.newest()

    def add(up: str, down: str, *more: str) -> str:
        folder = tmp_path / "migrations"
        shutil.copytree(Path(migrating.__file__).parent / "migrations", folder)
        step = f"from alembic import op\nrevision, down_revision = '9000', '{before}'\n"
        upwards = "".join(f"    op.execute({each!r})\n" for each in (up, *more))
        functions = f"def upgrade():\n{upwards}def downgrade():\n    op.execute({down!r})\n"
        (folder / "versions" / "9000_a_later_step.py").write_text(step + functions)
        monkeypatch.setattr(migrating, "_FOLDER", folder)
        return "9000"

    yield add
    migrating.move(register.database, before)


@pytest.fixture(params=["sqlite", "postgresql"])
def register(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Register]:
    """A new register, on each database in turn."""
    address = request.getfixturevalue("postgresql") if request.param == "postgresql" else None
    with a_register(tmp_path / "state", address) as made:
        yield made
