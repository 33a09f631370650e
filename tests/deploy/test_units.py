"""The units of systemd: they parse, name what is there, and hold the server as tightly as they say."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from streamlit import config

from jsna.settings import CONFIG_VARIABLE, KEYS
from jsna.settings_file import variable
from jsna.ui.server import stopping
from tests.conftest import ROOT

UNITS = ROOT / "deploy/systemd"
#: Where the units expect the checkout.
INSTALLED = "/srv/jsna"


def settings(name: str) -> dict[str, list[str]]:
    """Return every value of each setting of a unit, by its name."""
    found: dict[str, list[str]] = {}
    for line in (UNITS / name).read_text("utf-8").splitlines():
        key, equals, value = line.partition("=")
        if equals and not line.startswith("#"):
            found.setdefault(key, []).append(value)
    return found


SERVICE = settings("jsna@.service")


def test_systemd_finds_nothing_wrong(tmp_path: Path) -> None:
    if (program := shutil.which("systemd-analyze")) is None:
        pytest.skip("systemd is not here")
    for unit in UNITS.iterdir():
        text = unit.read_text("utf-8").replace(f"{INSTALLED}/.venv/bin/", "/bin/").replace("/bin/streamlit", "/bin/sh")
        (tmp_path / unit.name).write_text(text.replace("/bin/python", "/bin/sh"), "utf-8")
    # An instance is looked at as well as the template.
    shutil.copy(tmp_path / "jsna@.service", tmp_path / "jsna@8501.service")
    units = [str(tmp_path / name) for name in ("jsna@8501.service", "jsna.target")]
    run = subprocess.run([program, "verify", "--man=no", *units], capture_output=True, text=True, check=False)
    ours = [line for line in run.stderr.splitlines() if "jsna" in line]
    assert ours == []


def test_the_server_may_write_to_its_own_folders_only_and_gains_no_rights() -> None:
    assert SERVICE["ProtectSystem"] == ["strict"]
    assert SERVICE["ReadWritePaths"] == [f"{INSTALLED}/data"]
    assert SERVICE["NoNewPrivileges"] == ["yes"]
    assert SERVICE["CapabilityBoundingSet"] == [""]
    assert SERVICE["User"] != ["root"]


def test_it_has_the_time_that_it_takes_to_finish() -> None:
    assert int(SERVICE["TimeoutStopSec"][0]) > stopping.PATIENCE + stopping.CLOSING


def test_every_variable_is_a_setting() -> None:
    known = {variable(key) for key in KEYS} | {CONFIG_VARIABLE}
    known |= {option.env_var for option in config._config_options_template.values()}
    names = {value.partition("=")[0] for value in SERVICE["Environment"]} - {"HOME"}
    assert names - known == set()


def test_what_it_starts_is_in_the_checkout() -> None:
    started = [word for line in (*SERVICE["ExecStart"], *SERVICE["ExecStartPost"]) for word in line.split()]
    files = [word.removeprefix(f"{INSTALLED}/") for word in started if word.endswith(".py")]
    assert [file for file in files if not (ROOT / file).is_file()] == []
    assert {"app.py", "deploy/ready.py"} == set(files)


def test_the_target_starts_the_replicas_that_the_proxy_knows() -> None:
    wanted = {word[5:9] for line in settings("jsna.target")["Wants"] for word in line.split()}
    proxy = (ROOT / "deploy/nginx/jsna-replicas.conf").read_text("utf-8")
    assert {line.split(":")[1][:4] for line in proxy.splitlines() if "server 127.0.0.1:" in line} == wanted
