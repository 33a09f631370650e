"""The record of due regard on paper: what was known of a need at each step, and what was decided then."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple
from urllib.parse import urljoin

from jsna.model.due_regard import Regard
from jsna.model.register.need import Figure
from jsna.outputs.paper import bullets, document, heading, paragraph, rows, style_sheet
from jsna.words import needs as words
from jsna.words.asked_for import response_row
from jsna.words.ideas import override_said
from jsna.words.needs import Where
from jsna.words.provenance import spoken_date


class Ways(NamedTuple):
    """Where figures open.

    Attributes:
        page: the whole address of a page of the app, so that the addresses of figures can be typed from paper.
        gone: what is said of indicators that were withdrawn or are damaged, by slug.
    """

    page: str
    gone: Mapping[str, str]


def as_html(regard: Regard, where: Where, groups: Sequence[str], council: str, today: date, ways: Ways) -> str:
    """Return the record as one HTML document.

    Args:
        regard: what is known.
        where: names places.
        groups: names of the groups.
        council: whose record it is.
        today: the day of printing.
        ways: where the figures open.
    """
    title = f"Record of due regard: {regard.need.title}"
    return document(
        title, _body(regard, title, where, (groups, council, today), ways), style_sheet("paper", "paper_report")
    )


def _body(regard: Regard, title: str, where: Where, said: tuple[Sequence[str], str, date], ways: Ways) -> Iterator[str]:
    need, (groups, council, today) = regard.need, said
    yield heading(title, 1)
    yield paragraph(f"{council}. Printed on {spoken_date(today)}, from version {need.version}. Item {need.id}.")
    if need.sample:
        yield paragraph("This is a sample: made up, to show how the register works.")
    yield paragraph(words.where_it_stands(need))
    yield paragraph(f"Where: {where(need.places)}. For whom: {'; '.join(groups) or 'everybody there'}.")
    yield from map(paragraph, filter(None, (need.words, need.because, need.elsewhere)))
    yield heading("Figures cited, as they read on the day they were cited")
    yield bullets(_figure(each, ways) for each in need.figures) or paragraph("None.")
    yield heading("Who was asked")
    yield rows("Conversations cited", [words.conversation_row(each, where) for each in regard.conversations])
    yield from map(paragraph, filter(None, (words.unseen(regard.unseen, others=bool(regard.conversations)),)))
    if not need.conversations:
        yield paragraph("Nobody has been asked.")
    yield heading("What else may explain it")
    yield rows("Each explanation, with what speaks for it and against it", words.explanation_rows(need.explanations))
    yield heading("Ideas")
    yield rows("Ideas for it", [{"Idea": each.title, **words.idea_row(each)} for each in regard.ideas]) or paragraph(
        "None."
    )
    yield bullets(f"{idea.title}: {override_said(each)}" for idea in regard.ideas for each in idea.overrides)
    yield heading("What came of it")
    yield rows("Responses, the first one first", list(map(response_row, regard.responses))) or paragraph("None.")
    yield heading("What was known when")
    yield rows("Every change, the first one first", words.step_rows(regard))


def _figure(each: Figure, ways: Ways) -> str:
    release = f"Data release {each.release}. " if each.release else ""
    return f"{each.said} {release}{ways.gone.get(each.indicator) or _in_full(ways.page, each.link)}"


def _in_full(page: str, link: str) -> str:
    try:
        return urljoin(page, link)
    except ValueError:  # it came with an import, and is no address
        return link
