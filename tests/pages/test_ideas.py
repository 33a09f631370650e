"""Ideas: what was said comes first, the gate is explained, and an override is there for everybody to read."""

from __future__ import annotations

import pytest

from jsna.model.register.conversation import Heard
from jsna.model.register.idea import Idea, Origin, Override, Stage
from jsna.model.register.need import NeedStatus
from jsna.register.refusing import Refused
from jsna.register.register import Register
from jsna.settings import LOCAL_VARIABLE
from tests.pages.conftest import OpenPage, tables
from tests.pages.test_needs import fill, press
from tests.pages.test_pages import sentences
from tests.register.making import OFFICER, a_conversation, a_need, a_provision, a_response, an_idea

PAGE = "pages/listen/ideas.py"
REASON = "The grant ends in March, and the form says so."


@pytest.fixture
def need(register: Register):
    return register.save(OFFICER, a_need())[0]


def test_the_first_button_asks_people(open_page: OpenPage, register: Register) -> None:
    page = open_page(PAGE)
    assert page.button[0].label == "Ask people"
    assert sentences(page) == ["No idea is recorded for Lincolnshire yet."]
    press(page, "Ask people")
    assert [each.value for each in page.title] == ["Ask people"]


def test_what_was_said_is_read_before_an_idea_can_be_written(open_page: OpenPage, register: Register, need) -> None:
    (talk,) = register.save(OFFICER, a_conversation(heard=(Heard(words="We need taxis, not a bus", theme="taxis"),)))
    register.save(
        OFFICER,
        a_response(heard="Taxi fares are too high", conversations=(talk.id,), progress="done", done="A fare cap"),
        a_provision(name="Mablethorpe taxi share"),
        an_idea(need, title="A taxi fund"),
    )
    page = open_page(PAGE, idea="new")
    assert not [each for each in page.button if each.label in ("Mine is different", "Save as suggested")]
    fill(page, "What is it about? A sentence or a few words", "Should we buy taxis?")
    press(page, "See what people said")
    assert sentences(page) == ["4 things are recorded for Lincolnshire that may be the same. Read them first."]
    said = "\n".join(text.value for text in page.markdown).replace("\\", "")
    assert "People said · Mablethorpe · 1 November 2026" in said
    assert "What came of it: Done: A fare cap." in said
    assert "Add to this idea: A taxi fund" in said
    assert not [each for each in page.button if each.label == "Save as suggested"]
    press(page, "Mine is different")
    press(page, "Save as suggested")
    assert "where it came from" in page.error[0].value
    next(each for each in page.selectbox if each.label == "Which need it answers").set_value(need.id)
    next(each for each in page.radio if each.label == "Where it came from").set_value(Origin.OFFICER)
    fill(page, "The idea, in a few words", "A taxi club")
    press(page, "Save as suggested")
    assert {each.title for each in register.find(OFFICER, Idea)} == {"A taxi fund", "A taxi club"}
    assert sentences(page) == ["Saved.", "Began with a solution: an officer."]
    assert "taxi" not in str(dict(page.query_params))


def test_an_idea_waits_and_the_page_says_what_comes_first(open_page: OpenPage, register: Register, need) -> None:
    (idea,) = register.save(OFFICER, an_idea(need))
    page = open_page(PAGE, idea=idea.id)
    assert "Nobody has been asked about the need" in page.info[0].value
    assert not [each for each in page.button if each.label == "Save where it stands"]
    (talk,) = register.save(OFFICER, a_conversation())
    register.save(OFFICER, need.model_copy(update={"conversations": (talk.id,), "status": NeedStatus.ASKED}))
    page.run()
    next(each for each in page.radio if each.label == "Where it stands").set_value(Stage.PLANNED)
    press(page, "Save where it stands")
    assert register.get(OFFICER, Idea, idea.id).stage is Stage.PLANNED


def test_what_was_asked_and_not_recorded_is_said_as_it_is(open_page: OpenPage, register: Register, need) -> None:
    (idea,) = register.save(OFFICER, an_idea(need))
    (talk,) = register.save(OFFICER, a_conversation())
    register.save(OFFICER, need.model_copy(update={"conversations": (talk.id,)}))
    page = open_page(PAGE, idea=idea.id)
    assert page.info[0].value.startswith("People were asked about the need for this idea. Nobody has recorded what")
    said = "\n".join(text.value for text in page.markdown)
    assert "**Were people asked?** Yes: nobody has recorded what that showed" in said.replace("\\", "")
    assert "say under “What asking showed” where it stands" in said
    assert tables(open_page(PAGE))[0]["People asked?"].iloc[0] == "Yes: nobody has recorded what that showed"
    needs = open_page("pages/listen/needs.py")
    assert sentences(needs)[0].endswith("People were asked about 1 of 1.")
    with pytest.raises(Refused, match=r"nobody has recorded what that showed\. Record it first"):
        register.save(OFFICER, idea.model_copy(update={"stage": Stage.PLANNED}))


def test_an_override_is_read_by_everybody_on_the_idea_and_in_the_list(
    open_page: OpenPage,
    register: Register,
    need,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    (idea,) = register.save(OFFICER, an_idea(need))
    page = open_page(PAGE, idea=idea.id)
    fill(page, "Name and role of the person who lets it pass", "Sam Okoro, head of service")
    press(page, "Let it pass to “planned”")
    assert "a reason of at least 20 letters" in page.error[0].value
    fill(page, "Why it cannot wait until people were asked", REASON)
    press(page, "Let it pass to “planned”")
    monkeypatch.delenv(LOCAL_VARIABLE)
    page = open_page(PAGE, idea=idea.id)
    (warned,) = [each.value for each in page.warning]
    assert warned.startswith("Let pass by Sam Okoro, head of service on ")
    assert "The need “Getting to the clinic”, version 1, was assumed." in warned
    (seen,) = tables(page)[-1].to_dict("records")
    assert seen["What changed"] == (
        "the first version that everybody reads: planned; let pass by Sam Okoro, head of service"
    )
    assert seen["Reason"] == REASON
    assert not page.text_area
    listed = open_page(PAGE)
    assert sentences(listed) == [
        "The one idea for Lincolnshire began with a solution. It was let pass while its need was assumed."
    ]
    assert REASON in tables(listed)[0]["Let pass while its need was assumed"].iloc[0]


def test_how_ideas_began_is_counted_for_the_place(open_page: OpenPage, register: Register, need) -> None:
    *_, passed = register.save(
        OFFICER,
        an_idea(need, origin=Origin.PEOPLE, title="Lifts"),
        an_idea(need),
        an_idea(need, origin=Origin.SCHEME, title="An app"),
    )
    override = Override(name="Sam", reason=REASON, at=register.now())
    register.save(OFFICER, passed.model_copy(update={"stage": Stage.PLANNED, "overrides": (override,)}))
    page = open_page(PAGE)
    assert sentences(page) == [
        (
            "1 of 3 ideas for Lincolnshire began with people, 2 with a solution. "
            "1 of 3 was let pass while its need was assumed."
        )
    ]
    for shown, titles in (("people", {"Lifts"}), ("solution", {"A taxi fund", "An app"}), ("passed", {"An app"})):
        assert set(tables(open_page(PAGE, show=shown))[0].index) == titles
    assert sentences(open_page(PAGE, area="E10000012")) == ["No idea is recorded for Essex yet."]
