"""Works out a plan for asking: the groups concerned from the figures, and what the register says of them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from typing import TypeVar

from jsna.analysis.comparison import compare
from jsna.areas.places import areas_within, level_of, place_of
from jsna.catalogue.availability import of_today
from jsna.catalogue.kept import kept
from jsna.catalogue.kept_codes import codes_of_ward
from jsna.catalogue.read import Catalogue
from jsna.errors import NotAvailable
from jsna.model.area import ENGLAND, Level
from jsna.model.characteristic import Characteristic
from jsna.model.comparison import ABOVE, Comparison, area_figures
from jsna.model.plan import Concern, Concerned, Plan
from jsna.model.register.conversation import Conversation
from jsna.model.register.item import Item
from jsna.model.register.need import Need
from jsna.model.register.person import Person, Right
from jsna.model.register.provision import Provision
from jsna.model.register.response import Response
from jsna.model.selection import Subject
from jsna.register.register import Register, Wanted

#: Groups and areas that a plan names.
MOST_CONCERNS, MOST_AREAS = 6, 4
#: Conversations, needs, responses and places that it lists; their own pages have all.
MOST = 12
AnyItem = TypeVar("AnyItem", bound=Item)
#: Above this share of England's people a group is not looked for.
A_MAJORITY = 0.5


def plan(catalogue: Catalogue, register: Register, person: Person, place: str, topic: str) -> Plan:
    """Return the plan for asking people of a place about a topic, as far as the person may read the register.

    Args:
        catalogue: the open data.
        register: the open register.
        person: who reads.
        place: code of the place, or of a ward.
        topic: folder of the indicators.

    Raises:
        NotAllowed: the person may read nothing.
    """
    is_ward = place != ENGLAND and level_of(catalogue.areas, place) is Level.WARD
    areas = None if place == ENGLAND else codes_of(catalogue, place)
    here = Wanted(areas=areas, most=MOST)
    about = [replace(here, equals=(("topic", each),)) for each in (topic, "")]
    # What was heard in the district as a whole was not heard in the ward.
    asked = replace(here, areas=codes_of_ward(catalogue, place)) if is_ward else here
    of_both = replace(asked, equals=(("topic", (topic, "")),), order="held_on")
    return Plan(
        place=place,
        topic=topic,
        concerns=tuple(
            _concern(register, person, figures, asked, replace(asked, equals=(("topic", topic),)))
            for figures in concerned(catalogue, place, topic)[:MOST_CONCERNS]
        ),
        needs=_first(register, person, Need, about),
        talks=register.count(person, Conversation, of_both),
        said=tuple(register.find(person, Conversation, of_both)),
        responses=_first(register, person, Response, about),
        provision=_first(register, person, Provision, [here]),
        is_ward=is_ward,
    )


def _concern(register: Register, person: Person, figures: Concerned, here: Wanted, about: Wanted) -> Concern:
    """A group, and how often it was asked here, as far as the person may know."""
    if not person.may(Right.READ_ALL):
        return Concern(figures)
    group = (figures.comparison.indicator.characteristic.value, figures.comparison.selection.group)
    asked = about if group[0] == Characteristic.EVERYONE else replace(here, group=group)
    last = register.find(person, Conversation, replace(asked, order="held_on", most=1))
    return Concern(
        figures,
        conversations=register.count(person, Conversation, asked),
        last_on=last[0].held_on if last else None,
        unanswered=register.count(person, Conversation, replace(asked, owed=True)),
    )


def _first(register: Register, person: Person, kind: type[AnyItem], asked: list[Wanted]) -> tuple[AnyItem, ...]:
    """The first few items: those of the first question before those of the next."""
    return tuple(each for wanted in asked for each in register.find(person, kind, wanted))[:MOST]


def codes_of(catalogue: Catalogue, place: str) -> list[str]:
    """Return the codes by which items of the register are found: of a place and everything in it, of every year.

    Of a ward: its own, those of wards of the other list that lie whole in it, and its district's, whose items concern
    it too.
    """
    areas = catalogue.all_areas
    if level_of(areas, place) is Level.WARD:
        return [*codes_of_ward(catalogue, place), str(areas.at[place, "district"])]
    inside = [areas_within(areas, place, level).index for level in (Level.DISTRICT, Level.WARD)]
    return list(dict.fromkeys([place, *(str(code) for index in inside for code in index)]))


@kept(32)
def concerned(catalogue: Catalogue, place: str, topic: str) -> tuple[Concerned, ...]:
    """Return the group of each indicator of a topic with the most extra people in a place, the most people first.

    Of a ward: only of indicators that are published for wards. A group that most people of England are in is left out:
    whoever asks meets it anyway.
    """
    is_ward = place != ENGLAND and level_of(catalogue.areas, place) is Level.WARD
    county = place_of(catalogue.areas, place) if is_ward else ""
    found = dict[str, Concerned]()
    for comparison in _around(catalogue, county, topic) if is_ward else _compared(catalogue, place, topic):
        each, slug = _above(comparison, place if is_ward else ""), comparison.indicator.slug
        if each is not None and (slug not in found or each.extra > found[slug].extra):
            found[slug] = each
    return tuple(sorted(found.values(), key=lambda each: -each.extra))


@kept(8)
def _around(catalogue: Catalogue, place: str, topic: str) -> tuple[Comparison, ...]:
    """The comparisons from which plans for the wards of one county or district are made, one ward after another."""
    return tuple(_compared(catalogue, place, topic))


def _compared(catalogue: Catalogue, place: str, topic: str) -> Iterator[Comparison]:
    for indicator in of_today(catalogue):
        if indicator.topic != topic or not indicator.is_share:
            continue
        for group in indicator.groups:
            with suppress(NotAvailable):
                comparison = compare(catalogue, Subject(place, indicator.slug, group))
                if comparison.baseline is not None and comparison.baseline.value <= A_MAJORITY:
                    yield comparison


def _above(comparison: Comparison, ward: str) -> Concerned | None:
    """The areas that have more of the group; of these the ward alone, where there is one."""
    higher = comparison.areas[comparison.areas["verdict"].isin(ABOVE) & comparison.areas["extra"].notna()]
    if ward:
        higher = higher[higher.index == ward]
    if higher.empty:
        return None
    most = higher.sort_values("extra", ascending=False)
    return Concerned(comparison, float(higher["extra"].sum()), tuple(area_figures(most.iloc[:MOST_AREAS])))
