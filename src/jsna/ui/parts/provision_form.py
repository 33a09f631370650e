"""The form of one entry of provision: added, changed, checked, published. Saving is not checking."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import streamlit as st

from jsna.ingest.provision.given import Given
from jsna.ingest.provision.placing import Placer
from jsna.model.characteristic import NINE, Characteristic
from jsna.model.register.item import Group, Place
from jsna.model.register.person import Right
from jsna.model.register.provision import Provision
from jsna.model.selection import Selection
from jsna.ui import clock, data, recording
from jsna.ui.parts.responses import say_next_time
from jsna.ui.register import person, register

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
    with st.expander("Add one"), st.form("jsna.provision.new", enter_to_submit=False):
        typed = _fields(Provision(name="x").model_copy(update={"name": ""}), view, "new")
        published = st.checkbox("Everybody may read it")
        pressed = st.form_submit_button("Save", type="primary")
    if pressed:
        _save("new", lambda: Provision(**_placed(typed, None), published=published))


def change(own: Provision, view: Selection) -> None:
    """Draw what can be recorded of an entry that is there already, for those who may."""
    if not recording.allowed(Right.WRITE):
        return
    _check(own)
    with (
        st.expander("Change what it says"),
        st.form(f"jsna.provision.{own.id}.{own.version}", enter_to_submit=False),
    ):
        typed = _fields(own, view, f"{own.id}.{own.version}")
        published = st.checkbox("Everybody may read it", own.published)
        pressed = st.form_submit_button("Save", type="primary")
    if pressed:
        changed = _placed(typed, own)
        _save(own.id, lambda: own.model_copy(update={**_valid(changed), "published": published}))


def _check(own: Provision) -> None:
    """Draw the form that says that somebody made sure of an entry."""
    with st.form(f"jsna.provision.check.{own.id}.{own.version}", enter_to_submit=False):
        st.markdown("**Does it still exist as it stands here?** Call or go there. Saving a change is not checking.")
        on = recording.day("The day you checked", f"jsna.provision.checked.{own.id}.{own.version}")
        by = st.text_input("Who checked: a team or a post")
        pressed = st.form_submit_button("It was checked", type="primary")
    if pressed:
        _save(f"check.{own.id}", lambda: own.model_copy(update=_valid({"checked_on": _day(on), "checked_by": by})))


def _fields(own: Provision, view: Selection, key: str) -> dict[str, Any]:
    """Draw the fields and return what stands in them."""
    said: dict[str, Any] = {"name": st.text_input(LABELS["name"], own.name)}
    said["whom"] = st.text_input(LABELS["whom"], own.whom)
    said["offers"] = st.text_area(LABELS["offers"], own.offers)
    titles = {each: data.catalogue().characteristics[each].title for each in NINE}
    chosen = st.multiselect(
        LABELS["groups"],
        list(NINE),
        [each for each in NINE if any(group.characteristic is each for group in own.groups)],
        format_func=titles.__getitem__,
        key=f"jsna.provision.groups.{key}",
        select_all=False,
    )
    said["groups"] = _groups(own, chosen)
    said["address"] = st.text_input(LABELS["address"], own.address)
    said["postcode"] = st.text_input(LABELS["postcode"], own.postcode)
    said["places"] = recording.wards(
        "Ward, where there is no postcode", view.area, f"jsna.provision.wards.{key}", own.places
    )
    said["times"] = st.text_input(LABELS["times"], own.times)
    capacity = st.text_input(LABELS["capacity"], "" if own.capacity is None else str(own.capacity))
    said["capacity"] = capacity.strip() or None
    said["phone"] = st.text_input(LABELS["phone"], own.phone)
    said["website"] = st.text_input(LABELS["website"], own.website)
    return said


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
        st.warning(f"The postcode is {found['problem']}.", icon=":material/warning:")
    postcode = found["postcode"] or typed["postcode"]
    return {**typed, "postcode": postcode, "places": (place,) if place else typed["places"]}


def _valid(changed: dict[str, Any]) -> dict[str, Any]:
    """Return changed fields as the model has them; what is wrong is said under the form's labels."""
    checked = Provision(**{"name": "x", **changed})
    return {name: getattr(checked, name) for name in changed}


def _save(form: str, made: Callable[[], Provision]) -> None:
    def save(once: str) -> Provision:
        (saved,) = register().save(person(), made(), once=once)
        assert isinstance(saved, Provision)  # noqa: S101 - one goes in, one comes out
        return saved

    saved = recording.attempt(f"provision.{form}", save, LABELS)
    if saved is not None:
        say_next_time(f"Saved: {saved.name[:80]}.")
        st.rerun()


def _day(given: date | None) -> date:
    """Return a day as it was given, or today's where the boxes were emptied; the boxes hold today at first."""
    return given or clock.today()
