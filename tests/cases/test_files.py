"""A file goes in whatever stands around its table, and each mark keeps its own meaning."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner
from openpyxl.worksheet.worksheet import Worksheet

from jsna.cli import main
from jsna.ingest.council.understood import Understood
from jsna.ingest.council.upload import read_file, read_upload
from tests.cases.conftest import emptied
from tests.faults.bad_files import ods, ods_cell, ods_row

LINCOLN = "E07000138"
WARDS = [f"E050107{number}" for number in range(84, 95)]
ELIGIBLE = (210, 302, 188, 95, 171, 233, 140, 128, 266, 64, 119)
PUPILS = (1240, 1105, 1190, 760, 840, 905, 930, 880, 910, 1010, 845)
#: The rows of the eleven wards of Lincoln.
ROWS = [
    [code, f"Ward {code[-1]}", *counts]
    for code, *counts in zip(WARDS, map(str, ELIGIBLE), map(str, PUPILS), strict=True)
]
ANSWERS = {
    "--title": "Own figures",
    "--summary": "How many pupils are known to be eligible for free school meals.",
    "--topic": "health",
    "--characteristic": "everyone",
    "--groups": "Eligible",
    "--unit": "people",
    "--base": "pupils",
    "--publisher": "The council",
    "--url": "https://www.example.gov.uk/",
    "--reference-date": "2024-01-15",
    "--rule": "published",
}

Put = Callable[..., tuple[str, dict[str, str]]]


@pytest.fixture
def put(folder: Path) -> Put:
    """Give a file to the command: what it said, and what it stored by area, as "210 of 1240" or the note."""
    emptied(folder)

    def given(path: Path, **answers: str) -> tuple[str, dict[str, str]]:
        said = ANSWERS | {f"--{name.replace('_', '-')}": value for name, value in answers.items()}
        words = [part for pair in said.items() for part in pair]
        ended = CliRunner().invoke(main, ["new-indicator", *words, "--from", str(path), "--data", str(folder)])
        stored = folder / "indicators/health/own-figures.csv"
        if not stored.exists():
            return ended.output, {}
        with stored.open(encoding="utf-8") as file:
            rows = {row["area_code"]: _figure(row) for row in csv.DictReader(file)}
        return ended.output, rows

    return given


def _figure(row: dict[str, str]) -> str:
    counts = f"{row['numerator'].removesuffix('.0')} of {row['denominator'].removesuffix('.0')}"
    return " ".join(filter(None, (counts if row["numerator"] else "", row["note"])))


@pytest.mark.parametrize(
    ("name", "total", "says"),
    [
        ("L08/cover_sheet_first.xlsx", "1916 of 10615", "Only the sheet 'Table 1' was read, the first with codes"),
        ("L09/preamble_pairs.csv", "1916 of 10615", "'Date January 2024' (row 2)"),
        ("B19/input.ods", "2196 of 10615", "Only the sheet 'Table_1' was read, the first with codes"),
        ("B20/input.csv", "2196 of 10615", "'Eligible [note 1]' is 'Eligible'"),
        ("C40/error_in_another_sheet.xlsx", "1916 of 10615", "left out: 'Working'"),
    ],
)
def test_what_stands_around_a_table_is_left_out_and_said(
    case: Callable[[str], Path], put: Put, name: str, total: str, says: str
) -> None:
    said, stored = put(case(name))
    assert stored.get(LINCOLN) == total, said
    assert says in said


def test_an_odd_character_in_a_column_that_nobody_reads_stops_nothing(case: Callable[[str], Path], put: Put) -> None:
    said, stored = put(case("B31/input.csv"))
    assert stored["E05010784"] == "310 of 1240", said
    assert "look at 'Abbey’s End'" in said


def test_the_sheet_of_everyone_is_taken_from_a_workbook_of_nomis(case: Callable[[str], Path], put: Put) -> None:
    path = case("B22/input.xlsx")
    said, stored = put(path, groups="Aged 16-24", base="all ages", out_of="All ages 16+")
    assert stored.get(LINCOLN) == "2196 of 10615", said
    assert "Only the sheet 'Total' was read, by its name that of everyone; left out: 'Male', 'Female'" in said
    together = read_file(path, sheet="*")
    assert together.table["Sheet"].value_counts().loc[["Female", "Male", "Total"]].ge(11).all()
    assert read_file(path, sheet="male").table["Aged 16-24"].iloc[0] == "155"


def test_marks_keep_their_own_notes_and_a_star_beside_a_number_is_asked_about(
    case: Callable[[str], Path], put: Put
) -> None:
    path = case("L10/withheld_marks.csv")
    said, stored = put(path)
    assert not stored
    assert "row 11, column Eligible: a mark beside a number" in said
    path.write_text(path.read_text("utf-8").replace("5*", "64"), "utf-8")
    said, stored = put(path)
    notes = {code: stored[code] for code in WARDS if " of " not in stored[code]}
    assert notes == {"E05010786": "c", "E05010789": "c", "E05010791": "low", "E05010792": "z", "E05010794": "c"}, said
    assert LINCOLN not in stored or " of " not in stored[LINCOLN]


def test_what_is_missing_is_not_withheld(case: Callable[[str], Path], put: Put) -> None:
    said, stored = put(case("L11/missing_is_not_withheld.csv"))
    assert [stored[f"E050107{number}"] for number in (87, 90, 93)] == ["x", "x", "x"], said
    assert "Read as withheld" not in said


def test_ranks_are_found_behind_a_sheet_of_notes(case: Callable[[str], Path]) -> None:
    understood = read_file(case("C17/ranks.xlsx"))
    assert (understood.sheet, understood.area, len(understood.table)) == ("Data", "LSOA code (2021)", 5)


def read(*rows: object, name: str = "a.csv", sheet: str = "") -> Understood:
    """Read rows as a CSV."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows([row if isinstance(row, list) else [row] for row in rows])
    return read_upload(name, out.getvalue().encode(), sheet)


