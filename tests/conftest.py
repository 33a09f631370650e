"""What every kind of test shares: the checkout, and hypothesis that finds the same examples on every machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

#: No test depends on seconds; the same examples everywhere, so that a failure is everybody's failure.
settings.register_profile("house", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("house")


@pytest.fixture(scope="session")
def checkout() -> Path:
    """The root of the checkout."""
    return Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared(checkout: Path) -> Path:
    """The folder of the published input files, which stands beside the checkout."""
    return checkout / "../shared/data"
