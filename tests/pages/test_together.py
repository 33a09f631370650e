"""Beside the figures of a place stands what people there said and what came of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from jsna.register.opening import open_register
from jsna.settings import Settings
from tests.pages.conftest import OpenPage, own_register
from tests.register.making import MODERATOR, a_conversation, a_need, a_provision, a_published_response, an_idea

PAGES = ["pages/explore/area.py", "pages/explore/home.py", "pages/equality/coverage.py"]


@pytest.fixture
def register(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    own_register(tmp_path, monkeypatch)
    return open_register(Settings.read())


def said(page) -> str:
    return "\n".join(text.value for text in page.markdown)


@pytest.mark.parametrize("path", PAGES)
def test_a_place_where_nothing_is_recorded_says_so_and_leads_to_asking(open_page: OpenPage, register, path) -> None:
    page = open_page(path)
    assert "Nothing is recorded yet of what people in" in said(page)
    assert "[Ask people](plan?" in said(page)


def test_what_is_published_of_a_ward_stands_on_its_page(open_page: OpenPage, register) -> None:
    (need,) = register.save(MODERATOR, a_need(title="A <b>bus</b>", published=True), reason="Agreed")
    register.save(
        MODERATOR,
        an_idea(need, published=True),
        a_provision(published=True),
        a_conversation(),
        a_need(title="Not for everybody"),
        reason="Agreed",
    )
    register.save(MODERATOR, a_published_response())
    page = open_page("pages/explore/area.py", ward="E05009888")
    for words in ("1 need and 1 idea. And 1 answer we owe and 1 group or service", "A \\<b\\>bus"):
        assert words in said(page)
    assert "Not for everybody" not in said(page)
    assert "conversation" not in said(page).split("Recorded for")[1].splitlines()[0]


def test_a_register_that_cannot_be_opened_takes_no_figures_away(
    open_page: OpenPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "register.sqlite").write_bytes(b"not a database" * 100)
    own_register(tmp_path, monkeypatch)
    page = open_page("pages/explore/home.py")
    assert "damaged" in page.info[0].value
    assert "What we do not know" in [head.value for head in page.header]
