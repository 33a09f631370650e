"""What every kind of test shares: the checkout, the publishers' files, and the same examples on every machine."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from jsna.settings import STATE_VARIABLE

if TYPE_CHECKING:
    from jsna.catalogue.read import Catalogue

#: No test depends on seconds; the same examples everywhere, so that a failure is everybody's failure.
settings.register_profile("house", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("house")

ROOT = Path(__file__).resolve().parents[1]
#: The publishers' files are too large for the checkout. Where they stand beside it, the import is run on them.
PUBLISHED = ROOT / "../shared/data"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out the tests of the publishers' files where there are none; they are counted as deselected."""
    if PUBLISHED.is_dir():
        return
    without = [item for item in items if "shared" in getattr(item, "fixturenames", ())]
    config.hook.pytest_deselected(items=without)
    items[:] = [item for item in items if item not in without]


def pytest_report_header() -> str:
    """Say at the top whether the publishers' files are here."""
    found = "found" if PUBLISHED.is_dir() else "not here, so the tests that read them are left out"
    return f"publishers' files (../shared/data): {found}"


@pytest.fixture(scope="session", autouse=True)
def own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A register of the tests' own, empty, for every page and server that a test does not give another."""
    with pytest.MonkeyPatch.context() as patched:
        patched.setenv(STATE_VARIABLE, str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def catalogue(checkout: Path) -> Catalogue:
    """The committed data, opened once for all tests, which must not change it."""
    from jsna.catalogue.read import open_catalogue  # noqa: PLC0415 - many tests need none of it

    return open_catalogue(checkout / "data")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the publishers' files. A test that takes it runs only where there is one."""
    return PUBLISHED
