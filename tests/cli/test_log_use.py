"""jsna log-use: asks for what is not given, and refuses what cannot be."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from jsna.catalogue import uses
from jsna.cli import main
from tests.unit.catalogue_files import folder

GIVEN = [
    *("--decision", "Open the advice point on Saturdays."),
    *("--body", "Testshire Board"),
    *("--changed", "It opens on Saturdays."),
]


def run(data: Path, *more: str, typed: str = "") -> Result:
    return CliRunner().invoke(main, ["log-use", "--data", str(data), *GIVEN, *more], input=typed)


def test_a_decision_is_recorded(tmp_path: Path) -> None:
    data = folder(tmp_path)
    result = run(data, "--dataset", "carers", "--date", "2026-09-15")
    assert result.exit_code == 0, result.output
    (use,) = uses.read_uses(data)
    assert (str(use.date), use.datasets, use.body) == ("2026-09-15", ("carers",), "Testshire Board")


def test_datasets_are_asked_for(tmp_path: Path) -> None:
    data = folder(tmp_path)
    assert run(data, typed="carers\n").exit_code == 0
    assert uses.read_uses(data)[0].datasets == ("carers",)


def test_a_day_to_come_and_an_unknown_dataset_are_refused(tmp_path: Path) -> None:
    data = folder(tmp_path)
    assert "a day to come ('2999-01-01')" in run(data, "--dataset", "carers", "--date", "2999-01-01").output
    assert "unknown dataset ('x')" in run(data, "--dataset", "x").output
    assert "column body" in run(data, "--dataset", "carers", "--body", "").output
    assert not (data / uses.FILE).exists()
