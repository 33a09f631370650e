"""A small data folder with figures of a council, and the commands of releases."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from jsna.catalogue.releases.store import Store
from jsna.cli import main
from jsna.settings import Settings
from tests import making

VISITS = making.indicator(
    slug="visits", topic="local", title="Visits", characteristic="everyone", lowest_level="district", groups=["yes"]
)
#: Stands in every file of the council's figures, and nowhere else.
FIGURES = b"E07000137,2024"


def counted(data: Path, numerator: int, slug: str = "visits") -> None:
    """Put figures of a council into a data folder, all of one number."""
    same = {"period": "2024", "characteristic": "everyone", "group": "yes"}
    made = VISITS.model_copy(update={"slug": slug})
    making.write(data, made, making.observations([("E07000137", numerator, 1000)], **same))


def holding_figures(folder: Path) -> list[Path]:
    """Return every file below a folder that holds figures of the council."""
    return [path for path in folder.rglob("*") if path.is_file() and FIGURES in path.read_bytes()]


def run(*words: str) -> Result:
    """Run a command."""
    return CliRunner().invoke(main, words)


def store() -> Store:
    """The releases that commands look after."""
    return Store.of(Settings.read().state)