def total(understood: Understood, heading: str) -> int:
    assert not understood.with_columns([heading]), understood.with_columns([heading])
    return int(understood.located[heading].replace("", "0").astype(int).sum())


HEADINGS = ["Ward code", "Ward", "Eligible", "Pupils"]
AROUND: dict[str, tuple[list[object], str, str]] = {
    "title, subtitle, blank": (["Made-up meals, 2026", "By ward", "", HEADINGS, *ROWS], "Eligible", "Made-up meals"),
    "pairs without a blank row": (
        [["Table", "3"], ["Date", "January 2024"], ["Contact", "a team"], HEADINGS, *ROWS], "Eligible", "Date January"),
    "notes, sources and a legend": (
        [HEADINGS, *ROWS, "", "Source: a census", ["[c]", "withheld"], ["Note 1", "Made up"]], "Eligible", "Source:"),
    "total and note": (
        [HEADINGS, *ROWS, ["Total", "", "1916", "10615"], "Rounded to the nearest 5."], "Eligible", "Rounded to"),
    "headings of two rows, merged to the right": (
        [["", "", "2024", "", "2025", ""], ["Ward code", "Ward", "eligible", "pupils", "eligible", "pupils"],
         *([*row, "1", "2"] for row in ROWS)], "2024 – eligible", "'2025 – pupils'"),
    "headings of two rows, merged downwards": (
        [["Ward code", "Ward", "Girls", "", "Boys", ""], ["", "", "eligible", "all", "eligible", "all"],
         *([*row, "1", "2"] for row in ROWS)], "Girls – eligible", "'Boys – all'"),
    "a title above headings of two rows": (
        ["Table 3: made-up meals", "", ["", "", "2024", "", "2025", ""],
         ["Ward code", "Ward", "eligible", "pupils", "eligible", "pupils"], *([*row, "1", "2"] for row in ROWS)],
        "2024 – eligible", "Table 3"),
    "units below the headings": (
        ["Made up", HEADINGS, ["(code)", "(name)", "n", "n"], *ROWS], "Eligible – n", "'Pupils – n'"),
    "note markers": (
        [["Ward code", "Ward (note 3)", "Eligible [2]", "Pupils¹"], *ROWS], "Eligible", "'Pupils¹' is 'Pupils'"),
    "a row of headings on each page": (
        [HEADINGS, *ROWS[:5], HEADINGS, *ROWS[5:]], "Eligible", "between those of areas"),
    "titles of blocks": (
        [HEADINGS, "North", *ROWS[:5], "", "South", *ROWS[5:]], "Eligible", "'North' (row 2)"),
    "an empty column between": (
        [["Ward code", "Ward", "", "Eligible", "Pupils"], *([*row[:2], "", *row[2:]] for row in ROWS)], "Eligible",
        "1 empty column was left out"),
    "years as headings": ([["Ward code", "Ward", "2024", "2025"], *ROWS], "2024", ""),
    "ages as headings": ([["Ward code", "Ward", "0", "1"], *ROWS], "0", ""),
    "codes without a heading": (
        [["Ward", "", "Eligible", "Pupils"], *([b, a, c, d] for a, b, c, d in ROWS)], "Eligible",
        "it was called 'Area code'"),
    "the same column twice": (
        [[*HEADINGS, "Eligible"], *([*row, row[2]] for row in ROWS)], "Eligible", "it was read once"),
    "semicolons below a title with commas": (
        ["Meals, by ward, made up", *(";".join(row) for row in [HEADINGS, *ROWS])], "Eligible", "semicolons"),
    "a preliminary figure": (
        [HEADINGS, [*ROWS[0][:2], "210 [p]", "1,240 [r]"], *ROWS[1:]], "Eligible", "Read as provisional"),
    "text that begins like a formula": (
        [[*HEADINGS, "Telephone", "Notes"], *([*row, "+44 1522 000001", "=see"] for row in ROWS)], "Eligible", ""),
}  # fmt: skip


