"""Wards compared: names that differ, and a file that needs nothing else."""

from __future__ import annotations

import csv
import io

from jsna.analysis.compare import compare_wards
from jsna.analysis.comparison import compare
from jsna.catalogue.read import Catalogue
from jsna.figures.tables import comparison_table, distinct_names
from jsna.model.area import ENGLAND
from jsna.model.selection import Baseline, Selection
from jsna.outputs.compare import wards_csv
from jsna.ui.parts.compare import how_to_read

LINCOLNSHIRE, MABLETHORPE = "E10000019", "E05009888"
DISABLED = ("disabled-people", "disabled")
HOUSEHOLDS = ("households-with-disabled-person", "any")


def test_a_repeated_name_has_its_district_and_only_there(catalogue: Catalogue) -> None:
    county = compare(catalogue, Selection(area=LINCOLNSHIRE, indicator=DISABLED[0], group=DISABLED[1]))

    names = distinct_names(county)
    assert names[MABLETHORPE] == "Mablethorpe"
    assert names.is_unique
    assert list(comparison_table(county.areas, county).iloc[:, 0]) == list(names)


def test_in_england_every_ward_has_its_district(catalogue: Catalogue) -> None:
    england = compare(catalogue, Selection(area=ENGLAND, indicator=DISABLED[0], group=DISABLED[1]))

    assert distinct_names(england)[MABLETHORPE] == "Mablethorpe (East Lindsey)"


def test_every_cell_is_a_row_with_its_counts_and_source(catalogue: Catalogue) -> None:
    wards = compare_wards(catalogue, LINCOLNSHIRE, Baseline.DISTRICT, [DISABLED, HOUSEHOLDS])

    rows = list(csv.DictReader(io.StringIO(wards_csv(wards, "release", 2022).decode("utf-8-sig"))))
    own = [row for row in rows if row["area_code"] == MABLETHORPE]
    assert [(row["unit"], row["numerator"], row["denominator"], row["baseline"]) for row in own] == [
        ("people", "2837", "8210", "East Lindsey"),
        ("households", "2064", "3981", "East Lindsey"),
    ]
    assert {row["release"] for row in rows} == {"release"}
    assert all("Census 2021" in row["source"] and row["licence"] for row in rows)


def test_how_to_read_says_what_differs_in_short(catalogue: Catalogue) -> None:
    people, households = (catalogue.indicators[slug] for slug, _ in (DISABLED, HOUSEHOLDS))

    assert how_to_read([people, people]) == ""
    assert how_to_read([people, households]) == (
        "Compare down a column, not across: the columns differ in unit and base."
    )
