"""What exists already: the page, its form and list, and the short list on a ward's page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from jsna.model.register.item import Place
from jsna.model.register.provision import Provision
from jsna.register.register import Register
from jsna.ui import clock
from tests.pages.conftest import OpenPage, tables
from tests.pages.test_pages import sentences
from tests.register.making import OFFICER, a_provision, a_register

PAGE, AREA = "pages/listen/provision.py", "pages/explore/area.py"
TODAY = date(2026, 11, 29)


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    monkeypatch.setenv("JSNA_STATE", str(tmp_path / "state"))
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
