"""A resident tells us something: who can help comes first, nothing typed is lost, and what was told is followed."""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from jsna.model.register.person import ANYBODY, Person, Role
from jsna.model.register.report import About, Handled, Report
from jsna.register import handling
from jsna.register.database import NotRecorded
from jsna.register.flood import TooOften
from jsna.register.opening import open_register
from jsna.register.register import Register
from jsna.settings import DATA_VARIABLE, Settings
from jsna.ui import citing
from jsna.ui import register as who
from jsna.ui.signed_in import Reader
from jsna.words.reports import RULES
from tests.collecting import PURPOSE, collecting, switch
from tests.pages.conftest import OpenPage, own_register

PAGE = "pages/listen/tell_us.py"
MODERATOR = Person("Mo", frozenset({Role.MODERATOR}))
FIGURE = "map?area=E10000019&ward=E05009888&characteristic=disability&indicator=disabled-people"
TOLD = "Nobody came <b>for</b> two days"


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a council that collects reports of harm."""
    return collecting(tmp_path_factory.mktemp("council"))


@pytest.fixture
def register(tmp_path: Path, council: Path, monkeypatch: pytest.MonkeyPatch) -> Register:
    """The register that the page opens, where nobody has signed in."""
    own_register(tmp_path, monkeypatch)
    monkeypatch.setenv(DATA_VARIABLE, str(council))
    return open_register(Settings.read())


def press(page: AppTest, label: str) -> AppTest:
    return next(button for button in page.button if button.label == label).click().run()


def box(page: AppTest, name: str) -> object:
    return next(each for kind in ("text_area", "text_input", "selectbox", "radio", "checkbox")
                for each in page.get(kind) if each.key == f"jsna.box.{name}")  # fmt: skip


def fill(page: AppTest, **boxes: object) -> AppTest:
    for name, value in boxes.items():
        box(page, name.replace("__", ".")).set_value(value)
    return page.run()


def said(page: AppTest) -> str:
    """What the page says, without its tags."""
    return html.unescape(re.sub(r"<[^>]*>", " ", " ".join(each.proto.body for each in page.get("html"))))


def receipt(page: AppTest) -> tuple[str, str]:
    drawn = " ".join(each.proto.body for each in page.get("html"))
    (reference,) = re.findall(r'aria-hidden="true">([^<]+)<', drawn)
    return reference, " ".join(re.findall(r"<li>([a-z]+)</li>", drawn))


def to_form(page: AppTest) -> AppTest:
    return press(press(page, "Tell us about harm from a service"), "Tell us what happened")


def tell(page: AppTest, **boxes: object) -> AppTest:
    return press(press(fill(to_form(page), **{"what": TOLD, **boxes}), "Continue"), "Send")


def found(page: AppTest, reference: str, words: str) -> AppTest:
    page = press(page, "See what was done about something you told us")
    return press(fill(page, own__reference=reference, own__words=words), "Show")


def reports(register: Register) -> list[Report]:
    return [handling.opened(register, MODERATOR, each.id) for each in register.find(MODERATOR, Report)]


def test_harm_is_told_after_who_can_help_and_every_answer_is_stored(open_page: OpenPage, register: Register) -> None:
    page = press(open_page(PAGE), "Tell us about harm from a service")
    assert 0 <= said(page).index("call 999 now") < said(page).index("Choose a kind of service and a place")
    page = fill(page, own__service="gp", own__place="E05009888")
    assert "Who can help: GP, dentist, pharmacy or clinic, Mablethorpe (East Lindsey)" in said(page)
    page = press(page, "Tell us what happened")
    above = said(page)
    assert above.count(PURPOSE) == 3
    assert "can read your words" in above
    assert re.search(r"for 180 days, until \d+ \w+ 20\d\d", above)
    answers = {"which": "Surgery", "when": "May", "what": TOLD, "should_have": "Come", "reach": "01522 1"}
    page = press(fill(fill(page, **answers), wants_answer="yes"), "Continue")
    assert all(answer in said(page) for answer in ("GP, dentist", "Mablethorpe", "Surgery", TOLD, "Yes"))
    page = press(page, "Send")

    reference, words = receipt(page)
    (report,) = reports(register)
    assert (report.reference, len(words.split())) == (reference, 6)
    assert (report.about, report.service, [place.code for place in report.places]) == (About.HARM, "gp", ["E05009888"])
    assert {name: getattr(report, name) for name in answers} == answers
    assert report.wants_answer
    assert not report.on_paper
    assert (report.ends_on - report.received_on).days == 180
    assert dict(page.query_params) == {}


def test_nothing_of_harm_is_collected_where_the_council_does_not(
    open_page: OpenPage, register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = collecting(tmp_path, on=False)
    monkeypatch.setenv(DATA_VARIABLE, str(data))
    page = open_page(PAGE)
    assert "does not collect reports of harm" in said(page)
    assert "Tell us about harm from a service" not in [button.label for button in page.button]
    page = press(page, "Find out who can help")
    assert "call 999 now" in said(page)
    assert "Tell us what happened" not in [button.label for button in page.button]


def test_files_that_are_wrong_are_said_calmly(
    open_page: OpenPage, register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = collecting(tmp_path)
    (data / "listen/tell_us.toml").write_text("exit_to = 1", "utf-8")
    monkeypatch.setenv(DATA_VARIABLE, str(data))
    page = open_page(PAGE)
    assert not page.exception
    assert any("tell_us.toml" in each.value.replace("\\", "") for each in page.info)


def test_collecting_that_ended_meanwhile_is_said_and_nothing_is_stored(
    open_page: OpenPage, register: Register, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = collecting(tmp_path)
    monkeypatch.setenv(DATA_VARIABLE, str(data))
    page = press(fill(to_form(open_page(PAGE)), what=TOLD), "Continue")
    switch(data, on=False)
    page = press(page, "Send")
    assert "has stopped collecting reports of harm" in said(page)
    assert TOLD in said(page)
    assert reports(register) == []


def test_a_figure_from_its_link_is_cited_with_what_the_page_says(open_page: OpenPage, register: Register) -> None:
    page = open_page(PAGE, figure=FIGURE)
    shown = citing.of_link(FIGURE)
    assert shown.said in said(page)
    page = press(press(fill(page, sees="Half of us are"), "Continue"), "Send")
    (report,) = reports(register)
    assert (report.about, report.link, report.shown, report.what) == (
        About.FIGURE, shown.link, shown.said, "Half of us are",
    )  # fmt: skip
    assert [place.code for place in report.places] == ["E05009888"]
    assert (report.ends_on - report.received_on).days == 365
    page = press(press(page, "Back"), "Say that a figure is not what you see here")
    assert box(page, "sees").value == ""


def test_the_same_link_begins_another_report_after_one_was_sent(open_page: OpenPage, register: Register) -> None:
    page = press(press(fill(open_page(PAGE, figure=FIGURE), sees="Half of us are"), "Continue"), "Send")
    # The browser has taken the figure out of the address, and somebody comes back with its link.
    del page.query_params["figure"]
    assert len(receipt(page.run())[1].split()) == 6
    page.query_params["figure"] = FIGURE
    page = page.run()
    assert box(page, "sees").value == ""
    assert "Your six words" not in said(page)
    assert len(reports(register)) == 1


def test_a_link_to_no_figure_asks_which_figure_it_is(open_page: OpenPage, register: Register) -> None:
    page = fill(open_page(PAGE, figure="map?area=E99999999<script>"), figure="Few are disabled", sees="Many are")
    press(press(page, "Continue"), "Send")
    (report,) = reports(register)
    assert (report.link, report.shown, report.what) == ("", "Few are disabled", "Many are")


def test_an_error_is_said_on_top_and_beside_its_box_and_no_answer_changes(
    open_page: OpenPage, register: Register
) -> None:
    page = press(fill(to_form(open_page(PAGE)), when="May", wants_answer="no"), "Continue")
    drawn = [each.proto.body for each in page.get("html")]
    (summary,) = [each for each in drawn if 'class="jsna-mistakes"' in each]
    assert 'role="alert"' in summary
    assert 'data-jsna-box="what"' in summary
    assert any("Error: Write what you want to tell us" in each for each in drawn if 'jsna-mistake"' in each)
    assert (box(page, "when").value, box(page, "wants_answer").value) == ("May", "no")
    page = press(fill(page, what="y" * 200_001), "Continue")
    assert "This has 200,001 letters. Shorten it to 200,000 or fewer." in said(page)
    assert len(box(page, "what").value) == 200_001
    page = press(fill(page, what="It is\0so"), "Continue")
    assert "a character here that we cannot keep" in said(page)


def test_a_town_is_a_place_and_is_stored_as_its_wards(open_page: OpenPage, register: Register) -> None:
    page = to_form(open_page(PAGE))
    box(page, "place").select("Skegness (town)")
    page = press(fill(page, what=TOLD), "Continue")
    assert "Skegness (town)" in said(page)
    press(page, "Send")
    (report,) = reports(register)
    assert {place.code for place in report.places} == {"E05009893", "E05009897", "E05009906"}


def test_change_leads_back_to_the_question_with_everything_kept(open_page: OpenPage, register: Register) -> None:
    page = press(fill(to_form(open_page(PAGE)), what=TOLD, when="May", service="gp", wants_answer="yes"), "Continue")
    before = said(page)
    assert before.index("choose “Change”") < before.index(TOLD)
    page = press(page, "Change when it happened")
    assert (box(page, "what").value, box(page, "service").value) == (TOLD, "gp")
    page = press(press(fill(page, when="June"), "Continue"), "Send")
    (report,) = reports(register)
    assert (report.what, report.when, report.service, report.wants_answer) == (TOLD, "June", "gp", True)


def test_another_language_keeps_what_was_typed(open_page: OpenPage, register: Register) -> None:
    page = fill(to_form(open_page(PAGE)), what=TOLD, service="gp")
    page.selectbox(key="jsna.page.lang").set_value("en-easy").run()
    assert (box(page, "what").value, box(page, "service").value) == (TOLD, "gp")
    assert "You can leave out the rest." in said(page)
    assert page.query_params["lang"] == "en-easy"


def test_the_same_form_is_stored_once(open_page: OpenPage, register: Register) -> None:
    page = press(fill(to_form(open_page(PAGE)), what=TOLD), "Continue")
    draft = page.session_state["jsna.drafting"]
    key, boxes = draft.key, dict(draft.boxes)
    page = press(page, "Send")
    assert len(receipt(page)[1].split()) == 6
    # The tab that was reloaded before it heard of the first time hands the same draft back.
    page = press(fill(to_form(open_page(PAGE)), what=boxes["what"]), "Continue")
    page.session_state["jsna.drafting"].key = key
    page = press(page, "Send")
    assert "This was sent already." in said(page)
    assert len(reports(register)) == 1
    # A copy of the tab has the same draft. What was typed differently in it is not lost.
    page = press(fill(to_form(open_page(PAGE)), what="Something else"), "Continue")
    page.session_state["jsna.drafting"].key = key
    assert len(receipt(press(page, "Send"))[1].split()) == 6
    assert {report.what for report in reports(register)} == {TOLD, "Something else"}


@pytest.mark.parametrize(
    ("problem", "message"),
    [
        (TooOften("x"), "This was tried too often today."),
        (NotRecorded("x"), "We could not save it, and nothing was sent."),
    ],
)
def test_what_cannot_be_sent_is_said_and_can_be_sent_later(
    problem: Exception, message: str, open_page: OpenPage, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = press(fill(to_form(open_page(PAGE)), what=TOLD), "Continue")

    def refuse(*_: object, **__: object) -> None:
        raise problem

    with monkeypatch.context() as patched:
        patched.setattr("jsna.register.telling.tell", refuse)
        page = press(page, "Send")
    assert message in said(page)
    press(page, "Send")
    assert [report.what for report in reports(register)] == [TOLD]


def test_its_author_reads_answers_adds_to_it_and_takes_it_back_knowing_what_goes(
    open_page: OpenPage, register: Register
) -> None:
    own = receipt(tell(open_page(PAGE)))
    handling.answer(register, MODERATOR, reports(register)[0], "We are sorry.")
    page = found(open_page(PAGE), *own)
    assert all(each in said(page) for each in (TOLD, "We are sorry.", "Answered on", "Your words are erased on"))
    assert "Mo" not in said(page).split()
    page = press(fill(page, own__added="It happened again"), "Add this")
    assert "We have added it." in said(page)
    assert box(page, "own.added").value == ""
    (report,) = reports(register)
    assert [each.words for each in report.added] == ["It happened again"]

    page = press(page, "Take it back")
    goes, stays = said(page).split("What stays is")
    assert all(each in goes for each in (TOLD, "It happened again", "We are sorry."))
    assert own[0] in stays
    assert "We are sorry." not in stays
    assert TOLD in said(press(page, "Keep it"))
    page = press(press(page, "Take it back"), "Erase what I wrote")
    assert "What you wrote is erased." in said(page)
    assert TOLD not in said(page)
    (report,) = register.find(MODERATOR, Report)
    assert (report.is_over, report.done[-1].what) == (True, Handled.WITHDRAWN)


def test_its_author_reads_why_a_moderator_erased_it(open_page: OpenPage, register: Register) -> None:
    own = receipt(tell(open_page(PAGE)))
    register.erase(MODERATOR, Report, reports(register)[0].id, RULES[1])
    page = found(open_page(PAGE), *own)
    assert f"Its words were erased: {RULES[1]}." in said(page)
    assert TOLD not in said(page)


def test_a_wrong_word_is_refused_and_both_boxes_stay(open_page: OpenPage, register: Register) -> None:
    reference, _ = receipt(tell(open_page(PAGE)))
    page = found(open_page(PAGE), reference, "not the words")
    assert "We have nothing with this reference and these words." in said(page)
    assert (box(page, "own.reference").value, box(page, "own.words").value) == (reference, "not the words")
    page = press(fill(page, own__reference="", own__words=""), "Show")
    assert all(each in said(page) for each in ("Enter your reference", "Enter your six words"))


def test_only_somebody_with_a_role_says_that_it_came_on_paper(
    open_page: OpenPage, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = to_form(open_page(PAGE))
    assert "This came on paper" not in [each.label for each in page.checkbox]
    officer = Person("Ann", frozenset({Role.CONTRIBUTOR}))
    monkeypatch.setattr(who, "_reader", lambda: Reader(officer))
    tell(open_page(PAGE), on_paper=True)
    tell(open_page(PAGE))
    by_paper = {report.on_paper: report for report in reports(register)}
    assert set(by_paper) == {True, False}
    authors = {on_paper: register.changes(MODERATOR, Report, report.id)[0].who for on_paper, report in by_paper.items()}
    assert authors == {True: "Ann", False: ANYBODY.name}


@pytest.mark.parametrize(
    ("headers", "counted"), [({"X-Forwarded-For": "198.51.100.1, 192.0.2.7"}, "192.0.2.7"), ({}, "")]
)
def test_a_visitor_is_counted_by_the_address_that_the_proxy_saw(
    headers: dict[str, str], counted: str, open_page: OpenPage, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []
    asked: Callable[..., object] = lambda *_, address, **__: seen.append(address)  # noqa: E731
    monkeypatch.setattr("jsna.register.telling.tell", asked)
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.headers", _Headers(headers))
    monkeypatch.setattr("streamlit.runtime.context.ContextProxy.ip_address", None)
    tell(open_page(PAGE))
    assert seen == [counted]


class _Headers(dict[str, str]):
    def get_all(self, name: str) -> list[str]:
        return [self[name]] if name in self else []
