"""A data folder of a council that collects reports of harm: this checkout's, with its own switches."""

from __future__ import annotations

import shutil
from pathlib import Path

import tomlkit

from tests.conftest import ROOT

PURPOSE = "To find what goes wrong, so that it can be mended."
_SETTINGS = "listen/tell_us.toml"


def collecting(folder: Path, *, on: bool = True) -> Path:
    """Make the folder ``data`` in ``folder`` and return it; everything but what concerns listening is linked."""
    data = folder / "data"
    data.mkdir()
    for each in (ROOT / "data").iterdir():
        if each.name != "listen":
            (data / each.name).symlink_to(each)
    shutil.copytree(ROOT / "data/listen", data / "listen")
    switch(data, on=on)
    return data


def switch(data: Path, *, on: bool) -> None:
    """Switch collection on or off, with a purpose in every language and an address for paper."""
    settings = tomlkit.parse((data / _SETTINGS).read_text("utf-8"))
    languages = [path.name for path in (data / "listen/tell_us").iterdir()]
    reasons = {name: dict.fromkeys(languages, PURPOSE) for name in ("purpose", "article_6", "article_9")}
    settings["harm"] = {"collecting": on, **reasons}
    settings["council"] = {"phone": "01522 000000", "post": ["Tell us", "1 High Street", "Lincoln"]}
    (data / _SETTINGS).write_text(tomlkit.dumps(settings), "utf-8")
