"""``jsna new-indicator --from`` takes each column for what it is, by the analyst's words, or refuses the file."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from jsna.catalogue import indicator_folder
from jsna.catalogue.checks import check
from jsna.cli import main
from jsna.model.slug import slug_of
from tests.cli.council_tables import WARDS, table

RANDOM = 5
ANSWERS = {
    "--title": "Own figures",
    "--summary": "How many people are counted here, for a test of the columns.",
    "--topic": "local",
    "--characteristic": "everyone",
    "--unit": "people",
    "--publisher": "The council",
    "--url": "https://www.example.gov.uk/",
    "--reference-date": "2024-01-15",
    "--rule": "published",
    "--place": "E07000138",
}


@pytest.fixture(scope="module")
def areas(checkout: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with some areas; what a test stores in it is written over by the next."""
    folder = tmp_path_factory.mktemp("data")
    shutil.copytree(checkout / "data/lookups", folder / "lookups")
    every = pd.read_parquet(checkout / "data/areas.parquet")
    own = every["county"].isin(["E10000019", "E08000016", "E08000017", "E08000018", "E08000019"])
    every[own | every["level"].isin(["region", "england"])].to_parquet(folder / "areas.parquet", index=False)
    for name in ("place.toml", "characteristics.toml", "events.toml"):
        shutil.copy(checkout / "data" / name, folder / name)
    return folder


@pytest.fixture
def data(areas: Path) -> Path:
    shutil.rmtree(areas / "indicators/local", ignore_errors=True)
    return areas


def stored(data: Path, text: str, groups: str, base: str, *more: str) -> tuple[str, dict[tuple[str, ...], str]]:
    """What the command said, and what it stored by area, period and group: "210 of 1240", or the note."""
    path = data / "own.csv"
    path.write_text(text, encoding="utf-8")
    given = [part for pair in ANSWERS.items() for part in pair]
    command = ["new-indicator", *given, "--groups", groups, "--base", base, "--from", str(path), "--data", str(data)]
    ended = CliRunner().invoke(main, [*command, *more])
    written = data / "indicators/local/own-figures.csv"
    assert written.exists() == (ended.exit_code == 0), ended.output
    if not written.exists():
        assert ended.exit_code == 1, ended.output
        return ended.output, {}
    rows = list(csv.DictReader(written.read_text("utf-8").splitlines()))
    return ended.output, {
        (row["area_code"], row["period"], row["group"]): row["note"] or f"{row['numerator']} of {row['denominator']}"
        for row in rows
    }


def ward_rows(headings: str, *rows: str) -> str:
    """A table of the first wards: their codes, and the cells given for each."""
    return "\n".join([f"Ward code,{headings}", *(f"{WARDS[at][0]},{row}" for at, row in enumerate(rows)), ""])


PLAIN = ward_rows("Eligible,Pupils", "210,1240", "302,1105", "188,1190")


def test_a_base_is_the_column_that_the_analyst_names(data: Path) -> None:
    text = ward_rows("Carers,Aged 65 and over,Population", "155,310,1240", "201,402,1105", "144,288,1190")
    said, found = stored(data, text, "Carers", "people aged 65 and over")
    assert found[("E05010784", "2024", "carers")] == "155 of 310"
    assert "Carers: 'Carers' out of 'Aged 65 and over', for “people aged 65 and over”." in said
    assert "Left out: 'Population' (a total: its heading says so)." in said


@pytest.mark.parametrize(
    ("headings", "base", "problem"),
    [
        ("Carers,Population", "people aged 65 and over", "none is called “people aged 65 and over”"),
        ("Carers,Households", "all residents", "none is called “all residents”"),
        ("Carers,Aged 75 and over", "people aged 65 and over", "none is called “people aged 65 and over”"),
        ("Carers,Year", "people", "'Year' (a year or period: its heading says so)"),
        ("Carers,Per cent", "people", "'Per cent' (a percentage: its heading says so)"),
        ("Carers,OBJECTID", "people", "'OBJECTID' (an identifier: its heading says so)"),
        ("Carers,Population (000s)", "residents", "'Population (000s)' (rounded to thousands: its heading says so)"),
    ],
)
def test_nothing_is_a_base_because_it_is_left_over(data: Path, headings: str, base: str, problem: str) -> None:
    said, found = stored(data, ward_rows(headings, "12,2024", "9,2024", "14,2024"), "Carers", base)
    assert found == {}
    assert "no column says out of how many" in said
    assert problem in said


