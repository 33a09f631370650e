"""Each column of a council's file is taken for what it is: the made-up files, and others of their kinds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from jsna.cli import main
from tests.cases.conftest import Command, stored

LINCOLN, ABBEY = "E07000138", "E05010784"
Case = Callable[[str], Path]


@pytest.mark.parametrize(
    ("name", "groups", "base", "options", "expected"),
    [
        ("B01/input.csv", "Carers", "people aged 65 and over", (),
         {(ABBEY, "carers"): "155 of 310", (LINCOLN, "carers"): "1096 of 2196"}),
        ("B02/input.csv", "Car; Bus; Walk", "people who replied", (),
         {(ABBEY, "car"): "310 of 372", (ABBEY, "walk"): "103 of 372"}),
        ("C01/long_groups.csv", "Alpha; Beta; Gamma", "people", ("--out-of", "sum of the groups"),
         {(ABBEY, "alpha"): "500 of 820", ("E05010787", "gamma"): "12 of 612"}),
        ("C01/long_groups.csv", "Alpha", "people", ("--out-of", "sum of the groups"), {(ABBEY, "alpha"): "500 of 820"}),
        ("C04/count_and_percentage_rows.csv", "Aged 65+", "all residents", ("--out-of", "residents"),
         {(ABBEY, "aged-65"): "210 of 11308"}),
        ("C04/count_and_percentage_rows.csv", "Aged 65+", "people", ("--measure", "COUNT"),
         {(LINCOLN, "aged-65"): "1916"}),
        ("C06/count_without_base.csv", "Electors", "people", ("--measure", "count"), {(LINCOLN, "electors"): "10615"}),
        ("C08/long_by_month.csv", "Burglary", "offences", ("--measure", "count", "--period", "Jan 2024"),
         {(ABBEY, "burglary"): "1", ("E05010788", "burglary"): "5"}),
        ("C19/nomis_api_long.csv", "65 and over", "all ages",
         ("--count", "65 and over=Age 70", "--count", "65 and over=Aged 90+"),
         {("E07000136", "65-and-over"): "96 of 400", ("E10000019", "65-and-over"): "240 of 1000"}),
        ("C23/several_rows_of_a_ward.csv", "over_75", "registered", ("--add-up",), {(ABBEY, "over-75"): "100 of 800"}),
        ("C29/counts_rates_places.csv", "Claimants", "people", ("--count", "Claimants=rate", "--measure", "rate"),
         {(ABBEY, "claimants"): "16.9"}),
        ("L01/count_percent_base.csv", "Eligible", "pupils", (),
         {(ABBEY, "eligible"): "210 of 1240", (LINCOLN, "eligible"): "1916 of 10615"}),
        ("L14/own_base_for_each_group.csv", "White; Other", "pupils", (),
         {(ABBEY, "white"): "105 of 620", (ABBEY, "other"): "105 of 620", ("E05010785", "other"): "151 of 553"}),
        ("L14/own_base_for_each_group.csv", "White eligible; Other eligible", "pupils", (),
         {("E05010785", "other-eligible"): "151 of 553"}),
    ],
)  # fmt: skip
def test_made_up_files_give_the_stated_figures(
    case: Case, command: Command, name: str, groups: str, base: str, options: tuple[str, ...],
    expected: dict[tuple[str, str], str],
) -> None:  # fmt: skip
    told = command(case(name), groups, base, *options)
    assert {key: told.of(*key) for key in expected} == expected, told.said


def test_wards_of_2025_keep_their_figures(case: Case, command: Command) -> None:
    told = command(case("C03/present_wards_by_sex.csv"), "Aged 65 and over", "all ages",
                   "--count", "Aged 65 and over=aged_65_and_over", "--place", "E08000009")  # fmt: skip
    assert list(told.figures.values()) == ["150 of 1000"] * 3, told.said
    assert "Only rows of sex: Persons were read: 3 of 9." in told.said


@pytest.mark.parametrize(
    ("name", "groups", "base", "options", "reason"),
    [
        ("B03/input.csv", "Claimants", "population", (), "rounded to thousands"),
        ("C01/long_groups.csv", "Alpha", "people", (), "no column says out of how many"),
        ("C04/count_and_percentage_rows.csv", "Aged 65+", "people", (), "no column says out of how many"),
        ("C08/long_by_month.csv", "Burglary", "people", (), "no column says out of how many"),
        ("C23/several_rows_of_a_ward.csv", "over_75", "registered", (), "--add-up"),
        ("C29/counts_rates_places.csv", "count", "people", (), "no column says out of how many"),
        ("C29/counts_rates_places.csv", "count", "people", ("--out-of", "rate"), "is not a count"),
        ("L02/year_column.csv", "Claimants", "people", (), "'Year' (a year or period"),
        ("L03/percent_as_base.csv", "Cases", "people", (), "'Per cent' (a percentage"),
    ],
)
def test_what_cannot_be_known_is_asked_in_one_line(
    case: Case, command: Command, name: str, groups: str, base: str, options: tuple[str, ...], reason: str
) -> None:
    told = command(case(name), groups, base, *options)
    assert told.refused
    assert reason in told.said
    assert len(told.said.strip().splitlines()) == 1, told.said


def test_years_side_by_side_are_two_periods(case: Case, command: Command) -> None:
    told = command(case("L06/two_years_side_by_side.csv"), "Eligible", "pupils")
    assert told.figures[LINCOLN, "2023", "eligible"] == "1861 of 10505"
    assert told.figures[LINCOLN, "2024", "eligible"] == "1916 of 10615"


def test_the_next_file_of_its_kind_needs_one_command(
    case: Case, command: Command, folder: Path, tmp_path: Path
) -> None:
    command(case("L06/two_years_side_by_side.csv"), "Eligible", "pupils")
    later = tmp_path / "later.csv"
    later.write_text(case("L06/two_years_side_by_side.csv").read_text("utf-8").replace("2024", "2025"), "utf-8")
    given = ["own-figures", "--from", str(later), "--reference-date", "2025-01-15", "--data", str(folder)]

    ended = CliRunner().invoke(main, ["add-period", *given])

    assert ended.exit_code == 0, ended.output
    assert "Abbey, Eligible: 210 of 1,240, 16.9% (2025)." in ended.output
    assert {period for _, period, _ in stored(folder)} == {"2023", "2024", "2025"}


def test_a_second_year_under_the_same_name_stands_beside_the_first(case: Case, command: Command) -> None:
    command(case("L19/second_year.csv"), "Eligible", "pupils", "--period", "2023")
    told = command(case("L19/second_year.csv"), "Eligible", "pupils", "--period", "2024", "--replace")
    assert {period for _, period, _ in told.figures} == {"2023", "2024"}


WARDS = ("E05010784", "E05010785", "E05010786", "E05010787", "E05010788")


def long_table(headings: str, *rows: str) -> str:
    """A table with each row for each of some wards; ``{}`` in a row is a number that differs by ward."""
    lines = [f"{ward},{row.format(100 + 10 * at)}" for at, ward in enumerate(WARDS) for row in rows]
    return "\n".join([f"Ward code,{headings}", *lines, ""])


@pytest.mark.parametrize(
    ("text", "groups", "base", "options", "expected"),
    [
        pytest.param(
            long_table("Ethnic group,Persons", "White,{}", "Asian,7", "All people,250"), "White", "all people", (),
            "100 of 250", id="the base is a row of the groups"),
        pytest.param(
            long_table(
                "Year,Sex,Claimants,Residents", "2023,Male,{},500", "2023,Total,260,1000", "2024,Total,270,1010"),
            "Claimants", "residents", ("--period", "2023"), "260 of 1000", id="rows of everyone are read"),
        pytest.param(
            long_table("Sex,Claimants,Residents", "Male,{},500", "Female,160,510"), "Male; Female", "residents",
            ("--column", "Sex=group"), "100 of 500", id="sexes are the groups"),
        pytest.param(
            long_table("Measure,Value", "Numerator,{}", "Denominator,400", "Percentage,25.0"), "Numerator", "people",
            ("--column", "Measure=measure", "--count", "Numerator=Value"), "100 of 400", id="a row is the base"),
        pytest.param(
            long_table("Type,Claimants,Residents", "New,{},1000", "Old,50,1000"), "Claimants", "residents",
            ("--only", "Type=New"), "100 of 1000", id="rows that are named"),
    ],
)  # fmt: skip
def test_long_tables_are_put_into_one_row_for_each_area(
    command: Command, text: str, groups: str, base: str, options: tuple[str, ...], expected: str
) -> None:
    told = command(text, groups, base, *options)
    assert next(iter(told.figures.values()), told.said) == expected


def test_rows_that_differ_by_a_column_without_a_whole_are_asked_about(command: Command) -> None:
    text = long_table("Type,Claimants,Residents", "New,{},1000", "Old,50,1000")
    told = command(text, "Claimants", "residents")
    assert told.refused
    assert "which differ by 'Type' (New, Old)" in told.said
    assert '--only "Type=New"' in told.said


def test_a_percentage_that_is_not_its_counts_is_asked_about(command: Command) -> None:
    rows = [f"{ward},{100 + at},1000,{(100 + at) / 10}" for at, ward in enumerate(WARDS)]
    text = "\n".join(["Ward code,Eligible,Pupils,% eligible", *rows, ""])
    assert command(text, "Eligible", "pupils").of(WARDS[0], "eligible") == "100 of 1000"
    wrong = command(text.replace("102,1000", "120,1000"), "Eligible", "pupils")
    assert "the percentage is not the count out of its base in 1 of 5 rows (4)" in wrong.said


def test_published_means_keep_their_limits(command: Command) -> None:
    rows = [f"{ward},7.{at},7.0,7.9" for at, ward in enumerate(WARDS)]
    text = "\n".join(["Ward code,Mean score,Lower CI,Upper CI", *rows, ""])
    told = command(
        text, "Happiness", "people", "--count", "Happiness=Mean score", "--measure", "mean", "--unit", "points"
    )
    assert told.of(WARDS[1], "happiness") == "7.1 (7 to 7.9)", told.said


def test_ranks_are_refused_in_a_sentence(command: Command) -> None:
    text = "\n".join(["Ward code,IMD rank", *(f"{ward},{at * 7 + 3}" for at, ward in enumerate(WARDS)), ""])
    told = command(text, "Deprivation", "people", "--count", "Deprivation=IMD rank", "--measure", "score")
    assert told.refused
    assert "ranks or classes, which are neither added up nor compared by size" in told.said


def test_counts_without_a_base_are_protected_beside_their_sum(command: Command) -> None:
    text = "\n".join(
        ["Ward code,Clients", *(f"{ward},{size}" for ward, size in zip(WARDS, (20, 33, 4, 41, 52), strict=True)), ""]
    )
    told = command(text, "Clients", "people", "--measure", "count", "--rule", "service")
    assert told.of(WARDS[2], "clients") == "c"
    assert told.of(WARDS[0], "clients") == "20"


def test_nothing_is_written_where_only_a_look_is_wanted(command: Command) -> None:
    text = long_table("Claimants,Residents", "{},1000")
    told = command(text, "Claimants", "residents", "--dry-run")
    assert "Abbey, Claimants: 100 of 1,000, 10.0% (2024)." in told.said
    assert told.figures == {}


def of_ages(base: Callable[[int, int], int], *, without_last: bool = False) -> str:
    """Claimants of each ward by three ages, with the number that they are out of in each row."""
    rows = [
        f"{ward},{age},{10 * at + place},{base(at, place)}"
        for at, ward in enumerate(WARDS, start=1)
        for place, age in enumerate(("0-64", "65-74", "75+"))
    ]
    return "\n".join(["Ward code,Age,Claimants,Residents", *rows[: -1 if without_last else None], ""])


OLD = ("--count", "65 and over=65-74", "--count", "65 and over=75+")


def test_a_base_that_all_rows_of_an_area_share_is_taken_once(command: Command) -> None:
    shared = command(of_ages(lambda at, _: 1240 + at), "65 and over", "residents", *OLD)
    assert shared.of(WARDS[0], "65-and-over") == "23 of 1241"
    assert "'Residents' is the same in all rows of an area; it was taken once." in shared.said
    assert (
        command(of_ages(lambda at, place: 700 + at + place), "65 and over", "residents", *OLD).of(
            WARDS[0], "65-and-over"
        )
        == "23 of 1405"
    )


def test_a_sum_with_a_row_that_is_not_there_is_missing(command: Command) -> None:
    told = command(of_ages(lambda at, place: 700 + at + place, without_last=True), "65 and over", "residents", *OLD)
    assert told.of(WARDS[3], "65-and-over") == "83 of 1411"
    assert told.of(WARDS[4], "65-and-over") == "x"


def test_the_sum_of_the_groups_counts_nobody_twice(command: Command) -> None:
    parts = (("White", 300, 7), ("Asian", 70, 3), ("Asian: Indian", 40, 2), ("Asian: Other", 30, 1), ("Total", 370, 10))
    rows = [f"{ward},{label},{size + more * at}" for at, ward in enumerate(WARDS) for label, size, more in parts]
    text = "\n".join(["Ward code,Group,Number", *rows, ""])
    told = command(text, "White", "people", "--out-of", "sum of the groups")
    assert "'Asian' is the sum of 'Asian: Indian', 'Asian: Other'" in told.said
    flat = "\n".join(line for line in text.splitlines() if ": " not in line) + "\n"
    assert command(flat, "White", "people", "--out-of", "sum of the groups").of(WARDS[1], "white") == "307 of 380"


def test_areas_that_a_choice_of_rows_leaves_out_are_named(command: Command) -> None:
    text = long_table("Sex,Claimants,Residents", "Male,{},500", "Persons,260,1000")
    text = text.replace(f"{WARDS[4]},Persons,260,1000\n", "")
    told = command(text, "Claimants", "residents")
    assert f"1 areas have no such row, and no figure: {WARDS[4]}." in told.said


@pytest.mark.parametrize(("heading", "expected"), [("% obese", "0.005"), ("Proportion obese", "0.5"), ("Obese", None)])
def test_small_percentages_are_not_taken_for_fractions(command: Command, heading: str, expected: str | None) -> None:
    text = "\n".join([f"Ward code,{heading}", *(f"{ward},0.{5 + at}" for at, ward in enumerate(WARDS[:4])), ""])
    told = command(text, "Obese", "children", "--count", f"Obese={heading}", "--column", f"{heading}=value")
    assert told.of(WARDS[0], "obese") == expected if expected else "percentages or fractions" in told.said


@pytest.mark.parametrize(("title", "expected"), [("Claims, 2023/24", "2023/24"), ("Claims by ward", "2024")])
def test_a_line_above_the_table_says_the_period(command: Command, title: str, expected: str) -> None:
    text = f"{title},,\n,,\n" + long_table("Claimants,Residents", "{},1000")
    assert {period for _, period, _ in command(text, "Claimants", "residents").figures} == {expected}


@pytest.mark.parametrize(
    ("title", "expected"), [("Date: March 2019", "March 2019"), ("Claims in wards of 2019", "2024")]
)
def test_a_line_above_the_table_that_says_another_year_is_told(command: Command, title: str, expected: str) -> None:
    told = command(f"{title},,\n,,\n" + long_table("Claimants,Residents", "{},1000"), "Claimants", "residents")
    assert {period for _, period, _ in told.figures} == {expected}
    assert "and the day the figures are about is 2024-01-15" in told.said


def test_an_authority_that_stands_at_two_levels_is_read_once(command: Command) -> None:
    upper = ("E06000015", "E06000016", "E06000017")
    rows = [
        f"{kind},{code},{10 + at},{100 + at}" for kind in ("district", "upper tier") for at, code in enumerate(upper)
    ]
    text = "\n".join(["Kind,Area code,Claimants,Residents", *rows, ""])
    told = command(text, "Claimants", "residents")
    assert told.of("E06000016", "claimants") == "11 of 101"
    assert "3 rows repeat another of the same area; they were read once." in told.said
    assert "which differ by 'Kind'" in command(text.replace("11,101", "12,101", 1), "Claimants", "residents").said


def test_districts_that_ended_are_left_out_and_counted(command: Command) -> None:
    codes = ("E06000015", "E06000016", "E06000017", "E06000028")
    text = "\n".join(
        ["Area code,Period,Measure,Value", *(f"{code},2014/15,Percentage,7.{at}" for at, code in enumerate(codes)), ""]
    )
    told = command(text, "Depression", "patients", "--column", "Value=value")
    assert told.of("E06000016", "depression") == "0.071"
    assert "Rows of areas of other years or kinds were left out: 1, of 1 areas (E06000028)." in told.said


@pytest.mark.parametrize(("heading", "taken"), [("Aged 65+", True), ("65 or over", True), ("Aged over 65", False)])
def test_over_65_is_not_65_and_over(command: Command, heading: str, taken: bool) -> None:
    text = long_table(f"{heading},Residents", "{},1000")
    told = command(text, "Aged 65 and over", "residents")
    assert bool(told.figures) == taken
    assert told.figures or f"'{heading}'" in told.said
