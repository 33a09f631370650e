"""An officer records a conversation: three boxes save it, a promise goes with it, a draft is kept until then."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from jsna.model.register.conversation import Conversation, Heard, OwnWords
from jsna.model.register.person import Person, Role
from jsna.model.register.response import Response
from jsna.register.drafts import Drafts
from jsna.register.register import Register
from jsna.ui import register as who
from jsna.ui.register import OWN_MACHINE
from tests.pages.conftest import OpenPage
from tests.register.making import a_conversation
from tests.register.test_register import AS_TYPED

PAGE = "pages/listen/record.py"
MABLETHORPE = "E05009888"


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def box(page: AppTest, name: str) -> object:
    return next(each for kind in ("text_area", "text_input", "number_input", "multiselect", "checkbox", "selectbox")
                for each in page.get(kind) if each.key == f"jsna.box.{name}")  # fmt: skip


def fill(page: AppTest, **boxes: object) -> AppTest:
    for name, value in boxes.items():
        box(page, name.replace("__", ".")).set_value(value)
    return page.run()


def said(page: AppTest) -> str:
    return "\n".join(element.proto.body for element in page.get("html"))


def saved(register: Register) -> list[Conversation]:
    return register.find(OWN_MACHINE, Conversation)


def test_a_day_a_place_and_one_thing_heard_save_a_conversation(open_page: OpenPage, register: Register) -> None:
    page = open_page(PAGE, ward=MABLETHORPE)
    page = press(fill(page, heard__0__words="The buses stop at five"), "Save")

    (found,) = saved(register)
    assert ([place.code for place in found.places], found.heard[0].words) == ([MABLETHORPE], "The buses stop at five")
    assert "Saved:" in said(page)
    lacking = "Still missing: a few words for each thing you heard; how you met"
    assert any(lacking in text.value.replace("\\", "") for text in page.markdown)
    assert box(page, "heard.0.words").value == ""
    assert Drafts(register).find(OWN_MACHINE) == []


def test_what_is_missing_is_said_and_nothing_typed_is_lost(open_page: OpenPage, register: Register) -> None:
    page = fill(open_page(PAGE), held_on__month="13", asked="What would help?")
    page = press(page, "Save")

    for box_of in ("held_on.boxes", "places", "heard.0.words"):
        assert f'data-jsna-box="{box_of}"' in said(page)
    assert box(page, "asked").value == "What would help?"
    assert saved(register) == []


def test_a_promise_is_kept_with_the_conversation(open_page: OpenPage, register: Register) -> None:
    page = open_page(PAGE, ward=MABLETHORPE)
    promise = {"promised_by__day": "4", "promised_by__month": "12", "promised_by__year": "2026"}
    press(fill(page, heard__0__words="No bus", promised="I will ring", **promise), "Save")

    (talk,) = saved(register)
    (response,) = register.find(OWN_MACHINE, Response)
    assert (response.conversations, response.promised, str(response.next_on)) == (
        (talk.id,),
        "I will ring",
        "2026-12-04",
    )


def test_each_change_is_a_draft_that_another_session_goes_on_with(open_page: OpenPage, register: Register) -> None:
    fill(open_page(PAGE, ward=MABLETHORPE), heard__0__words="Half a sen", people=12)
    page = open_page(PAGE)
    assert box(page, "heard.0.words").value == ""
    page = next(button for button in page.button if button.label.startswith("Go on with")).click().run()
    assert (box(page, "heard.0.words").value, box(page, "people").value) == ("Half a sen", 12)
    press(fill(page, heard__0__words="Half a sentence"), "Save")
    assert [each.heard[0].words for each in saved(register)] == ["Half a sentence"]
    assert Drafts(register).find(OWN_MACHINE) == []


def test_a_draft_is_thrown_away(open_page: OpenPage, register: Register) -> None:
    fill(open_page(PAGE), heard__0__words="Not this")
    page = open_page(PAGE)
    page = next(button for button in page.button if button.label.startswith("Throw away")).click().run()
    assert Drafts(register).find(OWN_MACHINE) == []
    assert not any(button.label.startswith("Throw away") for button in page.button)


def test_opening_the_page_or_a_ward_begins_no_draft(open_page: OpenPage, register: Register) -> None:
    page = open_page(PAGE, ward=MABLETHORPE).run().run()
    assert [problem.message for problem in page.exception] == []
    assert Drafts(register).find(OWN_MACHINE) == []


def test_what_was_missing_is_added_by_the_link_of_the_conversation(open_page: OpenPage, register: Register) -> None:
    given = a_conversation(
        heard=(Heard(words="one", people=3), Heard(words="two")), own_words=(OwnWords(words="mine"),)
    )
    (talk,) = register.save(OWN_MACHINE, given)
    page = open_page(PAGE, conversation=talk.id)
    assert (box(page, "heard.0.words").value, box(page, "heard.1.words").value) == ("one", "two")
    page = press(page, "Add somebody’s own words")
    page = fill(page, people=12, own_words__0__words="as it was said", own_words__0__agreed=True)
    press(page, "Save")

    found = register.read_private(OWN_MACHINE, Conversation, talk.id)
    assert (found.version, found.people, [each.words for each in found.heard]) == (2, 12, ["one", "two"])
    assert [(each.words, each.agreed) for each in found.own_words] == [("mine", False), ("as it was said", True)]


def test_two_people_who_add_to_one_conversation_see_both_versions(open_page: OpenPage, register: Register) -> None:
    (talk,) = register.save(OWN_MACHINE, a_conversation())
    page = fill(open_page(PAGE, conversation=talk.id), asked="Mine?")
    register.save(OWN_MACHINE, talk.model_copy(update={"asked": "Theirs?"}))
    page = press(page, "Save")
    assert "Somebody else has changed this meanwhile" in page.error[0].value
    assert "Theirs?" in said(page)
    assert box(page, "asked").value == "Mine?"
    assert register.get(OWN_MACHINE, Conversation, talk.id).asked == "Theirs?"
    press(page, "Save")
    assert register.get(OWN_MACHINE, Conversation, talk.id).asked == "Mine?"
    assert register.version(OWN_MACHINE, Conversation, talk.id, 2).asked == "Theirs?"


def test_somebody_else_in_the_same_session_gets_empty_boxes(
    open_page: OpenPage, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = fill(open_page(PAGE), asked="Mine?")
    monkeypatch.setattr(who, "OWN_MACHINE", Person("Cy", frozenset({Role.CONTRIBUTOR})))
    page = page.run()
    assert box(page, "asked").value == ""
    assert Drafts(register).find(who.OWN_MACHINE) == []


def test_groups_are_counted_only_where_people_were_asked(open_page: OpenPage, register: Register) -> None:
    page = fill(open_page(PAGE, ward=MABLETHORPE), heard__0__words="No bus", people=10, groups__race="not-asked")
    page = fill(page, groups__sex="asked")
    page = fill(page, **{"groups.sex.female": 6, "groups.sex.prefer-not-to-say": 2})
    press(page, "Save")
    (found,) = saved(register)
    counted = {(str(each.characteristic), each.group): each.people for each in found.groups}
    assert counted == {("race", "not-asked"): 10, ("sex", "female"): 6, ("sex", "prefer-not-to-say"): 2}


def test_whatever_is_typed_is_saved_as_it_was_typed(open_page: OpenPage, register: Register) -> None:
    for words in AS_TYPED:
        page = press(fill(open_page(PAGE, ward=MABLETHORPE), heard__0__words=words), "Save")
        assert [problem.message for problem in page.exception] == []
    assert {each.heard[0].words for each in saved(register)} == set(AS_TYPED)


def test_whoever_may_not_record_sees_only_the_paper_form(open_page: OpenPage, register: Register, monkeypatch) -> None:
    monkeypatch.delenv("JSNA_LOCAL")
    page = open_page(PAGE)
    assert "sign in" in page.info[0].value
    assert len(page.text_area) == 0
    assert len(page.get("download_button")) == 2
