"""Releases when the disk damages what they state, when the clock is wrong, and when bytes must go for certain."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jsna.catalogue.releases import pruning
from jsna.catalogue.releases.frozen import Frozen
from jsna.catalogue.releases.withdraw import withdraw
from jsna.model.register.person import OWN_MACHINE
from tests.cli.releases import counted, holding_figures, run, store

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
DAY, TEN_YEARS = timedelta(days=1), timedelta(days=3652)


def another(number: int) -> Frozen:
    """Freeze other figures of the council."""
    counted(store_data(), number)
    assert run("release").exit_code == 0
    made = store().today()
    assert made is not None
    return made


def store_data() -> Path:
    return store().folder.parents[1] / "data"


def statements(release: Frozen) -> Iterator[Path]:
    """What a release states, and the copy of it."""
    yield release.folder / "release.json"
    yield release.folder.parent / f"copies/{release.folder.name}.json"


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.unlink()
    path.write_bytes(content)


@pytest.mark.parametrize("which", [0, 1])
@pytest.mark.parametrize("harm", [damage, Path.unlink])
def test_one_of_two_statements_is_enough(released: Path, which: int, harm: Callable[[Path], None]) -> None:
    first = store().today()
    another(700)
    assert first is not None
    path = list(statements(first))[which]
    whole = path.read_bytes()
    harm(path)

    assert "damaged" not in run("release", "list").stdout
    assert run("release", "verify").exit_code == 0
    assert path.read_bytes() == whole


def test_a_backup_mends_what_this_disk_has_lost(released: Path, tmp_path: Path) -> None:
    kept, copy = another(700), str(tmp_path / "copy.zip")
    another(800)
    assert run("backup", copy).exit_code == 0
    for path in statements(kept):
        damage(path)
    other = store().all()[-1]
    (other.folder / "indicators/local/visits.csv").unlink()
    (store().folder / "contents" / other.files["indicators/local/visits.csv"][:2]).rename(tmp_path / "lost")
    assert run("release", "verify").exit_code == 1

    said = run("restore", copy).stdout

    assert "Put back: 2 releases" in said
    assert run("release", "verify").stdout == "3 releases are whole.\n"


def test_withdrawn_bytes_leave_also_a_release_of_which_nobody_knows_what_it_holds(released: Path) -> None:
    lost = another(700)
    another(800)
    for path in statements(lost):
        damage(path)

    run("release", "withdraw", "visits", "--because", "a cell told too much")

    assert holding_figures(released.parent) == []


def test_withdrawn_bytes_do_not_come_back_with_a_release_that_was_not_here_then(released: Path, tmp_path: Path) -> None:
    gone, copy = another(700), tmp_path / "copy.zip"
    run("backup", str(copy))
    another(800)
    shutil.rmtree(gone.folder)
    for path in (store().folder / "contents").glob("*/*"):
        if path.stat().st_nlink == 1:
            path.unlink()
    run("release", "withdraw", "visits", "--because", "a cell told too much")
    shutil.rmtree(released / "indicators")

    assert run("restore", str(copy)).exit_code == 0

    assert store().named(gone.id) is not None
    assert holding_figures(released) + holding_figures(released.parent / "state") == []
    assert run("release", "verify").exit_code == 0


def test_what_was_withdrawn_stays_gone_where_its_record_is_damaged(released: Path) -> None:
    run("release", "withdraw", "visits", "--because", "a cell told too much")
    damage(store().folder / "withdrawn.json")
    counted(released, 600)

    assert run("release").exit_code == 0

    assert "a cell told too much" in run("release", "list").stdout
    assert holding_figures(released.parent / "state") == []


@pytest.mark.parametrize("wrong", [-DAY, -TEN_YEARS, TEN_YEARS])
def test_a_wrong_clock_changes_neither_the_order_nor_what_is_pruned(released: Path, wrong: timedelta) -> None:
    kept, clock = store(), iter((NOW, NOW + wrong, NOW + wrong + DAY / 2, NOW + DAY))
    shutil.rmtree(kept.folder)
    made = []
    for number in (600, 700, 700, 800):
        counted(released, number)
        (released / "uses.toml").write_text(f"# {len(made)}\n", encoding="utf-8")
        made.append(kept.freeze(released, lambda: next(clock)))
        kept.point_to(made[-1], released)

    assert [each.name for each in kept.all()] == [each.name for each in made[::-1]]
    assert (named := kept.named(made[1].id)) is not None
    assert named.name == made[2].name
    assert kept.today_of(released) == made[3]
    for now in (NOW + DAY, NOW + wrong, NOW + TEN_YEARS):
        going = pruning.superfluous(kept, released, (), now)
        assert [each.id for each in going if each.name != made[1].name] == []


@pytest.mark.parametrize("wrong", [-TEN_YEARS, TEN_YEARS])
def test_figures_that_are_given_again_stay_whatever_the_clock_said_when_they_were_withdrawn(
    released: Path, wrong: timedelta
) -> None:
    withdraw(store(), released, "visits", "wrong file", by=OWN_MACHINE, now=lambda: datetime.now(UTC) + wrong)
    assert holding_figures(released.parent) == []

    mended = another(900)

    assert run("release", "verify").exit_code == 0
    assert holding_figures(mended.folder) != []
