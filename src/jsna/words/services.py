"""Public lists of services in sentences: how many there are, as of when, and how complete the list is."""

from __future__ import annotations

from collections.abc import Mapping

from jsna.model.marked import Marked
from jsna.model.services import Services
from jsna.words.numbers import count, spoken

APART = (
    "These come from national lists, not from what is recorded here. "
    "People also use services in other wards: none in this ward does not mean none nearby."
)
RECORDED = "Recorded here"
RECORDED_ABOUT = "What people recorded here. An entry has a mark where its point is known."


def about(services: Services) -> str:
    """Return publisher, date, and how complete a list is."""
    return f"{services.publisher}, {services.as_of}. {services.complete} Left out: {_lower(services.left_out)}"


def facts(services: Services, row: Mapping[str, object]) -> str:
    """Return what a list says of one service, without what it does not know."""
    known = {name: row[name] for name in services.facts}
    said = [services.facts[name].says.format(_number(value)) for name, value in known.items() if value == value]  # noqa: PLR0124 - NaN
    return ", ".join(said)


def number(title: str, items: int, place: str) -> str:
    """Return how many a list has in a place: ``GP practices in Lincolnshire: 84``."""
    return f"{title} in {spoken(place)}: {count(items) if items else 'none on the list'}"


def marked(items: int, place: str) -> str:
    """Return how many services are marked in a place, for the heading of their list."""
    return f"List of the services marked in {spoken(place)}: {count(items)}"


def line(item: Marked) -> str:
    """Return one service in a line: ``Mablethorpe Library (run by the council), LN12 1AA, open 45 hours a week``."""
    name = f"{item.name} ({item.kind})" if item.kind else item.name
    return ", ".join(filter(None, (name, item.where, item.more)))


def too_many(title: str, items: int, most: int) -> str:
    """Return that a list has too many in a place for marks on a map."""
    return (
        f"{title}: {count(items)} are too many to mark here (at most {count(most)}). "
        "Choose a county or district to see their marks."
    )


def _number(value: object) -> str:
    return f"{float(str(value)):,.10g}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
