"""What the tests of councils' own files share: the made-up files, and the two ways in."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner

from jsna.cli import main

ANSWERS = {
    "--title": "Own figures",
    "--summary": "How many people are counted here, for a test of the columns.",
    "--topic": "local",
    "--characteristic": "everyone",
    "--unit": "people",
    "--publisher": "The council",
    "--url": "https://www.example.gov.uk/",
    "--reference-date": "2024-01-15",
    "--rule": "published",
    "--place": "E07000138",
}

#: Figures by area, period and group: "210 of 1240", "210", "16.9", or the note.
Figures = dict[tuple[str, str, str], str]


@dataclass(frozen=True)
class Told:
    """What a command said of a file, and what it stored; nothing is stored of a file that it refused."""

    said: str
    figures: Figures

    @property
    def refused(self) -> bool:
        """Whether the file was refused in words."""
        return not self.figures and "Error" in self.said

    def of(self, area: str, group: str) -> str:
        """Return the last figure of an area and a group."""
        return [figure for (code, _, own), figure in self.figures.items() if (code, own) == (area, group)][-1]


Command = Callable[..., Told]


@pytest.fixture
def case(shared: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Return ``case("C01/long_groups.csv")``: a copy of one of the made-up files that lie beside the publishers'."""

    def copied(name: str) -> Path:
        return Path(shutil.copy(shared.parent / "cases" / name, tmp_path))

    return copied


@pytest.fixture(scope="session")
def folder(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with areas, look-ups and residents; what a test stores in it goes before the next."""
    made = tmp_path_factory.mktemp("data")
    shutil.copytree(checkout / "data/lookups", made / "lookups")
    (made / "boundaries").symlink_to(checkout / "data/boundaries")
    for name in ("areas.parquet", "place.toml", "characteristics.toml", "events.toml"):
        shutil.copy(checkout / "data" / name, made / name)
    (made / "indicators/population").mkdir(parents=True)
    for path in (checkout / "data/indicators/population").glob("sex.*"):
        shutil.copy(path, made / "indicators/population")
    return made


@pytest.fixture
def command(folder: Path, tmp_path: Path) -> Command:
    """Return ``command(file, groups, base, *options)``: ``jsna new-indicator --from`` on a path, or on text.

    What an earlier file stored goes first, unless the figures are to stand beside it (``--replace``).
    """

    def run(file: Path | str, groups: str, base: str, *options: str) -> Told:
        if "--replace" not in options:
            emptied(folder)
        path = file if isinstance(file, Path) else tmp_path / "own.csv"
        if isinstance(file, str):
            path.write_text(file, encoding="utf-8")
        given = [part for pair in ANSWERS.items() for part in pair]
        named = ["--groups", groups, "--base", base, "--from", str(path), "--data", str(folder)]
        ended = CliRunner().invoke(main, ["new-indicator", *given, *named, *options], catch_exceptions=False)
        return Told(ended.output, stored(folder))

    return run


def emptied(folder: Path) -> Path:
    """Return the data folder without what another test stored in it."""
    for name in ("indicators/local", "indicators/health", "published"):
        shutil.rmtree(folder / name, ignore_errors=True)
    return folder


def stored(folder: Path) -> Figures:
    """Return what is stored as the command's own figures."""
    written = folder / "indicators/local/own-figures.csv"
    if not written.exists():
        return {}
    rows = csv.DictReader(written.read_text("utf-8").splitlines())
    return {(row["area_code"], row["period"], row["group"]): _figure(row) for row in rows}


def _figure(row: dict[str, str]) -> str:
    counts = " of ".join(filter(None, (row["numerator"], row["denominator"])))
    limits = f" ({row['lower']} to {row['upper']})" if row["lower"] else ""
    figure = counts or (row["value"] + limits if row["value"] else "")
    return " ".join(filter(None, (figure, row["note"])))
