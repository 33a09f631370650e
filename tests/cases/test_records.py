"""Records of people as councils and the NHS have them, by command and by page: what they mean, and what is asked."""

from __future__ import annotations

import io
import shutil
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest
import tomlkit
from click.testing import CliRunner

from jsna.analysis.who_replied import who_replied
from jsna.catalogue.read import open_catalogue
from jsna.cli import main
from tests.faults.bad_files import ods, ods_row
from tests.faults.local_figures import folder
from tests.pages.conftest import OpenPage, open_page, tables

__all__ = ["open_page"]
PAGE = "pages/analysts/add_collection.py"
LINCOLN, LINCOLNSHIRE, NORWICH, TRAFFORD = "E07000138", "E10000019", "E07000148", "E08000009"
WEALDEN = "E07000065"
YES_NO = {"yes": "said yes", "no": "said no"}


@dataclass(frozen=True)
class Described:
    """What an analyst says of a file: by TOML, or in the form."""

    place: str = LINCOLNSHIRE
    area: str = "Ward"
    answer: str = "Answer"
    answers: dict[str, str] = field(default_factory=lambda: YES_NO)
    characteristics: dict[str, str] = field(default_factory=dict)
    district: str = ""
    spellings: tuple[tuple[str, str, str], ...] = ()
    """Characteristic, what is written, and the code it means."""

    @classmethod
    def of(cls, mapping: Path) -> Described:
        """What the mapping of a case says."""
        said = tomllib.loads(mapping.read_text("utf-8"))
        answers = {code: each.get("says", code) for code, each in said["answer"]["codes"].items()}
        asked = {name: each["column"] for name, each in said.get("characteristics", {}).items()}
        return cls(said["place"], said["area"]["column"], said["answer"]["column"], answers, asked)

    def mapping(self) -> str:
        """The TOML."""
        columns: dict[str, Any] = {name: {"column": column} for name, column in self.characteristics.items()}
        for name, written, code in self.spellings:
            columns[name].setdefault("spellings", {}).setdefault(code, []).append(written)
        codes = {code: {"label": code.capitalize(), "says": says} for code, says in self.answers.items()}
        return tomlkit.dumps(
            {
                "slug": "own-replies",
                "topic": "local",
                "title": "Own replies",
                "question": "What do you say to it?",
                "kind": "survey",
                "place": self.place,
                "period": "2026",
                "reference_date": "2026-06-30",
                "publisher": "The council",
                "url": "https://www.example.gov.uk/",
                "area": {"column": self.area} | ({"district": self.district} if self.district else {}),
                "answer": {"column": self.answer, "codes": codes},
                "characteristics": columns,
                "purpose": {
                    "why": "To see whom it leaves behind.",
                    "lawful_basis": "Public task",
                    "who_sees": "public",
                    "smallest_group": 10,
                },
            }
        )


@dataclass(frozen=True)
class Told:
    """What was said of a file, and the data folder, in which nothing is stored of a file that was refused."""

    said: str
    data: Path
    slug: str

    def figures(self, characteristic: str = "") -> dict[tuple[str, str], tuple[float, float]]:
        """The stored numerators and denominators by area and group; of the replies of a characteristic, or everyone."""
        slug = self.slug + (f"-replies-by-{characteristic}" if characteristic else "")
        rows = open_catalogue(self.data).observations(slug).dropna(subset=["numerator"])
        keys = zip(rows["area_code"], rows["group"], strict=True)
        return dict(zip(keys, zip(rows["numerator"], rows["denominator"], strict=True), strict=True))


Way = Callable[..., Told]


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of one's own, on a server that takes files."""
    made = tmp_path / "data"
    made.mkdir()
    for name, value in {"JSNA_DATA": str(folder(made)), "JSNA_UPLOADS": "yes", "JSNA_LOCAL": "yes"}.items():
        monkeypatch.setenv(name, value)
    return made


@pytest.fixture
def case(shared: Path, tmp_path: Path) -> Callable[[str], Path]:
    """Return ``case("B06/replies.csv")``: a copy of one of the made-up files that lie beside the publishers'."""

    def copied(name: str) -> Path:
        return Path(shutil.copy(shared.parent / "cases" / name, tmp_path))

    return copied


