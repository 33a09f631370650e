"""What people said: everybody reads what is published, a moderator reads, edits and releases, and can undo it."""

from __future__ import annotations

from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from jsna.model.register.conversation import Conversation, Counting, Heard, OwnWords, Reached
from jsna.model.register.item import Place
from jsna.model.register.person import Person, Role
from jsna.register.drafts import Drafts
from jsna.register.register import Register
from jsna.ui import register as who
from jsna.ui.register import OWN_MACHINE
from tests.pages.conftest import OpenPage, tables
from tests.register.making import a_conversation, a_response

PAGE = "pages/listen/conversations.py"
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(1)> $x$ :red[x] " + "y" * 100_000


@pytest.fixture
def talk(register: Register) -> Conversation:
    given = a_conversation(
        heard=(Heard(words="The buses stop at five", theme="buses stop too early", people=7),),
        people=12,
        counting=Counting.COUNTED,
        ran_by="Officer Ann",
        groups=(Reached(characteristic="sex", group="female", people=7),),
        answer_list="2026",
        own_words=(OwnWords(words="I, Joan, sat there", agreed=True), OwnWords(words="Keep this", agreed=False)),
    )
    (saved,) = register.save(OWN_MACHINE, given)
    return saved


def everything(page: AppTest) -> str:
    drawn = [element.proto.body for element in page.get("html")]
    boxes = [str(each.value) for kind in ("text_area", "text_input") for each in page.get(kind)]
    return "\n".join([*drawn, *boxes, *(text.value for text in page.markdown)])


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def be(monkeypatch: pytest.MonkeyPatch, *roles: Role) -> None:
    """Whoever reads the pages has these roles; nobody is signed in without any."""
    monkeypatch.delenv("JSNA_LOCAL", raising=False)
    if roles:
        monkeypatch.setenv("JSNA_LOCAL", "yes")
        monkeypatch.setattr(who, "OWN_MACHINE", Person("Cy", frozenset(roles)))


def test_a_page_with_nothing_in_it_says_what_it_is_for(open_page: OpenPage, register: Register) -> None:
    page = open_page(PAGE)
    assert "Nobody has recorded a conversation here yet" in page.info[0].value
    assert any("record?" in text.value.replace("\\", "") for text in page.markdown)


def test_the_list_is_of_the_place_the_latest_first_and_in_pages(open_page: OpenPage, register: Register) -> None:
    days = [a_conversation(held_on=date(2026, 10, day), heard=(Heard(words=f"day {day}"),)) for day in range(1, 26)]
    elsewhere = a_conversation(places=(Place(code="E05011963", vintage="2022"),))
    register.save(OWN_MACHINE, *days, elsewhere)
    (first,) = tables(open_page(PAGE))
    assert list(first["What was heard"]) == [f"day {day}" for day in range(25, 5, -1)]
    (second,) = tables(open_page(PAGE, page="2"))
    assert list(second["What was heard"]) == [f"day {day}" for day in range(5, 0, -1)]


