"""What people told us: what moderators do with it, and that nobody else reads more than protected counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from jsna.model.register.conversation import Conversation, Way
from jsna.model.register.person import ANYBODY
from jsna.model.register.report import About, Report
from jsna.register import archive, handling, telling
from jsna.register.backup import back_up, restore
from jsna.register.receipts import Receipt
from jsna.register.register import Register
from jsna.ui import clock
from jsna.ui import register as opened_by_pages
from jsna.ui.signed_in import Reader
from tests.pages.conftest import OpenPage, tables
from tests.pages.test_pages import sentences
from tests.register.making import ADMINISTRATOR, KEEP, MODERATOR, OFFICER, a_register, a_report

PAGE = "pages/listen/told_us.py"
TODAY = date(2026, 11, 29)
MARKUP = "<img src=x onerror=alert(1)> **Mrs Hall** [x](https://example.org)"


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    """A register with a clock, read by a moderator who has signed in."""
    with a_register(tmp_path / "state") as made:
        monkeypatch.setattr("jsna.register.receipts.COST", 2)
        monkeypatch.setattr(clock, "today", lambda: made.now().date())
        monkeypatch.setattr(opened_by_pages, "_opened", lambda _settings: made)
        reads(monkeypatch, MODERATOR)
        yield made


def reads(monkeypatch: pytest.MonkeyPatch, person) -> None:
    monkeypatch.setattr(opened_by_pages, "_reader", lambda: Reader(person))


def tell(register: Register, **fields: object) -> tuple[Report, Receipt]:
    receipt = telling.tell(register, ANYBODY, a_report(**fields), KEEP)
    (report,) = [each for each in register.find(MODERATOR, Report) if each.reference == receipt.reference]
    return report, receipt


def stored(register: Register, report: Report) -> Report:
    return register.get(MODERATOR, Report, report.id)


def shown(page: AppTest) -> AppTest:
    assert [problem.message for problem in page.exception] == []
    return page


def text(page: AppTest) -> str:
    """Everything that the page holds."""
    return "\n".join(str(element.proto) for element in page.main)


def press(page: AppTest, label: str) -> AppTest:
    return shown(next(each for each in page.button if each.label == label).click().run())


def read(open_page: OpenPage, report: Report) -> AppTest:
    return press(open_page(PAGE, report=report.id), "Read it")


def box(page: AppTest, form: str):
    return next(each for each in page.text_area if each.key.startswith(f"jsna.told.{form}."))


# What moderators do.


def test_unread_reports_come_first_and_what_ends_soon_is_named(open_page: OpenPage, register: Register) -> None:
    old, _ = tell(register)
    handling.opened(register, MODERATOR, old.id)
    register.now.move(timedelta(days=KEEP.days - 20))
    answered, _ = tell(register)
    handling.answer(register, MODERATOR, handling.opened(register, MODERATOR, answered.id), "It was so.")
    unread, _ = tell(register, about=About.FIGURE)
    page = shown(open_page(PAGE))
    late, listed = tables(page)
    assert list(listed.index) == [unread.reference, old.reference, answered.reference]
    assert list(listed["Read?"]) == ["No", "Yes", "Yes"]
    assert list(listed["Answered?"]) == ["No", "No", "8 May 2027"]
    assert list(late.index) == [old.reference]
    assert sentences(page) == ["3 reports are here: 1 not read, 2 waiting for an answer."]


def test_nothing_is_read_before_the_moderator_asks_for_it_and_the_page_says_what_that_does(
    open_page: OpenPage, register: Register
) -> None:
    report, receipt = tell(register, what=MARKUP)
    page = shown(open_page(PAGE, report=report.id))
    assert "Mrs Hall" not in text(page)
    assert any("goes into the history" in each.value for each in page.markdown)
    assert stored(register, report).unread
    page = press(page, "Read it")
    assert any("&lt;img src=x onerror=alert(1)&gt;" in each.proto.body for each in page.get("html"))
    assert "read private words" in [each.action for each in register.changes(MODERATOR, Report, report.id)]
    done = telling.follow(register, ANYBODY, receipt.reference, receipt.words).report.done
    assert [each.what.value for each in done] == ["read"]


def test_a_moderator_passes_on_answers_and_gives_a_theme_with_the_words_in_sight(
    open_page: OpenPage, register: Register
) -> None:
    report, receipt = tell(register)
    page = read(open_page, report)
    box(page, "pass").input("The clinic, until Friday")
    page = press(page, "Note that it was passed on")
    box(page, "answer").input("They are sorry.")
    page = press(page, "Save the answer")
    assert box(page, "answer").value == ""
    assert any("Nobody came for two days" in each.proto.body for each in page.get("html"))
    next(each for each in page.selectbox if "Theme" in each.label).select("waiting")
    press(page, "Save the theme")
    seen = telling.follow(register, ANYBODY, receipt.reference, receipt.words).report
    assert [each.words for each in seen.done] == ["", "The clinic, until Friday", "They are sorry."]
    assert (seen.theme, seen.themed_on) == ("waiting", TODAY)


def test_what_a_moderator_typed_stays_when_the_author_added_something(open_page: OpenPage, register: Register) -> None:
    report, receipt = tell(register)
    page = read(open_page, report)
    telling.add(register, ANYBODY, receipt.reference, receipt.words, "and on Sunday")
    box(page, "answer").input("An answer to less than they said")
    page = press(page, "Save the answer")
    assert "meanwhile" in page.error[0].value
    assert "and on Sunday" not in text(page)
    page = press(page, "Read what is new")
    assert "and on Sunday" in text(page)
    assert box(page, "answer").value == "An answer to less than they said"
    press(page, "Save the answer")
    assert stored(register, report).answered_on == TODAY


def test_empty_words_are_not_saved_and_a_theme_of_a_year_that_is_over_stays(
    open_page: OpenPage, register: Register
) -> None:
    report, _ = tell(register)
    page = read(open_page, report)
    assert "Write the answer" in press(page, "Save the answer").error[0].value
    assert "Select a theme" in press(page, "Save the theme").error[0].value
    handling.give_theme(register, MODERATOR, stored(register, report), "waiting")
    register.now.move(timedelta(days=60))
    page = read(open_page, report)
    assert any("It was counted in 2026 under" in each.value for each in page.markdown)
    assert "Save the theme" not in [each.label for each in page.button]


def test_erasing_shows_what_goes_and_takes_a_reason_that_the_author_reads(
    open_page: OpenPage, register: Register
) -> None:
    report, receipt = tell(register, what="It was Mrs Hall")
    page = read(open_page, report)
    assert any("What happened, or what they see instead\\: 15 letters" in each.value for each in page.markdown)
    page = press(page, "Erase its words for good")
    assert "Select why" in page.error[0].value
    next(each for each in page.radio if each.key.startswith("jsna.told.rule")).set_value(
        "it names people who could be harmed by it"
    )
    page = press(page, "Erase its words for good")
    assert "Mrs Hall" not in text(page)
    assert [each.label for each in page.button if "answer" in each.label] == []
    left = telling.follow(register, ANYBODY, receipt.reference, receipt.words).report
    assert (left.what, left.erased) == ("", "it names people who could be harmed by it")


def test_words_in_sight_are_those_of_this_report_for_the_moderator_who_asked(
    open_page: OpenPage, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    report, other = tell(register, what="It was Mrs Hall")[0], tell(register)[0]
    page = read(open_page, report)
    page.query_params["report"] = other.id
    assert "Mrs Hall" not in text(shown(page.run()))
    page.query_params["report"] = report.id
    assert "Mrs Hall" in text(shown(page.run()))
    reads(monkeypatch, replace(MODERATOR, name="Max"))
    assert "Mrs Hall" not in text(shown(page.run()))
    assert stored(register, other).unread


def test_words_that_are_in_sight_go_on_their_latest_day(open_page: OpenPage, register: Register) -> None:
    report, _ = tell(register, what="It was Mrs Hall")
    page = read(open_page, report)
    register.now.move(timedelta(days=KEEP.days + KEEP.extra))
    page = shown(page.run())
    assert "Mrs Hall" not in text(page)
    assert any("Its time has ended" in each.value for each in page.markdown)


def test_what_somebody_sees_is_recorded_in_the_moderators_words_and_not_published(
    open_page: OpenPage, register: Register
) -> None:
    report, _ = tell(register, about=About.FIGURE, what="In my street, number 4, all are carers")
    page = read(open_page, report)
    assert "at least one ward" in press(page, "Record the conversation").error[0].value
    box(page, "recorded").input("There are more carers than the figure says")
    page = press(page, "Record the conversation")
    (talk,) = register.find(OFFICER, Conversation)
    assert (talk.heard[0].words, talk.published, talk.way) == (
        "There are more carers than the figure says",
        False,
        Way.ONLINE,
    )
    assert [place.code for place in talk.places] == ["E05009888"]
    assert stored(register, report).conversation == talk.id
    assert any("Recorded as a conversation" in each.value for each in page.markdown)


def test_harm_is_never_recorded_as_a_conversation(open_page: OpenPage, register: Register) -> None:
    report, _ = tell(register)
    assert "Record the conversation" not in [each.label for each in read(open_page, report).button]


def test_the_figure_is_a_link_and_an_address_elsewhere_is_text(open_page: OpenPage, register: Register) -> None:
    for link, linked in {
        "map?ward=E05009888": True,
        "https://example.org/map?x": False,
        "//example.org?x": False,
    }.items():
        report, _ = tell(register, about=About.FIGURE, link=link)
        page = read(open_page, report)
        assert any(f"]({link})" in each.value for each in page.markdown) == linked


# What everybody sees.


@pytest.mark.parametrize("person", [ANYBODY, OFFICER, ADMINISTRATOR])
def test_nobody_else_sees_more_than_the_public_part_by_any_link(
    open_page: OpenPage, register: Register, monkeypatch: pytest.MonkeyPatch, person
) -> None:
    report, _ = tell(register, what="It was Mrs Hall")
    reads(monkeypatch, person)
    for query in ({}, {"report": report.id}):
        page = shown(open_page(PAGE, **query))
        said = text(page)
        assert report.reference not in said
        assert "Mrs Hall" not in said
        assert "not read" not in said
        assert "First step" in said
        assert [each.label for each in page.button if each.label == "Read it"] == []


def test_the_public_reads_protected_counts_of_a_year_that_is_over_and_an_earlier_one_by_its_link(
    open_page: OpenPage, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    for theme, number in {"waiting": 12, "respect": 11, "access": 3}.items():
        for _ in range(number):
            report, _ = tell(register)
            report = handling.opened(register, MODERATOR, report.id)
            handling.give_theme(register, MODERATOR, report, theme)
    reads(monkeypatch, ANYBODY)
    assert tables(shown(open_page(PAGE))) == []
    register.now.time = datetime(2028, 3, 1, tzinfo=UTC)
    assert "For 2027 there are fewer, or none" in shown(open_page(PAGE)).info[0].value
    page = shown(open_page(PAGE, year="2026"))
    (bars,) = [each.proto.body for each in page.get("html") if '<table class="jsna-bars"' in each.proto.body]
    assert re.findall(r"(\d+) of 26", bars) == ["12"]
    said = " ".join(each.value for each in page.markdown).replace("\\", "")
    assert "0 of 26 had one by 31 December; 26 had not" in said
    assert "Withheld [c]" in said
    assert "People were treated without respect" in said
    assert "not a sample" in said
    assert page.get("download_button")[0].proto.label == "Download these counts (CSV)"


@pytest.mark.parametrize("page", [PAGE, "pages/listen/heard.py"])
def test_a_year_that_a_restored_backup_cut_is_named_and_not_shown(
    open_page: OpenPage, register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    back_up(register, ADMINISTRATOR, tmp_path / "copy.zip")
    tell(register)
    register.now.time = datetime(2027, 3, 1, tzinfo=UTC)
    restore(register.database, archive.opened(tmp_path / "copy.zip"), "Ada", register.now())
    reads(monkeypatch, ANYBODY)
    for now, others in ((datetime(2027, 3, 1, tzinfo=UTC), []), (datetime(2028, 3, 1, tzinfo=UTC), ["2027"])):
        register.now.time = now
        opened = shown(open_page(page, year="2026"))
        assert any("2026 is not shown: a backup was restored" in each.value.replace("\\", "") for each in opened.info)
        assert [each.options for each in opened.selectbox if each.label in ("Year", "When")] == [others] * bool(others)


def test_the_language_is_named_and_one_that_is_not_offered_any_more_by_its_code(
    open_page: OpenPage, register: Register
) -> None:
    for code, name in {"en": "English", "en-easy": "Easy Read", "xx": "xx", "": "Not recorded"}.items():
        report, _ = tell(register, language=code)
        facts = tables(shown(open_page(PAGE, report=report.id)))[0]
        assert facts.loc["Language"].tolist() == [name]
