"""``jsna new-page`` writes a page that runs, and the test that says so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from jsna.cli import main


def new_page(root: Path, *arguments: str) -> tuple[int, str]:
    ended = CliRunner().invoke(main, ["new-page", *arguments, "--root", str(root)])
    return ended.exit_code, ended.output


@pytest.fixture
def copy(checkout: Path, tmp_path: Path) -> Path:
    """A checkout of its own, because the app shows the pages that lie beside the package."""
    for name in ("src", "pages", ".streamlit"):
        shutil.copytree(checkout / name, tmp_path / name)
    for name in ("app.py", "pyproject.toml", "tests/conftest.py", "tests/pages/conftest.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(checkout / name, tmp_path / name)
    (tmp_path / "data").symlink_to(checkout / "data")
    return tmp_path


def test_the_page_passes_the_test_that_is_written_with_it(copy: Path) -> None:
    assert new_page(copy, "Who lives alone?", "--section", "equality")[0] == 0
    environment = {**os.environ, "PYTHONPATH": str(copy / "src")}
    command = [sys.executable, "-m", "pytest", "-q", "tests/pages/test_who_lives_alone.py"]
    ended = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout
    assert (copy / "pages/equality/who_lives_alone.py").read_text("utf-8").startswith('"""Who lives alone?\n')


def test_both_files_are_in_the_house_style(tmp_path: Path, checkout: Path) -> None:
    shutil.copy(checkout / "pyproject.toml", tmp_path)
    new_page(tmp_path, "Who lives alone?")
    for command in (["check", "--no-cache"], ["format", "--check", "--no-cache"]):
        ruff = [sys.executable, "-m", "ruff", *command]
        ended = subprocess.run(ruff, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert ended.returncode == 0, ended.stdout


def test_an_address_is_given_once(tmp_path: Path) -> None:
    new_page(tmp_path, "Who lives alone?")
    status, said = new_page(tmp_path, "who lives alone", "--section", "board")
    assert (status, "a page of this address stands already" in said) == (1, True)
    assert sorted(path.name for path in tmp_path.rglob("*.py")) == ["test_who_lives_alone.py", "who_lives_alone.py"]


@pytest.mark.parametrize("title", ['"""', "…", "class", "x" * 61, "a\\"])
def test_a_title_that_makes_no_page_is_refused(tmp_path: Path, title: str) -> None:
    assert new_page(tmp_path, title)[0] == 1
    assert list(tmp_path.iterdir()) == []


def test_a_section_that_leads_elsewhere_is_refused(tmp_path: Path) -> None:
    assert new_page(tmp_path, "Alone", "--section", "../..")[0] == 1
    assert list(tmp_path.iterdir()) == []
