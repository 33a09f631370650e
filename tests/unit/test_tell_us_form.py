"""The paper form of "Tell us": the page's questions, why they are asked, how long they are kept, where it is sent."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import escape
from pathlib import Path

import pytest

from jsna.catalogue.telling import read_language, read_settings
from jsna.model.telling.asked import ABOUT_FIGURE, ABOUT_HARM
from jsna.model.telling.language import Language
from jsna.model.telling.settings import Council, Harm, TellUs
from jsna.outputs.editions import Print
from jsna.outputs.tell_us_form import as_html
from tests.unit.test_forms import HOSTILE, Page

TODAY = date(2026, 11, 29)
DATA = Path(__file__).parents[2] / "data"
SETTINGS = read_settings(DATA)
LANGUAGES = [read_language(DATA, code) for code in ("en", "en-easy")]


def collecting(words: str = "Because.", line: str = "1 High Street") -> TellUs:
    said = {language.code: words for language in LANGUAGES}
    harm = Harm(collecting=True, purpose=said, article_6=said, article_9=said)
    return SETTINGS.model_copy(update={"harm": harm, "council": Council(post=(line, "Testtown"))})


def plain(page: str) -> str:
    """A page without its tags."""
    return re.sub(r"<[^>]*>", "", page)


def test_easy_read_says_that_nobody_who_needs_it_has_checked_it_until_somebody_has() -> None:
    easy = LANGUAGES[1]
    assert easy.about.not_checked in plain(as_html(SETTINGS, easy, "Testshire", Print.NORMAL))
    checked = replace(easy, about=easy.about.model_copy(update={"checked_by": "A group", "checked_on": TODAY}))
    assert easy.about.not_checked not in plain(as_html(SETTINGS, checked, "Testshire", Print.NORMAL))


@pytest.mark.parametrize("edition", Print)
@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_every_question_and_kind_of_service_stands_on_paper(language: Language, edition: Print) -> None:
    page = as_html(collecting(), language, "Testshire", edition)
    asked = re.findall(r"<h3>(\d+\. [^<]+)</h3>", page)
    expected = [
        f"{number}. {escape(language.page.questions[question].label)}"
        for questions in (ABOUT_FIGURE, ABOUT_HARM)
        for number, question in enumerate(questions, start=1)
    ]
    assert asked == expected
    boxes = re.findall(r'<span class="tick"></span>(.*?)</li>', page)
    named = [re.sub(r"<[^>]*>", "", box) for box in boxes]
    assert [name for name in language.routes.services.values() if escape(name) not in named] == []
    assert all("<img" in box for box in boxes) == language.about.easy


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_reasons_retention_and_address_stand_on_the_form(language: Language) -> None:
    page = as_html(collecting(), language, "Testshire", Print.NORMAL)
    assert page.count("Because.") == 3
    for keep in (SETTINGS.keep.figure, SETTINGS.keep.harm):
        assert escape(language.paper.kept.format(days=keep.days, extra=keep.extra)) in plain(page)
    assert "1 High Street<br>Testtown" in page
    assert page.index("999") < page.index("<h2>")


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.code)
def test_where_harm_is_not_collected_the_form_does_not_ask_for_it(language: Language) -> None:
    page = as_html(SETTINGS, language, "Testshire", Print.NORMAL)
    assert language.paper.harm not in page
    assert escape(language.page.questions.should_have.label) not in page
    assert escape(language.paper.no_address.format(council="Testshire")) in plain(page)


def test_large_print_and_easy_read_are_large_with_layouts_of_their_own() -> None:
    page = as_html(SETTINGS, LANGUAGES[1], "Testshire", Print.LARGE_PRINT)
    assert '<html lang="en-GB" dir="ltr" class="large-print easy">' in page
    assert re.search(r"html\.easy,\s*html\.large-print \{\s*font-size: 16pt;", page)
    assert re.search(r"html\.easy\.large-print \{\s*font-size: 18pt;", page)


def test_nothing_on_paper_runs_whatever_a_council_writes() -> None:
    page = Page(as_html(collecting(HOSTILE, HOSTILE), LANGUAGES[0], HOSTILE, Print.NORMAL))
    assert {tag for tag, _ in page.tags} & {"script", "img", "a", "form"} == set()
    assert [name for _, given in page.tags for name in given if name.startswith("on")] == []
    assert "default-src 'none'" in str(page.every("meta"))