@pytest.fixture
def command(data: Path, tmp_path: Path) -> Way:

    def run(file: Path, described: Described | Path) -> Told:
        mapping = described if isinstance(described, Path) else tmp_path / "own.toml"
        if isinstance(described, Described):
            mapping.write_text(described.mapping(), "utf-8")
        words = ["ingest", "records", str(file), "--map", str(mapping), "--data", str(data)]
        ended = CliRunner().invoke(main, words)
        assert ended.exception is None or isinstance(ended.exception, SystemExit)
        return Told(ended.output, data, tomllib.loads(mapping.read_text("utf-8"))["slug"])

    return run


@pytest.fixture
def by_page(data: Path, open_page: OpenPage) -> Way:

    def run(file: Path, described: Described | Path) -> Told:
        given = Described.of(described) if isinstance(described, Path) else described
        page = open_page(PAGE)
        page.file_uploader[0].upload(file.name, file.read_bytes(), "text/csv").run()
        fields = [*page.text_input, *page.text_area]
        for label, text in {
            "Title": "Own replies",
            "The question": "What do you say to it?",
            "What the records are about": "2026",
            "Last day": "2026-06-30",
            "Who collected it": "The council",
            "Where it can be read": "https://www.example.gov.uk/",
            "Why we ask": "To see whom it leaves behind.",
            "Lawful basis": "Public task",
            "The answers": "\n".join(f"{code} = {says}" for code, says in given.answers.items()),
        }.items():
            next(each for each in fields if each.label.startswith(label)).input(text)
        wanted = {"Column of the area": given.area, "Column of the answer": given.answer, "Place": given.place}
        wanted |= {"Column of the district, if there is one": given.district} if given.district else {}
        for label, choice in wanted.items():
            next(box for box in page.selectbox if box.label == label).select(choice)
        for name, column in given.characteristics.items():
            page.selectbox(key=f"jsna.collection.{name}").select(column)
        pressed(page, "Count and preview")
        for _, written, code in given.spellings:
            next(box for box in page.selectbox if f"“{written}”" in box.label).select(code)
        if given.spellings:
            pressed(page, "Count again")
        cells = [" ".join(map(str, table.to_numpy().ravel())) for table in tables(page)]
        said = "\n".join([*(text.value for text in page.markdown), *cells]).replace("\\", "")
        if any(button.label == "Store the counts" for button in page.button):
            pressed(page, "Store the counts")
        return Told(said, data, "own-replies")

    return run


def pressed(page: Any, label: str) -> None:
    next(button for button in page.button if button.label == label).click().run()


@pytest.fixture(params=["command", "page"])
def way(request: pytest.FixtureRequest) -> Way:
    """Both ways in."""
    given: Way = request.getfixturevalue({"command": "command", "page": "by_page"}[request.param])
    return given


def test_b06_several_ticks_are_refused_with_the_reason(way: Way, case: Callable[[str], Path]) -> None:
    told = way(case("B06/replies.csv"), case("B06/map.toml"))

    assert "100 of 600 records tick several answers" in told.said
    assert not (told.data / f"indicators/local/{told.slug}.csv").exists()


def test_b07_adults_in_proportion_are_found_to_be_so(way: Way, case: Callable[[str], Path]) -> None:
    told = way(case("B07/replies.csv"), case("B07/map.toml"))

    found = who_replied(open_catalogue(told.data), f"{told.slug}-replies-by-age", [NORWICH])
    assert set(found.table["state"]) == {"about right"}
    assert (found.left_out, found.among) == (("Aged 18 to 24",), "25 and over")


def test_b26_replies_that_say_only_the_council_are_read_by_district(way: Way, case: Callable[[str], Path]) -> None:
    told = way(case("B26/replies.csv"), case("B26/map.toml"))

    assert "Counted by district" in told.said
    figures = told.figures()
    assert figures[LINCOLNSHIRE, "yes"] == (400, 600)
    rows = pd.read_csv(case("B26/replies.csv"))
    yes = rows["Answer"].eq("Yes").groupby(rows["Ward"]).sum()
    districts = {area: figure for (area, group), figure in figures.items() if (area, group) != (LINCOLNSHIRE, "yes")}
    assert {area: figure for area, figure in districts.items() if area != LINCOLNSHIRE}
    assert all(figures[area, "yes"] == (yes[area], 200) for area in districts if area != LINCOLNSHIRE)