@pytest.mark.parametrize("kind", AROUND)
def test_a_table_is_found_whatever_stands_around_it(kind: str) -> None:
    rows, heading, says = AROUND[kind]
    understood = read(*rows)
    assert total(understood, heading) == sum(ELIGIBLE)
    assert understood.located[understood.area].tolist() == WARDS
    assert says in " ".join(understood.repairs)


@pytest.mark.parametrize(
    ("heading", "says"),
    [
        ("Eligible (column C)", "is there 2 times"),
        ("Eligible (column E)", "is there 2 times"),
        ("column F", "no heading"),
    ],
)
def test_columns_that_cannot_be_told_apart_are_not_used(heading: str, says: str) -> None:
    understood = read([*HEADINGS[:3], "Pupils", "Eligible", ""], *([*row, "7", "8"] for row in ROWS))
    assert not understood.refused
    assert [says in found.problem for found in understood.with_columns([heading])] == [True]


@pytest.mark.parametrize(
    ("cell", "text", "note"),
    [
        ("[c]", "", "c"), ("(c)", "", "c"), ("C", "", "c"), ("*", "", "c"), ("suppressed", "", "c"), ("<5", "", "c"),
        ("≤ 5", "", "c"), ("fewer than 5", "", "c"), ("1-4", "", "c"), ("0 to 5", "", "c"), ("5 or fewer", "", "c"),
        ("[x]", "", "x"), ("..", "", "x"), (":", "", "x"), ("-", "", "x"), ("n/a", "", "x"), ("", "", "x"),
        ("[z]", "", "z"), ("z", "", "z"), ("not applicable", "", "z"), ("[low]", "", "low"), ("low", "", "low"),
        ("[u]", "", "u"), ("12 [u]", "12", "u"), ("12[p]", "12", "p"), ("12 (e)", "12", "e"), ("0 [low]", "0", "low"),
        ("12 [r]", "12", ""), ("12 [b] [p]", "12", "p"), ("1,234 [e, r]", "1234", "e"), ("12 [note 4]", "12", ""),
    ],
)  # fmt: skip
def test_each_mark_has_its_own_note(cell: str, text: str, note: str) -> None:
    understood = read(HEADINGS, [*ROWS[0][:2], cell, "99"], *ROWS[1:])
    assert understood.with_columns(["Eligible"]) == ()
    assert (understood.table["Eligible"].iloc[0], understood.marks["Eligible"].iloc[0]) == (text, note)


