"""``jsna new-indicator`` asks, writes two files, and takes a council's own counts."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from jsna.areas.places import of_ward_year
from jsna.catalogue import indicator_folder, read
from jsna.catalogue.checks import check
from jsna.cli import main

TITLE = "Free school meals"
ANSWERS = {
    "--title": TITLE,
    "--summary": "How many pupils are known to be eligible for free school meals.",
    "--topic": "health",
    "--characteristic": "everyone",
    "--groups": "Eligible: are eligible for free school meals",
    "--unit": "people",
    "--base": "pupils",
    "--publisher": "Lincolnshire County Council",
    "--url": "https://www.lincolnshire.gov.uk/",
    "--reference-date": "2026-01-15",
}
REASON = "Three points are a class of thirty in a large school."


def new_indicator(data: Path, *more: str, typed: str | None = None) -> tuple[int, str]:
    given = [] if typed else [part for pair in ANSWERS.items() for part in pair]
    ended = CliRunner().invoke(main, ["new-indicator", *given, *more, "--data", str(data)], input=typed)
    return ended.exit_code, ended.output


def counts(folder: Path, **changed: str) -> Path:
    areas = of_ward_year(pd.read_parquet(folder / "areas.parquet"), 2022)
    wards = areas[(areas["level"] == "ward") & (areas["county"] == "E10000019")]
    rows = [f"{code},{changed.get(code, '40')},400" for code in wards["code"]]
    path = folder.parent / "meals.csv"
    path.write_text("\n".join(["Ward code,Eligible,Pupils", *rows, ""]), encoding="utf-8")
    return path


def about(data: Path, slug: str) -> list[str]:
    return [str(found) for found in check.check(data).fatal if found.file.startswith(slug)]


def test_it_asks_for_what_it_is_not_told(data: Path) -> None:
    typed = "\n".join([*ANSWERS.values(), ""])
    status, said = new_indicator(data, typed=typed)
    assert (status, "One plain sentence on what is counted" in said) == (0, True)
    assert indicator_folder.read(data / "indicators/health/free-school-meals.toml").title == TITLE


def test_a_template_has_a_row_for_each_area_and_is_reported_as_empty(data: Path) -> None:
    assert new_indicator(data)[0] == 0
    rows = (data / "indicators/health/free-school-meals.csv").read_text("utf-8").splitlines()
    assert len(rows) == 1 + 157 + 7 + 1 + 1
    assert "E05009888,2026,everyone,eligible,,,,,," in rows
    assert [finding.split(" (")[0].split(": ")[1] for finding in about(data, "free-school-meals")] == [
        "0 wards of December 2022 with a figure in ",
        "0 districts with a figure in ",
        "0 counties with a figure in ",
    ]


def test_a_councils_own_counts_stand_in_the_catalogue(data: Path) -> None:
    status, said = new_indicator(data, "--from", str(counts(data)))
    assert status == 0, said
    assert "Withheld to protect people: 0 of 165 figures." in said
    assert about(data, "free-school-meals") == []
    table = read.open_catalogue(data).observations("free-school-meals").set_index("area_code")
    assert table.loc[["E05009888", "E10000019"], "numerator"].tolist() == [40, 157 * 40]


@pytest.mark.parametrize(("theirs", "ours"), [(2022, 2025), (2025, 2022)])
def test_counts_of_one_list_go_into_the_list_that_the_place_works_with(data: Path, theirs: int, ours: int) -> None:
    place = data / "place.toml"
    place.write_text(f'wards = {ours}\narea = "E08000009"\n' + without(place, "wards", "area"), "utf-8")
    every = pd.read_parquet(data / "areas.parquet")
    trafford = {year: set(wards_of(every, year, "E08000009")) for year in (theirs, ours)}
    path = data.parent / "meals.csv"
    rows = [f"{code},40,400" for code in sorted(trafford[theirs])]
    path.write_text("\n".join(["Ward code,Eligible,Pupils", *rows, ""]), "utf-8")

    status, said = new_indicator(data, "--from", str(path), "--estimate")

    assert status == 0, said
    assert f"21 wards of {theirs} were carried to 21 wards of {ours}." in said
    assert about(data, "free-school-meals") == []
    shown = read.open_catalogue(data)
    assert shown.year == ours
    table = shown.observations("free-school-meals").set_index("area_code")
    assert set(table.index) >= trafford[ours]
    # Each figure is rounded to 5 by itself, to protect people.
    carried = table.loc[sorted(trafford[ours]), "numerator"].sum()
    assert table.at["E08000009", "numerator"] == 21 * 40 == pytest.approx(carried, abs=21 * 2.5)


def without(path: Path, *keys: str) -> str:
    """The lines of a TOML that do not give the keys."""
    return "".join(line for line in path.read_text("utf-8").splitlines(True) if line.split(" =")[0] not in keys)


def wards_of(areas: pd.DataFrame, year: int, district: str) -> list[str]:
    listed = of_ward_year(areas, year)
    return list(listed.loc[(listed["level"] == "ward") & (listed["district"] == district), "code"])


def test_small_counts_of_people_are_withheld(data: Path) -> None:
    said = new_indicator(data, "--from", str(counts(data, E05009888="3")))[1]
    assert "Withheld to protect people: 1 of 165 figures." in said
    assert "E05009888,2026,everyone,eligible,,,,,,c" in (data / "indicators/health/free-school-meals.csv").read_text()


def test_a_bad_file_is_told_by_row_and_column_and_nothing_is_written(data: Path) -> None:
    before = sorted(data.rglob("*"))
    status, said = new_indicator(data, "--from", str(counts(data, E05009888="12%", E05009889="4O")))
    assert status == 1
    assert "column Eligible: a percent sign" in said
    assert "column Eligible: a letter in a number ('4O')" in said
    assert [path for path in sorted(data.rglob("*")) if path not in before] == []


def test_a_name_is_taken_once(data: Path) -> None:
    new_indicator(data)
    assert new_indicator(data)[0] == 1
    assert new_indicator(data, "--replace")[0] == 0


@pytest.mark.parametrize(
    ("option", "given", "says"),
    [
        ("--topic", "../health", "not a name for a file"),
        ("--summary", "Too short.", "summary"),
        ("--url", "http://example.gov.uk", "url"),
        ("--groups", "Eligible;eligible", "the label is there twice"),
        ("--place", "E07000999", "unknown area"),
        ("--margin-reason", "A class of thirty.", "the margin that it is for, or no reason"),
    ],
)
def test_a_wrong_answer_is_told(data: Path, option: str, given: str, says: str) -> None:
    status, said = new_indicator(data, option, given)
    assert (status, says in said) == (1, True), said
    assert not (data / "indicators/health").exists()


def margin_keys(data: Path) -> list[str]:
    lines = (data / "indicators/health/free-school-meals.toml").read_text("utf-8").splitlines()
    return [line for line in lines if line.startswith("margin")]


def test_no_margin_is_written_where_none_is_given(data: Path) -> None:
    assert new_indicator(data)[0] == 0
    assert margin_keys(data) == []


@pytest.mark.parametrize(("more", "typed"), [(["--margin-reason", REASON], None), ([], f"{REASON}\n")])
def test_a_margin_is_written_with_its_reason_and_asks_for_it(data: Path, more: list[str], typed: str | None) -> None:
    given = [part for pair in ANSWERS.items() for part in pair]
    ended = CliRunner().invoke(
        main, ["new-indicator", *given, "--margin", "3", *more, "--data", str(data)], input=typed
    )
    assert ended.exit_code == 0, ended.output
    assert ("Why that difference matters" in ended.output) is (typed is not None)
    assert margin_keys(data) == ["margin_that_matters = 3.0", f'margin_reason = "{REASON}"']
    assert indicator_folder.read(data / "indicators/health/free-school-meals.toml").margin_reason == REASON


def test_the_figures_have_the_period_that_is_given(data: Path) -> None:
    status, said = new_indicator(data, "--from", str(counts(data)), "--period", " 2025/26")
    assert status == 0, said
    assert {str(period) for period in read.open_catalogue(data).figures("free-school-meals").periods} == {"2025/26"}


@pytest.mark.parametrize(
    ("period", "offered"),
    [("Q1 2026", "Jan - Mar 2026, or 2026/27 Q1"), ("2025-26", "2025/26 (April to March)"), ("spring", "(2026)")],
)
@pytest.mark.parametrize("own", [True, False])
def test_a_period_that_cannot_be_known_is_refused_with_what_is_accepted(
    data: Path, period: str, offered: str, own: bool
) -> None:
    status, said = new_indicator(data, *(["--from", str(counts(data))] if own else []), "--period", period)
    assert (status, offered in said, repr(period) in said) == (1, True, True), said
    assert not (data / "indicators/health").exists()