def test_c11_under16_and_unspecified_are_known(way: Way, case: Callable[[str], Path]) -> None:
    media = {"film": "watch films", "photo": "look at photos"}
    described = Described(LINCOLN, "ward_code", "medium", media, {"age": "age"})
    told = way(case("C11/replies_spellings.csv"), described)

    assert "age: 20 answered" in told.said
    assert "fewer than 10 did not" in told.said


def test_d01_signs_are_part_of_an_age(way: Way, case: Callable[[str], Path]) -> None:
    told = way(case("D01/replies.csv"), case("D01/map.toml"))

    assert "age: 130 answered (130 of them in a spelling that was put right), 70 did not" in told.said
    ages = told.figures("age")
    assert (ages[LINCOLNSHIRE, "under-16"][0], ages[LINCOLNSHIRE, "65-and-over"][0]) == (30, 100)


def test_d02_an_age_with_a_point_is_that_age(way: Way, case: Callable[[str], Path]) -> None:
    told = way(case("D02/replies.csv"), case("D02/map.toml"))

    assert "age: 180 answered (180 of them in a spelling that was put right), 20 did not" in told.said
    assert told.figures("age")[LINCOLNSHIRE, "35-to-49"] == (180, 200)


def test_l17_replies_of_wards_issued_later_count_in_their_district(way: Way, case: Callable[[str], Path]) -> None:
    told = way(case("L17/replies_present_wards.csv"), case("L17/mapping.toml"))

    assert told.figures() == {(TRAFFORD, "yes"): (14, 28), (TRAFFORD, "no"): (14, 28)}


def test_l18_not_recorded_is_no_answer(way: Way, case: Callable[[str], Path]) -> None:
    outcomes = {"done": "got it done", "not done": "did not get it done"}
    described = Described(LINCOLN, "Ward", "Outcome", _slugs(outcomes), {"race": "Ethnic origin"})
    told = way(case("L18/service_not_recorded.csv"), described)

    assert "race: 20 answered (20 of them in a spelling that was put right), fewer than 10 did not" in told.said
    assert "not understood (" not in told.said


def _slugs(answers: dict[str, str]) -> dict[str, str]:
    return {code.replace(" ", "-"): says for code, says in answers.items()}


Rows = Iterable[tuple[str, ...]]


def many(*rows: tuple[Any, ...]) -> list[tuple[str, ...]]:
    """Each row as often as its last cell says."""
    return [tuple(map(str, row[:-1])) for row in rows for _ in range(row[-1])]


def text(rows: Rows, heading: str, separator: str = ",") -> str:
    return "\n".join([heading, *(",".join(row) for row in rows)]).replace(",", separator) + "\n"


def workbook(rows: Rows, *above: tuple[str, ...]) -> bytes:
    book = openpyxl.Workbook()
    for row in (*above, *rows):
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


NHS = many(
    *[(letter, "1 - Male", "41.0", "LN12 1BU", "Yes", 8) for letter in "ABCDEFGHJKLMNPRS"],
    *[(letter, "2 - Female", "<16", "LN1 3AX", "No", 8) for letter in "ABCDEFGHJKLMNPRS"],
    ("Z", "9 - Not Specified", "NULL", "LN1 3AX", "Yes", 20),
    ("99", "0 - Not Known", "75 and over", "LN1 3AX", "No", 20),
)
SCHOOLS = many(
    ("E01026072", "WBRI", "F", "Yes", 40),
    ("E01026072", "APKN", "M", "No", 30),
    ("E01026067", "BCRB", "M", "Yes", 30),
    ("E01026067", "NOBT", "F", "No", 25),
    ("E01026067", "REFU", "F", "Yes", 25),
)
POLICE = many(
    ("Abbey", "W1", "Yes", 40),
    ("Abbey Ward", "A1", "No", 40),
    ("Lincoln: Abbey", "B9", "Yes", 30),
    ("Boultham", "NS", "No", 30),
)
CENSUS = many(
    ("Mablethorpe", "Asian, Asian British or Asian Welsh: Indian", "Muslim", "16 to 24", "Yes", 30),
    ("Mablethorpe", "White: Gypsy or Irish Traveller", "No religion", "65+", "No", 50),
    ("Abbey", "Mixed or Multiple ethnic groups: White and Asian", "Prefer not to say", "under16", "Yes", 30),
    ("Abbey", "Information not yet obtained", "Not stated", "25 to 34", "No", 30),
    ("Outside Lincolnshire", "White", "Christian", "65+", "No", 40),
)
YEARS = many(
    ("E05011625", "Yes", 40),
    ("E05011626", "No", 40),
    ("E05003986", "No", 12),
    (WEALDEN, "Yes", 5),
    ("Not known", "No", 8),
)
SCATTERED = many(("E02005450", "Yes", 40), ("E02005455", "No", 60))
PANEL = many(
    ("E05010784", "99", "Yes", 30),
    ("E05010785", "34", "No", 40),
    ("E05010785", "kids", "No", 30),
    ("E05010784", "72", "Yes", 40),
)
CODED = many(
    ("E05010784", "1. Yes", "Trans woman", 40), ("E05010785", "2. No", "-9", 40), ("E05010785", "Yes", "Same", 40)
)


