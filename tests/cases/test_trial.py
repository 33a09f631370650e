"""Files as councils and publishers make them that failed when they were first tried: their figures, or why not."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

import pytest

from tests.cases.conftest import Command

WARDS = {
    "E05010784": "Abbey", "E05010785": "Birchwood", "E05010786": "Boultham", "E05010787": "Carholme",
    "E05010788": "Castle", "E05010789": "Glebe", "E05010790": "Hartsholme", "E05010791": "Minster",
    "E05010792": "Moorland", "E05010793": "Park", "E05010794": "Witham",
}  # fmt: skip
ABBEY, BIRCHWOOD, FENSIDE = "E05010784", "E05010785", "E05009622"
COUNT = ("--measure", "count")


def text(headings: Sequence[str], *rows: Sequence[object]) -> str:
    """Return a table as CSV."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([headings, *rows])
    return out.getvalue()


def by_ward(headings: Sequence[str], *columns: Sequence[object]) -> str:
    """Return a table of the first wards by code and name."""
    first = list(WARDS.items())[: len(columns[0])]
    return text(
        ["Ward code", "Ward", *headings],
        *((*ward, *row) for ward, row in zip(first, zip(*columns, strict=True), strict=True)),
    )


def every_ward(headings: Sequence[str], *rows: Sequence[object]) -> str:
    """Return a table of all wards of Lincoln by name, with the same numbers for each, and rows below."""
    return text(["Ward", *headings], *([name, 300, 2000] for name in WARDS.values()), *rows)


RATES = by_ward(["Number obese", "Prevalence (%)"], (50, 51, 54, 59), ("20.3", "21.3", "22.3", "23.3"))
ANSWERS = by_ward(
    ["Satisfied", "Neither", "Dissatisfied", "Base"],
    (61, 55, 72, 48), (20, 25, 8, 22), (19, 20, 20, 30), (210, 305, 180, 190),
)  # fmt: skip
PARTS = text(
    ["Ward code", "Offence", "Kind", "Number"],
    *([code, "Burglary", kind, 3] for code in WARDS for kind in ("of a home", "of a business")),
)
CLIENTS = text(
    ["Client ID", "Support", "Postcode"],
    *([f"L{row:03}", ("Physical", "Memory", "Physical")[row % 3], ("LN2 1AF", "LN6 0BS")[row < 4]] for row in range(9)),
    ["L999", "Memory", "ZZ99 3VZ"],
)
BRANCHES = text(["Library", "Postcode", "Apr-23", "May-23"], ["Abbey", "LN2 1AF", 410, 420], ["Park", "LN6 0BS", 9, 8])
APPLICATIONS = text(
    ["Reference", "Status", "Easting", "Northing", "Dwellings proposed"],
    *([f"2023/{row:03}", "Approved", 498000 + row, 371000, row + 1] for row in range(3)),
)
TWO_DISTRICTS = text(
    ["District", "Ward", "JSA claimants", "Aged 16-64"],
    ["Boston", "Fenside", 50, 4000], ["", "Coastal", 51, 4001], ["Boston Total", "", 101, 8001],
    ["Lincoln", "Abbey", 60, 5000], ["", "Birchwood", 61, 5001], ["Lincoln Total", "", 121, 10001],
    ["Grand total", "", 222, 18002],
)  # fmt: skip
TABLEAU = text(
    ["Ward", "Measure Names", "Measure Values"],
    *([name, *pair] for name in WARDS.values() for pair in (("Referrals", 56), ("Children", "1,204"), ("%", "4.7%"))),
)
YEARS_ABOVE = text(["", "2022", "", "2023", ""], ["Ward", "FSM", "NOR", "FSM", "NOR"], ["Abbey", 59, 509, 69, 516],
                   ["Park", 51, 503, 61, 512])  # fmt: skip
STAT_XPLORE = text(
    ["People on Universal Credit"], [], ["Month", "January 2024", "", "February 2024", ""],
    ["Employment indicator", "In employment", "Not in employment", "In employment", "Not in employment"],
    ["National - Regional - LA - OAs"],
    ["E05010784 : Abbey", 204, 304, 214, 314], ["E05010785 : Birchwood", 8, 7, 9, 6],
    ["Total", 212, 311, 223, 320],
)  # fmt: skip


def named(form: str) -> str:
    return text(
        ["Area", "Carers", "Residents"],
        *([form.format(ward, place), 70, 900] for ward, place in (("Abbey", "Lincoln"), ("Fenside", "Boston"))),
    )


