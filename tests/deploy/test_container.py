"""The description of a container: it parses, names what is there, and does not run as root."""

from __future__ import annotations

import json

from streamlit import config

from jsna.settings import KEYS
from jsna.settings_file import variable
from tests.conftest import ROOT


def steps() -> list[tuple[str, str]]:
    """Return each step with its words; lines that go on are joined."""
    text = (ROOT / "deploy/container/Containerfile").read_text("utf-8").replace("\\\n", " ")
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines]


STEPS = steps()


def test_it_has_only_steps_that_there_are_and_starts_from_one_version() -> None:
    known = {"FROM", "RUN", "WORKDIR", "COPY", "ENV", "USER", "VOLUME", "EXPOSE", "STOPSIGNAL", "HEALTHCHECK", "CMD"}
    assert {step for step, _ in STEPS} - known == set()
    assert STEPS[0][0] == "FROM"
    assert ":3." in STEPS[0][1]


def test_everything_copied_is_in_the_checkout() -> None:
    sources = [word for step, words in STEPS if step == "COPY" for word in words.split()[:-1] if word[:2] != "--"]
    assert [source for source in sources if not (ROOT / source).exists()] == []


def test_it_installs_no_file_but_those_whose_hashes_are_named() -> None:
    installs = [words for step, words in STEPS if step == "RUN" and "pip install" in words]
    assert ["--require-hashes" in words or "--no-deps --no-build-isolation" in words for words in installs] == [
        True,
        True,
    ]


def test_it_does_not_run_as_root_and_says_how_it_is() -> None:
    by_step = dict(STEPS)
    assert by_step["USER"] not in ("root", "0")
    assert by_step["STOPSIGNAL"] == "SIGTERM"
    check = json.loads(by_step["HEALTHCHECK"].partition("CMD ")[2])
    assert (ROOT / check[1]).is_file()
    assert json.loads(by_step["CMD"])[:3] == ["streamlit", "run", "app.py"]
    assert check[2] in json.loads(by_step["CMD"])


def test_every_variable_is_a_setting() -> None:
    known = {variable(key) for key in KEYS} | {option.env_var for option in config._config_options_template.values()}
    names = {word.partition("=")[0] for step, words in STEPS if step == "ENV" for word in words.split()}
    assert names - known == {"PYTHONDONTWRITEBYTECODE"}
