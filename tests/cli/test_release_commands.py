"""The commands of releases, as whoever runs the server types them."""

from __future__ import annotations

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from jsna.model.register.need import Figure
from jsna.model.register.person import ANYBODY, OWN_MACHINE
from jsna.register.opening import open_register
from jsna.register.telling import tell
from jsna.settings import Settings
from tests.cli.releases import counted, holding_figures, run, store
from tests.register.making import KEEP, a_need, a_report


@pytest.fixture
def data(released: Path) -> Path:
    return released


def test_every_release_is_listed_with_what_was_withdrawn(data: Path) -> None:
    counted(data, 700)
    run("release")
    run("release", "withdraw", "visits", "--because", "a cell told too much")

    listed = run("release", "list").stdout.splitlines()

    assert len(listed) == 4
    assert listed[0].endswith("today’s")
    assert listed[3].startswith("Withdrawn: visits, ")
    assert listed[3].endswith("a cell told too much")


def test_a_list_of_no_release_says_so(data: Path) -> None:
    shutil.rmtree(store().folder)

    assert run("release", "list").stdout.startswith("No release is kept yet.")


def test_a_changed_official_file_is_never_sealed(data: Path) -> None:
    with (data / "indicators/housing/cars.parquet").open("r+b") as file:
        file.seek(900)
        file.write(b"\0")

    ended = run("release")

    assert ended.exit_code == 1
    assert "cars.parquet: the official file is not what was stated" in ended.output
    assert "cars.parquet: the official file is not what was stated" in run("check").output


def test_a_damaged_file_is_named_and_mended_where_somebody_has_it(data: Path) -> None:
    today = store().today()
    assert today is not None
    kept = today.folder / "indicators/housing/cars.parquet"
    kept.chmod(0o644)
    with kept.open("r+b") as file:
        file.seek(900)
        file.write(b"\0")

    assert "1 file mended" in run("release", "verify").stdout

    kept.unlink()
    shutil.rmtree(store().folder / "contents")
    (data / "indicators/housing/cars.parquet").unlink()
    ended = run("release", "verify")

    assert ended.exit_code == 1
    assert f"{today.id}: indicators/housing/cars.parquet is missing from its release" in ended.stdout


def test_only_what_nobody_pins_is_pruned(data: Path) -> None:
    pinned, loose = store().today(), None
    for number in (700, 800, 900):
        counted(data, number)
        run("release")
        loose = loose or store().today()
    assert pinned is not None
    assert loose is not None
    _age()
    link = f"map?area=E10000019&indicator=visits&release={pinned.id}"
    figure = Figure(link=link, said="60 in 100", indicator="visits", area="E07000137", group="yes", release=pinned.id)
    open_register(Settings.read()).save(OWN_MACHINE, a_need(figures=(figure,)))

    assert "Would be removed: 1 release." in run("release", "prune", "--dry-run").stdout
    assert "Removed: 1 release," in run("release", "prune").stdout

    assert store().named(pinned.id) is not None
    assert store().named(loose.id) is None
    # One was shown until the newest took its place, so links to it may be new.
    assert run("release", "verify").stdout == "3 releases are whole.\n"


def test_a_release_that_came_back_counts_from_when_it_was_replaced_again(data: Path) -> None:
    counted(data, 700)
    run("release")
    first = store().today()
    assert first is not None
    counted(data, 800)
    run("release")
    _age(everything=True)
    counted(data, 700)
    run("release")

    listed = run("release", "list").stdout.splitlines()
    assert listed[0].startswith(first.id)
    assert listed[0].endswith("today’s")
    counted(data, 900)
    run("release")
    run("release", "prune")

    assert store().named(first.id) is not None


def _age(*, everything: bool = False) -> None:
    """Make every release two years old, but the newest only if asked to."""
    for known in store().all()[0 if everything else 1 :]:
        path = known.folder / "release.json"
        path.chmod(0o644)
        path.write_bytes(replace(known, at=known.at - timedelta(days=730)).as_json())


def test_what_is_withdrawn_is_named_and_leaves_no_byte(data: Path) -> None:
    counted(data, 700)
    run("release")
    figure = Figure(link="map?area=E10000019&indicator=visits", said="60 in 100", indicator="visits")
    register = open_register(Settings.read())
    (need,) = register.save(OWN_MACHINE, a_need(figures=(figure,)))
    told = tell(register, ANYBODY, a_report(link=figure.link, shown=figure.said), KEEP)
    assert told is not None

    ended = run("release", "withdraw", "visits", "--because", "wrong file", "--dry-run")
    assert ended.stdout.startswith("2 of 2 releases have visits.\n")
    assert f"  {need.id}  Getting to the clinic\n" in ended.stdout
    ended = run("release", "withdraw", "visits", "--because", "wrong file")

    assert ended.stdout.startswith("Withdrawn: Visits. These files are gone from every release:")
    assert f"  {need.id}  Getting to the clinic\n" in ended.stdout
    assert f"  {told.reference}\n" in ended.stdout
    assert holding_figures(data.parent) == []
    assert run("release", "withdraw", "visits", "--because", " ").exit_code == 1
    assert "no release has an indicator of this name" in run("release", "withdraw", "x", "--because", "y").output


def test_one_file_stored_under_two_names_leaves_no_byte_once_both_are_withdrawn(data: Path) -> None:
    counted(data, 700)
    counted(data, 700, "visits-again")
    run("release")

    run("release", "withdraw", "visits", "--because", "wrong file")
    assert store().today() is not None
    assert (data / "indicators/local/visits-again.csv").exists()
    run("release", "withdraw", "visits-again", "--because", "wrong file")

    assert holding_figures(data.parent) == []


def test_a_backup_brings_releases_back_and_what_was_withdrawn_stays_gone(data: Path, tmp_path: Path) -> None:
    first, copy = store().today(), str(tmp_path / "copy.zip")
    counted(data, 700)
    run("release")
    assert "2 releases" in run("backup", copy).stdout
    run("release", "withdraw", "visits", "--because", "wrong file")
    shutil.rmtree(store().folder / "contents")
    for path in store().folder.glob("*-*"):
        shutil.rmtree(path)
    shutil.rmtree(data / "indicators")

    said = run("restore", copy)

    assert said.exit_code == 0, said.output
    assert "Put back: 2 releases, and 2 files that the data folder lacked." in said.stdout
    assert first is not None
    brought = store().named(first.id)
    assert brought is not None
    assert (brought.folder / "indicators/housing/cars.parquet").exists()
    assert not list(brought.folder.glob("indicators/local/*"))
    assert not list(data.glob("indicators/local/*"))
    assert run("release", "verify").exit_code == 0


def test_a_damaged_backup_changes_nothing(data: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy.zip"
    run("backup", str(copy))
    content = bytearray(copy.read_bytes())
    content[len(content) // 2] ^= 1
    copy.write_bytes(content)
    shutil.rmtree(store().folder)

    ended = run("restore", str(copy))

    assert ended.exit_code == 1
    assert not store().folder.exists()
