"""Tables by MSOA: made from the publisher's file without Wales, checked, and in the ward's file."""

from __future__ import annotations

import csv
import io
import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from jsna.analysis.msoas import touched
from jsna.areas.places import areas_within
from jsna.catalogue.checks.msoa import findings
from jsna.catalogue.msoa import tables
from jsna.catalogue.read import Catalogue
from jsna.ingest.official.inputs import Inputs
from jsna.ingest.official.msoa import msoa_files
from jsna.model.area import WARD_YEARS, Level
from jsna.model.characteristic import Characteristic
from jsna.outputs.profile import profile_csv

NAME = "msoa/sexual-orientation.parquet"
MABLETHORPE, TRAFFORD = "E05009888", "E08000009"


def test_the_committed_table_is_what_the_publishers_file_gives(checkout: Path, shared: Path) -> None:
    made = msoa_files(Inputs.open(shared), checkout / "data")
    assert made == {NAME: (checkout / "data" / NAME).read_bytes()}


def test_the_table_is_all_of_england_and_nothing_of_wales(checkout: Path) -> None:
    table = pd.read_parquet(checkout / "data" / NAME)
    assert (len(table), table["msoa"].str.startswith("E").all()) == (6856, True)
    assert table["base"].sum() == table.drop(columns=["msoa", "base"]).sum().sum() == 46_007_030


def test_what_wards_and_msoas_share_is_whole_on_both_sides_in_either_list(catalogue: Catalogue) -> None:
    people = []
    for year in WARD_YEARS:
        shown = catalogue.of_wards(year)
        about = tables(shown)["sexual-orientation"]
        wards = areas_within(shown.areas, TRAFFORD, Level.WARD).index
        areas = [area for ward in wards for area in touched(shown, about, ward)]
        of_msoa = pd.Series([area.of_msoa for area in areas]).groupby([area.code for area in areas]).sum()
        assert of_msoa.to_numpy() == pytest.approx(1)
        assert sum(area.of_ward for area in areas) == pytest.approx(len(wards))
        people.append(sum(area.shared for area in areas))
    assert people[0] == people[1] > 230_000


def test_what_is_wrong_with_a_table_is_said(checkout: Path, tmp_path: Path) -> None:
    for folder in ("msoa", "lookups"):
        shutil.copytree(checkout / "data" / folder, tmp_path / folder)
    assert findings(tmp_path) == []
    table = pd.read_parquet(tmp_path / NAME)
    table.loc[0, ["msoa", "base"]] = ["W02000001", 9]
    table.iloc[:-1].to_parquet(tmp_path / NAME, index=False)
    table.to_parquet(tmp_path / "msoa/other.parquet")
    assert [found.problem for found in findings(tmp_path)] == [
        "not an MSOA of England",
        "the groups are not together all who were asked",
        "6,855 MSOAs",
        f"{int(table['base'].iloc[:-1].sum()):,} people in England",
        "a table that nothing describes",
    ]
    about = tmp_path / "msoa/sexual-orientation.toml"
    about.write_text(about.read_text().replace('bisexual = "Bisexual"', ""))
    assert "the same groups in" in " ".join(str(found) for found in findings(tmp_path))


def test_the_wards_file_has_them_after_its_own_rows_and_without_a_comparison(catalogue: Catalogue) -> None:
    about = tables(catalogue)["sexual-orientation"]
    areas = touched(catalogue, about, MABLETHORPE)

    written = profile_csv([], "release", 2022, date(2026, 11, 29), [(about, areas)]).decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(written)))
    assert len(rows) == 2 * 5
    first = rows[0]
    assert (first["area_code"], first["level"], first["group"], first["numerator"], first["denominator"]) == (
        "E02005428", "msoa", "Gay or lesbian", "85", "7339",
    )  # fmt: skip
    assert first["reason"] == "published for this area (MSOA), not for the ward"
    assert float(first["share_of_ward"]) == pytest.approx(6427 / 8218, abs=1e-6)
    assert "TS077" in first["source"]


def test_no_figure_is_derived_from_the_shares_of_gender_identity(catalogue: Catalogue) -> None:
    every = [*catalogue.indicators.values(), *tables(catalogue).values()]
    assert Characteristic.GENDER_REASSIGNMENT not in {each.characteristic for each in every}
    assert not [each.slug for each in every if each.recipe is not None and "ts078" in repr(each.recipe).lower()]
