"""Commands that end somebody's access to the register, and give it back."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from jsna.cli import main


def test_somebody_is_blocked_listed_and_let_in_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JSNA_STATE", str(tmp_path))

    def run(*words: str) -> str:
        return CliRunner().invoke(main, ["register", *words]).output

    assert run("blocked") == "Nobody is blocked.\n"
    assert run("block", "Ann@example.gov.uk", "--because", "left") == "ann@example.gov.uk is blocked.\n"
    assert "at the command line: left" in run("blocked")
    assert "Say whom you block, and why" in run("block", "ann@example.gov.uk", "--because", " ")
    assert "no longer blocked" in run("unblock", "ann@example.gov.uk", "--because", "back")
    assert "Nobody called ann@example.gov.uk is blocked" in run("unblock", "ann@example.gov.uk", "--because", "back")
