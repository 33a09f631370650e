"""A plan for asking on paper: two pages, one to know before and one to ask from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from jsna.model.asking import Asking
from jsna.model.plan import Plan
from jsna.outputs.paper import bullets, document, heading, paragraph, rows, style_sheet
from jsna.words import plan as words
from jsna.words.promises import short

#: Rows of each kind that the two pages have room for, and letters of one cell; the page on the screen has more.
MOST, LETTERS = 3, 80
#: Places on the first page; explanations of the needs recorded here on the second, before the usual ones.
MOST_PLACES, MOST_OWN = 5, 2


def as_html(plan: Plan, asking: Asking, place: str, topic: str, council: str, by: str) -> str:
    """Return the plan as one HTML document.

    Args:
        plan: what is known.
        asking: the script.
        place: name of the place.
        topic: what it is about, in words.
        council: who asks.
        by: when people are told what came of it.
    """
    title = f"Ask people: {topic} in {place}"
    style = style_sheet("paper", "paper_report")
    return document(title, _body(plan, asking, title, (place, council, by)), style, "two-pages")


def _body(plan: Plan, asking: Asking, title: str, said: tuple[str, str, str]) -> Iterator[str]:
    place, council, by = said
    yield heading(title, 1)
    yield paragraph(words.headline(plan, place))
    yield paragraph(words.for_ward(place)) if plan.is_ward else ""
    yield rows(words.WHO, [words.concern_row(each, is_ward=plan.is_ward) for each in plan.concerns])
    yield heading(words.SAID_ON_TOPIC)
    yield rows("The latest first", _cut(map(words.heard_row, plan.said[:MOST]))) or paragraph(words.nothing_said(plan))
    yield rows("What came of it", _cut(map(words.response_row, plan.responses[:MOST])))
    yield heading("Where to meet people")
    yield bullets(_first(words.places(plan), MOST_PLACES)) or paragraph(words.NO_PLACE)
    yield '<div class="new-page ask">'
    yield heading(words.OPEN)
    open_ones = list(words.explanations(plan))
    own, usual = open_ones[: -len(words.RIVALS)], open_ones[-len(words.RIVALS) :]
    yield bullets([*_first(own, MOST_OWN), *usual])
    yield heading("What to ask")
    for part, lines in words.script(asking, council, asking.called(plan.topic), by):
        spoken = "".join(map(paragraph, lines))
        yield f'<section class="whole">{heading(part, 3)}{spoken}<div class="line"></div></section>'
    yield "</div>"


def _cut(table: Iterable[Mapping[str, str]]) -> list[dict[str, str]]:
    return [{name: short(cell, LETTERS) for name, cell in row.items()} for row in table]


def _first(lines: Sequence[str], most: int) -> list[str]:
    """The first lines, cut, and how many more there are on the screen."""
    more = [f"{len(lines) - most} more are on the screen"] if len(lines) > most else []
    return [short(line, LETTERS) for line in lines[:most]] + more