def test_an_extract_of_the_nhs_with_its_letters_in_windows_characters(way: Way, tmp_path: Path) -> None:
    file = tmp_path / "extract.csv"
    file.write_bytes(text(NHS, "Ethnic Category,Sex,Age,Postcode,Café?", ";").encode("cp1252"))
    asked = {"race": "Ethnic Category", "sex": "Sex", "age": "Age"}
    told = way(file, Described(LINCOLNSHIRE, "Postcode", "Café?", YES_NO, asked))

    assert "race, single letters were read as NHS ethnic category codes." in told.said
    assert "race: 256 answered (256 of them in a spelling that was put right), 40 did not" in told.said
    assert "sex: 256 answered (256 of them in a spelling that was put right), 40 did not" in told.said
    assert "age: 276 answered (276 of them in a spelling that was put right), 20 did not" in told.said
    assert told.figures()[LINCOLNSHIRE, "yes"] == (148, 296)
    assert told.figures("age")[LINCOLNSHIRE, "under-16"] == (128, 296)


def test_pupils_by_small_area_with_the_codes_of_the_school_census(way: Way, tmp_path: Path) -> None:
    file = tmp_path / "pupils.tsv"
    file.write_text(text(SCHOOLS, "LSOA,Ethnicity,Gender,Answer", "\t"), "utf-8")
    told = way(file, Described(LINCOLNSHIRE, "LSOA", "Answer", YES_NO, {"race": "Ethnicity", "sex": "Gender"}))

    assert "race: 100 answered (100 of them in a spelling that was put right), 25 did not, 25 prefer not" in told.said
    assert told.figures()[LINCOLNSHIRE, "yes"] == (95, 150)


def test_the_codes_of_the_police_beside_names_of_wards_in_utf_16(way: Way, tmp_path: Path) -> None:
    file = tmp_path / "police.txt"
    file.write_bytes(text(POLICE, "Ward,Self-defined ethnicity,Answer", "\t").encode("utf-16"))
    told = way(file, Described(LINCOLN, "Ward", "Answer", YES_NO, {"race": "Self-defined ethnicity"}))

    assert told.figures()[LINCOLN, "yes"] == (70, 140)
    assert "race: 110 answered (110 of them in a spelling that was put right), 30 did not" in told.said


def test_a_workbook_with_the_labels_of_the_census_below_a_title(way: Way, tmp_path: Path) -> None:
    file = tmp_path / "survey.xlsx"
    heading = ("Ward", "Ethnic group", "Religion", "Age", "Answer")
    file.write_bytes(workbook(CENSUS, ("Residents' survey 2026",), ("Exported", "30 June 2026"), heading))
    columns = {"race": "Ethnic group", "religion-or-belief": "Religion", "age": "Age"}
    told = way(file, Described(LINCOLNSHIRE, "Ward", "Answer", YES_NO, columns))

    assert "40 records: outside the place." in told.said
    assert told.figures()[LINCOLNSHIRE, "yes"] == (60, 140)
    assert told.figures("race")[LINCOLNSHIRE, "mixed"] == (30, 140)


