"""Needs: from a figure to a need that is assumed, to what people said, to the record of it all."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from jsna.model.register.conversation import Heard
from jsna.model.register.need import Figure, Need, NeedStatus, Rival
from jsna.register.register import Register
from jsna.settings import LOCAL_VARIABLE
from jsna.ui import register as who
from tests.pages.conftest import OpenPage, tables
from tests.pages.test_pages import sentences
from tests.register.making import MODERATOR, OFFICER, a_conversation, a_need, an_idea

PAGE = "pages/listen/needs.py"
FIGURE = Figure(link="map?ward=E05009888", said="In Mablethorpe 2,837 of 8,210 people are disabled", release="ab12")


def press(page: AppTest, label: str) -> AppTest:
    next(each for each in page.button if each.label == label).click()
    return page.run()


def fill(page: AppTest, label: str, words: str) -> None:
    boxes = [*page.text_input, *page.text_area]
    next(each for each in boxes if each.label == label).set_value(words)


def test_a_page_without_needs_says_how_to_begin(open_page: OpenPage, register: Register) -> None:
    page = open_page(PAGE)
    assert sentences(page) == ["No need is recorded for Lincolnshire yet."]
    assert page.button[0].label == "Ask people"
    assert any("Ask people first" in text.value for text in page.markdown)
    press(page, "Write down what people may lack")
    assert any(each.label == "Save as assumed" for each in page.button)


def test_a_figure_leads_to_a_need_that_cites_it_and_is_assumed(open_page: OpenPage, register: Register) -> None:
    page = open_page(PAGE, ward="E05009888", indicator="disabled-people", need="new", cite="yes")
    fill(page, "What people may lack, in a few words", "Getting to the <b>clinic</b>")
    press(page, "Save as assumed")
    (need,) = register.find(OFFICER, Need)
    (figure,) = need.figures
    assert (need.title, need.status) == ("Getting to the <b>clinic</b>", NeedStatus.ASSUMED)
    assert figure.said.startswith("In Mablethorpe 2,837 of 8,210 people (34.6%) are disabled")
    assert (figure.area, figure.indicator, figure.group) == ("E05009888", "disabled-people", "disabled")
    assert f"release={figure.release}" in figure.link
    assert (page.query_params["need"], "cite" in page.query_params) == (need.id, False)
    assert sentences(page) == ["Saved.", "Assumed: nobody has been asked about it yet."]


def test_what_is_missing_is_named_and_nothing_typed_is_lost(open_page: OpenPage, register: Register) -> None:
    page = open_page(PAGE, need="new")
    fill(page, "Who assumes this, and why (optional)", "The bus company")
    press(page, "Save as assumed")
    assert page.error[0].value == (
        "**Not saved yet:**\n\n- What people may lack, in a few words: this is needed\n- Where: this is needed"
    )
    assert next(box for box in page.text_area).value == "The bus company"
    fill(page, "What people may lack, in a few words", "clinic " * 50)
    page.multiselect[0].select("E05009888")
    press(page, "Save as assumed")
    assert "This has 350 letters; 300 at most can stand in one line." in page.error[0].value
    assert page.text_input[0].value == "clinic " * 50
    assert register.count(OFFICER, Need) == 0


def test_a_link_is_cited_by_its_figure_and_another_link_is_refused(open_page: OpenPage, register: Register) -> None:
    (need,) = register.save(OFFICER, a_need())
    page = open_page(PAGE, need=need.id)
    fill(page, "Link to the figure", "https://example.org/map?x=1")
    press(page, "Cite this figure")
    assert page.error[0].value.startswith("This is no link to a figure here.")
    fill(page, "Link to the figure", "https://needs.example/map?ward=E05009888&indicator=disabled-people")
    press(page, "Cite this figure")
    assert [each.area for each in register.get(OFFICER, Need, need.id).figures] == ["E05009888"]


def test_a_need_goes_from_assumed_to_confirmed_by_what_people_said(open_page: OpenPage, register: Register) -> None:
    (talk,) = register.save(OFFICER, a_conversation())
    (need,) = register.save(OFFICER, a_need(figures=(FIGURE,)))
    page = open_page(PAGE, need=need.id)
    page.radio[0].set_value(NeedStatus.ASKED)
    press(page, "Save where this stands")
    assert "say who was asked" in page.error[0].value
    page.multiselect[0].set_value([talk.id])
    press(page, "Save who was asked")
    assert sentences(page) == ["Saved.", "Assumed still: people were asked, and nobody has recorded what that showed."]
    page.radio[0].set_value(NeedStatus.ASKED)
    press(page, "Save where this stands")
    fill(page, "What speaks against it", "Three people said that nobody else drives them")
    press(page, "Save this explanation")
    page.radio[0].set_value(NeedStatus.CONFIRMED)
    fill(page, "Why: what did people say?", "They miss appointments in winter")
    press(page, "Save where this stands")
    saved = register.get(OFFICER, Need, need.id)
    assert (saved.status, saved.conversations) == (NeedStatus.CONFIRMED, (talk.id,))
    rivals, history = tables(page)[-2:]
    assert rivals["What speaks against it"].iloc[0] == "Three people said that nobody else drives them"
    assert len(rivals) == len(Rival) - 1
    assert list(history["What changed"]) == [
        "recorded, as assumed",
        "1 conversation added",
        "from “assumed” to “asked”",
        "1 explanation added",
        "from “asked” to “confirmed”; reason changed",
    ]


def test_two_people_who_change_one_need_see_both_versions(open_page: OpenPage, register: Register) -> None:
    (need,) = register.save(OFFICER, a_need())
    page = open_page(PAGE, need=need.id)
    register.save(OFFICER, need.model_copy(update={"title": "Theirs"}))
    fill(page, "What people may lack, in a few words", "Mine")
    press(page, "Save these changes")
    (both,) = [each for each in tables(page) if "Yours, not saved" in each]
    assert list(both.loc["What people may lack, in a few words"]) == ["Mine", "Theirs"]
    assert register.get(OFFICER, Need, need.id).title == "Theirs"
    press(page, "Save these changes")
    assert register.get(OFFICER, Need, need.id).title == "Mine"


def test_whoever_has_no_role_reads_what_is_published_and_writes_nothing(
    open_page: OpenPage, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden, shown = register.save(
        MODERATOR, a_need(title="Hidden"), a_need(title="Shown", published=True, owner="Ann"), reason="Agreed"
    )
    monkeypatch.delenv(LOCAL_VARIABLE)
    assert list(tables(open_page(PAGE))[0].index) == ["Shown"]
    assert "There is no such need here." in open_page(PAGE, need=hidden.id).info[0].value
    page = open_page(PAGE, need=shown.id)
    assert not page.text_area
    assert list(tables(page)[-1]["Who"]) == ["not shown"]
    assert not open_page(PAGE, need="new").text_area


def test_a_moderator_publishes_with_a_reason_and_an_officer_who_changes_words_is_told_that_it_is_hidden(
    open_page: OpenPage, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    (need,) = register.save(OFFICER, a_need())
    page = open_page(PAGE, need=need.id)
    press(page, "Publish it")
    assert "Say why" in page.error[0].value
    fill(page, "Why; it goes into the history", "Agreed by the board")
    press(page, "Publish it")
    assert register.get(OFFICER, Need, need.id).published

    monkeypatch.setattr(who, "OWN_MACHINE", OFFICER)
    page = open_page(PAGE, need=need.id)
    assert "Stop publishing it" not in [button.label for button in page.button]
    fill(page, "What people may lack, in a few words", "Joan lacks a bus")
    press(page, "Save these changes")
    assert any("hidden until a moderator has read it again" in each.value for each in page.info)
    assert not register.get(OFFICER, Need, need.id).published


def test_a_sample_is_marked_and_an_idea_that_goes_on_without_the_need_is_named(
    open_page: OpenPage, register: Register
) -> None:
    (talk,) = register.save(OFFICER, a_conversation(sample=True, heard=(Heard(words="We have the church bus"),)))
    (need,) = register.save(OFFICER, a_need(sample=True, conversations=(talk.id,)))
    (need,) = register.save(OFFICER, need.model_copy(update={"status": NeedStatus.ASKED}))
    (idea,) = register.save(OFFICER, an_idea(need, sample=True))
    register.save(OFFICER, idea.model_copy(update={"stage": "planned"}))
    register.save(OFFICER, need.model_copy(update={"status": NeedStatus.MET, "because": "The church bus"}))
    page = open_page(PAGE, need=need.id)
    warned = [each.value for each in page.warning]
    assert "made up" in warned[0]
    assert warned[1] == "“A taxi fund” still goes on for it. Look at it again."


@pytest.mark.parametrize("path", ["map", "area", "compare"])
def test_a_way_leads_from_a_figure_to_the_people_it_is_about(open_page: OpenPage, path: str) -> None:
    page = open_page(f"pages/explore/{path}.py", ward="E05009888", indicator="disabled-people")
    drawn = [*(text.value for text in page.markdown), *(element.proto.body for element in page.get("html"))]
    (way, *_) = re.findall(r'needs\?[^")]*', " ".join(drawn).replace("&amp;", "&"))
    query = dict(parse_qsl(way.partition("?")[2]))
    assert (query["need"], query["cite"]) == ("new", "yes")
    assert any("Ask people about this" in words for words in drawn)
