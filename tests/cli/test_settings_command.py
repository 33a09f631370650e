"""jsna settings: what is in force, where it stands, and no secrets."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from jsna.cli import main


def test_each_setting_is_listed_with_its_source_and_without_secrets(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "jsna.toml"
    file.write_text('backup_days = 90\nuploads = true\nregister = "postgresql://ann:canary@127.0.0.1/jsna"\n', "utf-8")
    monkeypatch.setenv("JSNA_CONFIG", str(file))
    monkeypatch.setenv("JSNA_UPLOADS", "no")
    monkeypatch.setenv("JSNA_UPLOAD", "yes")
    result = CliRunner().invoke(main, ["settings"])
    rows = {line.split()[0]: " ".join(line.split()[1:]) for line in result.output.splitlines()}
    assert result.exit_code == 0
    assert rows["backup_days"] == f"90 {file}"
    assert rows["uploads"] == "no the environment"
    assert rows["log"] == "plain default"
    assert rows["register"] == f"(set; not shown) {file}"
    assert rows["JSNA_UPLOAD"] == "is in the environment and is not a setting."
    assert "canary" not in result.output


def test_a_mistake_in_the_file_ends_with_1_and_what_is_accepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "jsna.toml"
    file.write_text("upload = true\n", "utf-8")
    monkeypatch.setenv("JSNA_CONFIG", str(file))
    result = CliRunner().invoke(main, ["settings"])
    assert (result.exit_code, f"Error: {file}: 'upload' is not a setting. Accepted: backup_days" in result.output) == (
        1,
        True,
    )
