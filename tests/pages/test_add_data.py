"""A council's own counts and records enter through the browser: understood, previewed, and only then stored."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from jsna.analysis.comparison import compare
from jsna.catalogue.checks.check import check
from jsna.catalogue.read import open_catalogue
from jsna.model.selection import Subject
from jsna.ui import look
from tests.faults.local_figures import folder
from tests.pages.conftest import OpenPage, tables

PAGE, RECORDS = "pages/analysts/add_data.py", "pages/analysts/add_collection.py"
COUNTS = b"ward code,Eligible,Pupils\nE05009888,321,1200\nE05009876,120,700\nE05009900,4,400\n"
REPLIES = b"Ward,Sex,Happy\n" + b"E05009888,F,yes\n" * 40 + b"E05009888,M,no\n" * 30 + b"E05009876,F,yes\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of one's own, on a server that takes files."""
    data = tmp_path / "data"
    data.mkdir()
    monkeypatch.setenv("JSNA_DATA", str(folder(data)))
    monkeypatch.setenv("JSNA_UPLOADS", "yes")
    monkeypatch.setenv("JSNA_LOCAL", "yes")
    return data


def wrong(data: Path) -> set[tuple[object, ...]]:
    """What must be mended in a data folder, which has been left without most indicators."""
    return {(found.file, found.problem, found.row, found.column, found.value) for found in check(data).fatal}


