"""Releases under faults: no flipped bit is shown as true, a killed writer leaves all or nothing, nobody sees two."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from jsna.catalogue.releases.opened import Releases
from jsna.catalogue.releases.store import Store
from tests.faults import releases


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return releases.folder(tmp_path / "data")


@pytest.fixture
def state(tmp_path: Path) -> Path:
    return tmp_path / "state"


def test_a_flipped_bit_is_never_shown_as_true(data: Path, state: Path) -> None:
    store, chance = Store.of(state), random.Random(16)  # noqa: S311 - the same flips everywhere
    pinned = Releases(data, store, releases.now).today().frozen.id
    releases.store_number(data, 1)
    (data / "release.json").unlink()
    for path in data.rglob("*.parquet"):
        path.write_bytes(path.read_bytes() + b"other")

    became = releases.flipped(store, data, pinned, chance, 24)

    assert became["wrong"] == 0
    # The others were mended from the data folder.
    assert became["said"] + became["refused"] >= 12


@pytest.mark.parametrize("doing", ["freeze", "prune"])
def test_a_killed_writer_leaves_every_release_whole(data: Path, state: Path, doing: str) -> None:
    for number in range(8):
        releases.store_number(data, number)
        Releases(data, Store.of(state), releases.now).today()
    if doing == "prune":
        releases.age(state)
    known = Store.of(state).all()
    pinned = known if doing == "freeze" else list(known[:1])

    finished = releases.killed(data, state, doing, list(range(1, 60, 4)))

    assert len(finished) < 15
    assert releases.whole(data, state, pinned) == []
    assert Releases(data, Store.of(state), releases.now).today().catalogue.problems == ()


def test_nobody_sees_two_releases_in_one_look(data: Path, state: Path) -> None:
    looks, mixed = releases.swapped(data, state, readers=5, swaps=6, every=0.3)

    assert looks > 5
    assert mixed == []
