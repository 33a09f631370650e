"""The walk of docs/first-map.md works as it stands: its table, its commands, its link."""

from __future__ import annotations

import re
import shlex
import shutil
import tomllib
from pathlib import Path
from urllib.parse import parse_qsl

import pytest
import tomlkit
from click.testing import CliRunner

from jsna.catalogue import indicator_folder
from jsna.cli import main
from jsna.model.area import Level
from tests.faults.local_figures import folder
from tests.pages.conftest import linked
from tests.pages.test_pages import sentences


@pytest.fixture
def walk(checkout: Path) -> str:
    return (checkout / "docs/first-map.md").read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to work in, with data of its own: what the pages need, and nothing that disagrees with it."""
    data = tmp_path / "data"
    data.mkdir()
    folder(data)
    for path in (checkout / "data/indicators/population").glob("age-three-bands.*"):  # what stands for age
        shutil.copy(path, data / "indicators/population" / path.name)
    (data / "events.toml").unlink()
    shutil.rmtree(data / "questions")
    leave_out_what_is_not_there(data)
    monkeypatch.setenv("JSNA_DATA", str(data))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def leave_out_what_is_not_there(data: Path) -> None:
    """Name no indicator among the characteristics that the folder has not."""
    path, known = data / "characteristics.toml", {path.stem for path in indicator_folder.files(data)}
    entries = tomllib.loads(path.read_text(encoding="utf-8"))
    for entry in entries.values():
        entry["indicators"] = [slug for slug in entry.get("indicators", ()) if slug in known]
        if not entry["indicators"]:
            entry.pop("lowest_level", None)
            entry["gaps"] = [{"level": level.value, "reason": "It is not in this folder."} for level in Level]
    path.write_text(tomlkit.dumps(entries), encoding="utf-8")


def blocks(text: str, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def commands(text: str) -> list[list[str]]:
    lines = "\n".join(blocks(text, "sh")).replace("\\\n", " ").splitlines()
    return [shlex.split(line)[1:] for line in lines if line.startswith(".venv/bin/jsna ")]


def test_the_walk_leads_to_a_map(walk: str, desk: Path, checkout: Path) -> None:
    (table,) = blocks(walk, "csv")
    (desk / "meals.csv").write_text(table, encoding="utf-8")
    said = [CliRunner().invoke(main, command) for command in commands(walk)]
    assert [ended.exit_code for ended in said] == [0, 0], said[0].output + said[1].output
    assert "Row 13 is a total" in said[0].output
    assert "Withheld to protect people: 1 of 12 figures." in said[0].output
    assert re.search(r"free-school-meals +protected +2026 +10 +1 ", said[1].output)

    (query,) = re.findall(r"`/map\?(.*?)`", walk)
    page = linked(checkout / "app.py", "pages/explore/map.py", **dict(parse_qsl(query)), ward="E05010785").run()
    assert [problem.message for problem in page.exception] == []
    assert [note.value for note in page.warning] == []
    (sentence,) = sentences(page)
    assert sentence.startswith("In Birchwood 400 of 1,105 people (36%) are eligible for free school meals")
