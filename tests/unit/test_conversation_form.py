"""The paper form has what the page has, from the same definition; it runs nothing, and large print is large."""

from __future__ import annotations

import re
from datetime import date
from html import escape
from pathlib import Path

import pytest

from jsna.catalogue.listening import answers_of, read_form
from jsna.outputs.conversation_form import as_html
from jsna.outputs.editions import Print
from tests.unit.test_forms import HOSTILE, Page

DATA = Path(__file__).parents[2] / "data"
FORM, ANSWERS = read_form(DATA), answers_of(DATA, date(2026, 11, 29))


@pytest.mark.parametrize("edition", Print)
def test_every_field_answer_and_group_stands_on_paper(edition: Print) -> None:
    page = as_html(FORM, ANSWERS, edition, "Testshire Council")
    for field in FORM:
        assert f". {escape(field.label)}" in page
        for choice in field.choices:
            assert f"</span>{escape(choice.label)}</li>" in page
    for asked in ANSWERS.asked:
        for group in asked.groups:
            assert f"</span>{escape(group.label)}</li>" in page
    assert page.count("(needed)") == sum(field.needed for field in FORM)


@pytest.mark.parametrize("edition", Print)
def test_nothing_on_paper_runs_or_is_fetched_whatever_the_files_hold(edition: Print) -> None:
    first = FORM.sections[0]
    bad = first.fields[0].model_copy(update={"label": HOSTILE, "hint": HOSTILE})
    section = first.model_copy(update={"title": HOSTILE, "fields": (bad, *first.fields[1:])})
    form = FORM.model_copy(update={"on_paper": HOSTILE, "sections": (section, *FORM.sections[1:])})
    page = Page(as_html(form, ANSWERS, edition, HOSTILE))
    assert {tag for tag, _ in page.tags} & {"script", "link", "img", "iframe", "form", "object", "a"} == set()
    assert [name for _, given in page.tags for name in given if name.startswith("on") or name in ("src", "style")] == []
    assert "default-src 'none'" in str(page.every("meta"))


def test_large_print_is_large_with_a_layout_of_its_own() -> None:
    page = as_html(FORM, ANSWERS, Print.LARGE_PRINT, "Testshire Council")
    assert '<html lang="en-GB" class="large-print">' in page
    assert re.search(r"html\.large-print \{\s*font-size: 16pt;", page)
    assert re.search(r"\.large-print \.ticks,\s*\.large-print \.counts \{\s*grid-template-columns: 1fr;", page)
    assert min(float(size) for size in re.findall(r"font-size: ([\d.]+)rem", page)) >= 1
