"""You said, we did: the page of a place, the answer to one response, and what the board is shown."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from jsna.analysis.promises import oldest_first
from jsna.model.register.item import Place
from jsna.model.register.person import ANYBODY
from jsna.model.register.response import Happened, Helped, Measured, Progress, Response, SaidWho, Step, Told
from jsna.outputs.promises import as_html
from jsna.register.register import Register
from jsna.ui import clock
from tests.pages.conftest import OpenPage, own_register, tables
from tests.pages.test_pages import sentences
from tests.register.making import MODERATOR, a_conversation, a_need, a_register, a_response, an_idea

PAGE, BOARD = "pages/listen/responses.py", "pages/board/what_we_owe.py"
TODAY = date(2026, 11, 29)
LINCOLN = (Place(code="E07000138", vintage="2022"),)
MARKUP = "<img src=x onerror=alert(1)> **buses** [x](https://example.org)"


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Register]:
    own_register(tmp_path / "state", monkeypatch)
    monkeypatch.setenv("JSNA_LOCAL", "yes")
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    with a_register(tmp_path / "state") as made:
        made.now.move(timedelta(days=365))
        yield made


def published(register: Register, **fields: object) -> Response:
    step = Step(on=fields.get("heard_on", TODAY), what=Happened.PUBLISHED, reason="Agreed")
    (saved,) = register.save(MODERATOR, a_response(published=True, steps=(step,), **fields))
    return saved


def page_of(open_page: OpenPage, path: str, **query: str) -> AppTest:
    page = open_page(path, **query)
    assert [problem.message for problem in page.exception] == []
    return page


@pytest.mark.parametrize("path", [PAGE, BOARD])
def test_an_empty_page_says_what_it_is_for_and_the_first_step(open_page: OpenPage, register: Register, path) -> None:
    page = page_of(open_page, path)
    assert "First step:" in page.info[0].value
    assert tables(page) == []


def test_the_oldest_unanswered_comes_first_and_the_summary_has_the_unanswered_in_it(
    open_page: OpenPage, register: Register
) -> None:
    done = {"progress": Progress.DONE, "done": "A bus"}
    told = Told(on=date(2026, 11, 5), how="by letter", by="the team")
    steps = (Step(on=date(2026, 11, 4), what=Happened.DONE),)
    register.save(
        MODERATOR,
        a_response(heard="ended", **done, steps=steps, told=(told,)),
        a_response(heard="newer", heard_on=date(2026, 11, 19)),
        a_response(heard="oldest", heard_on=date(2026, 8, 21)),
    )
    page = page_of(open_page, PAGE)
    assert list(tables(page)[0].index) == ["oldest", "newer", "ended"]
    assert sentences(page) == [
        "3 things were heard in Lincolnshire. People still wait for 2 of 3; 2 have no answer yet."
    ]
    said = "\n".join(each.value for each in page.markdown).replace("\\", "")
    assert "How long people waited, up to today for those who still wait: from 4 to 100 days;" in said
    assert "; 10 days or less for half of them." in said
    assert "1 of 3 ended: in 1 the people who asked were told." in said


def test_what_people_said_is_text_and_the_answer_is_saved_beside_it(open_page: OpenPage, register: Register) -> None:
    (heard,) = register.save(MODERATOR, a_response(heard=MARKUP))
    page = page_of(open_page, PAGE, response=heard.id)
    assert [text.value for text in page.text][:2] == [MARKUP, MARKUP]
    page.selectbox(key=f"jsna.response.progress.{heard.id}.0").select(Progress.DECIDED).run()
    page.text_area(key=f"jsna.response.decided.{heard.id}.0").input("To ask the company")
    next(each for each in page.button if each.label == "Save the answer").click().run()
    assert [problem.value for problem in page.error] == []
    saved = register.get(MODERATOR, Response, heard.id)
    assert (saved.decided, saved.steps[-1].what) == ("To ask the company", Happened.DECIDED)
    assert sentences(page)[0] == "Saved."


def test_both_texts_stay_when_two_people_answer_and_the_second_can_be_saved_after(
    open_page: OpenPage, register: Register
) -> None:
    (heard,) = register.save(MODERATOR, a_response())
    page = page_of(open_page, PAGE, response=heard.id)
    register.save(MODERATOR, heard.model_copy(update={"drafted": "theirs"}))
    page.text_area(key=f"jsna.response.drafted.{heard.id}.0").input("mine")
    press = "Keep as a draft"
    next(each for each in page.button if each.label == press).click().run()
    assert "Both versions are kept" in page.error[0].value
    assert list(tables(page)[-1].loc["drafted"]) == ["mine", "theirs"]
    next(each for each in page.button if each.label == press).click().run()
    assert register.get(MODERATOR, Response, heard.id).drafted == "mine"


def test_a_verdict_is_chosen_and_not_given_and_people_reopen_it_on_the_page(
    open_page: OpenPage, register: Register
) -> None:
    (done,) = register.save(MODERATOR, a_response(progress=Progress.DONE, done="A bus"))
    page = page_of(open_page, PAGE, response=done.id, do="helped")
    next(each for each in page.button if each.label == "Save").click().run()
    assert "Who says so?" in page.error[0].value or "Did it help?" in page.error[0].value
    page.radio(key=f"jsna.response.helped.is.{done.id}.0").set_value(Helped.NO)
    page.radio(key=f"jsna.response.helped.who.{done.id}.0").set_value(SaidWho.PEOPLE)
    page.text_area(key=f"jsna.response.helped.words.{done.id}.0").input("Carers: it is full")
    next(each for each in page.button if each.label == "Save").click().run()
    assert register.get(MODERATOR, Response, done.id).times_reopened == 1
    assert any("Reopened: it did not help" in each.value.replace("\\", "") for each in page.markdown)


def choose(page: AppTest, form: str, response: Response, **fields: object) -> AppTest:
    """Choose in the lists of a form."""
    for name, value in fields.items():
        key = f"jsna.response.{form}.{name.replace('__', '.')}.{response.id}.0"
        found = [each for kind in ("selectbox", "multiselect") for each in page.get(kind) if each.key == key]
        found[0].set_value(value)
    return page


def press(page: AppTest, label: str) -> AppTest:
    return next(each for each in page.button if each.label == label).click().run()


def test_a_response_is_linked_to_a_need_an_idea_and_groups_by_their_titles(
    open_page: OpenPage, register: Register
) -> None:
    (need,) = register.save(MODERATOR, a_need(title="Getting *home*"))
    (idea,) = register.save(MODERATOR, an_idea(need, title="A later bus"))
    register.save(MODERATOR, a_need(title="Far away", places=(Place(code="E05011963", vintage="2022"),)))
    shown = published(register)
    page = page_of(open_page, PAGE, response=shown.id, do="about")
    (needs,) = [each for each in page.selectbox if "need" in each.label]
    assert needs.options == ["None", "Getting *home*"]
    choose(page, "about", shown, need=need.id, idea=idea.id, groups=["disability."])
    press(page, "Save")
    saved = register.get(MODERATOR, Response, shown.id)
    assert (saved.need, saved.idea, [each.characteristic.value for each in saved.groups]) == (
        need.id, idea.id, ["disability"],
    )  # fmt: skip
    lines = "\n".join(each.value for each in page.markdown)
    assert all(words in lines for words in ("[Getting \\*home\\*](needs?", "[A later bus](ideas?", "For whom:** Dis"))
    assert "Far away" not in lines


def test_a_response_is_linked_to_conversations_and_each_page_leads_to_the_other(
    open_page: OpenPage, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = (a_conversation(), a_conversation(held_on=date(2026, 10, 2), published=True), a_conversation(sample=True))
    hidden, shown, _ = register.save(MODERATOR, *given)
    (need,) = register.save(MODERATOR, a_need(published=True), reason="Agreed")
    response = published(register)
    page = page_of(open_page, PAGE, response=response.id, do="about")
    (talks,) = [each for each in page.multiselect if each.label == "Conversations in which it was heard"]
    assert len(talks.options) == 2
    choose(page, "about", response, talks=[hidden.id, shown.id], need=need.id)
    press(page, "Save")
    assert set(register.get(MODERATOR, Response, response.id).conversations) == {hidden.id, shown.id}
    assert list(tables(page)[1]["What changed"]) == ["recorded", "2 conversations added; need changed"]

    of_talk = tables(open_page("pages/listen/conversations.py", conversation=hidden.id))
    assert "The buses stop at five" in next(each for each in of_talk if "Promised" in each).index
    of_need = next(
        each for each in tables(open_page("pages/listen/needs.py", need=need.id)) if "You said" in each.index.name
    )
    assert of_need["What we did"].iloc[0].startswith("Heard")

    monkeypatch.setenv("JSNA_LOCAL", "no")
    page = page_of(open_page, PAGE, response=response.id)
    said = "\n".join(each.value for each in page.markdown).replace("\\", "")
    assert "**Heard in:** [2 October 2026, Mablethorpe](conversations?" in said
    assert "1 more conversation is cited that is not published." in said
    assert "1 November 2026" not in said.partition("**Heard in:**")[2].partition("\n")[0]
    assert not page.expander


def test_nobody_without_a_role_reads_the_title_of_a_need_that_is_not_published(
    open_page: OpenPage, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    (need,) = register.save(MODERATOR, a_need(title="Kept inside"))
    shown = published(register, need=need.id)
    monkeypatch.setenv("JSNA_LOCAL", "no")
    page = page_of(open_page, PAGE, response=shown.id)
    assert not any("Kept inside" in each.value for each in (*page.markdown, *page.text))


def test_the_two_periods_are_chosen_on_the_page_from_those_before_and_after(
    open_page: OpenPage, register: Register
) -> None:
    (made,) = register.save(MODERATOR, a_response(heard_on=date(2019, 6, 1), places=LINCOLN))
    page = page_of(open_page, PAGE, response=made.id, do="figures")
    choose(page, "figures", made, slug="smoking").run()
    before, after = (next(each for each in page.selectbox if each.label == label) for label in ("Before", "After"))
    assert before.options[:2] == ["The last one before 1 June 2019", "2018"]
    assert after.options[0] == "The newest since something was done"
    assert all(int(each[:4]) >= 2020 for each in after.options[1:])
    before.select(before.options[3]).run()
    press(page, "Show this figure before and after")
    (kept,) = register.get(MODERATOR, Response, made.id).measured
    assert (kept.indicator, kept.before, kept.after) == ("smoking", before.options[3], "")
    assert tables(page)[1]["Before"].iloc[0].startswith(f"{kept.before}: ")
    press(page, "Take it off")
    assert register.get(MODERATOR, Response, made.id).measured == ()


def test_a_figure_of_one_period_has_no_before_and_after_and_says_why(open_page: OpenPage, register: Register) -> None:
    measured = (
        Measured(indicator="disabled-people", area="E07000137"),
        Measured(indicator="smoking", area="E07000137"),
    )
    (made,) = register.save(MODERATOR, a_response(measured=measured, heard_on=date(2019, 6, 1)))
    page = page_of(open_page, PAGE, response=made.id)
    table = tables(page)[1]
    assert "it has one period only (2021)" in table["What it says"].iloc[0]
    assert table["Before"].iloc[1] == "2018: 16.6%; no margin of error is published"
    assert "a margin of error is missing" in table["What it says"].iloc[1]


def test_the_board_reads_published_items_alone_whoever_looks(open_page: OpenPage, register: Register) -> None:
    register.save(MODERATOR, a_response(heard="not published"))
    shown = published(register, heard="published", heard_on=date(2026, 9, 1))
    page = page_of(open_page, BOARD)
    (table,) = tables(page)
    assert list(table.index) == ["published"]
    assert table["Open for"].iloc[0] == "89 days"
    assert [each.id for each in register.find(ANYBODY, Response)] == [shown.id]


def test_a_reader_without_a_role_sees_no_form(
    open_page: OpenPage, register: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("JSNA_LOCAL", "no")
    shown = published(register, owner="Transport team")
    page = page_of(open_page, PAGE, response=shown.id)
    assert not page.text_area
    assert list(tables(page)[0].columns) == ["What happened", "Why it was published"]


def test_the_list_on_paper_holds_every_word_as_text_and_only_what_is_owed() -> None:
    ended = a_response(heard="ended", progress=Progress.NOTHING_CHANGED, because="No money", not_told="No address")
    owed = a_response(heard=f"{MARKUP}\n{'word ' * 100}end", promised="<b>soon</b>", sample=True)
    page = as_html(oldest_first([ended, owed], TODAY), "Lincolnshire", {"E05009888": "Mablethorpe"}, TODAY)
    assert "People still wait for 1 of 2" in page
    assert "&lt;img src=x onerror=alert(1)&gt;" in page
    assert "word end" in page
    assert "&lt;b&gt;soon&lt;/b&gt;" in page
    assert "<strong>Sample</strong>" in page
    assert "ended</blockquote>" not in page
    assert "<script" not in page
