"""An analyst's file that is wrong: each fault with file, row, column, value and what is accepted, all at once."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from jsna.areas.lookups import read_areas
from jsna.catalogue import indicator_folder, read
from jsna.catalogue.checks import check, sums
from jsna.catalogue.observations import from_csv
from jsna.errors import Findings
from jsna.ingest import store
from jsna.model.period_spelling import ACCEPTED
from tests.unit.catalogue_files import CARERS, FIGURES, areas, folder

SECOND = "E05000002,2026,everyone,carers,12,60,,,,"


def faults(root: Path, figures: str | bytes) -> list[str]:
    data = folder(root, figures)
    report = check.check(data)
    found = [str(finding) for finding in report.fatal]
    if found:
        # The app refuses what the check calls fatal.
        catalogue = read.open_catalogue(data)
        with pytest.raises(Findings):
            catalogue.observations("carers")
    return found


def test_spaces_within_a_period_are_no_other_spelling(tmp_path: Path) -> None:
    spaced = FIGURES.replace(",2026,", ",2024 - 26,").replace("2024 - 26", "2024\N{NO-BREAK SPACE}-  26", 1)
    assert faults(tmp_path, spaced) == []
    figures = read.open_catalogue(tmp_path).figures("carers")
    assert list(map(str, figures.periods)) == ["2024 - 26"]


def test_a_good_file_has_no_fault_and_is_read(tmp_path: Path) -> None:
    assert faults(tmp_path, FIGURES) == []
    rows = read.open_catalogue(tmp_path).observations("carers")
    assert rows["numerator"].fillna(-1).tolist() == [30, 12, -1, 42]
    assert rows["note"].fillna("").tolist() == ["", "", "x", ""]
    assert rows.index.tolist() == [0, 1, 2, 3]


def test_columns_that_a_share_does_not_need_may_be_left_out(tmp_path: Path) -> None:
    short = "area_code,period,characteristic,group,numerator,denominator\nE05000001,2026,everyone,carers,30,100\n"
    assert faults(tmp_path, short) == []


def test_the_mark_that_excel_puts_in_front_is_not_a_fault(tmp_path: Path) -> None:
    assert faults(tmp_path, FIGURES.encode("utf-8-sig")) == []


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (
            "E05000002,2026,everyone,carers,1Z,60,,,,",
            (
                "carers.csv, row 3, column numerator: a letter in a number ('1Z'). "
                "Accepted: a whole number such as 137, or nothing."
            ),
        ),
        (
            "E05000002,2026,everyone,carers,12.5,60,,,,",
            (
                "carers.csv, row 3, column numerator: a fraction in a count ('12.5'). "
                "Accepted: a whole number such as 137, or nothing."
            ),
        ),
        (
            "E05000002,2026,everyone,carers,-12,60,,,,",
            (
                "carers.csv, row 3, column numerator: a negative count ('-12'). "
                "Accepted: a whole number such as 137, or nothing."
            ),
        ),
        (
            'E05000002,2026,everyone,carers,12,"1,060",,,,',
            (
                "carers.csv, row 3, column denominator: a separator of thousands in a number ('1,060'). "
                "Accepted: a whole number such as 137, or nothing."
            ),
        ),
        (
            "E05000002,2026,everyone,carers,20%,60,,,,",
            (
                "carers.csv, row 3, column numerator: a percent sign: give how many, and out of how many ('20%'). "
                "Accepted: a whole number such as 137, or nothing."
            ),
        ),
        (
            "E05000002,2026,everyone,carers,61,60,,,,",
            (
                "carers.csv, row 3, column numerator: the numerator is above the denominator ('61 of 60'). "
                "Accepted: at most the denominator."
            ),
        ),
        (
            "E05000002,2026,everyone,carers,12,,,,,",
            (
                "carers.csv, row 3, column denominator: a numerator without its denominator (''). "
                "Accepted: how many there are in all."
            ),
        ),
        (
            "E05000002,2026,everyone,helpers,12,60,,,,",
            "carers.csv, row 3, column group: unknown group ('helpers'). Accepted: carers.",
        ),
        (
            "E05000002,,everyone,carers,12,60,,,,",
            f"carers.csv, row 3, column period: no period (''). Accepted: {ACCEPTED}.",
        ),
        (
            "E05000002,2025-26,everyone,carers,12,60,,,,",
            (
                "carers.csv, row 3, column period: one year or two: 2025/26 (April to March), academic year "
                f"2025/26, or Jan 2025 - Dec 2026; write one of them ('2025-26'). Accepted: {ACCEPTED}."
            ),
        ),
        (
            "E05000002,Calendar 2026,everyone,carers,12,60,,,,",
            f"carers.csv, row 3, column period: not a period ('Calendar 2026'). Accepted: {ACCEPTED}.",
        ),
        (
            "E05000002,Jan 2026 to Dec 2026,everyone,carers,12,60,,,,",
            (
                "carers.csv, row 3, column period: a period with another spelling in other rows "
                "('Jan 2026 to Dec 2026'). Accepted: one spelling for each period."
            ),
        ),
        (
            "E05000002,2026,everyone,carers,12,60,,,,c",
            (
                "carers.csv, row 3, column note: a figure beside a note that says it is withheld ('c'). "
                "Accepted: no figures on this row, or another note."
            ),
        ),
        (
            "E05000001,2026,everyone,carers,12,60,,,,",
            (
                "carers.csv, row 3, column area_code: the figure is there twice ('E05000001, 2026, everyone, carers'). "
                "Accepted: one row for each area, period, characteristic and group."
            ),
        ),
        (
            "E05000002,2026,everyone,carers,12",
            "carers.csv, row 3: 5 fields ('E05000002,2026,everyone,carers,12'). Accepted: 10, as in the header.",
        ),
    ],
)
def test_each_fault_names_the_cell_and_what_is_accepted(tmp_path: Path, line: str, expected: str) -> None:
    assert expected in faults(tmp_path, FIGURES.replace(SECOND, line))


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ("E05999999", "a ward code issued after May 2025: out of vintage"),
        ("E05000000", "a ward code that was not in use in December 2022 or May 2025: out of vintage, or mistyped"),
        ("W05000001", "an area outside England"),
        ("E07999999", "an area that is not loaded here: the areas of England at other levels or of another year"),
        ("North", "not the code of an area"),
    ],
)
def test_an_unknown_area_is_told_by_its_vintage(tmp_path: Path, code: str, problem: str) -> None:
    figures = FIGURES + f"{code},2026,everyone,carers,1,60,,,,\n"
    accepted = "codes of wards of December 2022 or May 2025, and of the areas they nest in"
    assert faults(tmp_path, figures) == [
        f"carers.csv, row 6, column area_code: {problem} ({code!r}). Accepted: {accepted}."
    ]


def test_an_unknown_note_lists_the_known_ones(tmp_path: Path) -> None:
    found = faults(tmp_path, FIGURES.replace(SECOND, "E05000002,2026,everyone,carers,,,,,,*"))
    assert found[0].startswith("carers.csv, row 3, column note: unknown note ('*'). Accepted: nothing, or one of: c (")


def test_a_row_without_figure_and_note_is_worth_a_look(tmp_path: Path) -> None:
    report = check.check(folder(tmp_path, FIGURES.replace("carers,,,,,,x", "carers,,,,,,")))
    assert "carers.csv, row 4, column note: no figure, and no note that says why ('')" in "\n".join(
        str(finding) for finding in report.warnings
    )
    assert report.fatal == ()


def test_wards_must_add_up_to_their_district(tmp_path: Path) -> None:
    figures = FIGURES.replace("E07000001,2026,everyone,carers,42,160", "E07000001,2026,everyone,carers,43,160")
    report = check.check(folder(tmp_path, figures))
    assert [str(finding) for finding in report.fatal] == [
        (
            "carers.csv, column numerator: a district is not the sum of its parts "
            "('E07000001, 2026, carers: 43, sum 42'). Accepted: the sum of its wards."
        )
    ]


OWN_ROWS = """
[source.own_rows]
level = "district"
method = "As published by district"
"""


@pytest.mark.parametrize(("carers", "wrong"), [(42 + 120, 0), (43, 0), (42 + 121, 1)])
def test_a_districts_own_figure_may_be_a_little_off_the_sum_of_its_wards(
    tmp_path: Path, carers: int, wrong: int
) -> None:
    figures = FIGURES.replace("carers,42,160", f"carers,{carers},200")
    data = folder(tmp_path, figures)
    toml = data / "indicators/health/carers.toml"
    toml.write_text(toml.read_text(encoding="utf-8") + OWN_ROWS, encoding="utf-8")
    assert [str(finding) for finding in check.check(data).fatal] == [
        (
            "carers.csv, column numerator: a district's own figure is far from the sum of its parts "
            f"('E07000001, 2026, carers: {carers}, sum 42'). Accepted: at most 120 away from the sum of its wards."
        )
    ][:wrong]


@pytest.mark.parametrize(
    ("own", "said"),
    [
        ('level = "district"\ngroups = ["cared-for"]', "carers.toml: own_rows.groups has cared-for. Accepted: carers."),
        ('level = "village"', "ward"),
    ],
)
def test_own_rows_of_a_group_or_level_that_is_not_there_are_refused(tmp_path: Path, own: str, said: str) -> None:
    data = folder(tmp_path, FIGURES)
    toml = data / "indicators/health/carers.toml"
    written = f'{toml.read_text(encoding="utf-8")}\n[source.own_rows]\nmethod = "As published by district"\n{own}\n'
    toml.write_text(written, encoding="utf-8")
    assert said in "".join(str(finding) for finding in check.check(data).fatal)


@pytest.mark.parametrize(
    ("count", "third", "found"),
    [
        *((42, "0,0,,,,", 0), (43, "0,0,,,,", 0), (44, "0,0,,,,", 0), (45, "0,0,,,,", 1), (41, "0,0,,,,", 1)),
        # Where a ward has no figure, its people may be in the whole: only too few are wrong.
        *((45, ",,,,,x", 0), (41, ",,,,,x", 1)),
    ],
)
def test_a_published_whole_may_include_people_whose_ward_is_not_known(
    tmp_path: Path, count: int, third: str, found: int
) -> None:
    figures = FIGURES.replace("carers,42,160", f"carers,{count},160").replace("carers,,,,,,x", f"carers,{third}")
    data = folder(tmp_path, figures)
    path = next(data.glob("indicators/*/carers.toml"))
    path.write_text(path.read_text("utf-8").replace('quality = "summed"', 'quality = "as published"'), "utf-8")
    report = check.check(data)
    assert report.fatal == ()
    assert sum("is not the sum of its parts" in str(finding) for finding in report.warnings) == found


def test_a_withheld_ward_leaves_the_sum_unknown(tmp_path: Path) -> None:
    figures = FIGURES.replace("carers,42,160", "carers,50,170").replace("carers,,,,,,x", "carers,,,,,,c")
    assert check.check(folder(tmp_path, figures)).fatal == ()


def test_everything_is_said_at_once(tmp_path: Path) -> None:
    figures = FIGURES.replace(",30,100,", ",3O,100,").replace(SECOND, "E05000009,2026,everyone,helpers,61,60,,,,")
    said = "\n".join(faults(tmp_path, figures))
    assert [word in said for word in ("'3O'", "'E05000009'", "'helpers'", "'61 of 60'")] == [True] * 4


def test_a_fault_that_repeats_is_counted_not_listed(tmp_path: Path) -> None:
    header = FIGURES.splitlines()[0]
    lines = [f"E05000001,{year},everyone,carers,x,100,,,," for year in range(1000, 1100)]
    found = faults(tmp_path, "\n".join([header, *lines]))
    (said,) = [text for text in found if "a letter in a number" in text]
    assert "row 2, column numerator: a letter in a number; 100 rows, the next row 3 ('x'), row 4 ('x')" in said


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (b"", "carers.csv: the file is empty. Accepted: a row of headings and a row for each area."),
        (FIGURES.encode("utf-16"), "carers.csv: the text is UTF-16. Accepted: a file saved as CSV UTF-8."),
        (
            FIGURES.replace("carers,12", "caf\u00e9,12").encode("cp1252"),
            "carers.csv, row 3: a byte that is not UTF-8 ('e9'). Accepted: a file saved as CSV UTF-8.",
        ),
        (
            FIGURES.replace(",", ";").encode(),
            (
                "carers.csv, row 1: the fields are separated by semicolons "
                "('area_code;period;characteristic;group;numerator;denominator;value;lower;upper;no'). "
                "Accepted: commas."
            ),
        ),
        (
            b"PK\x03\x04 and so on",
            "carers.csv: this is a workbook or a zip file, not a CSV. Accepted: a file saved as CSV UTF-8.",
        ),
        (
            FIGURES.replace("numerator,", "").encode(),
            "carers.csv, row 1, column numerator: a column is missing. Accepted: a column numerator.",
        ),
        (
            FIGURES.replace(",note\n", ",remark\n").encode(),
            (
                "carers.csv, row 1: unknown column ('remark'). Accepted: area_code, period, characteristic, group, "
                "numerator, denominator, value, lower, upper, note."
            ),
        ),
        (
            FIGURES.replace(",lower,", ",value,").encode(),
            "carers.csv, row 1, column value: the heading is there twice. Accepted: each heading once.",
        ),
        (
            FIGURES.replace("30,100", "30\0,100").encode(),
            "carers.csv, row 2: a NUL character: this is not a text file. Accepted: plain text.",
        ),
        (
            FIGURES.replace("E05000002", '"E05000002').encode(),
            (
                "carers.csv, row 3: a quotation mark opens here and is not closed. "
                'Accepted: a closing " in the same cell; a " inside a cell is written "".'
            ),
        ),
    ],
)
def test_a_file_that_is_not_what_it_should_be(tmp_path: Path, figures: bytes, expected: str) -> None:
    assert faults(tmp_path, figures) == [expected]


def test_wards_of_two_lists_are_never_mixed_in_a_councils_file(tmp_path: Path) -> None:
    data = folder(tmp_path, FIGURES + "E05000004,2026,everyone,carers,5,60,,,,\n")
    known = areas()
    newer = known[known["code"] == "E05000002"].assign(code="E05000004", name="South and West", vintage=2025)
    known.loc[known["code"] == "E05000001", "until"] = 2022
    pd.concat([newer, known]).to_parquet(data / "areas.parquet", index=False)
    said = "wards of two lists, 1 of December 2022 and 1 of May 2025"

    accepted = "Accepted: the wards of one list."
    found = [str(finding) for finding in check.check(data).fatal]
    assert f"carers.csv, row 6, column area_code: {said} ('E05000004'). {accepted}" in found

    path = data / "indicators/health/carers.csv"
    indicator = indicator_folder.read(path.with_suffix(".toml"))
    with pytest.raises(Findings, match=said):
        store.checked([store.Entry(indicator, from_csv(path, indicator)[0])], read_areas(data))


@pytest.mark.parametrize("quality", ["summed", "derived", "estimated"])
def test_each_list_of_wards_is_added_up_by_itself_whatever_was_done_to_the_figures(
    tmp_path: Path, quality: str
) -> None:
    data = folder(tmp_path, FIGURES, CARERS.replace('quality = "summed"', f'quality = "{quality}"'))
    known = areas().set_index("code")
    known.loc["E05000002", "until"] = 2022
    known.loc["E05000004"] = known.loc["E05000002"].replace({2022: 2025})
    path = data / "indicators/health/carers.csv"
    indicator = indicator_folder.read(path.with_suffix(".toml"))
    for carers, expected in ((12, 0), (13, 1)):
        path.write_text(f"{FIGURES}E05000004,2026,everyone,carers,{carers},60,,,,\n", encoding="utf-8")
        found = sums.findings("carers.csv", from_csv(path, indicator)[0], indicator, known)
        assert [each.fatal for each in found] == [quality == "summed"] * expected
