"""Every setting that a deployment can change is documented, and no other."""

from __future__ import annotations

import re
import tomllib

from tests.docs.tracked import ROOT, documents, tracked

_VARIABLE = re.compile(r"\bJSNA_[A-Z_]*[A-Z]\b")


def test_the_variables_of_the_environment_are_those_of_the_running_page() -> None:
    read = {name for path in tracked("src/*.py", "app.py") for name in _VARIABLE.findall(path.read_text("utf-8"))}
    assert set(_VARIABLE.findall(documents()["docs/running.md"])) == read


def test_each_streamlit_setting_is_explained_in_the_running_page() -> None:
    settings = tomllib.loads((ROOT / ".streamlit/config.toml").read_text("utf-8"))
    names = [f"{section}.{name}" for section, given in settings.items() if section != "theme" for name in given]
    text = documents()["docs/running.md"]
    assert [name for name in names if f"`{name}`" not in text] == []
