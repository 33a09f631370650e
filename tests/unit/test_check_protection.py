"""A file that holds more than its rule lets be stored is found by the check."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from jsna.catalogue.checks.check import check
from tests import making

MEALS = making.indicator(
    slug="meals", topic="local", characteristic="everyone", groups=["eligible"], disclosure={"rule": "service"},
    reference_date="2026-01-15", source={"published": "2026-01-15"},
)  # fmt: skip
HEADER = "area_code,period,characteristic,group,numerator,denominator,value,lower,upper,note\n"


@pytest.fixture
def local(checkout: Path, tmp_path: Path) -> Path:
    for name in ("areas.parquet", "characteristics.toml", "events.toml", "place.toml"):
        shutil.copy(checkout / "data" / name, tmp_path)
    described = making.write(tmp_path, MEALS)
    shutil.copytree(checkout / "data/indicators/disability", tmp_path / "indicators/disability")
    return described.with_suffix(".csv")


def found(figures: Path) -> list[str]:
    return [str(each) for each in check(figures.parents[2]).fatal if each.file == "meals.csv"]


def test_small_and_unrounded_service_counts_are_found_by_row(local: Path) -> None:
    rows = ("E05009876,2026,everyone,eligible,120,700,,,,", "E05009888,2026,everyone,eligible,3,1200,,,,")
    local.write_text(HEADER + "\n".join(rows) + "\n", "utf-8")

    (said,) = found(local)

    assert said.startswith("meals.csv, row 3: 1 rows hold counts that the rule for service figures withholds or rounds")


def test_protected_figures_pass(local: Path) -> None:
    rows = ("E05009876,2026,everyone,eligible,120,700,,,,", "E05009888,2026,everyone,eligible,,,,,,c")
    local.write_text(HEADER + "\n".join(rows) + "\n", "utf-8")

    assert found(local) == []