def test_a_server_that_takes_no_files_says_how_it_can(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JSNA_UPLOADS", raising=False)

    page = open_page(PAGE)

    assert "JSNA_UPLOADS=yes" in page.info[0].value
    assert len(page.get("file_uploader")) == 0


ANSWERS = {
    "Title, as a reader should see it": "Pupils eligible for free meals",
    "One plain sentence on what is counted": "How many pupils are eligible for free school meals.",
    "What is counted": "pupils",
    "Out of whom": "all pupils",
    "Who counted": "The council",
    "Where it can be read": "https://www.example.gov.uk/",
    "Day the figures are about, as 2026-01-31": "2026-01-15",
}


def described(
    page: AppTest,
    content: bytes,
    *,
    out_of: str | None = None,
    checked: bool = False,
    rule: str = "published",
    about: str = "everyone",
    **said: str,
) -> AppTest:
    """The page after a file was given, described and sent for the preview."""
    page.file_uploader[0].upload("counts.csv", content, "text/csv").run()
    for label, answer in {**ANSWERS, **said}.items():
        next(box for box in page.text_input if box.label == label).input(answer)
    if out_of:
        next(box for box in page.selectbox if box.label == "Which column says out of how many").select(out_of)
    if checked:
        next(box for box in page.checkbox if box.label.startswith("I have checked the file")).check()
    next(box for box in page.selectbox if box.label == "How people are protected").select(rule)
    next(box for box in page.selectbox if box.label == "Whom it is about").select(about)
    return next(button for button in page.button if button.label == "Check and preview").click().run()


def stored(page: AppTest, data: Path) -> dict[tuple[str, str, str], str]:
    """What the page stores: "210 of 1240" by area, period and group."""
    next(button for button in page.button if button.label == "Store it").click().run()
    rows = open_catalogue(data).observations("pupils-eligible-for-free-meals")
    return {
        (row.area_code, row.period, row.group): f"{row.numerator:.0f} of {row.denominator:.0f}"
        for row in rows.itertuples()
    }


def test_a_state_folder_that_refuses_is_said_and_nothing_is_taken_back_by_half(
    open_page: OpenPage, desk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JSNA_STATE", str(tmp_path / "state"))
    open_page("pages/analysts/add_collection.py")
    (tmp_path / "state/releases/.lock").unlink()
    (tmp_path / "state/releases/.lock").mkdir()
    page = described(open_page(PAGE), COUNTS)

    stored(page, desk)

    assert page.success == []
    assert "is stored, but cannot be shown yet" in page.warning[0].value
    (tmp_path / "state/releases/.lock").rmdir()
    look._releases.cache_clear()
    shown = open_page(PAGE)
    (tmp_path / "state/releases/.lock").unlink()
    (tmp_path / "state/releases/.lock").mkdir()
    shown.text_input[-1].set_value("one cell told too much")
    shown.checkbox[-1].check()
    shown.button[-1].click().run()
    assert shown.success == []
    assert shown.info[0].value.startswith("Not saved")
    assert str(tmp_path) not in shown.info[0].value
    assert "pupils-eligible-for-free-meals" in open_catalogue(desk).indicators


@pytest.mark.parametrize(
    ("content", "told", "problem"),
    [
        (
            b"ward code,Cases,Per cent\nE05009888,12,25\n",
            "'Per cent' (a percentage: its heading says so)",
            "no column says",
        ),
        (b"ward code,Claimants,Year\nE05009888,120,2024\n", "'Year' (a year or period: ", "no column says"),
        (
            b"ward code,Pupils (000s),Eligible (000s)\nE05009888,12,2\n",
            "rounded to thousands",
            "at least one column of counts",
        ),
    ],
)
def test_a_column_that_is_no_count_is_not_offered(
    open_page: OpenPage, desk: Path, content: bytes, told: str, problem: str
) -> None:
    page = described(open_page(PAGE), content)

    (said,) = [text.value for text in page.markdown if text.value.startswith("Not offered, because")]
    assert told in said.replace("\\", "")
    offered = next(box for box in page.selectbox if box.label == "Which column says out of how many").options
    assert not any(heading in offered for heading in ("Per cent", "Year", "Pupils (000s)"))
    wrong = [text.value for text in page.markdown] + [found.to_string() for found in tables(page)]
    assert len([text for text in wrong if problem in text.lower()]) == 1
    assert [found.message for found in page.exception] == []
    assert not any(button.label == "Store it" for button in page.button)


def test_a_name_beside_another_areas_code_is_asked_about(open_page: OpenPage, desk: Path) -> None:
    content = (
        b"ward code,Ward,Eligible,Pupils\nE05010784,Abbey,310,1240\nE05010785,Boultham,402,1105\n"
        b"E05010786,Birchwood,288,1190\n"
    )
    page = described(open_page(PAGE), content)

    assert "E05010785 is Birchwood; Boultham is E05010786 (row 4)" in list(tables(page)[-1]["What is wrong"])
    assert not any(button.label == "Store it" for button in page.button)

    next(box for box in page.checkbox if box.label.startswith("I have checked the file")).check()
    next(button for button in page.button if button.label == "Check and preview").click().run()

    assert stored(page, desk)["E05010785", "2026", "eligible"] == "402 of 1105"


def test_counties_and_unitaries_stand_beside_each_other(open_page: OpenPage, desk: Path) -> None:
    areas = open_catalogue(desk).areas
    upper = areas.index[areas["county"] == areas.index]
    rows = [f"{code},{80 + at % 40},1000" for at, code in enumerate(upper)]
    content = "\n".join(["Area code,Clients,Adults", *rows, "E92000001,15500,153000", ""]).encode()
    page = described(open_page(PAGE), content, **{"Out of whom": "adults"})

    assert any("with 154 rows, each a district, county or England " in text.value for text in page.markdown)
    assert not any("the sum of" in str(found) for found in tables(page))
    found = stored(page, desk)
    assert [found[code, "2026", "clients"] for code in upper] == [f"{80 + at % 40} of 1000" for at in range(len(upper))]
    view = {"characteristic": "everyone", "indicator": "pupils-eligible-for-free-meals", "group": "clients"}
    shown = open_page("pages/explore/map.py", area="E92000001", **view)
    assert [problem.message for problem in shown.exception] == []
    assert "Among England's counties and unitary authorities" in tables(shown)[0].columns
    one = open_page("pages/explore/map.py", area="E10000019", **view)
    assert list(tables(one)[0].index) == ["Lincolnshire"]
    (way,) = [text.value for text in one.markdown if "beside all 153 counties and unitary authorities" in text.value]
    assert "map?area=E92000001&" in way


@pytest.mark.parametrize(
    ("licence", "published", "expected", "shown"),
    [
        ("", "", ("not stated", None), ("not stated", "not stated")),
        ("CC BY 4.0", "2026-02-01", ("CC BY 4.0", date(2026, 2, 1)), ("CC BY 4.0", "1 February 2026")),
    ],
)
def test_licence_and_day_of_publication_are_asked_for(
    open_page: OpenPage,
    desk: Path,
    licence: str,
    published: str,
    expected: tuple[str, date | None],
    shown: tuple[str, str],
) -> None:
    answers = {
        "Licence of the figures, if stated": licence,
        "Day they were published, as 2026-01-31, if stated": published,
    }
    stored(described(open_page(PAGE), COUNTS, **answers), desk)

    source = open_catalogue(desk).indicators["pupils-eligible-for-free-meals"].source
    assert (source.licence, source.published) == expected
    assert source.statement == f"The council, {licence or 'licence not stated'}"

    sources = open_page("pages/about/sources.py")
    table = pd.concat([found for found in tables(sources) if "Licence" in found])
    row = table[table["Source"] == "The council: Own count"].iloc[0]
    assert tuple(row[["Licence", "Published"]]) == shown


def test_a_day_of_publication_that_is_no_day_is_named(open_page: OpenPage, desk: Path) -> None:
    label = "Day they were published, as 2026-01-31, if stated"
    page = described(open_page(PAGE), COUNTS, **{label: "last spring"})

    (said,) = [text.value for text in page.markdown if "of your answers to mend" in text.value]
    assert f"- {label}: a day such as 2026-01-31" in said


def test_an_answer_that_is_too_long_is_named_with_its_length(open_page: OpenPage, desk: Path) -> None:
    label = "Title, as a reader should see it"
    page = described(open_page(PAGE), COUNTS, **{label: ("Pupils " * 1000).strip()})

    (said,) = [text.value for text in page.markdown if "of your answers to mend" in text.value]
    assert f"- {label}: at most 200 letters, and it has 6,999" in said


def test_counts_are_previewed_and_then_stored_protected(open_page: OpenPage, desk: Path) -> None:
    before = wrong(desk)
    page = open_page(PAGE)
    page.file_uploader[0].upload("counts.csv", COUNTS, "text/csv").run()
    for label, said in ANSWERS.items():
        next(box for box in page.text_input if box.label == label).input(said)
    next(button for button in page.button if button.label == "Check and preview").click().run()

    assert any("1 of 3 figures will be withheld" in text.value for text in page.markdown)
    assert not (desk / "indicators/local").exists()

    next(button for button in page.button if button.label == "Store it").click().run()

    stored = open_catalogue(desk).observations("pupils-eligible-for-free-meals").set_index("area_code")
    assert stored["numerator"]["E05009888"] == 320
    assert stored["note"]["E05009900"] == "c"
    assert wrong(desk) == before


def test_all_answers_to_mend_are_named_at_once_as_the_form_names_them(open_page: OpenPage, desk: Path) -> None:
    page = open_page(PAGE)
    page.file_uploader[0].upload("counts.csv", COUNTS, "text/csv").run()
    next(box for box in page.text_input if box.label == "One plain sentence on what is counted").input("Too short")
    next(button for button in page.button if button.label == "Check and preview").click().run()

    (said,) = [text.value for text in page.markdown if "of your answers to mend" in text.value]
    assert said.splitlines()[2:] == [
        "- Title, as a reader should see it: a few words",
        "- Who counted: a few words",
        "- Where it can be read: a few words",
        "- One plain sentence on what is counted: at least 30 characters",
        "- Day the figures are about, as 2026-01-31: a day such as 2026-01-31",
    ]
    assert not (desk / "indicators/local").exists()


def test_a_margin_is_asked_for_with_its_reason_and_may_stay_empty(open_page: OpenPage, desk: Path) -> None:
    page = open_page(PAGE)
    page.file_uploader[0].upload("counts.csv", COUNTS, "text/csv").run()
    (margin,) = page.number_input
    assert (margin.label, margin.value) == ("Smallest difference that matters, in percentage points", None)
    assert any(text.value.startswith("Leave empty: a tenth of the baseline, or") for text in page.markdown)

    margin.set_value(3.0)
    next(button for button in page.button if button.label == "Check and preview").click().run()

    (said,) = [text.value for text in page.markdown if "of your answers to mend" in text.value]
    assert "- Why that difference matters: why 3 matters here, in 12 letters or more" in said.splitlines()


def test_no_answer_on_where_figures_come_from_is_made_up(open_page: OpenPage, desk: Path) -> None:
    page = open_page(PAGE)
    page.file_uploader[0].upload("counts.csv", COUNTS, "text/csv").run()

    assert next(box for box in page.text_input if box.label == "Where it can be read").value == ""
    assert next(box for box in page.selectbox if box.label == "Whom it is about").value == "everyone"


def test_the_answers_on_a_collection_are_named_as_the_form_names_them(open_page: OpenPage, desk: Path) -> None:
    page = open_page(RECORDS)
    page.file_uploader[0].upload("replies.csv", REPLIES, "text/csv").run()
    next(button for button in page.button if button.label == "Count and preview").click().run()

    (said,) = [text.value for text in page.markdown if "of your answers to mend" in text.value]
    assert "- Where it can be read: an address that begins with https" in said
    assert "- The question, word for word: at least 10 characters" in said


def test_a_bad_file_is_refused_by_row_and_nothing_is_stored(open_page: OpenPage, desk: Path) -> None:
    page = open_page(PAGE)
    page.file_uploader[0].upload("counts.csv", COUNTS.replace(b"E05009888", b"=1+1"), "text/csv").run()

    assert "2" in list(tables(page)[0].index)
    assert not any(button.label == "Check and preview" for button in page.button)
    assert not (desk / "indicators/local").exists()


def described_collection(page: AppTest, content: bytes, answers: str, **chosen: str) -> AppTest:
    """Give the page of collections a file, and say what it is; ``chosen`` are lists by label, with _ for spaces."""
    page.file_uploader[0].upload("replies.csv", content, "text/csv").run()
    for label, said in {
        "Title, as a reader should see it": "Happy with the bus",
        "The question, word for word": "Are you happy with the bus?",
        "What the records are about, such as 2026": "2026",
        "Last day of it, as 2026-01-31": "2026-06-30",
        "Who collected it": "The council",
        "Licence of the counts, if stated": "CC BY 4.0",
        "Where it can be read": "https://www.example.gov.uk/",
        "Why we ask": "To see whom it leaves behind.",
        "Lawful basis": "Public task",
    }.items():
        next(box for box in page.text_input if box.label == label).input(said)
    page.text_area[0].input(answers)
    for label, choice in chosen.items():
        next(box for box in page.selectbox if box.label == label.replace("_", " ")).select(choice)
    return page


def written(page: AppTest, label: str, text: str) -> None:
    """Write into the field whose label begins so."""
    next(field for field in (*page.text_area, *page.text_input) if field.label.startswith(label)).input(text)


def previewed(page: AppTest) -> str:
    """Press the button, and return everything that the page then says."""
    next(button for button in page.button if button.label == "Count and preview").click().run()
    cells = [" ".join(map(str, table.to_numpy().ravel())) for table in tables(page)]
    return "\n".join([*(text.value for text in page.markdown), *cells]).replace("\\", "")


@pytest.mark.usefixtures("desk")
def test_the_page_says_what_spellings_mean_and_who_was_asked(open_page: OpenPage) -> None:
    replies = b"Ward,Age,Happy\n" + b"".join(
        f"E05009888,{age},{answer}\n".encode() * 20
        for age in ("kids", "25-29", "lost count", "-9")
        for answer in ("yes", "no")
    )
    page = described_collection(
        open_page(RECORDS),
        replies,
        "yes = are happy\nno = are not happy",
        Column_of_age="Age",
    )

    assert "80 of 160 answers are not understood (“kids” 40 times; “lost count” 40 times)" in (said := previewed(page))
    assert "your own words for what these mean" in said

    written(page, "Your own spellings", "Age: kids = Aged 15 and under\nAge: lost count")
    assert "lines such as “Age: under16 = Aged 15 and under”" in previewed(page)

    written(page, "Your own spellings", "Age: kids = Aged 15 and under\nAge: lost count = not answered")
    assert "age: 80 answered (80 of them in a spelling that was put right), 80 did not" in previewed(page)

    written(page, "Who was asked", "16 and over")
    written(page, "Age bands", "16-24; 25+")
    written(page, "Your own spellings", "Age: kids = not answered\nAge: lost count = not answered")
    assert "age, counted in the bands 16 to 24, 25 and over." in previewed(page)


@pytest.mark.usefixtures("desk")
def test_replies_without_a_ward_stop_until_that_is_accepted(open_page: OpenPage) -> None:
    replies = REPLIES + b"nowhere,F,no\n" * 40
    page = described_collection(open_page(RECORDS), replies, "yes = are happy\nno = are not happy")

    assert "40 of 111 records have no area known here" in previewed(page)
    (found,) = tables(page)
    assert (found.index.name, list(found.columns)) == ("Column", ["What is wrong", "What is accepted"])

    next(box for box in page.number_input if box.label.startswith("Percentage of records")).set_value(40)
    assert "111 records read. 71 replies lie in the place." in previewed(page)


def test_records_become_counts_and_are_forgotten(open_page: OpenPage, desk: Path) -> None:
    before = wrong(desk)
    page = described_collection(open_page(RECORDS), REPLIES, "yes = are happy\nno = are not happy", Column_of_sex="Sex")
    next(button for button in page.button if button.label == "Count and preview").click().run()

    assert any("71 records read" in text.value for text in page.markdown)
    assert not (desk / "indicators/local").exists()

    next(box for box in page.text_input if box.label == "Where it can be read").input("nowhere")
    next(button for button in page.button if button.label == "Count and preview").click().run()

    assert not any("71 records read" in text.value for text in page.markdown)
    assert not any(button.label == "Store the counts" for button in page.button)

    next(box for box in page.text_input if box.label == "Where it can be read").input("https://www.example.gov.uk/")
    next(button for button in page.button if button.label == "Count and preview").click().run()
    next(button for button in page.button if button.label == "Store the counts").click().run()

    source = open_catalogue(desk).indicators["happy-with-the-bus"].source
    assert (source.licence, source.published) == ("CC BY 4.0", None)
    written = sorted(path.stem for path in (desk / "indicators/local").glob("*.csv"))
    assert written == ["happy-with-the-bus", "happy-with-the-bus-by-sex", "happy-with-the-bus-replies-by-sex"]
    assert wrong(desk) == before


def test_the_preview_of_one_file_goes_with_the_file(open_page: OpenPage, desk: Path) -> None:
    page = described(open_page(PAGE), COUNTS)
    assert any(button.label == "Store it" for button in page.button)

    page.file_uploader[0].upload("others.csv", COUNTS.replace(b"321", b"123"), "text/csv").run()

    assert not any(button.label == "Store it" for button in page.button)
    assert not (desk / "indicators/local").exists()


@pytest.mark.usefixtures("desk")
def test_what_was_counted_of_one_file_of_records_goes_with_the_file(open_page: OpenPage) -> None:
    page = described_collection(open_page(RECORDS), REPLIES, "yes = are happy\nno = are not happy")
    assert "71 records read" in previewed(page)

    page.file_uploader[0].upload("others.csv", REPLIES * 2, "text/csv").run()

    assert not any("71 records read" in text.value for text in page.markdown)
    assert not any(button.label == "Store the counts" for button in page.button)


def test_replies_by_area_are_read_by_name(open_page: OpenPage, desk: Path) -> None:
    page = described_collection(open_page(RECORDS), REPLIES, "yes = are happy\nno = are not happy", Column_of_sex="Sex")
    next(button for button in page.button if button.label == "Count and preview").click().run()

    (replies,) = tables(page)
    names = open_catalogue(desk).areas["name"]
    assert (replies.index.name, list(replies.columns)) == ("Area", ["Female", "Male", "Everyone"])
    assert replies.loc[names["E10000019"]].tolist() == ["41", "30", "71"]
    assert any("sex: Female (41), Male (30), everyone (71)." in text.value.replace("\\", "") for text in page.markdown)


@pytest.mark.parametrize("rule", ["Service counts", "Survey replies", "Published already"])
def test_the_preview_is_what_is_stored(open_page: OpenPage, desk: Path, rule: str) -> None:
    """Small counts, counts that leave hardly anybody, and a small base: the table before and after storing is one."""
    page = open_page(PAGE)
    rows = [("E05009888", 321, 1200), ("E05009876", 120, 700), ("E05009900", 4, 400), ("E05009890", 28, 31),
            ("E05009877", 8, 12), ("E05009878", 20, 20), ("E05009879", 0, 90)]  # fmt: skip
    content = "ward code,Eligible,Pupils\n" + "".join(f"{code},{many},{of}\n" for code, many, of in rows)
    page.file_uploader[0].upload("counts.csv", content.encode(), "text/csv").run()
    for label, said in ANSWERS.items():
        next(box for box in page.text_input if box.label == label).input(said)
    chosen = next(box for box in page.selectbox if box.label == "How people are protected")
    chosen.select(next(option for option in chosen.options if option.startswith(rule)))
    next(button for button in page.button if button.label == "Check and preview").click().run()
    prepared = page.session_state["jsna.add.prepared"]
    subject = Subject("E10000019", prepared.entry.indicator.slug, "eligible")
    before = open_catalogue(desk).with_one_more(prepared.entry.indicator, prepared.entry.observations)
    preview = compare(before, subject)
    next(button for button in page.button if button.label == "Store it").click().run()

    stored = compare(open_catalogue(desk), subject)
    pd.testing.assert_frame_equal(preview.areas, stored.areas)
    assert preview.areas["numerator"].notna().any()


@pytest.mark.parametrize(("path", "content"), [(PAGE, COUNTS), (RECORDS, REPLIES)])
def test_what_a_restart_has_lost_is_said(open_page: OpenPage, desk: Path, path: str, content: bytes) -> None:
    page = open_page(path)
    page.file_uploader[0].upload("counts.csv", content, "text/csv").run()
    address = {key: value if isinstance(value, str) else value[0] for key, value in dict(page.query_params).items()}
    assert page.warning.values == []

    again = open_page(path, **address)

    assert again.warning[0].value.startswith("The server was started again, or this page was loaded anew.")
    again.file_uploader[0].upload("counts.csv", content, "text/csv").run()
    assert again.warning.values == []


def test_once_it_is_stored_a_restart_has_lost_nothing(open_page: OpenPage, desk: Path) -> None:
    page = described(open_page(PAGE), COUNTS)
    assert "begun" in page.query_params

    stored(page, desk)

    assert "begun" not in page.query_params
    page.run()
    assert "begun" not in page.query_params
