"""Public lists of services in sentences: how many there are, as of when, and how complete the list is."""

from __future__ import annotations

from collections.abc import Mapping

from jsna.model.marked import Marked
from jsna.model.services import Services
from jsna.words.numbers import count, listed, spoken

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
    said = [services.facts[name].says.replace("{}", _number(value)) for name, value in known.items() if value == value]  # noqa: PLR0124 - NaN
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


def too_many(numbers: Mapping[str, int], place: str, most: int) -> str:
    """Return that lists have too many services in a place for marks on a map.

    Args:
        numbers: how many each has, by its title.
        place: the place's name.
        most: of one list on a map.
    """
    each = listed([f"{count(number)} {_lower_name(title)}" for title, number in numbers.items()])
    return f"{spoken(place)} has {each}: too many to mark. Choose a county or district; up to {count(most)} are marked."


def _lower_name(title: str) -> str:
    """A title within a sentence; an abbreviation such as GP stays."""
    return title if title[1:2].isupper() else _lower(title)


def _number(value: object) -> str:
    return f"{float(str(value)):,.10g}"


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]