@pytest.mark.parametrize(
    "cell", ["5*", "5†", "12 [c]", "5 [x]", "[p]", "12p", "5 (a)", "nil", "#DIV/0!", "(12)", "3-4"]
)
def test_a_mark_that_nothing_explains_is_asked_about(cell: str) -> None:
    understood = read(HEADINGS, [*ROWS[0][:2], cell, "99"], *ROWS[1:])
    assert [(found.row, found.column) for found in understood.with_columns(["Eligible"])] == [(2, "Eligible")]
    assert understood.with_columns(["Pupils"]) == ()


def workbook(change: Callable[[Worksheet], object], *rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    change(book.active)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


NUMBERS = [[code, f"Ward {code[-1]}", own, all_] for code, own, all_ in zip(WARDS, ELIGIBLE, PUPILS, strict=True)]


def test_headings_that_are_merged_are_those_of_every_column_below() -> None:
    upper, lower = ["Made-up meals", None, None, None, None, None], [None, None, "Girls", None, "Boys", None]

    def merge(sheet: Worksheet) -> None:
        for cells in ("A1:F1", "C2:D2", "E2:F2", "A2:A3"):
            sheet.merge_cells(cells)
        sheet["A2"] = "Ward code"

    rows = [upper, lower, [None, "Ward", "eligible", "all", "eligible", "all"], *([*row, 1, 2] for row in NUMBERS)]
    understood = read_upload("a.xlsx", workbook(merge, *rows))
    assert list(understood.table) == [
        "Ward code",
        "Ward",
        *(f"{sex} – {of}" for sex in ("Girls", "Boys") for of in ("eligible", "all")),
    ]
    assert (total(understood, "Girls – eligible"), understood.above) == (1916, ("Made-up meals",))


def test_an_area_that_is_merged_over_its_rows_is_that_of_each() -> None:
    rows = [[code if sex == "F" else None, sex, own] for code, own in zip(WARDS, ELIGIBLE, strict=True) for sex in "FM"]

    def merge(sheet: Worksheet) -> None:
        for top in range(2, 24, 2):
            sheet.merge_cells(f"A{top}:A{top + 1}")

    understood = read_upload("a.xlsx", workbook(merge, ["Ward code", "Sex", "Eligible"], *rows))
    assert understood.table["Ward code"].tolist() == [code for code in WARDS for _ in "FM"]
    assert "11 cells merged over several rows" in " ".join(understood.repairs)


def test_a_sheet_for_each_year_is_told_and_read_together() -> None:
    def more(sheet: Worksheet) -> None:
        sheet.title = "2024"
        for title, rows in (("2025", NUMBERS), ("Notes", [["[c]", "withheld"]])):
            other = sheet.parent.create_sheet(title)
            for row in ([HEADINGS] if rows is NUMBERS else []) + rows:
                other.append(row)

    content = workbook(more, HEADINGS, *NUMBERS)
    first, together = read_upload("a.xlsx", content), read_upload("a.xlsx", content, "*")
    assert (first.sheet, first.sheets, total(first, "Eligible")) == ("2024", ("2024", "2025"), 1916)
    assert "These sheets have the same headings: '2025'" in " ".join(first.repairs)
    assert together.table.groupby("Sheet").size().to_dict() == {"2024": 11, "2025": 11}
    assert together.table.index.is_unique
    assert total(together, "Eligible") == 2 * 1916


def test_an_error_is_named_by_sheet_and_cell_only_where_its_column_is_used() -> None:
    def worse(sheet: Worksheet) -> None:
        for cell in ("D3", "D5"):
            sheet[cell] = "#REF!"
            sheet[cell].data_type = "e"

    understood = read_upload("a.xlsx", workbook(worse, HEADINGS, *NUMBERS))
    assert total(understood, "Eligible") == 1916
    (found,) = understood.with_columns(["Pupils"])
    assert (
        found.problem == "an error of the spreadsheet, such as #REF!, in cell D3 of the sheet 'Sheet' and 1 more (D5)"
    )


def test_words_of_drawings_and_comments_are_no_part_of_a_cell_of_opendocument() -> None:
    comment = "<office:annotation><text:p>7</text:p></office:annotation>"
    picture = "<draw:frame><svg:desc>8</svg:desc><draw:text-box><text:p>9</text:p></draw:text-box></draw:frame>"
    rows = [ods_row(*HEADINGS)] + [
        ods_row(ods_cell(code, inside=picture), name, ods_cell(own, inside=comment), ods_cell(all_, f"{all_:,}"))
        for code, name, own, all_ in NUMBERS
    ]
    understood = read_upload("a.ods", ods(*rows))
    assert understood.table.to_numpy().tolist() == ROWS
    assert total(understood, "Pupils") == sum(PUPILS)


def test_nothing_of_a_column_that_is_not_read_is_stored(put: Put, folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "counts.csv"
    rows = [[*row, "=HYPERLINK(1)", "\x08 bell", "#REF!", "£3"] for row in ROWS]
    text = [",".join([*HEADINGS, "Link", "Odd", "Broken", "Cost"]), *(",".join(row) for row in rows)]
    path.write_text("\n".join(text), "utf-8")
    said, stored = put(path)
    assert stored[LINCOLN] == "1916 of 10615", said
    kept = "".join(each.read_text("utf-8") for each in (folder / "indicators/health").iterdir())
    assert not [word for word in ("HYPERLINK", "bell", "#REF!", "£3") if word in kept + said]


def _random_file(chance: random.Random) -> tuple[str, dict[str, dict[str, str]]]:
    """A file of random form, and what each of its columns says of each ward."""
    wards = chance.sample(WARDS, chance.randint(3, 11))
    years = chance.sample(["2022", "2023", "2024/25"], chance.choice([1, 2, 3]))
    groups = chance.sample(["Eligible", "Not known", "Boys"], chance.choice([1, 2]))
    two = len(years) > 1 or chance.random() < 0.3
    headings = [f"{year} – {group}" if two else group for year in years for group in groups]
    told = {head: {ward: str(chance.randint(0, 5_000)) for ward in wards} for head in headings}
    upper = ["" if place % len(groups) else years[place // len(groups)] for place in range(len(headings))]
    lower = [head.rpartition(" – ")[2] + chance.choice(["", "", " [note 1]"]) for head in headings]
    names = chance.random() < 0.5
    first = [["Ward code", "Ward"], ["Ward code"]][not names]
    empty = [""] * len(first)
    downwards = chance.random() < 0.5
    storeys = [[*(first if downwards else empty), *upper], [*(empty if downwards else first), *lower]] if two else []
    rows: list[list[str]] = [["Made-up figures"], [""], ["Date", "January 2024"], [""]][: chance.choice([0, 1, 2, 4])]
    if rows and rows[-1] != [""]:
        rows.append([""])
    rows += storeys or [[*first, *lower]]
    for ward in wards:
        cells = [chance.choice([told[head][ward], f"{int(told[head][ward]):,}"]) for head in headings]
        rows.append([ward, *(["A ward"] if names else []), *cells])
        if chance.random() < 0.1:
            rows.append([""])
    if chance.random() < 0.4:
        rows.append(["Total", *empty[1:], *(str(sum(map(int, told[head].values()))) for head in headings)])
    rows += [[""], ["Source: made up"], ["[c]", "withheld"]][: chance.choice([0, 2, 3])]
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue(), told


@pytest.mark.parametrize("seed", range(60))
def test_a_file_of_random_form_is_read_as_it_was_meant_or_refused(seed: int) -> None:
    text, told = _random_file(random.Random(seed))  # noqa: S311
    understood = read_upload("a.csv", text.encode())
    assert not understood.refused, (text, understood.findings)
    read_back = understood.located.set_index(understood.area)
    for heading, figures in told.items():
        assert read_back[heading].to_dict() == figures, text