def test_a_base_under_another_name_is_named(data: Path) -> None:
    text = PLAIN.replace("Pupils", "On the books")
    assert stored(data, text, "Eligible", "pupils")[1] == {}
    _, found = stored(data, text, "Eligible", "pupils", "--out-of", "On the books")
    assert found[("E05010784", "2024", "eligible")] == "210 of 1240"


@pytest.mark.parametrize("out_of", ["Per cent", "OBJECTID", "Rank"])
def test_a_column_that_is_no_count_is_no_base_even_if_it_is_named(data: Path, out_of: str) -> None:
    text = ward_rows(f"Cases,{out_of}", "12,25", "9,31", "14,28")
    said, found = stored(data, text, "Cases", "people", "--out-of", out_of)
    assert found == {}
    assert re.search(rf"'{out_of}' \(.*: its heading says so\) is not a count", said)


@pytest.mark.parametrize(
    "headings", ["Number,Out of", "numerator,denominator", "Count,Total", "Number eligible,No. of pupils"]
)
def test_headings_that_only_count_are_those_of_the_one_group(data: Path, headings: str) -> None:
    _, found = stored(data, ward_rows(headings, "210,1240", "302,1105"), "Eligible", "pupils")
    assert found[("E05010784", "2024", "eligible")] == "210 of 1240"


def test_a_base_that_is_called_otherwise_than_its_words_is_refused(data: Path) -> None:
    text = ward_rows("Carers,Aged 65 and over,Population", "155,310,1240", "201,402,1105", "144,288,1190")
    said, found = stored(data, text, "Carers", "people aged 65 and over", "--out-of", "Population")
    assert found == {}
    assert "'Population' was named as the base, but 'Aged 65 and over' is called as" in said


TICKS = ward_rows("Car,Bus,Walk,Total,Respondents", "310,155,103,568,372", "402,201,134,737,482", "288,144,96,528,345")


def test_answers_that_overlap_are_out_of_people(data: Path) -> None:
    _, found = stored(data, TICKS, "Car; Bus; Walk", "people who replied")
    assert found[("E05010784", "2024", "car")] == "310 of 372"


def test_a_total_of_answers_is_asked_about(data: Path) -> None:
    text = re.sub(r",[^,]*$", "", TICKS, flags=re.MULTILINE)
    said, found = stored(data, text, "Car; Bus; Walk", "people who replied")
    assert found == {}
    assert "'Total' is the sum of 'Car', 'Bus', 'Walk': answers, if people may be in several of them" in said
    assert stored(data, text, "Car; Bus; Walk", "people who replied", "--out-of", "Total")[1] != {}


@pytest.mark.parametrize("headings", ["Yes,No,Total", "Male,Female,All", "0 to 15,16 to 64,Total", "Sick,Not sick,All"])
def test_a_total_of_groups_that_exclude_each_other_is_a_base(data: Path, headings: str) -> None:
    text = ward_rows(headings, "10,20,30", "30,50,80", "25,60,85")
    _, found = stored(data, text, headings.split(",", maxsplit=1)[0], "people asked")
    assert "10 of 30" in found.values()


def test_a_percentage_never_takes_a_counts_place(data: Path) -> None:
    text = ward_rows("Eligible,% eligible,Pupils", "210,17,1240", "302,27,1105", "188,16,1190")
    said, found = stored(data, text, "Eligible", "pupils")
    assert found[("E05010784", "2024", "eligible")] == "210 of 1240"
    assert "Eligible: 'Eligible' out of 'Pupils', for “pupils”. It was checked against '% eligible'." in said


def test_a_percentage_without_a_sign_is_known_by_its_numbers(data: Path) -> None:
    text = ward_rows("Eligible,Number,Pupils", "17,210,1240", "27,302,1105", "16,188,1190")
    said, found = stored(data, text, "Eligible", "pupils")
    assert found == {}
    assert "'Eligible' (a percentage: it is 'Number' out of 'Pupils' in every row) is not a count" in said
    assert stored(data, text, "Eligible", "pupils", "--count", "Eligible=Number")[1] != {}


