"""A council's own counts and records enter through the browser: understood, previewed, and only then stored."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from jsna.analysis.comparison import compare
from jsna.catalogue.checks.check import check
from jsna.catalogue.read import open_catalogue
from jsna.model.selection import Subject
from tests.faults.local_figures import folder
from tests.pages.conftest import OpenPage, tables

PAGE, RECORDS = "pages/analysts/add_data.py", "pages/analysts/add_collection.py"
COUNTS = b"ward code,Eligible,Pupils\nE05009888,321,1200\nE05009876,120,700\nE05009900,4,400\n"
REPLIES = b"Ward,Sex,Happy\n" + b"E05009888,F,yes\n" * 40 + b"E05009888,M,no\n" * 30 + b"E05009876,F,yes\n"

ANSWERED = {
    "Title, as a reader should see it": "Pupils eligible for free meals",
    "One plain sentence on what is counted": "How many pupils are eligible for free school meals.",
    "What is counted": "pupils",
    "Out of whom": "all pupils",
    "Who says it": "The council",
    "Where it can be read": "https://www.example.gov.uk/",
    "Day the figures are about, as 2026-01-31": "2026-01-15",
}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of one's own, on a server that takes files."""
    data = tmp_path / "data"
    data.mkdir()
    monkeypatch.setenv("JSNA_DATA", str(folder(data)))
    monkeypatch.setenv("JSNA_UPLOADS", "yes")
    return data


def wrong(data: Path) -> set[tuple[object, ...]]:
    """What must be mended in a data folder, which has been left without most indicators."""
    return {(found.file, found.problem, found.row, found.column, found.value) for found in check(data).fatal}


def test_a_server_that_takes_no_files_says_how_it_can(open_page: OpenPage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("JSNA_UPLOADS", raising=False)

    page = open_page(PAGE)

    assert "JSNA_UPLOADS=yes" in page.info[0].value
    assert len(page.get("file_uploader")) == 0


def test_counts_are_previewed_and_then_stored_protected(open_page: OpenPage, desk: Path) -> None:
    before = wrong(desk)
    page = open_page(PAGE)
    page.file_uploader[0].upload("counts.csv", COUNTS, "text/csv").run()
    for label, said in ANSWERED.items():
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
    page.file_uploader[0].upload("counts.csv", COUNTS.replace(b"4,400", b"401,400"), "text/csv").run()
    next(box for box in page.text_input if box.label == "One plain sentence on what is counted").input("Too short")
    next(button for button in page.button if button.label == "Check and preview").click().run()

    (said,) = [text.value for text in page.markdown if "of your answers to mend" in text.value]
    assert said.splitlines()[2:] == [
        "- Title, as a reader should see it: a few words",
        "- Who says it: a few words",
        "- Where it can be read: a few words",
        "- One plain sentence on what is counted: at least 30 characters",
        "- Day the figures are about, as 2026-01-31: a day such as 2026-01-31",
    ]
    assert "401 of 400" in list(tables(page)[0]["Value"])
    assert not (desk / "indicators/local").exists()


def test_a_margin_is_asked_for_with_its_reason_and_may_stay_empty(open_page: OpenPage, desk: Path) -> None:
    page = open_page(PAGE)
    page.file_uploader[0].upload("counts.csv", COUNTS, "text/csv").run()
    (margin,) = page.number_input
    assert (margin.label, margin.value) == ("Smallest difference worth speaking of, in percentage points", None)
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
    page.file_uploader[0].upload("counts.csv", COUNTS.replace(b"321", b"=1+1"), "text/csv").run()

    assert "2" in list(tables(page)[0].index)
    assert not any(button.label == "Check and preview" for button in page.button)
    assert not (desk / "indicators/local").exists()


def described(page: AppTest, content: bytes, answers: str, **chosen: str) -> AppTest:
    """Give the page of collections a file, and say what it is; ``chosen`` are lists by label, with _ for spaces."""
    page.file_uploader[0].upload("replies.csv", content, "text/csv").run()
    for label, said in {
        "Title, as a reader should see it": "Happy with the bus",
        "The question, word for word": "Are you happy with the bus?",
        "What the records are about, such as 2026": "2026",
        "Last day of it, as 2026-01-31": "2026-06-30",
        "Who collected it": "The council",
        "Where it can be read": "https://www.example.gov.uk/",
        "Why we ask": "To see whom it leaves behind.",
        "Lawful basis": "Public task",
        "Who sees it": "The transport team",
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
    page = described(
        open_page(RECORDS),
        replies,
        "yes = are happy\nno = are not happy",
        Column_of_age="Age",
    )

    assert "80 of 160 answers are not understood (“kids” 40 times; “lost count” 40 times)" in (said := previewed(page))
    assert "spellings of your own that say what they mean, or that nobody answered" in said

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
    page = described(open_page(RECORDS), replies, "yes = are happy\nno = are not happy")

    assert "40 of 111 records have no ward known here" in previewed(page)

    next(box for box in page.number_input if box.label.startswith("Percentage of records")).set_value(40)
    assert "111 records read. 71 replies lie in the place." in previewed(page)


def test_records_become_counts_and_are_forgotten(open_page: OpenPage, desk: Path) -> None:
    before = wrong(desk)
    page = described(open_page(RECORDS), REPLIES, "yes = are happy\nno = are not happy", Column_of_sex="Sex")
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

    written = sorted(path.stem for path in (desk / "indicators/local").glob("*.csv"))
    assert written == ["happy-with-the-bus", "happy-with-the-bus-by-sex", "happy-with-the-bus-replies-by-sex"]
    assert wrong(desk) == before


@pytest.mark.parametrize("rule", ["Service counts", "Survey replies", "Published already"])
def test_the_preview_is_what_is_stored(open_page: OpenPage, desk: Path, rule: str) -> None:
    """Small counts, counts that leave hardly anybody, and a small base: the table before and after storing is one."""
    page = open_page(PAGE)
    rows = [("E05009888", 321, 1200), ("E05009876", 120, 700), ("E05009900", 4, 400), ("E05009890", 28, 31),
            ("E05009877", 8, 12), ("E05009878", 20, 20), ("E05009879", 0, 90)]  # fmt: skip
    content = "ward code,Eligible,Pupils\n" + "".join(f"{code},{many},{of}\n" for code, many, of in rows)
    page.file_uploader[0].upload("counts.csv", content.encode(), "text/csv").run()
    for label, said in ANSWERED.items():
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
