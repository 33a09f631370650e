"""jsna check: the table, every finding, and the status that a pipeline reads."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
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


@pytest.mark.parametrize(
    ("name", "how"),
    [
        ("areas.parquet", ()),
        ("boundaries/wards-2022.parquet", ()),
        ("lookups/wards-2022-2025.parquet", ()),
        ("release.json", ()),
        ("quoted.toml", ("--as-released",)),
        ("place.toml", ("--as-released",)),
        ("indicators/health/carers.csv", ("--as-released",)),
        ("uses.toml", ("--as-released",)),
    ],
)
def test_one_changed_byte_in_whatever_is_read_is_found(
    checkout: Path, tmp_path: Path, name: str, how: tuple[str, ...]
) -> None:
    data = folder(tmp_path)
    for other in ("boundaries/wards-2022.parquet", "lookups/wards-2022-2025.parquet"):
        (data / other).parent.mkdir(exist_ok=True)
        shutil.copy(checkout / "data" / other, data / other)
    said = '[[care]]\nsays = "One in six"\nwho = "A body"\ncounts = "people"\ndefinition = "A"\nwhy = "B"\n'
    (data / "quoted.toml").write_text(said, encoding="utf-8")
    (data / "uses.toml").write_text("# Decisions\n", encoding="utf-8")
    assert CliRunner().invoke(main, ["release", "--data", str(data)]).exit_code == 0
    assert CliRunner().invoke(main, ["check", "--data", str(data), "--as-released"]).exit_code == 0
    (path,) = [each for each in data.rglob(Path(name).name) if each.as_posix().endswith(name)]
    content = path.read_bytes()
    path.write_bytes(content[:-2] + bytes([content[-2] ^ 1]) + content[-1:])

    ended = CliRunner().invoke(main, ["check", "--data", str(data), *how])

    assert ended.exit_code == 1
    assert name.rpartition("/")[2] in ended.output


def test_a_quoted_figure_that_names_nothing_here_must_be_mended(tmp_path: Path) -> None:
    data = folder(tmp_path)
    said = '[[care]]\nsays = "x"\nwho = "A"\ncounts = "people"\ndefinition = "A"\nwhy = "B"\nindicator = "cars"\n'
    (data / "quoted.toml").write_text(said, encoding="utf-8")

    ended = CliRunner().invoke(main, ["check", "--data", str(data)])

    assert ended.exit_code == 1
    assert "quoted.toml: unknown indicator ('cars')" in ended.output