def test_years_side_by_side_are_periods(data: Path) -> None:
    text = ward_rows("2023 eligible,2023 pupils,2024 eligible,2024 pupils", "205,1230,210,1240", "297,1095,302,1105")
    _, found = stored(data, text, "Eligible", "pupils")
    assert found[("E05010784", "2023", "eligible")] == "205 of 1230"
    assert found[("E05010784", "2024", "eligible")] == "210 of 1240"
    shutil.rmtree(data / "indicators/local")
    assert {period for _, period, _ in stored(data, text, "Eligible", "pupils", "--period", "2023")[1]} == {"2023"}
    shutil.rmtree(data / "indicators/local")
    assert "not 2022" in stored(data, text, "Eligible", "pupils", "--period", "2022")[0]


def test_one_years_base_is_not_anothers(data: Path) -> None:
    text = ward_rows("2023 eligible,2024 eligible,2024 pupils", "205,210,1240", "297,302,1105")
    said, found = stored(data, text, "Eligible", "pupils")
    assert found == {}
    assert "no column says out of how many" in said


def test_a_column_of_years_is_the_period(data: Path) -> None:
    text = ward_rows("Financial year,Eligible,Pupils", "2022/23,210,1240", "2022/23,302,1105")
    assert stored(data, text, "Eligible", "pupils")[1][("E05010784", "2022/23", "eligible")] == "210 of 1240"
    shutil.rmtree(data / "indicators/local")
    said, found = stored(data, text.replace("2022/23,302", "2023/24,302"), "Eligible", "pupils")
    assert found == {}
    assert "the rows are about several periods (2022/23, 2023/24)" in said


def test_counts_in_thousands_are_refused_in_one_line(data: Path) -> None:
    text = ward_rows("Claimants (000s),Population (000s)", "3,12", "4,11", "2,11")
    said, found = stored(data, text, "Claimants", "residents")
    assert found == {}
    assert said.count("\n") == 1
    assert (
        "'Claimants (000s)' (rounded to thousands: its heading says so) is not a count. Accepted: single people" in said
    )


@pytest.mark.parametrize("code", ["999", "9999", "99999"])
def test_a_code_for_missing_is_no_count(data: Path, code: str) -> None:
    text = PLAIN.replace("1105", code)
    if int(code) < 2000:
        text = ward_rows("Eligible,Pupils", "20,124", "30,110", f"18,{code}")
    said, found = stored(data, text, "Eligible", "pupils")
    assert found == {}
    assert f"column Pupils: a number that often stands for a missing one ('{code}')" in said
    assert stored(data, text, "Eligible", "pupils", "--checked")[1] != {}


def test_a_code_for_missing_that_is_repeated_is_no_count(data: Path) -> None:
    text = ward_rows("Eligible,Pupils", "210,1240", "302,999", "188,1190", "95,999", "171,840")
    said, _ = stored(data, text, "Eligible", "pupils")
    assert "column Pupils: a number that often stands for a missing one; 2 rows, the next row 5 ('999')" in said
    once = text.replace("302,999", "302,1105")
    assert stored(data, once, "Eligible", "pupils")[1][("E05010787", "2024", "eligible")] == "95 of 999"


NAMED = "Ward code,Ward,Eligible,Pupils\nE05010784,Abbey,310,1240\nE05010785,{},402,1105\nE05010786,{},288,1190\n"


@pytest.mark.parametrize(
    ("second", "third"),
    [("Birchwood Ward", "BOULTHAM"), ("Birchwood (ED)", "Boultham, Lincoln"), ("Ward B", "Ward C"), ("", "")],
)
def test_names_are_compared_with_tolerance(data: Path, second: str, third: str) -> None:
    text = NAMED.format(second, f'"{third}"')
    assert stored(data, text, "Eligible", "pupils")[1][("E05010785", "2024", "eligible")] == "402 of 1105"


