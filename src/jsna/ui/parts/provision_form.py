"""The form of one entry of provision: added, changed, checked, published. Saving is not checking."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from jsna.areas.places import areas_within
from jsna.ingest.provision.given import Given
from jsna.ingest.provision.placing import Placer
from jsna.model.area import Level
from jsna.model.characteristic import NINE, Characteristic
from jsna.model.register.item import Group, Place
from jsna.model.register.person import Right
from jsna.model.register.provision import Provision
from jsna.model.selection import Selection
from jsna.ui import data, editing, last_saved, recording
from jsna.ui.register import person, register
from jsna.words.plain import escaped

LABELS = {
    "name": "Name",
    "offers": "What it offers",
    "whom": "For whom, in a few words",
    "groups": "Protected characteristics it is for",
    "address": "Address",
    "postcode": "Postcode",
    "places": "Wards",
    "capacity": "How many people it has room for",
    "times": "When it is open",
    "phone": "Phone",
    "website": "Website",
    "checked_on": "Last checked",
    "checked_by": "Who checked",
}


def add(view: Selection) -> None:
    """Draw the form of a new entry, for those who may record."""
    if not recording.allowed(Right.WRITE):
        return
    key = recording.key_of("provision.new")
    with st.expander("Add one"), st.form(key, enter_to_submit=False):
        typed = _fields(Provision(name="x").model_copy(update={"name": ""}), view, key)
        pressed = st.form_submit_button("Save", type="primary")
    if not pressed:
        return
    placed = _placed(typed, None)
    saved = recording.attempt(
        "provision.new", lambda once: register().save(person(), Provision(**placed), once=once), LABELS
    )
    if saved is not None:
        _said(typed["name"], placed["places"])


def change(stored: Provision, view: Selection) -> None:
    """Draw what can be recorded of an entry that is there already, for those who may."""
    if not recording.allowed(Right.WRITE):
        return
    own = editing.read(stored)
    _check(own)
    key = editing.key("provision", own)
    with st.expander("Change what it says"), st.form(key, enter_to_submit=False):
        typed = _fields(own, view, key)
        pressed = st.form_submit_button("Save", type="primary")
    if not pressed:
        return
    placed = _placed(typed, own)
    if editing.change(own, "provision", placed, LABELS):
        _said(typed["name"], placed["places"])


def _check(own: Provision) -> None:
    """Draw the form that says that somebody made sure of an entry."""
    key = editing.key("provision.check", own)
    with st.form(key, enter_to_submit=False):
        st.markdown("**Does it still exist as it is here?** Call or go there. Saving a change is not checking.")
        on = recording.day("The day you checked", f"{key}.on")
        by = st.text_input("Who checked: a team or a post", key=f"{key}.by")
        pressed = st.form_submit_button("It was checked", type="primary")
    if pressed and on is None:
        st.error("Enter the day, month and year of the check, such as 27 11 2026.", icon=":material/error:")
    elif pressed and editing.change(own, "provision.check", {"checked_on": on, "checked_by": by}, LABELS):
        _said(own.name, own.places)


def _said(name: str, places: Sequence[Place]) -> None:
    nowhere = "" if places else " It has no ward, so only the list of England shows it."
    last_saved.note(f"Saved: {name[:80]}.{nowhere}")
    st.rerun()


def _fields(own: Provision, view: Selection, key: str) -> dict[str, Any]:
    """Draw the fields and return what stands in them."""

    def line(name: str, given: str) -> str:
        return st.text_input(LABELS[name], given, key=f"{key}.{name}")

    said: dict[str, Any] = {"name": line("name", own.name), "whom": line("whom", own.whom)}
    said["offers"] = st.text_area(LABELS["offers"], own.offers, key=f"{key}.offers")
    titles = {each: data.catalogue().characteristics[each].title for each in NINE}
    chosen = st.multiselect(
        LABELS["groups"],
        list(NINE),
        [each for each in NINE if any(group.characteristic is each for group in own.groups)],
        format_func=titles.__getitem__,
        key=f"{key}.groups",
        select_all=False,
    )
    said["groups"] = _groups(own, chosen)
    said |= {"address": line("address", own.address), "postcode": line("postcode", own.postcode)}
    wards = recording.wards("Ward, where there is no postcode", view.area, f"{key}.places", own.places)
    said["places"] = wards or _elsewhere(own, view)
    said["times"] = line("times", own.times)
    said["capacity"] = line("capacity", "" if own.capacity is None else str(own.capacity)).strip() or None
    said |= {"phone": line("phone", own.phone), "website": line("website", own.website)}
    said["published"] = st.checkbox("Everybody may read it", own.published, key=f"{key}.published")
    return said


def _elsewhere(own: Provision, view: Selection) -> tuple[Place, ...]:
    """What the list of wards does not hold: a ward of another place, or a district."""
    here = areas_within(data.catalogue().areas, view.area, Level.WARD).index
    return tuple(place for place in own.places if place.code not in here)


def _groups(own: Provision, chosen: Sequence[Characteristic]) -> tuple[Group, ...]:
    """The characteristics chosen; groups of one that stays chosen are kept as they are."""
    kept = tuple(group for group in own.groups if group.characteristic in chosen)
    known = {group.characteristic for group in kept}
    return kept + tuple(Group(characteristic=each) for each in chosen if each not in known)


def _placed(typed: dict[str, Any], own: Provision | None) -> dict[str, Any]:
    """Put an entry in the ward of its postcode; without one that is known, the wards chosen stay."""
    if not typed["postcode"].strip() or (own is not None and own.postcode == typed["postcode"]):
        return typed
    entry = Given(1, {"postcode": typed["postcode"]}, {})
    found = Placer(data.lookups()).placed([entry], [None]).iloc[0]
    place: Place | None = found["place"]
    if found["problem"]:
        st.warning(escaped(f"The postcode is {found['problem']}."), icon=":material/warning:")
    postcode = found["postcode"] or typed["postcode"]
    return {**typed, "postcode": postcode, "places": (place,) if place else typed["places"]}
