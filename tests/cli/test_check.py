"""jsna check: the table, every finding, and the status that a pipeline reads."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from jsna.cli import main
from tests.unit.catalogue_files import FIGURES, folder


def test_good_data_end_with_0_and_a_table(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--data", str(folder(tmp_path))])
    assert result.exit_code == 0, result.output
    assert "carers  summed   2026" in result.output
    assert "1 indicators; nothing must be mended" in result.output


def test_a_fatal_finding_ends_with_1_and_names_the_cell(tmp_path: Path) -> None:
    data = folder(tmp_path, FIGURES.replace(",12,60,", ",61,60,"))
    result = CliRunner().invoke(main, ["check", "--data", str(data)])
    assert result.exit_code == 1
    assert "carers.csv, row 3, column numerator: the numerator is above the denominator ('61 of 60')" in result.output


def test_data_that_cannot_be_opened_end_with_1_and_the_remedy(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["check", "--data", str(tmp_path)])
    assert result.exit_code == 1
    assert "characteristics.toml" in result.output
