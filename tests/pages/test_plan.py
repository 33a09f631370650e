"""The page that plans whom to ask: from the figures, the register and the script."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from jsna.model.characteristic import Characteristic
from jsna.model.register.conversation import Heard, Reached
from jsna.model.register.item import Place
from jsna.model.register.response import Progress, Told
from jsna.register.opening import open_register
from jsna.settings import LOCAL_VARIABLE, Settings
from tests.pages.conftest import OpenPage, own_register, tables
from tests.pages.test_pages import sentences
from tests.register.making import OFFICER, a_conversation, a_provision, a_response

PAGE = "pages/listen/plan.py"


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    own_register(tmp_path, monkeypatch)
    monkeypatch.setenv(LOCAL_VARIABLE, "yes")
    return open_register(Settings.read())


def test_an_empty_register_says_that_nobody_was_asked_and_what_to_ask(open_page: OpenPage, register) -> None:
    page = open_page(PAGE, topic="disability")
    assert sentences(page) == [
        (
            "In Lincolnshire 2 groups are larger than you would expect from England as a whole. "
            "Nobody has recorded asking any of them."
        )
    ]
    assert list(tables(page)[0].index) == [
        "Disabled people",
        "Households with a disabled person: At least one disabled person",
    ]
    assert any("when it comes to a disability or a health condition?" in text.value for text in page.markdown)
    assert list(tables(page)[0]["Asked here"]) == ["No conversation with this group is recorded."] * 2
    assert any("What would make this easier for you?" in text.value for text in page.markdown)
    assert any("[Record a conversation](record?" in text.value for text in page.markdown)


def test_a_group_that_was_asked_twice_and_never_told_is_a_warning(open_page: OpenPage, register) -> None:
    disabled = (Reached(characteristic=Characteristic.DISABILITY, group="disabled", people=12),)
    talks = register.save(
        OFFICER,
        a_conversation(groups=disabled, people=12, held_on=date(2026, 3, 1)),
        a_conversation(groups=disabled, people=12, heard=(Heard(words="x", theme="No <b>ramp</b> at the clinic"),)),
    )
    register.save(OFFICER, a_provision(name="Warm room"))
    first = tables(open_page(PAGE, topic="disability"))
    assert first[0]["Asked here"].iloc[0] == "2 times, on any topic; last on 1 November 2026"
    assert first[0]["What came of it"].iloc[0].endswith("answer them before you ask again")
    assert first[1]["What was heard"].iloc[0] == "No <b>ramp</b> at the clinic"
    told = (Told(on=date(2026, 11, 20), how="at the group", by="Ann"),)
    response = a_response(conversations=(talks[0].id,), progress=Progress.DONE, done="A ramp", told=told)
    register.save(OFFICER, response)
    again = open_page(PAGE, topic="disability")
    assert tables(again)[0]["What came of it"].iloc[0] == "People were told after 1 of 2 conversations"
    assert any("Warm room" in text.value for text in again.markdown)


def test_a_plan_for_a_ward_is_for_its_own_people_and_says_so(open_page: OpenPage, register) -> None:
    disabled = (Reached(characteristic=Characteristic.DISABILITY, group="disabled", people=12),)
    elsewhere = (Place(code="E05009881", vintage="2022"),)
    register.save(
        OFFICER,
        a_conversation(groups=disabled, people=12, topic="health"),
        a_conversation(groups=disabled, people=12, places=elsewhere),
    )
    page = open_page(PAGE, topic="disability", ward="E05009888")
    assert sentences(page)[0].startswith("In Mablethorpe 2 groups are larger")
    assert "This plan is for the ward Mablethorpe alone." in page.markdown[1].value
    assert "[Plan for all of Lincolnshire](plan?topic=disability)" in page.markdown[1].value
    concerned = tables(page)[0]
    assert "Where most of them live" not in concerned
    assert concerned["Asked here"].iloc[0] == "once, on any topic; last on 1 November 2026"
    said = "\n".join(text.value for text in page.markdown)
    assert "The conversations counted above were about something else." in said
    whole = open_page(PAGE, topic="disability")
    assert tables(whole)[0]["Asked here"].iloc[0].startswith("2 times")
    assert "1 conversation:" in [text.value.replace("\\", "") for text in whole.markdown]


def test_a_reader_without_a_role_is_told_nothing_of_who_was_reached(
    open_page: OpenPage, register, monkeypatch: pytest.MonkeyPatch
) -> None:
    disabled = (Reached(characteristic=Characteristic.DISABILITY, group="disabled", people=12),)
    register.save(OFFICER, a_conversation(groups=disabled, people=12))
    monkeypatch.delenv(LOCAL_VARIABLE)
    page = open_page(PAGE, topic="disability")
    assert len(tables(page)) == 1
    assert set(tables(page)[0]["Asked here"]) == {"Who was asked is shown to those who sign in."}
    assert sentences(page)[0].endswith("Who was asked is shown to those who sign in.")


def test_a_question_that_leads_is_named_with_a_way_to_open_it(open_page: OpenPage, register) -> None:
    page = open_page(PAGE, topic="health", question="Would you use an app?")
    assert "presents a solution" in page.warning[0].value
    assert "What would make this easier for you?" in page.warning[0].value
    page = open_page(PAGE, topic="health", question="What gets in the way?")
    assert (len(page.warning), len(page.success)) == (0, 1)
