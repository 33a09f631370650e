"""A council's own files find their areas: by code, name, postcode or point; totals and rows of no area are told."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest
from click.testing import CliRunner

from jsna.areas.lookups import Lookups
from jsna.catalogue.checks import check
from jsna.cli import main
from jsna.ingest.council.carrying.its_list import of_its_list
from jsna.ingest.council.carrying.to_wards import to_wards
from jsna.ingest.council.rows.row_faults import looked_at
from jsna.ingest.council.rows.rows_as_ones import each_row_is_one, ones_of
from jsna.ingest.council.upload import read_upload
from tests.cases.conftest import emptied
from tests.cli.council_tables import WARDS

LINCOLN, LINCOLNSHIRE, ENGLAND = "E07000138", "E10000019", "E92000001"
PUPILS = "Eligible,Pupils"
ANSWERS = {
    "--title": "Own figures",
    "--summary": "How many people are counted here, for a test of the areas.",
    "--topic": "local",
    "--characteristic": "everyone",
    "--unit": "people",
    "--publisher": "The council",
    "--url": "https://www.example.gov.uk/",
    "--reference-date": "2024-01-15",
}


@pytest.fixture
def data(folder: Path) -> Path:
    return emptied(folder)


@pytest.fixture
def cases(shared: Path) -> Path:
    return shared.parent / "cases"


def stored(
    data: Path, file: Path | str, *more: str, groups: str = "Eligible", base: str = "pupils", rule: str = "published"
) -> tuple[str, dict[str, str]]:
    """What the command said, and what it stored by area: "210 of 1240", or the note. Nothing where it refused."""
    path = data / "own.csv"
    path.write_text(file.read_text("utf-8") if isinstance(file, Path) else file, "utf-8")
    given = [part for pair in ANSWERS.items() for part in pair]
    asked = ["--rule", rule, "--groups", groups, "--base", base, "--from", str(path), "--data", str(data)]
    ended = CliRunner().invoke(main, ["new-indicator", *given, *asked, *more])
    written = data / "indicators/local/own-figures.csv"
    assert written.exists() == (ended.exit_code == 0), ended.output
    if not written.exists():
        assert ended.exit_code == 1, ended.output
        return ended.output, {}
    rows = list(csv.DictReader(written.read_text("utf-8").splitlines()))
    return ended.output, {
        row["area_code"]: row["note"] or f"{row['numerator']} of {row['denominator']}" for row in rows
    }


def found_by_check(data: Path) -> list[str]:
    """What ``jsna check`` says of the stored file: errors and warnings."""
    report = check.check(data)
    return [str(each) for each in (*report.fatal, *report.warnings) if each.file.startswith("own-figures")]


def lincoln(*more: str, heading: str = "Ward code,Ward") -> str:
    """A table of every ward of Lincoln, 100 of 1000 each, and more rows."""
    rows = [f"{code},{name},100,1000" for code, name in WARDS]
    return "\n".join([f"{heading},{PUPILS}", *rows, *more, ""])


# The files of the cases.


def test_b04_names_beside_the_codes_of_others_are_refused_with_both_rows(data: Path, cases: Path) -> None:
    said, figures = stored(data, cases / "B04/input.csv")
    assert "E05010785 is Birchwood; Boultham is E05010786 (row 4)" in said
    assert "E05010786 is Boultham; Birchwood is E05010785 (row 3)" in said
    assert not figures


def test_b16_counties_and_unitaries_stand_beside_each_other(data: Path, cases: Path) -> None:
    said, figures = stored(data, cases / "B16/input.csv", groups="Clients", base="Adults")
    assert len(figures) >= 154
    assert (figures[LINCOLNSHIRE], figures[ENGLAND]) == ("91 of 1000", "15500 of 153000")
    assert "Accepted" not in said
    assert found_by_check(data) == []


def test_b17_districts_of_april_2025_are_the_districts_they_are(data: Path, cases: Path) -> None:
    said, figures = stored(data, cases / "B17/input.csv")
    assert {code: figures[code] for code in ("E08000016", "E08000019")} == {
        "E08000016": "100 of 1000",
        "E08000019": "103 of 1003",
    }
    assert "a few streets changed hands" in said


def test_b18_only_counts_are_carried_to_other_wards(data: Path, cases: Path) -> None:
    target = data / "carried.csv"
    asked = ["--from", "2022", "--to", "2025", "--out", str(target), "--data", str(data)]
    ended = CliRunner().invoke(main, ["rebase", str(cases / "B18/input.csv"), *asked])
    assert ended.exit_code == 0, ended.output
    carried = pd.read_csv(target)
    assert carried["Pupils"].dropna().tolist() == [1001]
    assert not {"FSM pct", "Prevalence", "OBJECTID"} & set(carried)


def test_b21_rows_of_no_area_are_left_out_and_their_people_are_said(data: Path, cases: Path) -> None:
    said, figures = stored(data, cases / "B21/input.csv")
    assert (len(figures), figures["E05010784"], figures[LINCOLN]) == (12, "310 of 1240", "2196 of 10615")
    assert "'Unknown', 'Outside Lincoln'" in said
    assert "35 of 260" in said
    assert "The figure of Lincoln is the sum of its wards and does not hold the people of no known area." in said


def test_b27_a_ward_with_nobody_is_stored_and_the_check_finds_nothing(data: Path, cases: Path) -> None:
    said, figures = stored(data, cases / "B27/input.csv")
    assert figures["E05010793"] == "0 of 0"
    assert "Nobody to count, so no percentage: Park (E05010793)." in said
    assert found_by_check(data) == []


def test_c03_present_wards_keep_their_figures_in_a_place_of_older_ones(data: Path, cases: Path) -> None:
    rows = [row.partition(",")[2] for row in (cases / "C03/present_wards_by_sex.csv").read_text("utf-8").splitlines()]
    text = "\n".join([rows[0], *(row for row in rows if ",Persons," in row), ""])
    asked = ("--out-of", "all_ages", "--count", "Over=aged_65_and_over")

    said, figures = stored(data, text, *asked, groups="Over", base="all ages")

    assert figures == dict.fromkeys(("E05015239", "E05015240", "E05015241"), "150 of 1000")
    assert "The figures are of the wards of May 2025, as in the file" in said
    assert found_by_check(data) == []
    shutil.rmtree(data / "indicators/local")
    assert stored(data, text, *asked, "--whole", groups="Over", base="all ages")[1]["E08000009"] == "450 of 3000"


def test_c13_names_within_a_district_are_matched_one_to_one(data: Path, cases: Path) -> None:
    file = cases / "C13/names_only.csv"
    said, figures = stored(data, file, groups="Projects", base="residents")
    assert "11 names were matched to wards of December 2022 in Lincoln, each to one ward." in said
    assert (len(figures), figures["E05010793"], figures[LINCOLN]) == (12, "64 of 1010", "1916 of 10615")
    shutil.rmtree(data / "indicators/local")
    without_district = "\n".join(line.partition(",")[2] for line in file.read_text("utf-8").splitlines())
    by_place = stored(data, without_district, "--place", "Lincoln", groups="Projects", base="residents")
    assert by_place[1] == figures


def test_c14_thousands_of_unknown_codes_are_counted_in_a_few_lines(
    data: Path, cases: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(data)
    source = cases / "C14/make_many_old_codes.py"
    exec(compile(source.read_text("utf-8"), source.name, "exec"), {})  # noqa: S102 - a case of our own
    said, _ = stored(data, data / "old_codes.csv", groups="cases", base="people")
    assert len(said.splitlines()) <= 3
    assert "of the 2,974 codes are of wards that were not in use" in said


def test_c23_several_rows_of_a_ward_are_asked_about_and_added_up(data: Path, cases: Path) -> None:
    file = cases / "C23/several_rows_of_a_ward.csv"
    asked = ("--out-of", "registered", "--count", "Old=over_75")
    said, _ = stored(data, file, *asked, groups="Old", base="patients")
    assert "several rows of an area: 1 area, first E05010784 (rows 2, 3)" in said
    assert len([line for line in said.splitlines() if "several rows" in line]) == 1
    assert stored(data, file, *asked, "--add-up", groups="Old", base="patients")[1]["E05010784"] == "100 of 800"


def test_c24_a_part_of_a_district_is_its_figure_only_if_it_is_said_to_be_all(data: Path, cases: Path) -> None:
    file = cases / "C24/one_old_lsoa.csv"
    asked = ("--out-of", "total_population", "--count", "Ill=n")
    said, _ = stored(data, file, *asked, groups="Ill", base="all residents")
    assert "4 of the 139 LSOAs of 2021 of Trafford are in the file" in said
    said, figures = stored(data, file, *asked, "--whole", groups="Ill", base="all residents")
    assert figures == {"E08000009": "750 of 5580"}
    assert "they are all there is, as you say" in said


@pytest.mark.parametrize("name", ["C33/addresses.csv", "C34/points.geojson"])
def test_c33_c34_each_row_of_a_list_of_places_is_one(data: Path, cases: Path, name: str) -> None:
    counts, report = counted(data, name, (cases / name).read_bytes())
    assert sum(counts.values()) == 3, report
    assert {Lookups.of(data).areas["district"][code] for code in counts} == {LINCOLN}


def test_l12_a_total_is_the_districts_figure_where_a_ward_is_withheld(data: Path, cases: Path) -> None:
    said, figures = stored(data, cases / "L12/star_and_total.csv")
    assert (figures[LINCOLN], figures["E05010793"]) == ("1916 of 10615", "c")
    assert "Lincoln has the figure of the total in row 13" in said
    assert "not the sum" not in said
    assert found_by_check(data) == []


def test_l12_a_total_does_not_give_away_what_is_withheld_in_records_of_a_service(data: Path, cases: Path) -> None:
    said, figures = stored(data, cases / "L12/star_and_total.csv", rule="service")
    assert LINCOLN not in figures
    assert "the total in row 13 would give away what is withheld in its wards" in said


def test_l16_rows_of_other_countries_are_left_out_and_counted(data: Path, cases: Path) -> None:
    said, figures = stored(data, cases / "L16/england_and_wales.csv")
    assert (len(figures), figures[LINCOLN]) == (12, "1916 of 10615")
    assert "were left out: 2 (W05000100, S13002929)" in said


def test_l20_england_is_not_compared_with_eleven_wards(data: Path, cases: Path) -> None:
    said, figures = stored(data, cases / "L20/with_england_row.csv")
    assert (figures[LINCOLN], figures[ENGLAND]) == ("1916 of 10615", "1900000 of 8000000")
    assert "not the sum" not in said
    assert found_by_check(data) == []


# More files of these kinds.


def test_names_in_other_spellings_are_matched_and_said(data: Path) -> None:
    rows = "Abbey Ward,310,1240\nBIRCHWOOD (Lincoln),402,1105\nLincoln - Park,44,1010\nSt. Clements,5,100\nLincoln,9,99"
    said, figures = stored(data, f"Ward,{PUPILS}\n{rows}\n")
    assert [figures[code] for code in ("E05010784", "E05010785", "E05010793")] == [
        "310 of 1240",
        "402 of 1105",
        "44 of 1010",
    ]
    assert figures[LINCOLN] == "9 of 99"
    assert "Not letter for letter: 'Abbey Ward' is Abbey (E05010784); 'BIRCHWOOD (Lincoln)' is Birchwood" in said
    assert "'St. Clements' is St Clement's" in said


def test_every_name_without_a_ward_is_listed_and_the_nearest_is_only_asked_about(data: Path) -> None:
    rows = "\n".join(f"{name},10,100" for name in ("Abbey", "Carholm", "Nowhere Hill", "Minster", "Castle"))
    said, figures = stored(data, f"Ward,{PUPILS}\n{rows}\n", "--place", LINCOLN)
    assert "2 of 5 names are of no ward of Lincoln: 'Carholm' (row 3: Carholme?); 'Nowhere Hill' (row 4)" in said
    assert not figures


def test_a_name_of_several_wards_is_asked_about_with_their_districts(data: Path) -> None:
    said, figures = stored(data, f"Ward,{PUPILS}\nAbbey,10,100\nCarholme,10,100\n", "--place", ENGLAND)
    assert "names are of several wards of England: 'Abbey' (row 2: " in said
    assert "Abbey (Lincoln, E05010784)" in said or " or Abbey (" in said
    assert not figures


def test_larger_areas_are_found_by_name(data: Path) -> None:
    names = {
        "Kings Lynn & West Norfolk": "E07000146",
        "City of Lincoln": LINCOLN,
        '"Bristol, City of"': "E06000023",
        "St. Helens MBC": "E08000013",
        "Hull City Council": "E06000010",
        "Lincolnshire County Council": LINCOLNSHIRE,
        "England": ENGLAND,
    }
    rows = "\n".join(f"{name},{at}0,100" for at, name in enumerate(names, start=1))
    said, figures = stored(data, f"Local authority,{PUPILS}\n{rows}\nWales,5,100\n")
    assert {code: figures[code] for code in names.values()} == {
        code: f"{at}0 of 100" for at, code in enumerate(names.values(), start=1)
    }
    assert "left out: 1 (Wales)" in said


def test_codes_among_other_words_and_with_spaces_are_read(data: Path) -> None:
    cells = ("E05010784 : Abbey", "Birchwood (E05010785)", "E05 010 786", "e05010787", "E07000138 Lincoln")
    said, figures = stored(data, "\n".join([f"Area,{PUPILS}", *(f"{cell},10,100" for cell in cells), ""]))
    assert set(figures) == {"E05010784", "E05010785", "E05010786", "E05010787", LINCOLN}
    assert "'E05010784 : Abbey' was read as E05010784" in said
    shutil.rmtree(data / "indicators/local")
    said, _ = stored(data, f"Area,{PUPILS}\nBoultham (E05010785),10,100\nE05010784 Abbey,10,100\n")
    assert "E05010785 is Birchwood; Boultham is E05010786" in said


def test_totals_of_several_districts_are_their_own_figures(data: Path) -> None:
    rows = (
        "Lincoln,E05010784,Abbey,310,1240",
        "Lincoln,E05010785,Birchwood,402,1105",
        "Lincoln,,Lincoln total,2196,10615",
        "Boston,E05009871,Skirbeck,10,100",
        "Boston,,Total,20,200",
        ",,Grand total,2216,10815",
    )
    said, figures = stored(data, "\n".join([f"District,Ward code,Ward,{PUPILS}", *rows, ""]), "--checked")
    assert (figures[LINCOLN], figures["E07000136"]) == ("2196 of 10615", "20 of 200")
    assert "Row 7 is a total" in said
    assert "not the sum" not in said


def test_people_without_a_ward_are_not_the_figure_of_the_district_beside_them(data: Path) -> None:
    text = "\n".join(
        [
            f"District,Ward code,{PUPILS}",
            *(f"Lincoln,{code},100,1000" for code, _ in WARDS),
            "Lincoln,,7,70",
            "Lincoln,E99999999,3,30",
            "Lincoln,No fixed abode,1,10",
            "",
        ]
    )
    said, figures = stored(data, text)
    assert figures[LINCOLN] == "1100 of 11000"
    assert "11 of 110" in said


def test_a_ward_that_lacks_its_code_is_refused(data: Path) -> None:
    rows = [f"{code if name != 'Park' else ''},{name},100,1000" for code, name in WARDS]
    said, figures = stored(data, "\n".join([f"Ward code,Ward,{PUPILS}", *rows, ""]))
    assert "no code on this row, and its name is that of Park (Lincoln, E05010793)" in said
    assert not figures


@pytest.mark.parametrize(
    ("total", "says"),
    [
        ("Total,,1100,11000", ""),
        ("Total,,1107,11000", "the total is not the sum of the rows ('1107, sum 1100')"),
        ("Unknown,,7,70\nTotal,,1107,11070", "The total of the file holds the people of no known area"),
    ],
)
def test_a_total_is_compared_with_its_rows(data: Path, total: str, says: str) -> None:
    said, figures = stored(data, lincoln(total))
    assert figures[LINCOLN] == "1100 of 11000"
    assert says in said
    assert ("not the sum" in said) == ("not the sum" in says)


def test_a_part_that_is_withheld_withholds_the_sum_of_several_rows(data: Path) -> None:
    rows = ("E05010784,10,100", "E05010784,*,120", "E05010785,10,130", "E05010785,12,140")
    _, figures = stored(data, "\n".join([f"Ward code,{PUPILS}", *rows, ""]), "--add-up")
    assert figures == {"E05010784": "c", "E05010785": "22 of 270"}


def test_the_check_warns_of_nothing_that_our_own_rounding_did(data: Path) -> None:
    rows = [f"{code},{112 + 7 * at},1002" for at, (code, _) in enumerate(WARDS)]
    _, figures = stored(data, "\n".join([f"Ward code,{PUPILS}", *rows, ""]), rule="service")
    wards = sum(int(figure.split(" ")[2]) for code, figure in figures.items() if code != LINCOLN)
    assert abs(int(figures[LINCOLN].split(" ")[2]) - wards) >= 5
    assert found_by_check(data) == []


def counted(data: Path, name: str, content: bytes) -> tuple[dict[str, float], tuple[str, ...]]:
    """The rows of a list of places by ward, each row as one, and the report."""
    lookups = Lookups.of(data)
    understood = looked_at(read_upload(Path(name).name, content), lookups).require()
    assert each_row_is_one(understood)
    heading = ones_of(understood)
    carried = to_wards(understood, [heading], lookups)
    return carried.counts[heading].to_dict(), carried.report


def test_a_list_of_postcodes_is_counted_and_what_has_no_place_is_said(data: Path) -> None:
    here = "LN2 5AA"
    rows = (
        f"{here.lower()},01522000001,a",
        f"{here.replace(' ', '')},01522000002,b",
        "LN5,01522000003,c",
        ",01522000004,d",
        "ZZ99 3VZ,1,e",
    )
    content = "\n".join(["Post code,Telephone,Count of rows", *rows, ""]).encode()
    understood = looked_at(read_upload("a.csv", content), Lookups.of(data))
    assert ones_of(understood) == "Count of rows (2)"
    counts, report = counted(data, "a.csv", content)
    assert sum(counts.values()) == 2
    assert any(line.startswith("2 postcodes of 5 were placed") for line in report), report
    assert {line.split(" of 5 ")[1].split(":")[0].rstrip(".") for line in report if " of 5 " in line[:7]} >= {
        "no postcode",
        "not a postcode",
    }


@pytest.mark.parametrize(
    ("headings", "place"),
    [("lon,lat", "-0.5400,53.2300"), ("X,Y", "-0.5400,53.2300"), ("Easting,Northing", "497550,371450")],
)
def test_columns_of_coordinates_are_points(data: Path, headings: str, place: str) -> None:
    content = f"Name,{headings}\nA,{place}\nC,,\nB,{place}\n".encode()
    counts, report = counted(data, "a.csv", content)
    assert list(counts.values()) == [2]
    assert Lookups.of(data).areas["district"][next(iter(counts))] == LINCOLN
    assert "1 rows have no place in England." in report


def test_points_with_other_numbers_are_counted(data: Path) -> None:
    features = [
        {
            "type": "Feature",
            "properties": {"name": f"Home {at}", "cqc_id": 100 + at, "telephone": "01522000001"},
            "geometry": {"type": "Point", "coordinates": [-0.54, 53.23]},
        }
        for at in range(3)
    ]
    content = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    assert list(counted(data, "a.geojson", content)[0].values()) == [3]


def test_wards_of_today_keep_their_figures_where_the_place_has_older_ones(data: Path) -> None:
    """Of a council whose wards were all drawn anew, every ward has its figure and the district its sum."""
    areas = pd.read_parquet(data / "areas.parquet").set_index("code")
    wards = areas[(areas["level"] == "ward") & (areas["vintage"] == 2025) & (areas["district"] == "E08000009")].index
    rows = [f"{code},{10 + at},{500 + at}" for at, code in enumerate(wards)]
    _, figures = stored(data, "\n".join([f"Code,{PUPILS}", *rows, ""]))
    assert {code: figures[code] for code in wards} == {
        code: f"{10 + at} of {500 + at}" for at, code in enumerate(wards)
    }
    whole = sum(10 + at for at in range(len(wards))), sum(500 + at for at in range(len(wards)))
    assert figures["E08000009"] == f"{whole[0]} of {whole[1]}"
    assert found_by_check(data) == []


def test_a_long_table_keeps_totals_and_rows_of_no_area_apart(data: Path) -> None:
    areas = {"E05010784,Abbey": 100, "E05010793,Park": 50, "Unknown,": 5, ",Not known": 7, "Total,": 162}
    rows = [f"{area},{group},{n * times}" for area, n in areas.items() for group, times in (("Alpha", 1), ("All", 10))]
    text = "\n".join(["Ward code,Ward,Faith,Value", *rows, ""])
    said, figures = stored(data, text, groups="Alpha", base="residents")
    assert figures == {"E05010784": "100 of 1000", "E05010793": "50 of 500"}
    assert "12 of 120" in said
    assert "The total of the file holds the people of no known area" in said


def test_a_long_table_of_names_has_the_totals_of_its_district(data: Path) -> None:
    areas = {"Lincoln,Abbey": 100, "Lincoln,Park Ward": 50, "Lincoln,Unknown": 5, "Lincoln,Total": 155}
    rows = [f"{area},{group},{n * times}" for area, n in areas.items() for group, times in (("Alpha", 1), ("All", 10))]
    text = "\n".join(["District,Ward,Faith,Value", *rows, ""])
    said, figures = stored(data, text, groups="Alpha", base="residents")
    assert figures == {"E05010784": "100 of 1000", "E05010793": "50 of 500", LINCOLN: "155 of 1550"}
    assert "5 of 50" in said


@pytest.mark.parametrize("year", [2022, 2025])
def test_every_table_of_a_council_adds_up_to_its_district(data: Path, year: int) -> None:
    """Of a sample of councils, tables of all wards of both lists, and of all small areas, into either list."""
    lookups = Lookups.of(data, year)
    areas = pd.read_parquet(data / "areas.parquet").set_index("code")
    wards = areas[areas["level"] == "ward"]
    small = lookups.small_areas.assign(district=lookups.small_areas["ward"].map(areas["district"]))
    changed = lookups.changed_lsoas
    of_2011 = small["code"].str.startswith("E01") & ~small["code"].isin(changed["lsoa"])
    kinds = {
        "wards of 2022": wards[wards["vintage"] <= 2022],
        "wards of 2025": wards[wards["until"] >= 2025],
        "LSOAs of 2021": small[small["code"] == small["lsoa"]].drop_duplicates("code").set_index("code"),
        "LSOAs of 2011": small[of_2011].drop_duplicates("code").set_index("code"),
        "MSOAs": small[small["code"].str.startswith("E02")].drop_duplicates("code").set_index("code"),
    }
    councils = sorted(areas.index[areas["level"] == "district"])[7::70]
    assert len(councils) >= 4
    for council in councils:
        for kind, every in kinds.items():
            codes = every.index[every["district"] == council]
            rows = [f"{code},{at + 20},{3 * at + 500}" for at, code in enumerate(codes)]
            understood = read_upload("a.csv", "\n".join(["code,n,all", *rows, ""]).encode())
            carried = to_wards(understood, ["n"], of_its_list(understood, lookups), out_of="all")
            own = (carried.districts if council in carried.districts.index else carried.counts).loc[council]
            assert (own["n"], own["all"]) == (sum(range(20, 20 + len(codes))), sum(range(500, 500 + 3 * len(codes), 3)))
            if kind.startswith("wards"):
                assert carried.counts.loc[codes, "n"].tolist() == list(range(20, 20 + len(codes))), (council, kind)
