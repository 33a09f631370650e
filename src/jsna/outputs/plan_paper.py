"""A plan for asking on paper: two pages, one to know before and one to ask from."""

from __future__ import annotations

from collections.abc import Iterator

from jsna.model.asking import Asking
from jsna.model.plan import Plan
from jsna.outputs.paper import bullets, document, heading, paragraph, rows, style_sheet
from jsna.words import plan as words

#: Rows of each kind that the two pages have room for; the page on the screen has more.
MOST = 5


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
    return document(title, _body(plan, asking, title, (place, topic, council, by)), style_sheet("paper"))


def _body(plan: Plan, asking: Asking, title: str, said: tuple[str, str, str, str]) -> Iterator[str]:
    place, topic, council, by = said
    yield heading(title, 1)
    yield paragraph(words.headline(plan, place))
    yield rows("Who is concerned", [words.concern_row(each) for each in plan.concerns])
    yield heading("What people here said already")
    yield rows("The latest first", [words.heard_row(each) for each in plan.said[:MOST]]) or paragraph(
        words.NOTHING_SAID
    )
    yield rows("What came of it", [words.response_row(each) for each in plan.responses[:MOST]])
    yield heading("Where to meet people")
    yield bullets(words.places(plan)[: 2 * MOST]) or paragraph(words.NO_PLACE)
    yield '<div class="new-page"></div>'
    yield heading("Keep these explanations open")
    yield bullets(list(words.explanations(plan))[: 2 * MOST])
    yield heading("What to ask")
    for part, lines in words.script(asking, council, topic, by):
        spoken = "".join(map(paragraph, lines))
        yield f'<section class="whole">{heading(part, 3)}{spoken}<div class="line"></div></section>'