def test_nobody_without_a_role_reads_what_is_not_published_or_counted(
    open_page: OpenPage, register: Register, talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    be(monkeypatch)
    assert "no such conversation" in open_page(PAGE, conversation=talk.id).info[0].value
    assert "has been published yet" in open_page(PAGE).info[0].value
    register.save(OWN_MACHINE, talk.model_copy(update={"published": True}))
    register.save(OWN_MACHINE, a_response(conversations=(talk.id,), promised="an inner note"))
    for page in (open_page(PAGE), open_page(PAGE, conversation=talk.id)):
        shown = everything(page)
        assert "buses stop too early" in shown
        for hidden in (
            "Joan",
            "Keep this",
            "Ann",
            "12 people",
            "Said by",
            "an inner note",
            "History",
            "own words are kept",
        ):
            assert hidden not in shown
        assert [button.label for button in page.button] == []


def test_an_officer_reads_counts_and_history_and_no_private_words(
    open_page: OpenPage, register: Register, talk: Conversation, monkeypatch: pytest.MonkeyPatch
) -> None:
    be(monkeypatch, Role.CONTRIBUTOR)
    page = open_page(PAGE, conversation=talk.id)
    shown = everything(page)
    assert "Officer Ann" in shown
    assert "The own words of 2 people are kept here and not released." in shown
    assert "Joan" not in shown
    assert [button.label for button in page.button] == []
    assert any("Still missing: how you met" in text.value.replace("\\", "") for text in page.markdown)


def test_a_moderator_reads_edits_and_releases_each_words_and_undoes_it(
    open_page: OpenPage, register: Register, talk: Conversation
) -> None:
    page = open_page(PAGE, conversation=talk.id)
    assert "Joan" not in everything(page)
    page = press(page, "Read private words")
    assert "I, Joan, sat there" in everything(page)
    assert not any("(2)" in button.label and "Release" in button.label for button in page.button)
    page.text_area[0].set_value("I sat there")
    page = press(page, "Release these words (1)")
    page = press(page, "Publish this conversation")
    kept = register.get(OWN_MACHINE, Conversation, talk.id)
    assert (kept.published, [each.released for each in kept.own_words]) == (True, ["I sat there", ""])
    assert (kept.own_words[0].released_by, kept.own_words[0].released_on is None) == (OWN_MACHINE.name, False)

    page = press(page, "Take these words back (1)")
    page = press(page, "Take it back")
    assert "Say why" in page.error[0].value
    page.text_input(key="jsna.moderation.why").set_value("a name stood in it")
    press(page, "Take it back")
    whole = register.read_private(OWN_MACHINE, Conversation, talk.id)
    assert (whole.published, [each.released for each in whole.own_words]) == (False, ["", ""])
    assert [each.words for each in whole.own_words] == ["I, Joan, sat there", "Keep this"]
    actions = [(each.action, each.note) for each in register.changes(OWN_MACHINE, Conversation, talk.id)]
    assert (
        actions[1:-1]
        == [
            ("read private words", ""),
            ("changed", "own words released"),
            ("changed", "published"),
            ("read private words", ""),
            ("changed", "words taken back"),
            ("changed", "taken back: a name stood in it"),
            ("read private words", ""),
        ][: len(actions) - 2]
    )


def test_names_and_addresses_are_listed_beside_the_box_and_taken_out(
    open_page: OpenPage, register: Register, talk: Conversation
) -> None:
    page = press(open_page(PAGE, conversation=talk.id), "Read private words")
    page.text_area[0].set_value("I, Joan, live at 4 Sea Lane, LN12 1AB; ring 01507 123456. Joan Smith too").run()
    listed = "\n".join(text.value for text in page.markdown)
    for found in (
        "- Names: Joan Smith, Joan",
        "- Addresses: 4 Sea Lane",
        "- Postcodes: LN12 1AB",
        "- Phone numbers: 0",
    ):
        assert found in listed
    names = [each for each in page.multiselect[0].options if "(name)" in each]
    page.multiselect[0].set_value(names).run()
    page = press(page, "Take out what is selected (1)")
    assert page.text_area[0].value == "I, [name], live at 4 Sea Lane, LN12 1AB; ring 01507 123456. [name] too"
    assert "Names:" not in "\n".join(text.value for text in page.markdown)


def test_words_that_a_moderator_edits_are_kept_as_a_draft_until_they_are_released(
    open_page: OpenPage, register: Register, talk: Conversation
) -> None:
    page = press(open_page(PAGE, conversation=talk.id), "Read private words")
    page.text_area[0].set_value("I sat there").run()
    assert any("What you typed is kept as a draft until" in each.value for each in page.caption)
    again = press(open_page(PAGE, conversation=talk.id), "Read private words")
    assert again.text_area[0].value == "I sat there"
    assert register.get(OWN_MACHINE, Conversation, talk.id).own_words[0].released == ""
    assert [each.kind for each in Drafts(register).find(OWN_MACHINE)] == ["own words"]
    assert Drafts(register).find(OWN_MACHINE, Conversation.KIND) == []
    page = press(again, "Release these words (1)")
    assert Drafts(register).find(OWN_MACHINE) == []
    assert page.text_area[0].value == "I sat there"


def test_what_was_typed_for_somebody_who_no_longer_agrees_is_let_go(
    open_page: OpenPage, register: Register, talk: Conversation
) -> None:
    page = press(open_page(PAGE, conversation=talk.id), "Read private words")
    page.text_area[0].set_value("I, J., sat there").run()
    page = press(page, "They no longer agree (1)")
    assert Drafts(register).find(OWN_MACHINE) == []
    page = press(page, "They have agreed since (1)")
    assert page.text_area[0].value == "I, Joan, sat there"


def test_counts_that_do_not_add_up_to_how_many_were_there_are_explained(
    open_page: OpenPage, register: Register, talk: Conversation
) -> None:
    said = "\n".join(text.value for text in open_page(PAGE, conversation=talk.id).markdown).replace("\\", "")
    assert (
        "- Sex: 7 of 12 people are counted. The others left the question out, or nobody wrote their answer down."
    ) in said


def test_whoever_no_longer_agrees_is_taken_back(open_page: OpenPage, register: Register, talk: Conversation) -> None:
    page = press(open_page(PAGE, conversation=talk.id), "Read private words")
    page = press(page, "Release these words (1)")
    page = press(page, "They no longer agree (1)")
    assert "Their words cannot be published" in everything(page)
    found = register.get(OWN_MACHINE, Conversation, talk.id)
    assert (found.own_words[0].agreed, found.own_words[0].released) == (False, "")


def test_hostile_words_are_words(open_page: OpenPage, register: Register) -> None:
    given = a_conversation(
        heard=(Heard(words=HOSTILE, theme=HOSTILE),), asked=HOSTILE, organisation=HOSTILE, sample=True,
        own_words=(OwnWords(words=HOSTILE, agreed=True, released=HOSTILE),),
    )  # fmt: skip
    (talk,) = register.save(OWN_MACHINE, given)
    for page in (open_page(PAGE), press(open_page(PAGE, conversation=talk.id), "Read private words")):
        assert [problem.message for problem in page.exception] == []
        assert "<script>" not in "".join(element.proto.body for element in page.get("html"))
        assert "<script>" not in "".join(text.value for text in page.markdown).replace("\\<script\\>", "")
        assert any("made up" in each.value for each in page.warning)
