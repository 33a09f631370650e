"""What people asked for: only what is published, n first, and plainly where nobody was asked."""

from __future__ import annotations

from datetime import date

import pytest

from jsna.model.register.conversation import Heard, OwnWords
from jsna.register.register import Register
from jsna.settings import LOCAL_VARIABLE
from tests.pages.conftest import OpenPage, tables, turning
from tests.pages.test_pages import sentences
from tests.register.making import MODERATOR, a_conversation, a_need, a_published_response, a_response

PAGE = "pages/listen/asked_for.py"


def heard(theme: str, **fields: object):
    return a_conversation(heard=(Heard(words="As it was told", theme=theme),), **fields)


@pytest.fixture
def filled(register: Register) -> Register:
    said = OwnWords(words="No bus, no life, love", agreed=True, released="No bus, no life.")
    talks = register.save(
        MODERATOR,
        heard("Buses stop too early", published=True, topic="health", own_words=(said,)),
        heard("buses stop too early", published=True, held_on=date(2026, 9, 3)),
        heard("doors are heavy", published=True, topic="housing", held_on=date(2026, 9, 4)),
        heard("a secret theme", topic="health"),
    )
    register.save(
        MODERATOR,
        a_need(published=True, topic="health"),
        a_need(title="A hidden need", topic="health"),
        a_published_response(conversations=(talks[0].id,), progress="nothing changed", because="No money"),
        a_response(heard="A hidden answer"),
        reason="Agreed",
    )
    return register


def test_themes_are_counted_in_conversations_and_nothing_unpublished_is_shown(
    open_page: OpenPage, filled: Register
) -> None:
    page = open_page(PAGE)
    assert sentences(page) == [
        "3 conversations with people of Lincolnshire are published. 1 more is recorded and not published."
    ]
    themes, needs, answers = tables(page)
    assert dict(themes["In how many"]) == {
        "Buses stop too early": "2 of 3 conversations",
        "doors are heavy": "1 of 3 conversations",
    }
    assert list(needs.index) == ["Getting to the clinic"]
    assert list(answers["What we did"]) == ["Nothing changed: No money"]
    shown = str([element.value for element in page.markdown]) + str([table.to_csv() for table in tables(page)])
    assert "No bus, no life." in shown
    assert not [words for words in ("love", "secret", "hidden") if words in shown]


def test_the_link_holds_topic_and_words(open_page: OpenPage, filled: Register) -> None:
    page = open_page(PAGE, topic="health", words="bus")
    assert sentences(page) == [
        "2 conversations with people of Lincolnshire about health with the words “bus” are published."
    ]
    assert list(tables(page)[0].index) == ["Buses stop too early"]
    assert sentences(open_page(PAGE, topic="housing"))[0].startswith("2 conversations")


def test_where_nobody_was_asked_the_page_says_so(
    open_page: OpenPage, filled: Register, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sentences(open_page(PAGE, area="E10000012")) == [
        "Nobody has been asked: no conversation with people of Essex is recorded."
    ]
    assert sentences(open_page(PAGE, words="secret")) == [
        (
            "0 conversations with people of Lincolnshire with the words “secret” are published. "
            "1 is recorded and not published."
        )
    ]
    monkeypatch.delenv(LOCAL_VARIABLE)
    assert sentences(open_page(PAGE, words="secret")) == [
        (
            "No conversation with people of Lincolnshire with the words “secret” is published. "
            "We cannot say whether anybody was asked."
        )
    ]


def test_what_is_long_is_divided_into_pages_that_a_link_names(open_page: OpenPage, register: Register) -> None:
    said = OwnWords(words="told", agreed=True, released="shown")
    register.save(MODERATOR, heard("doors are heavy", published=True, own_words=(said,) * 26))
    register.save(MODERATOR, *(a_need(title=f"Need {number}", published=True) for number in range(26)), reason="Agreed")
    page = open_page(PAGE)
    assert turning(page) == ["Pages of the words: Page 1 of 2", "Pages of the needs: Page 1 of 2"]
    first = set(tables(page)[1].index)
    last = set(tables(open_page(PAGE, needspage="2"))[1].index)
    assert (len(first), len(last), len(first | last)) == (25, 1, 26)