def test_wards_of_three_lists_and_a_district_in_one_column(way: Way, tmp_path: Path) -> None:
    file = tmp_path / "years.csv"
    file.write_text("\ufeff" + text(YEARS, "WARD CODE,Answer"), "utf-8")
    told = way(file, Described(WEALDEN, "WARD CODE", "Answer", YES_NO))

    assert told.figures()[WEALDEN, "yes"] == (45, 97)
    assert "17 records count in their district or the place, not in a ward" in told.said
    assert "fewer than 10 records: no area given." in told.said


def test_middle_sized_areas_count_in_their_district(way: Way, tmp_path: Path) -> None:
    file = tmp_path / "msoa.csv"
    file.write_text(text(SCATTERED, "MSOA21CD,Answer"), "utf-8")
    told = way(file, Described(LINCOLNSHIRE, "MSOA21CD", "Answer", YES_NO))

    assert "Counted by district: too few records have a ward." in told.said
    assert told.figures()[LINCOLNSHIRE, "yes"] == (40, 100)


def test_words_and_a_doubtful_99_are_given_their_meaning(way: Way, tmp_path: Path) -> None:
    file = tmp_path / "panel.csv"
    file.write_text(text(PANEL, "Ward,Age,Answer"), "utf-8")
    spellings = (("age", "99", "not-answered"), ("age", "kids", "under-16"))
    told = way(file, Described(LINCOLN, "Ward", "Answer", YES_NO, {"age": "Age"}, spellings=spellings))

    assert "age: 110 answered (110 of them in a spelling that was put right), 30 did not" in told.said


def test_answers_behind_their_codes(way: Way, tmp_path: Path) -> None:
    file = tmp_path / "coded.csv"
    file.write_text(text(CODED, "Ward,Answer,Gender identity"), "utf-8")
    told = way(file, Described(LINCOLN, "Ward", "Answer", YES_NO, {"gender-reassignment": "Gender identity"}))

    assert told.figures()[LINCOLN, "yes"] == (80, 120)
    assert "gender-reassignment: 80 answered (80 of them in a spelling that was put right), 40 did not" in told.said


def test_names_of_wards_in_the_districts_beside_them(way: Way, tmp_path: Path) -> None:
    """There is an Abbey in Lincoln and one in Reading: England is the place of both."""
    file = tmp_path / "named.csv"
    rows = many(("Abbey", "Lincoln", "Yes", 60), ("Abbey", "Reading", "No", 40), ("", "Lincoln", "No", 11))
    file.write_text(text(rows, "Ward name,Council,Answer"), "utf-8")
    told = way(file, Described(LINCOLN, "Ward name", "Answer", YES_NO, district="Council"))

    assert told.figures()[LINCOLN, "yes"] == (60, 71)
    assert "40 records: outside the place." in told.said


def test_an_opendocument_sheet_of_a_service(way: Way, tmp_path: Path) -> None:
    file = tmp_path / "service.ods"
    rows = many(("LN12 1BU", "Refused", "Yes", 20), ("LN1 3AX", "Woman", "Yes", 40), ("Not known", "Man", "No", 5))
    rows += many(("LN1 3AX", "Male", "No", 40))
    file.write_bytes(ods(ods_row("Postcode", "Sex", "Answer"), *(ods_row(*row) for row in rows)))
    told = way(file, Described(LINCOLNSHIRE, "Postcode", "Answer", YES_NO, {"sex": "Sex"}))

    assert told.figures()[LINCOLNSHIRE, "yes"] == (60, 100)
    assert "fewer than 10 did not, 20 prefer not to say" in told.said


def test_dates_of_birth_are_refused_and_none_is_repeated(way: Way, tmp_path: Path) -> None:
    file = tmp_path / "births.csv"
    births = [("E05010784", f"{day:02}/03/1961", "yes") for day in range(1, 29)] * 2
    file.write_text(text(births, "Ward,Date of birth,Answer"), "utf-8")
    told = way(file, Described(LINCOLN, "Ward", "Answer", YES_NO, {"age": "Date of birth"}))

    assert "56 of 56 records have a date or a year of birth, not an age" in told.said
    assert "1961" not in told.said
