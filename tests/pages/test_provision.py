"""What exists already: the page, its form and list, and the short list on a ward's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from jsna.model.register.item import Place
from jsna.model.register.provision import Provision
from jsna.register.register import Register
from jsna.ui import clock
from tests.pages.conftest import OpenPage, own_register, tables
from tests.pages.test_pages import sentences
from tests.register.making import OFFICER, a_provision, a_register

PAGE, AREA = "pages/listen/provision.py", "pages/explore/area.py"
TODAY = date(2026, 11, 29)


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    own_register(tmp_path / "state", monkeypatch)
    monkeypatch.setenv("JSNA_LOCAL", "yes")
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    with a_register(tmp_path / "state") as made:
        yield made


def test_without_anything_the_page_says_what_it_is_for(open_page: OpenPage, register: Register) -> None:
    page = open_page(PAGE)
    assert "First step:" in page.info[0].value
    assert not page.get("iframe")


def test_what_is_unchecked_is_shown_and_said_and_words_are_never_markup(
    open_page: OpenPage, register: Register
) -> None:
    register.save(
        OFFICER,
        a_provision(name="Never", checked_on=None),
        a_provision(name="A year and a day", checked_on=date(2025, 11, 28)),
        a_provision(name="<img src=x onerror=alert(1)>", checked_on=date(2025, 11, 29), latitude=53.3, longitude=0.2),
    )
    page = open_page(PAGE)
    assert [problem.message for problem in page.exception] == []
    (table,) = tables(page)
    assert dict(table["Last checked"]) == {
        "<img src=x onerror=alert(1)>": "29 November 2025",
        "A year and a day": "Unchecked: last checked 28 November 2025",
        "Never": "Unchecked: nobody has said that it still exists",
    }
    assert sentences(page)[0] == "3 groups, places and services are recorded in Lincolnshire. 2 of 3 are unchecked."


def test_a_postcode_says_the_ward_and_saving_a_change_is_not_checking(open_page: OpenPage, register: Register) -> None:
    page = open_page(PAGE)
    for label, typed in (("Name", "Warm room"), ("Postcode", "ln12 1aa")):
        next(each for each in page.text_input if each.label == label).input(typed)
    next(each for each in page.button if each.label == "Save").click().run()
    assert [problem.value for problem in page.error] == []
    (saved,) = register.find(OFFICER, Provision)
    assert (saved.places, saved.postcode) == ((Place(code="E05009888", vintage="2022"),), "LN12 1AA")
    assert (saved.checked_on, saved.published) == (None, False)
    entry = open_page(PAGE, entry=saved.id)
    next(each for each in entry.text_input if each.label == "When it is open").input("Mondays")
    next(each for each in entry.button if each.label == "Save").click().run()
    changed = register.get(OFFICER, Provision, saved.id)
    assert (changed.times, changed.checked_on) == ("Mondays", None)
    next(each for each in entry.button if each.label == "It was checked").click().run()
    assert register.get(OFFICER, Provision, saved.id).checked_on == TODAY


def type_in(page: AppTest, label: str, typed: str) -> AppTest:
    next(each for each in page.text_input if each.label == label).input(typed)
    return page


def press(page: AppTest, label: str) -> AppTest:
    return next(each for each in page.button if each.label == label).click().run()


def test_what_somebody_else_saved_meanwhile_stands_beside_what_was_typed(
    open_page: OpenPage, register: Register
) -> None:
    (stored,) = register.save(OFFICER, a_provision(offers="soup"))
    page = type_in(open_page(PAGE, entry=stored.id), "When it is open", "Mondays")
    register.save(OFFICER, stored.model_copy(update={"times": "Fridays", "capacity": 20}))
    page = press(page, "Save")
    assert "Both versions are kept" in page.error[0].value
    assert list(tables(page)[-1].loc["When it is open"]) == ["Mondays", "Fridays"]
    assert register.get(OFFICER, Provision, stored.id).times == "Fridays"
    press(page, "Save")
    kept = register.get(OFFICER, Provision, stored.id)
    assert (kept.times, kept.version) == ("Mondays", 3)
    page = open_page(PAGE, entry=stored.id)
    register.save(OFFICER, kept.model_copy(update={"name": "Closed"}))
    assert "Both versions are kept" in press(page, "It was checked").error[0].value
    assert register.get(OFFICER, Provision, stored.id).checked_on is None


def test_an_entry_known_by_its_district_keeps_it_when_it_is_changed(open_page: OpenPage, register: Register) -> None:
    (stored,) = register.save(OFFICER, a_provision(places=(Place(code="E07000137", vintage="2023"),)))
    press(type_in(open_page(PAGE, entry=stored.id), "When it is open", "Mondays"), "Save")
    kept = register.get(OFFICER, Provision, stored.id)
    assert (kept.times, kept.places) == ("Mondays", stored.places)


def test_after_saving_the_form_is_empty_so_nothing_is_entered_twice(open_page: OpenPage, register: Register) -> None:
    page = press(type_in(open_page(PAGE), "Name", "Warm room"), "Save")
    assert next(each for each in page.text_input if each.label == "Name").value == ""
    assert sentences(page)[0] == "Saved: Warm room. It has no ward, so only the list of England shows it."
    assert register.count(OFFICER, Provision) == 1


def test_a_day_that_is_none_is_no_check(open_page: OpenPage, register: Register) -> None:
    (stored,) = register.save(OFFICER, a_provision())
    page = type_in(open_page(PAGE, entry=stored.id), "The day you checked: month", "13")
    assert "Enter the day" in press(page, "It was checked").error[0].value
    assert register.get(OFFICER, Provision, stored.id).checked_on is None


def test_what_is_wrong_in_the_form_is_said_under_its_label(open_page: OpenPage, register: Register) -> None:
    page = open_page(PAGE)
    next(each for each in page.text_input if each.label == "Name").input("Warm room")
    next(each for each in page.text_input if each.label.startswith("How many people")).input("some")
    next(each for each in page.button if each.label == "Save").click().run()
    assert "How many people it has room for" in page.error[0].value
    assert register.count(OFFICER, Provision) == 0


@pytest.mark.parametrize(("uploads", "offered"), [("yes", True), ("no", False)])
def test_a_list_is_taken_in_only_where_the_server_takes_files(
    open_page: OpenPage, register: Register, monkeypatch: pytest.MonkeyPatch, uploads: str, offered: bool
) -> None:
    monkeypatch.setenv("JSNA_UPLOADS", uploads)
    page = open_page(PAGE)
    assert bool(page.get("file_uploader")) is offered
    assert any("JSNA_UPLOADS=yes" in each.value for each in page.info) is not offered


CSV = b"Name,Postcode,Opening times\nWarm <b>room</b>,LN12 1AA,Mondays\nNowhere,ZZ1 1ZZ,\n"
OPEN_REFERRAL = b"""{"contents": [{"id": "s1", "name": "Befriending", "status": "active",
    "service_at_locations": [{"id": "l1", "location": {"id": "p1", "addresses": [
        {"id": "a1", "address_1": "1 Sea Lane", "postal_code": "LN12 1AA"}]}}]}]}"""


@pytest.mark.parametrize(
    ("name", "content", "names"),
    [("groups.csv", CSV, {"Warm <b>room</b>", "Nowhere"}), ("groups.json", OPEN_REFERRAL, {"Befriending"})],
)
def test_a_list_is_read_first_and_then_taken_in_once(
    open_page: OpenPage, register: Register, monkeypatch: pytest.MonkeyPatch, name: str, content: bytes, names: set[str]
) -> None:
    monkeypatch.setenv("JSNA_UPLOADS", "yes")
    page = open_page(PAGE)
    page.file_uploader[0].upload(name, content, "text/csv").run()
    assert f"**{len(names)} new, 0 changed, 0 as they were.**" in [each.value for each in page.markdown]
    assert register.count(OFFICER, Provision) == 0
    page = press(page, "Take it in")
    assert sentences(page)[0] == f"Taken in: {len(names)} new, 0 changed, 0 as they were."
    assert {each.name for each in register.find(OFFICER, Provision)} == names
    page = open_page(PAGE)
    page.file_uploader[0].upload(name, content, "text/csv").run()
    assert "There is nothing to take in." in [each.value for each in page.markdown]


def test_a_list_with_something_wrong_is_refused_whole(
    open_page: OpenPage, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JSNA_UPLOADS", "yes")
    page = open_page(PAGE)
    page.file_uploader[0].upload("groups.csv", CSV.replace(b"Nowhere", b""), "text/csv").run()
    assert "Nothing was taken in" in page.error[0].value
    assert set(tables(page)[-1].index) == {"3"}
    assert "Take it in" not in [each.label for each in page.button]


def test_a_reader_without_a_role_sees_what_is_published_and_no_form(
    open_page: OpenPage, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    register.save(OFFICER, a_provision(name="open", published=True), a_provision(name="not published"))
    monkeypatch.setenv("JSNA_LOCAL", "no")
    monkeypatch.setenv("JSNA_UPLOADS", "yes")
    page = open_page(PAGE)
    assert list(tables(page)[0].index) == ["open"]
    assert not page.text_area
    assert not page.get("file_uploader")


def test_a_wards_page_lists_what_exists_there_beside_the_need(open_page: OpenPage, register: Register) -> None:
    district = (Place(code="E07000137", vintage="2023"),)
    register.save(OFFICER, a_provision(), a_provision(name="for the district", places=district))
    page = open_page(AREA, ward="E05009888")
    assert [problem.message for problem in page.exception] == []
    listed = next(table for table in tables(page) if "Last checked" in table.columns)
    assert list(listed.index) == ["Warm room"]
    assert any("1 more is known only for its district" in each.value for each in page.markdown)


def test_an_entry_of_the_other_list_of_wards_is_on_the_page_of_the_ward_that_it_lies_whole_in(
    open_page: OpenPage, register: Register
) -> None:
    brooklands, gorse_hill = (Place(code=code, vintage="2022") for code in ("E05000823", "E05000829"))
    register.save(OFFICER, a_provision(name="Warm room", places=(brooklands,)))
    register.save(OFFICER, a_provision(name="Food bank", places=(gorse_hill,)))

    ward = open_page(AREA, ward="E05015243")
    assert any(list(table.index) == ["Warm room"] for table in tables(ward))
    (said,) = (text.value for text in ward.markdown if "Recorded for" in text.value)
    assert "1 group or service" in said

    page = open_page(PAGE, area="E08000009", ward="E05015243")
    assert list(tables(page)[-1].index) == ["Warm room", "Food bank"]
    assert (
        "1 entry was recorded in a ward of December 2022 that lies in several wards of May 2025. "
        "It is in the list below, and counted for no ward on the map."
    ) in [text.value for text in page.markdown]
