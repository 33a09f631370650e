"""The command that counts replies: what signs, ticks, ages and areas mean, and what it refuses rather than guess."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

import pandas as pd
import pytest
from click.testing import CliRunner, Result

from jsna.analysis.who_replied import who_replied
from jsna.catalogue.read import open_catalogue
from jsna.cli import main

MABLETHORPE, LINCOLN, NORWICH = "E05009888", "E07000138", "E07000148"
MAPPING = """
slug = "voices"
topic = "local"
title = "Satisfied with the library"
question = "How satisfied are you with your library?"
kind = "survey"
place = "{place}"
period = "2026"
reference_date = 2026-06-30
publisher = "A council"
url = "https://www.example.gov.uk/"
{more}

[area]
column = "Ward"
{area}

[answer]
column = "Answer"
codes.yes = {{ label = "Yes", says = "said yes", spellings = ["1"] }}
codes.no = {{ label = "No", says = "said no", spellings = ["2"] }}
{answer}

[characteristics]
{characteristics}

[purpose]
why = "To see whom the libraries do not reach."
lawful_basis = "Public task"
who_sees = "public"
smallest_group = 10
"""


Rows = Iterable[tuple[tuple[str, ...], int]]


class Counted(Protocol):
    """Count records without writing: equal rows (area, group, answer) with their number, and parts of the mapping."""

    def __call__(self, rows: Rows, place: str = ..., **parts: str) -> Result: ...


@pytest.fixture
def counted(tmp_path: Path, checkout: Path) -> Counted:

    def run(rows: Rows, place: str = "E10000019", **parts: str) -> Result:
        return CliRunner().invoke(
            main, [*words(tmp_path, rows, place, **parts), "--data", str(checkout / "data"), "--dry-run"]
        )

    return run


def words(folder: Path, rows: Rows, place: str, **parts: str) -> list[str]:
    """The words of the command, for records and a mapping that are written into a folder."""
    records = [row for row, many in rows for _ in range(many)]
    pd.DataFrame(records, columns=["Ward", "Group", "Answer"]).to_csv(folder / "replies.csv", index=False)
    usual = dict.fromkeys(("more", "area", "answer", "characteristics"), "")
    (folder / "map.toml").write_text(MAPPING.format(place=place, **{**usual, **parts}), "utf-8")
    return ["ingest", "records", str(folder / "replies.csv"), "--map", str(folder / "map.toml")]


AGE = 'age.column = "Group"'


def of_age(*spellings: tuple[str, int]) -> list[tuple[tuple[str, ...], int]]:
    return [((MABLETHORPE, age, answer), many // 2) for age, many in spellings for answer in ("yes", "no")]


def test_a_sign_before_an_age_is_part_of_its_meaning(counted: Counted) -> None:
    """-9 and -99 are no ages, <16 is a child, and 41.0 (as pandas writes 41 beside a gap) is 41."""
    ended = counted(of_age(("-9", 40), ("-99", 30), ("<16", 30), ("72", 60), ("41.0", 40)), characteristics=AGE)

    assert ended.exit_code == 0
    for told in (
        "age: Aged 15 and under (30), Aged 16 to 24 (withheld),",
        "Aged 35 to 49 (40), Aged 50 to 64 (withheld), Aged 65 and over (60),",
    ):
        assert told in ended.output
    assert "age, read as not answered: “-9” 40 times." in ended.output


def test_a_code_for_no_answer_is_not_the_answer_with_its_number(counted: Counted) -> None:
    ended = counted([((MABLETHORPE, "", "1"), 40), ((MABLETHORPE, "", "2"), 40), ((MABLETHORPE, "", "-1"), 20)])

    assert "100 records read. 80 replies lie in the place." in ended.output
    assert "answer: 80 answered (80 of them in a spelling that was put right), 20 did not" in ended.output


def test_99_that_more_people_have_than_the_ages_below_it_is_refused_until_the_mapping_says_what_it_is(
    counted: Counted,
) -> None:
    rows = of_age(("41", 80), ("72", 80), ("91", 4), ("99", 30))
    assert "age, refused: “99” 30 times." in counted(rows, characteristics=AGE).output

    said = 'age = { column = "Group", not-answered = ["99"] }'
    assert (
        "age: 164 answered (164 of them in a spelling that was put right), 30 did not"
        in counted(rows, characteristics=said).output
    )


@pytest.mark.parametrize("birth", ["12/03/1961", "1961-03-12", "3-Dec-61", "1961", "12 March 1961"])
def test_dates_of_birth_are_refused_without_repeating_one(counted: Counted, birth: str) -> None:
    ended = counted(of_age((birth, 60), ("41", 40)), characteristics=AGE)

    assert ended.exit_code == 1
    assert "column Group: 60 of 100 records have a date or a year of birth, not an age. Accepted: ages" in ended.output
    assert birth not in ended.output


def test_counts_are_for_administrators_only_where_a_mapping_says_who_sees_them_in_its_own_words(
    counted: Counted, tmp_path: Path, checkout: Path
) -> None:
    counted(of_age(("41", 40)))
    mapping = tmp_path / "map.toml"
    mapping.write_text(mapping.read_text("utf-8").replace('who_sees = "public"', 'who_sees = "The library"'), "utf-8")
    words = ["ingest", "records", str(tmp_path / "replies.csv"), "--map", str(mapping), "--dry-run"]
    ended = CliRunner().invoke(main, [*words, "--data", str(checkout / "data")])

    assert "Who may see the counts: administrators only; for others, who_sees names them" in ended.output


def test_a_mapping_lists_what_stands_for_no_answer(counted: Counted) -> None:
    rows = [((MABLETHORPE, "99", "yes"), 30), ((MABLETHORPE, "41", "no"), 30), ((MABLETHORPE, "41", "unclear"), 30)]
    ended = counted(
        rows,
        characteristics='age = { column = "Group", not_answered = ["99"] }',
        answer='not_answered = ["unclear"]',
    )

    assert "age: 60 answered (60 of them in a spelling that was put right), 30 did not" in ended.output
    assert "answer: 60 answered (fewer than 10 of them in a spelling that was put right), 30 did not" in ended.output


@pytest.mark.parametrize("key", ["not-answered", "not_answered", "spellings.not-answered"])
def test_what_stands_for_no_answer_may_be_said_in_three_ways(counted: Counted, key: str) -> None:
    ended = counted(
        of_age(("41", 40), ("lost count", 20)), characteristics=f'age = {{ column = "Group", {key} = ["Lost count"] }}'
    )

    assert "age: 40 answered (40 of them in a spelling that was put right), 20 did not" in ended.output


@pytest.mark.parametrize("several", ["yes; no", "yes, no", "Yes|No", "Yes and no", "1;2"])
def test_several_ticks_are_refused_with_the_reason(counted: Counted, several: str) -> None:
    ended = counted(
        [((MABLETHORPE, "", "yes"), 300), ((MABLETHORPE, "", several), 100), ((MABLETHORPE, "", "no"), 200)]
    )

    assert ended.exit_code == 1
    assert "100 of 600 records tick several answers, and this counts one answer a record" in ended.output
    assert "a column for each answer" in ended.output


def test_a_slip_with_two_ticks_may_be_listed_as_not_answered(counted: Counted) -> None:
    rows = [((MABLETHORPE, "", "yes"), 30), ((MABLETHORPE, "", "yes;no"), 1)]

    assert "fewer than 10 of 31 records tick several answers" in counted(rows).output
    assert counted(rows, answer='not_answered = ["yes;no"]').exit_code == 0


def test_the_answers_own_bands_are_counted_where_the_census_bands_do_not_hold_them(counted: Counted) -> None:
    ended = counted(of_age(("18-24", 40), ("25 to 44", 40), ("45+", 40)), characteristics=AGE)

    assert "age, counted in the bands 18 to 24, 25 to 44, 45 and over." in ended.output


def test_bands_that_lie_across_one_another_are_refused_by_name(counted: Counted) -> None:
    ended = counted(of_age(("30-44", 40), ("40-54", 40), ("55+", 40)), characteristics=AGE)

    assert ended.exit_code == 1
    assert "column Group: the ages lie across the census bands" in ended.output
    assert "('30 to 44, 40 to 54')" in ended.output


def test_a_band_that_few_wrote_decides_nothing(counted: Counted) -> None:
    ended = counted(of_age(("41", 60), ("45-54", 8)), characteristics=AGE)

    assert "15 and under, 16 to 24, 25 to 34, 35 to 49" in ended.output
    assert "age, refused: fewer than 10 records with rarer spellings" in ended.output
    assert "45" not in ended.output


def test_the_bands_of_a_mapping_hold_only_those_who_were_asked(counted: Counted) -> None:
    own = 'age = { column = "Group", bands = ["16-24", "25-49", "50+"] }'
    ended = counted(
        of_age(("18", 40), ("16", 20), ("16-24", 40), ("60", 40)), characteristics=own, more='asked = "18+"'
    )

    assert "age, counted in the bands 18 to 24, 25 to 49, 50 and over." in ended.output
    bands = "Aged 18 to 24 (80), Aged 25 to 49 (withheld), Aged 50 and over (40), Not answered (withheld)"
    assert f"age: {bands}" in ended.output
    assert "age, refused: “16” 20 times." in ended.output


@pytest.mark.parametrize("bands", [["16-24", "20+"], ["young", "old"], ["16+"]])
def test_bands_of_a_mapping_that_are_no_set_are_refused(counted: Counted, bands: list[str]) -> None:
    ended = counted(of_age(("41", 40)), characteristics=f'age = {{ column = "Group", bands = {bands} }}')

    assert ended.exit_code == 1
    assert "two bands or more that do not overlap" in ended.output


def test_whom_a_question_was_asked_of_is_everyone_or_ages(counted: Counted) -> None:
    ended = counted(of_age(("41", 40)), more='asked = "grown-ups"')

    assert ended.exit_code == 1
    assert "Accepted: everyone, 16 and over" in ended.output


def by_district(*codes: str) -> list[tuple[tuple[str, ...], int]]:
    return [((code, "", answer), many) for code in codes for answer, many in (("yes", 134), ("no", 66))]


def test_replies_that_say_only_the_district_are_counted_by_district(counted: Counted) -> None:
    ended = counted(by_district("E07000136", "East Lindsey"))

    assert ended.exit_code == 0, ended.output
    assert "400 records read. 400 replies lie in the place." in ended.output
    assert "Counted by district: too few records have a ward." in ended.output


def test_replies_are_read_by_district_where_the_mapping_says_so(tmp_path: Path, checkout: Path) -> None:
    data = shutil.copytree(checkout / "data", tmp_path / "data")
    rows = by_district("E07000136", "E07000137", LINCOLN)
    typed = words(tmp_path, rows, "E10000019", area='kind = "district"')
    ended = CliRunner().invoke(main, [*typed, "--data", str(data)])

    assert ended.exit_code == 0, ended.output
    catalogue = open_catalogue(data)
    stored = catalogue.observations("voices").set_index(["area_code", "group"])["numerator"]
    assert (stored["E10000019", "yes"], stored[LINCOLN, "yes"]) == (402, 134)
    assert catalogue.indicators["voices"].lowest_level == "district"
    assert catalogue.problems == ()


def test_replies_of_one_district_are_counted_for_the_whole_of_it(counted: Counted) -> None:
    ended = counted(by_district(LINCOLN), place=LINCOLN, area='kind = "district"')

    assert "everyone: 0 of 1 figures of areas withheld." in ended.output


#: Wards of Trafford: one of 2022, the same ward as it was numbered anew, and one that was cut out of several.
KEPT, NUMBERED_ANEW, CUT = "E05000820", "E05015240", "E05015239"


def test_a_ward_of_another_year_counts_where_it_lies_whole_in_one_of_ours(counted: Counted) -> None:
    ended = counted([((KEPT, "", "yes"), 20), ((NUMBERED_ANEW, "", "no"), 20)], place="E08000009")

    assert "40 records read. 40 replies lie in the place." in ended.output


def test_replies_of_a_ward_that_lies_in_several_of_ours_count_in_the_district(tmp_path: Path, checkout: Path) -> None:
    """Never "50 of 50", where 400 others were left out."""
    data = shutil.copytree(checkout / "data", tmp_path / "data")
    rows = [((KEPT, "", "yes"), 50), ((CUT, "", "no"), 400)]
    ended = CliRunner().invoke(main, [*words(tmp_path, rows, "E08000009"), "--data", str(data)])

    assert "Counted for the whole district only: too few records have a ward." in ended.output
    catalogue = open_catalogue(data)
    stored = catalogue.observations("voices").set_index(["area_code", "group"])
    assert stored[["numerator", "denominator"]].to_dict("index") == {
        ("E08000009", "yes"): {"numerator": 50, "denominator": 450},
        ("E08000009", "no"): {"numerator": 400, "denominator": 450},
    }
    assert catalogue.problems == ()


def test_wards_have_no_figures_where_too_many_replies_of_their_district_have_no_ward(
    tmp_path: Path, checkout: Path
) -> None:
    data = shutil.copytree(checkout / "data", tmp_path / "data")
    in_lincoln = [((ward, "", answer), 40) for ward in ("E05010784", "E05010785") for answer in ("yes", "no")]
    rows = [((MABLETHORPE, "", "yes"), 50), (("East Lindsey", "", "no"), 30), *in_lincoln]
    ended = CliRunner().invoke(main, [*words(tmp_path, rows, "E10000019"), "--data", str(data)])

    assert "East Lindsey: more than 20% of its records have no ward, so its wards have no figures" in ended.output
    assert "80 records count in their district or the place, not in a ward" in ended.output
    catalogue = open_catalogue(data)
    stored = catalogue.observations("voices").set_index(["area_code", "group"])
    assert stored.loc[("E10000019", "yes"), ["numerator", "denominator"]].tolist() == [130, 240]
    assert stored.loc[("E05010784", "yes"), ["numerator", "denominator"]].tolist() == [40, 80]
    assert stored.loc[(MABLETHORPE, "yes"), "note"] == "x"
    assert catalogue.indicators["voices"].caveats[:2] == (
        "Some records count in their district or the whole place only: no ward is known for them.",
        "The wards of East Lindsey have no figures: too many of its records have no ward.",
    )
    assert catalogue.problems == ()


def test_too_many_replies_without_any_area_stop_the_run(counted: Counted) -> None:
    rows = [((MABLETHORPE, "", "yes"), 50), (("not stated", "", "no"), 30), (("nowhere", "", "no"), 15)]
    rows.append((("Quillfeather's barn", "", "no"), 5))
    ended = counted(rows)

    assert ended.exit_code == 1
    assert "50 of 100 records have no area known here" in ended.output
    reason = "20: neither a code, nor a postcode, nor the name of an area of the place (“nowhere”); 30: no area given"
    assert reason in ended.output
    assert "Quillfeather" not in ended.output
    assert counted(rows, area="most_unplaced = 0.9").exit_code == 0


def test_replies_from_elsewhere_are_none_without_a_ward(counted: Counted) -> None:
    rows = [((MABLETHORPE, "", "yes"), 20), ((KEPT, "", "yes"), 80)]

    assert "80 records: outside the place." in counted(rows).output


def test_what_was_left_out_goes_with_every_figure(tmp_path: Path, checkout: Path) -> None:
    data = shutil.copytree(checkout / "data", tmp_path / "data")
    rows = [
        *[((MABLETHORPE, age, answer), 60) for age in ("20", "70") for answer in ("yes", "no")],
        ((MABLETHORPE, "20", "perhaps"), 12),
        ((MABLETHORPE, "20", "don't know"), 11),
        ((MABLETHORPE, "of age", "yes"), 13),
        ((MABLETHORPE, "of age", "no"), 18),
        (("", "20", "yes"), 14),
    ]
    typed = words(tmp_path, rows, "E10000019", characteristics=AGE, more='asked = "16 and over"')
    ended = CliRunner().invoke(main, [*typed, "--data", str(data)])

    assert ended.exit_code == 0, ended.output
    known = open_catalogue(data).indicators
    assert known["voices"].base == (
        "people aged 16 and over who replied and answered “How satisfied are you with your library?” "
        "(left out: 14 without an area, 12 not understood)"
    )
    assert known["voices-by-age"].caveats[:5] == (
        "Asked of people aged 16 and over only.",
        "14 records are left out, because no area is known for them.",
        "11 records are left out, because they do not answer the question.",
        "12 records are left out, because their answer is not understood.",
        "Some records give no age that is understood; they count as not answered.",
    )
    assert "under-16-yes" not in known["voices-by-age"].groups


def test_a_number_that_would_give_a_small_group_away_is_not_said(tmp_path: Path, checkout: Path) -> None:
    """Three people of 70 are hidden among those who gave no age: how many of these wrote nonsense stays unsaid."""
    data = shutil.copytree(checkout / "data", tmp_path / "data")
    rows = [((MABLETHORPE, age, "yes"), many) for age, many in (("20", 100), ("70", 3), ("of age", 13))]
    rows += [((MABLETHORPE, age, "no"), many) for age, many in (("20", 100), ("of age", 18))]
    typed = words(tmp_path, rows, "E10000019", characteristics=AGE)
    ended = CliRunner().invoke(main, [*typed, "--data", str(data)])

    assert ended.exit_code == 0, ended.output
    (said,) = [text for text in open_catalogue(data).indicators["voices-by-age"].caveats if "understood" in text]
    assert said == "Some records give no age that is understood; they count as not answered."


def test_adults_who_replied_in_proportion_are_found_to_be_so(tmp_path: Path, checkout: Path) -> None:
    """Bands of British surveys: those that fit the census are compared, among the ages that they cover."""
    data = shutil.copytree(checkout / "data", tmp_path / "data")
    ages = {"18-24": 412, "25-34": 474, "35-44": 387, "45-54": 330, "55-64": 284, "65-74": 229, "75+": 201}
    rows = [(("E05012901", age, answer), many // 2) for age, many in ages.items() for answer in ("yes", "no")]
    ended = CliRunner().invoke(main, [*words(tmp_path, rows, NORWICH, characteristics=AGE), "--data", str(data)])

    assert ended.exit_code == 0, ended.output
    found = who_replied(open_catalogue(data), "voices-replies-by-age", [NORWICH])
    assert found.population.slug == "age-five-year"
    assert set(found.table["state"]) == {"about right"}
    assert (len(found.table), found.left_out, found.among) == (6, ("Aged 18 to 24",), "25 and over")


#: Postcodes of Trafford: in NUMBERED_ANEW, and in CUT where it was another ward in 2022. A ward of 2022 that was cut.
IN_NUMBERED_ANEW, IN_CUT, WAS_CUT = "M33 5AH", "wa142de", "E05000819"
#: The wards of 2025 without these two, each with a postcode.
OTHERS = tuple(f"E050152{number}" for number in range(41, 60))


def by_wards_of_2025(
    tmp_path: Path, checkout: Path, many: dict[str, int], area: str = ""
) -> tuple[str, dict[tuple[str, str], float]]:
    """What the command said, and the numerators, where the place works with the wards of 2025. Many: yes, by area."""
    data = shutil.copytree(checkout / "data", tmp_path / "data", ignore=shutil.ignore_patterns("boundaries"))
    place = data / "place.toml"
    place.write_text(place.read_text("utf-8").replace("wards = 2022", "wards = 2025"), "utf-8")
    rows = [((code, "", answer), number) for code, number in many.items() for answer in ("yes", "no")]
    ended = CliRunner().invoke(main, [*words(tmp_path, rows, "E08000009", area=area), "--data", str(data)])
    assert ended.exit_code == 0, ended.output
    counts = open_catalogue(data).observations("voices").set_index(["area_code", "group"])["numerator"]
    return ended.output, counts.dropna().to_dict()


def test_records_by_ward_go_into_the_wards_of_2025_where_the_place_works_with_these(
    tmp_path: Path, checkout: Path
) -> None:
    many = {**dict.fromkeys(OTHERS, 20), KEPT: 30, NUMBERED_ANEW: 40, CUT: 50, WAS_CUT: 10}
    said, counts = by_wards_of_2025(tmp_path, checkout, many)

    assert (counts[NUMBERED_ANEW, "yes"], counts[CUT, "yes"], counts["E08000009", "yes"]) == (70, 50, 510)
    assert (KEPT, "yes") not in counts
    assert "not in a ward (20: a ward of 2022 that lies in several wards of 2025)" in said


def test_records_by_postcode_go_into_the_wards_of_2025_where_the_place_works_with_these(
    tmp_path: Path, checkout: Path
) -> None:
    listed = pd.read_parquet(checkout / "data/lookups/postcodes-2025.parquet").drop_duplicates("ward_2025")
    others = listed.set_index("ward_2025")["postcode"][list(OTHERS)]
    many = {**dict.fromkeys(others, 20), IN_NUMBERED_ANEW: 40, IN_CUT: 50}
    _, counts = by_wards_of_2025(tmp_path, checkout, many, 'kind = "postcode"')

    assert (counts[NUMBERED_ANEW, "yes"], counts[CUT, "yes"], counts["E08000009", "yes"]) == (40, 50, 470)