@pytest.mark.parametrize(
    ("file", "groups", "base", "options", "expected"),
    [
        (text(["WD22CD", "Carers", "Residents"], *([code, 70, 900] for code in WARDS)), "Carers", "residents", (),
         {(ABBEY, "carers"): "70 of 900"}),
        (every_ward(["Aged 65+", "Total population"]), "Aged 65 and over", "residents", (),
         {(ABBEY, "aged-65-and-over"): "300 of 2000"}),
        ("Ward code,Ward,SEN provision,,All pupils\n,,SEN Support,EHC Plan,\n" + "".join(
            f"{code},{name},120,40,1060\n" for code, name in WARDS.items()), "SEN Support; EHC Plan", "pupils", (),
         {(ABBEY, "sen-support"): "120 of 1060", (ABBEY, "ehc-plan"): "40 of 1060"}),
        (RATES, "Obese", "children", ("--measure", "rate", "--count", "Obese=Prevalence (%)"),
         {(ABBEY, "obese"): "20.3"}),
        (PARTS, "Burglary", "offences", (*COUNT, "--add-up"), {(ABBEY, "burglary"): "6"}),
        (CLIENTS, "Physical; Memory", "clients", ("--out-of", "sum of the groups"),
         {(ABBEY, "physical"): "3 of 5", (ABBEY, "memory"): "2 of 5", (BIRCHWOOD, "memory"): "1 of 4"}),
        (CLIENTS, "Clients", "clients", COUNT, {(ABBEY, "clients"): "5", (BIRCHWOOD, "clients"): "4"}),
        (BRANCHES, "Issues", "loans", COUNT, {(ABBEY, "issues"): "420", (BIRCHWOOD, "issues"): "8"}),
        (TWO_DISTRICTS, "JSA claimants", "aged 16-64", (),
         {(FENSIDE, "jsa-claimants"): "50 of 4000", (ABBEY, "jsa-claimants"): "60 of 5000"}),
        (named("{1} - {0}"), "Carers", "residents", (),
         {(FENSIDE, "carers"): "70 of 900", (ABBEY, "carers"): "70 of 900"}),
        (named("{0} ({1})"), "Carers", "residents", (), {(FENSIDE, "carers"): "70 of 900"}),
        (YEARS_ABOVE, "FSM", "pupils", ("--out-of", "NOR"), {(ABBEY, "fsm"): "69 of 516"}),
        (STAT_XPLORE, "In employment; Not in employment", "people", ("--out-of", "sum of the groups"),
         {(ABBEY, "in-employment"): "214 of 528"}),
        (TABLEAU, "Referrals", "children", (), {(ABBEY, "referrals"): "56 of 1204"}),
    ],
)  # fmt: skip
def test_it_goes_in_with_the_right_figures(
    command: Command, file: str, groups: str, base: str, options: Sequence[str], expected: dict[tuple[str, str], str]
) -> None:
    told = command(file, groups, base, *options)
    assert told.figures, told.said
    assert {key: told.of(*key) for key in expected} == expected


def areas(heading: str, *cells: str) -> str:
    return text([heading, "Carers", "Residents"], *([cell, 70 + row, 900] for row, cell in enumerate(cells)))


@pytest.mark.parametrize(
    ("file", "groups", "base", "options", "says"),
    [
        (RATES, "Obese", "children", ("--measure", "rate"), '--count "Obese=Prevalence (%)"'),
        (ANSWERS, "Satisfied", "people who replied", (), "it and 2 beside it add up to 100 in every row"),
        (PARTS, "Burglary", "offences", COUNT, '--only "Kind=of a home"'),
        (APPLICATIONS, "Approved", "applications", (), '--column "Count of rows=count"'),
        (every_ward(["Working age claimants", "Chargeable dwellings"]), "Working age", "dwellings", (),
         '--count "Working age=Working age claimants"'),
        (every_ward(["Working age claimants", "Chargeable dwellings"]), "Working age claimants", "dwellings", (),
         '--out-of "Chargeable dwellings"'),
        (text(["Indicator", *WARDS.values()], ["Carers", *range(11)]), "Carers", "residents", COUNT,
         "the areas stand along the top"),
        (areas("Division", *(f"E580009{number}" for number in range(10, 20))), "Carers", "residents", (),
         "electoral divisions of counties"),
        (areas("Parish", "E04005510", "E04005511"), "Carers", "residents", (), "a parish cannot be put into wards"),
        (areas("OA21CD", *(f"E001329{number}" for number in range(10, 20))), "Carers", "residents", (), "output areas"),
        (areas("Electoral division", "Boultham", "Park", "Abbey"), "Carers", "residents", (), "electoral divisions"),
        (areas("PCN code", "U10010", "U10011"), "Carers", "residents", (), "primary care networks"),
        (areas("Area", "LN1 1", "LN1 2", "LN2 1"), "Carers", "residents", (), "sectors of postcodes"),
    ],
)  # fmt: skip
def test_it_is_refused_in_one_line_that_leads_on(
    command: Command, file: str, groups: str, base: str, options: Sequence[str], says: str
) -> None:
    told = command(file, groups, base, *options)
    assert told.refused, told.figures
    assert says in told.said


def test_collisions_are_placed_by_their_points_where_these_are_nearer_than_their_small_area(command: Command) -> None:
    rows = [[f"2022{row}", 497800 + row, 371200, row + 1, "E01026122"] for row in range(3)]
    headings = ["accident_reference", "location_easting_osgr", "location_northing_osgr", "casualties", "lsoa"]
    told = command(text(headings, *rows), "Casualties", "casualties", *COUNT)
    assert sum(int(figure) for (code, *_), figure in told.figures.items() if code in WARDS) == 6, told.said


def test_one_age_of_many_is_out_of_the_total_that_all_of_them_add_up_to(command: Command) -> None:
    ages = [f"{sex}{age}" for sex in "FM" for age in range(15)]
    rows = [[code, 30 * (10 + row), *[10 + row] * 30] for row, code in enumerate(WARDS)]
    told = command(
        text(["Ward code", "Total", *ages], *rows), "Women 14+", "residents", "--count", "Women 14+=F14", "--out-of",
        "Total",
    )  # fmt: skip
    assert told.of(ABBEY, "women-14") == "10 of 300", told.said
