"""Choices that forms of the register share: topics, groups, places, conversations; and the names of what is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from jsna.areas.places import areas_within, codes_within, level_of, name_of
from jsna.catalogue.kept import kept
from jsna.catalogue.read import Catalogue
from jsna.model.area import ENGLAND, Level
from jsna.model.characteristic import Characteristic
from jsna.model.register.conversation import Conversation
from jsna.model.register.item import Group, Place
from jsna.register.register import Wanted
from jsna.ui import data
from jsna.ui.recording import as_places, wards
from jsna.ui.register import person, register
from jsna.words import places as place_words
from jsna.words.needs import conversation_option
from jsna.words.numbers import spoken
from jsna.words.plain import escaped, escaped_label

#: Conversations in the list at a time; more are found by their words.
MOST = 100
NO_TOPIC = "Several topics, or none"


def where(places: Sequence[Place]) -> str:
    """Return the names of places."""
    return place_words.where(data.catalogue().all_areas, places)


def topics() -> dict[str, str]:
    """Return the words of each topic by its code; the empty code stands for several or none."""
    found = sorted({indicator.topic for indicator in data.catalogue().indicators.values()})
    return {"": NO_TOPIC} | {each: each.replace("-", " ").capitalize() for each in found}


def topic(usual: str, key: str) -> str:
    """Draw the list of topics and return the one chosen."""
    options = topics()
    first = list(options).index(usual) if usual in options else 0
    return st.selectbox("Topic", list(options), first, format_func=options.__getitem__, key=key)


def groups(usual: Sequence[Group], key: str) -> tuple[Group, ...]:
    """Draw the list of groups and return those chosen."""
    options = _groups(data.catalogue())
    first = [each for each in map(_code, usual) if each in options]
    codes = st.multiselect(
        "Groups (optional)", list(options), first, format_func=options.__getitem__, key=key, select_all=False
    )
    return tuple(
        Group(characteristic=Characteristic(each.partition(".")[0]), group=each.partition(".")[2]) for each in codes
    )


def group_names(chosen: Sequence[Group]) -> list[str]:
    """Return the names of groups; the code stands for a group that is not known here any more."""
    options = _groups(data.catalogue())
    return [options.get(_code(each), each.group) for each in chosen]


def places(area: str, key: str, chosen: tuple[Place, ...] = ()) -> tuple[Place, ...]:
    """Draw the choice of wards of a place, or of all of them.

    Args:
        area: code of the place; of England one chooses no wards, but a smaller place first.
        key: of the widgets.
        chosen: what is chosen first; wards of other places stay chosen.
    """
    if area == ENGLAND:
        st.info("Choose a county or district in the list at the side first.", icon=":material/info:")
        return chosen
    areas = data.catalogue().areas
    inside = areas_within(areas, area, Level.WARD).index
    elsewhere = tuple(place for place in chosen if place.code not in inside)
    whole = len(inside) == len(chosen) - len(elsewhere)
    every = st.checkbox(
        f"All {len(inside)} wards of {escaped_label(spoken(name_of(areas, area)))}", whole, key=f"{key}.all"
    )
    here = wards("Or these wards", area, f"{key}.wards", () if whole else chosen)
    return elsewhere + (as_places(inside) if every else here)


def conversations_offered(
    cited: Sequence[Conversation], places_of_it: Sequence[Place], area: str, key: str
) -> dict[str, Conversation]:
    """Draw the box in which conversations are looked for; return those to choose from, by their identifiers.

    Args:
        cited: those that are chosen already; they come first.
        places_of_it: the places of the item, whose latest conversations come next.
        area: code of the place whose conversations are looked through.
        key: of the box.
    """
    sought = st.text_input("Find a conversation by its words (optional)", key=key)
    inside = codes_within(data.catalogue().all_areas, area)
    if sought.strip():
        found = register().search(person(), sought, [Conversation], MOST, inside)
        offered = [each for each in found if isinstance(each, Conversation)]
    else:
        own = [place.code for place in places_of_it]
        wanted = [Wanted(here, order="held_on", most=MOST) for here in (own, inside)]
        offered = [each for one in wanted for each in register().find(person(), Conversation, one)]
    return {each.id: each for each in (*cited, *offered)}


def conversations(
    label: str, options: Mapping[str, Conversation], chosen: Sequence[str], key: str, hint: str
) -> tuple[str, ...]:
    """Draw the list of conversations; return the identifiers of those chosen, and of those that the reader cannot see.

    Args:
        label: of the list.
        options: as :func:`conversations_offered` returns them.
        chosen: identifiers of those chosen first.
        key: of the list.
        hint: which ones these are.
    """
    picked = st.multiselect(
        escaped_label(label),
        list(options),
        [each for each in chosen if each in options],
        format_func=lambda each: conversation_option(options[each], where),
        key=key,
        select_all=False,
        help=escaped(hint),
    )
    return (*(each for each in chosen if each not in options), *picked)


def ward_of(code: str | None) -> tuple[Place, ...]:
    """Return a picked ward as the places of an item; nothing where none is picked."""
    if code is None or level_of(data.catalogue().all_areas, code) is not Level.WARD:
        return ()
    return as_places([code])


def _code(group: Group) -> str:
    return f"{group.characteristic.value}.{group.group}"


@kept(1)
def _groups(catalogue: Catalogue) -> dict[str, str]:
    """Return every group of wards' figures by its code, after the characteristic as a whole."""
    found: dict[str, str] = {}
    for characteristic, entry in catalogue.characteristics.items():
        found[f"{characteristic.value}."] = f"{entry.title}: everybody concerned"
        for indicator in catalogue.indicators.values():
            if indicator.characteristic is characteristic and indicator.lowest_level is Level.WARD:
                for code, group in indicator.groups.items():
                    found.setdefault(f"{characteristic.value}.{code}", f"{entry.title}: {group.label.lower()}")
    return found
