"""What people asked for, on paper: to be read before anything is consulted on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from jsna.model.asked_for import AskedFor
from jsna.outputs.paper import bullets, document, heading, paragraph, rows, style_sheet
from jsna.words import asked_for as words
from jsna.words.needs import Where
from jsna.words.provenance import spoken_date


def as_html(found: AskedFor, place: str, about: str, where: Where, today: date) -> str:
    """Return the paper as one HTML document.

    Args:
        found: what people asked for.
        place: name of the place.
        about: what was looked for, as the headline has it.
        where: names places.
        today: the day of printing.
    """
    title = f"What people of {place} asked for"
    return document(title, _body(found, title, (place, about), where, today), style_sheet("paper", "paper_report"))


def _body(found: AskedFor, title: str, looked: tuple[str, str], where: Where, today: date) -> Iterator[str]:
    place, about = looked
    total = len(found.conversations)
    yield heading(title, 1)
    yield paragraph(words.headline(found, place, about))
    yield paragraph(f"Printed on {spoken_date(today)}. Everything here is published. {words.HOW_COUNTED}")
    if found.has_sample:
        yield paragraph("Some of this is a sample: made up, to show how the register works.")
    yield heading("What was heard")
    themes = [words.theme_row(each, total, where) for each in found.themes]
    yield rows("Each theme, those heard most often first", themes) or paragraph(words.NO_THEMES)
    if found.own_words:
        yield heading("In people’s own words, as they agreed")
        yield bullets(words.own_words(each, where) for each in found.own_words)
    yield heading("Needs")
    needs = [words.need_row(each, where) for each in found.needs]
    yield rows("Each need, and where it stands", needs) or paragraph(words.NO_NEEDS)
    yield heading("What came of it")
    responses = [words.response_row(each) for each in found.responses]
    yield rows("What was heard, done, and whether it helped", responses) or paragraph(words.NO_RESPONSES)