@pytest.mark.parametrize(
    ("second", "third"), [("Boultham", "Birchwood"), ("Boultham Ward", "birchwood"), ("Boultam", "Birchwod")]
)
def test_a_name_beside_another_areas_code_is_refused_with_both_rows(data: Path, second: str, third: str) -> None:
    text = NAMED.format(second, third)
    said, found = stored(data, text, "Eligible", "pupils")
    assert found == {}
    assert f"row 3, column Ward: E05010785 is Birchwood; {second} is E05010786 (row 4)" in said
    assert f"row 4, column Ward: E05010786 is Boultham; {third} is E05010785 (row 3)" in said
    assert stored(data, text, "Eligible", "pupils", "--checked")[1] != {}


def test_the_names_of_larger_areas_are_not_taken_for_those_of_the_codes(data: Path) -> None:
    text = ward_rows("District,Eligible,Pupils", "Lincoln,210,1240", "Lincoln,302,1105")
    assert stored(data, text, "Eligible", "pupils")[1][("E05010784", "2024", "eligible")] == "210 of 1240"


def test_what_is_missing_is_not_called_withheld(data: Path) -> None:
    text = ward_rows("Eligible,Carers,Pupils", "210,40,1240", ",41,760", "[x],*,930", "..,50,1010", "[c],..,900")
    _, found = stored(data, text, "Eligible; Carers", "pupils")
    wards = [code for code, _ in WARDS[1:5]]
    assert [found[(code, "2024", "eligible")] for code in wards] == ["x", "x", "x", "c"]
    assert [found[(code, "2024", "carers")] for code in wards] == ["41 of 760", "c", "50 of 1010", "x"]


def test_a_ward_with_nobody_is_stored_and_nothing_is_found_wrong(data: Path) -> None:
    text = ward_rows("Ward,Eligible,Pupils", "Abbey,310,1240", "Birchwood,402,1105", "Boultham,0,0")
    said, found = stored(data, text, "Eligible", "pupils")
    assert found[("E05010786", "2024", "eligible")] == "0 of 0"
    assert "Nobody to count, so no percentage: Boultham (E05010786)." in said
    assert [each for each in check.check(data).findings if each.file.startswith("own-figures")] == []


def test_districts_by_their_codes_of_2025_are_taken_for_what_they_are(data: Path) -> None:
    rows = ["E08000038,Barnsley,100,1000", "E08000017,Doncaster,101,1001", "E08000018,Rotherham,102,1002"]
    text = "\n".join(["Area code,Area,Eligible,Pupils", *rows, "E08000039,Sheffield,103,1003", ""])
    said, found = stored(data, text, "Eligible", "pupils")
    assert found[("E08000016", "2024", "eligible")] == "100 of 1000"
    assert found[("E08000019", "2024", "eligible")] == "103 of 1003"
    assert "Sheffield's code of April 2025, E08000039, was read as E08000019" in said


def test_what_nobody_states_of_a_source_is_not_made_up(data: Path) -> None:
    stored(data, PLAIN, "Eligible", "pupils")
    source = indicator_folder.read(data / "indicators/local/own-figures.toml").source
    assert (source.licence, source.published, source.statement) == (
        "not stated",
        None,
        "The council, licence not stated",
    )
    shutil.rmtree(data / "indicators/local")
    stored(data, PLAIN, "Eligible", "pupils", "--licence", "CC BY 4.0", "--published", "2024-03-01")
    source = indicator_folder.read(data / "indicators/local/own-figures.toml").source
    assert (source.licence, str(source.published), source.statement) == (
        "CC BY 4.0",
        "2024-03-01",
        "The council, CC BY 4.0",
    )


def test_tables_made_at_random_are_read_as_they_were_made_or_refused(data: Path) -> None:
    """Headings, order, names, totals and further columns differ; nothing else than what is true is ever stored."""
    read_back = 0
    for seed in range(RANDOM):
        made = table(seed)
        shutil.rmtree(data / "indicators/local", ignore_errors=True)
        said, found = stored(data, made.text, made.groups, made.base)
        assert found or "Error: " in said
        expected = {
            (code, "2024", slug_of(label)): "x" if true is None else f"{true[0]} of {true[1]}"
            for (code, label), true in made.true.items()
        }
        assert {key: found.get(key) for key in expected if found} == (expected if found else {}), f"{made.text}\n{said}"
        read_back += bool(found)
    assert read_back >= 0.7 * RANDOM
