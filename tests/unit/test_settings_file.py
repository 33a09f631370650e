"""The file of settings: what it may hold, and what counts over it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jsna import settings
from jsna.errors import SettingsError
from jsna.settings import KEYS, Settings
from jsna.settings_file import variable


def written(path: Path, content: str) -> dict[str, str]:
    """Write a file of settings; return an environment that names it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, "utf-8")
    return {"JSNA_CONFIG": str(path)}


def test_the_file_gives_what_the_environment_would(tmp_path: Path) -> None:
    environment = written(
        tmp_path / "jsna.toml", 'state = "kept"\nuploads = true\nlocal = false\nbackup_days = 90\nlog = "json"\n'
    )
    read = Settings.read(environment)
    assert (read.state, read.uploads, read.local) == (tmp_path / "kept", True, False)
    assert (read.backup_days, read.log) == (90, "json")


def test_the_environment_counts_over_the_file(tmp_path: Path) -> None:
    environment = written(tmp_path / "jsna.toml", "backup_days = 90\nuploads = true\n")
    read = Settings.read(environment | {"JSNA_BACKUP_DAYS": "7", "JSNA_UPLOADS": "no"})
    assert (read.backup_days, read.uploads) == (7, False)


def test_the_file_of_the_state_folder_counts_without_being_named(tmp_path: Path) -> None:
    written(tmp_path / "state/jsna.toml", 'data = "/srv/figures"\n')
    assert Settings.read({"JSNA_STATE": str(tmp_path / "state")}).data == Path("/srv/figures")
    assert Settings.read({"JSNA_STATE": str(tmp_path / "other")}).data != Path("/srv/figures")


def test_a_secret_stands_in_a_file_of_its_own(tmp_path: Path) -> None:
    environment = written(tmp_path / "jsna.toml", 'secrets = "private/secrets.toml"\n')
    written(tmp_path / "private/secrets.toml", 'register = "postgresql://jsna:pass@127.0.0.1/jsna"\n')
    assert Settings.read(environment).register == "postgresql://jsna:pass@127.0.0.1/jsna"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("upload = true", "'upload' is not a setting. Accepted: backup_days, data,"),
        ('uploads = "yes"', "uploads must be true or false"),
        ("backup_days = true", "backup_days must be a whole number"),
        ("data = 1\nlog = 2", "data must be a path in quotes; log must be text in quotes"),
        ("uploads = ", "cannot be read: Invalid value"),
        ('log = "loud"', "JSNA_LOG is 'loud'. Accepted: plain, json"),
        ("backup_days = 0", "JSNA_BACKUP_DAYS is '0'. Accepted: days from 1 to 3660"),
        ("secrets = true", "secrets must be the name of a file"),
        ('secrets = "none.toml"', "none.toml cannot be read: No such file"),
    ],
)
def test_a_mistake_is_named_with_what_is_accepted(tmp_path: Path, content: str, said: str) -> None:
    environment = written(tmp_path / "jsna.toml", content)
    with pytest.raises(SettingsError) as refused:
        Settings.read(environment)
    assert said in str(refused.value)


def test_a_file_that_was_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read: No such file"):
        Settings.read({"JSNA_CONFIG": str(tmp_path / "none.toml")})


def test_every_variable_can_stand_in_the_file() -> None:
    variables = {value for name, value in vars(settings).items() if name.endswith("_VARIABLE")}
    assert {variable(key) for key in KEYS} == variables - {settings.CONFIG_VARIABLE}
