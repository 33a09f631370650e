"""Forms and script: every answer stands on each, nothing runs or is fetched, and whatever data holds stays text."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import pytest

from jsna.catalogue.questions import read_questions
from jsna.outputs.editions import Edition
from jsna.outputs.forms import as_html, as_text
from jsna.words import why_we_ask

QUESTIONS = read_questions(Path(__file__).parents[2] / "data")
COUNCIL = "Testshire Council"
FORMS = [edition for edition in Edition if edition is not Edition.SCRIPT]
HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(1)>" onfocus="alert(1)\' & more'


class Page(HTMLParser):
    """What a browser makes of a form."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def every(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.tags if name == tag]


def labels(edition: Edition) -> list[str]:
    offered = [answer for question in QUESTIONS for part in question.parts for answer in part.offered]
    return [answer.plain if answer.plain and edition.speaks_plainly else answer.label for answer in offered]


@pytest.mark.parametrize("edition", FORMS)
def test_a_form_offers_every_answer_once_with_its_own_box(edition: Edition) -> None:
    page = Page(as_html(QUESTIONS, edition, COUNCIL))
    assert [word for word in page.words if word in set(labels(edition))] == labels(edition)
    boxes, named = page.every("input"), page.every("label")
    assert [box["id"] for box in boxes] == [label["for"] for label in named]
    assert len({box["id"] for box in boxes}) == len(labels(edition))
    assert len(page.every("fieldset")) == len(page.every("legend")) == sum(len(each.parts) for each in QUESTIONS)


def test_the_script_reads_out_every_answer_with_its_code() -> None:
    page = as_html(QUESTIONS, Edition.SCRIPT, COUNCIL)
    for answer in [answer for question in QUESTIONS for part in question.parts for answer in part.offered]:
        said = f"{answer.under}: {answer.label}" if answer.under else answer.label
        assert f"<td>{escape(said)}</td><td>{answer.code or 'nothing yet: ask the next part'}</td>" in page


@pytest.mark.parametrize("edition", Edition)
def test_a_page_needs_nothing_and_runs_nothing(edition: Edition) -> None:
    page = Page(as_html(QUESTIONS, edition, COUNCIL))
    tags = {tag for tag, _ in page.tags}
    assert tags & {"script", "link", "img", "iframe", "form", "object", "a"} == set()
    attributes = {name for _, given in page.tags for name in given}
    assert [name for name in attributes if name.startswith("on") or name in ("src", "href", "style")] == []
    assert "default-src 'none'" in str(page.every("meta"))
    assert page.every("html")[0]["lang"] == "en-GB"
    assert [tag for tag, _ in page.tags].count("h1") == 1
    assert [box for box in page.every("input") if box["type"] != "radio"] == []


@pytest.mark.parametrize("edition", Edition)
def test_hostile_text_stays_text(edition: Edition) -> None:
    first = QUESTIONS[0]
    part = first.parts[0].model_copy(update={"text": HOSTILE, "plain": HOSTILE, "help": HOSTILE})
    answers = tuple(answer.model_copy(update={"label": HOSTILE, "under": HOSTILE}) for answer in part.answers)
    purpose = first.purpose.model_copy(update={"why": HOSTILE, "plain": HOSTILE, "article_9": HOSTILE})
    bad = first.model_copy(
        update={"title": HOSTILE, "parts": (part.model_copy(update={"answers": answers}),), "purpose": purpose}
    )
    page = as_html([bad], edition, HOSTILE)
    parsed = Page(page)
    assert "<script" not in page
    assert "<img" not in page
    assert [name for _, given in parsed.tags for name in given if name.startswith("on")] == []
    assert any(HOSTILE in word for word in parsed.words)


def test_large_print_is_large() -> None:
    style = as_html(QUESTIONS, Edition.LARGE_PRINT, COUNCIL)
    assert '<html lang="en-GB" class="large-print">' in style
    assert re.search(r"html\.large-print \{\s*font-size: 18pt;", style)
    # Everything else is in rem, so that nothing on the page is smaller than its root.
    sizes = [float(size) for size in re.findall(r"font-size: ([\d.]+)rem", style)]
    assert min(sizes) >= 1


@pytest.mark.parametrize("edition", Edition)
def test_plain_text_holds_every_answer_and_fits_the_line(edition: Edition) -> None:
    text = as_text(QUESTIONS, edition, COUNCIL)
    assert text.count("  [ ] ") == len(labels(edition))
    assert max(len(line) for line in text.splitlines()) <= 78
    flowing = " ".join(text.split())
    assert [label for label in labels(edition) if " ".join(label.split()) not in flowing] == []


def test_the_second_part_says_who_answers_it() -> None:
    assert "Answer this only if you ticked “Yes” in 2a." in as_text(QUESTIONS, Edition.PLAIN, COUNCIL)
    assert "Ask this only if the answer to 2a was “Yes”." in as_text(QUESTIONS, Edition.SCRIPT, COUNCIL)


def test_a_form_speaks_simply() -> None:
    """Flesch–Kincaid grade (Kincaid and others, 1975) of our own words: about the reading age of ten and under."""
    said = [*why_we_ask.BEFORE, *why_we_ask.AFTER, *(question.purpose.plain for question in QUESTIONS)]
    said += [part.plain for question in QUESTIONS for part in question.parts]
    assert grade(said) < 5


def test_the_reading_age_tells_hard_words_from_easy_ones() -> None:
    assert grade(["We ask so that we can help you."]) < 2
    assert grade([question.purpose.article_6 for question in QUESTIONS]) > 9


def grade(sentences: list[str]) -> float:
    text = " ".join(sentences)
    words = re.findall(r"[A-Za-z']+", text)
    ends = len(re.findall(r"[.?!](?=\s|$)", text))
    syllables = sum(len(re.findall(r"[aeiouy]+", re.sub(r"(?<=..)e(d|s)?$", "", word.lower()))) or 1 for word in words)
    return 0.39 * len(words) / ends + 11.8 * syllables / len(words) - 15.59
