"""Every walk of docs/own-files.md works as it stands: its tables, its commands, and what they store."""

from __future__ import annotations

import csv
import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from jsna.cli import main
from tests.cases.conftest import emptied

ABBEY = "E05010784"
#: The last figure of Abbey that each walk stores, by group.
STORED = {
    "meals-by-group": {"white": "105 of 620", "other": "105 of 620"},
    "religion-of-members": {"christian": "500 of 820", "muslim": "300 of 820", "no-religion": "20 of 820"},
    "claimants": {"claimants": "215 of 1250"},
    "children-in-care": {"children-in-care": "31 of 1240"},
    "religion-in-the-census": {"christian": "710 of 1240", "not-answered": "25 of 1240"},
}


def test_each_layout_goes_in_as_it_is(
    checkout: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = (checkout / "docs/own-files.md").read_text("utf-8")
    about = re.search(r'ABOUT="(.*)"', text)
    assert about is not None
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("JSNA_DATA", str(emptied(folder)))
    for table, command in re.findall(r"```csv\n(.*?)```\n\n```sh\n(.*?)```", text, re.DOTALL):
        words = shlex.split(command.replace("\\\n", " ").replace("$ABOUT", about[1]))[1:]
        (tmp_path / words[words.index("--from") + 1]).write_text(table, "utf-8")
        ended = CliRunner().invoke(main, words)
        assert ended.exit_code == 0, ended.output

    for slug, expected in STORED.items():
        lines = (folder / f"indicators/local/{slug}.csv").read_text("utf-8").splitlines()
        rows = [row for row in csv.DictReader(lines) if row["area_code"] == ABBEY]
        assert {row["group"]: f"{row['numerator']} of {row['denominator']}" for row in rows} == expected
