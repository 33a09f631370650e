"""What pages that record something share: who may, the day, the wards, saving once, two versions side by side."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import TypeVar

import pandas as pd
import streamlit as st
from pydantic import ValidationError

from jsna.areas.places import areas_within
from jsna.errors import JsnaError
from jsna.model.area import Level
from jsna.model.register.item import Item, Place
from jsna.model.register.person import Right
from jsna.register.register import Conflict
from jsna.ui import clock, data, reading
from jsna.ui.register import person
from jsna.words.plain import escaped, escaped_label

_Saved = TypeVar("_Saved")
SAMPLE = "This is a sample: made up, to show how the register works."


def allowed(right: Right) -> bool:
    """Return whether the reader may do something; if not, say so. The register checks again when it is done."""
    if person().may(right):
        return True
    st.info(f"To {escaped(str(right))}, sign in with an account that may.", icon=":material/lock:")
    return False


def mark_sample(item: Item) -> None:
    """Say that an item was made up, if it was."""
    if item.sample:
        st.warning(SAMPLE, icon=":material/science:")


def day(label: str, key: str, usual: date | None = None, hint: str = "For example 27 11 2026") -> date | None:
    """Draw three boxes for a day; return it, or None until it is one.

    Args:
        label: what day.
        key: of the widgets.
        usual: what is in the boxes first; today where nothing is given.
        hint: below the label.
    """
    first = usual or clock.today()
    st.markdown(f"**{escaped(label)}**  \n{escaped(hint)}")
    boxes = st.columns([2, 2, 2, 4], vertical_alignment="bottom")
    typed = [
        box.text_input(escaped_label(f"{label}: {part}"), str(value), key=f"{key}.{part}", max_chars=4)
        for box, part, value in zip(boxes, ("day", "month", "year"), (first.day, first.month, first.year), strict=False)
    ]
    try:
        number, month, year = map(int, typed)
        return date(year, month, number)
    except ValueError:
        return None


def wards(label: str, area: str, key: str, chosen: tuple[Place, ...] = ()) -> tuple[Place, ...]:
    """Draw the choice of one or more wards of a place.

    Args:
        label: of the list.
        area: code of the place.
        key: of the widget.
        chosen: what is chosen first.
    """
    catalogue = data.catalogue()
    inside = areas_within(catalogue.areas, area, Level.WARD)
    names = {str(code): str(name) for code, name in inside["name"].sort_values().items()}
    first = [place.code for place in chosen if place.code in names]
    codes = st.multiselect(
        escaped_label(label), list(names), first, format_func=names.__getitem__, key=key, select_all=False
    )
    return as_places(codes)


def as_places(codes: Iterable[str]) -> tuple[Place, ...]:
    """Return areas as they are recorded: each with the first year of the lists that have its code."""
    vintages = data.catalogue().all_areas["vintage"]
    return tuple(Place(code=str(code), vintage=str(vintages[code])) for code in codes)


def attempt(form: str, save: Callable[[str], _Saved], labels: Mapping[str, str]) -> _Saved | None:
    """Save what a form holds; return what was saved, or None after saying what is wrong. Nothing typed is lost.

    Args:
        form: name of the form; a second click on it saves nothing twice.
        save: makes the items and saves them, given the form's key.
        labels: what the form calls each field.
    """
    key = f"jsna.once.{form}"
    try:
        saved = save(st.session_state.setdefault(key, secrets.token_hex(16)))
    except Conflict as conflict:
        _side_by_side(conflict, labels)
    except ValidationError as wrong:
        _mistakes(wrong, labels)
    except JsnaError as problem:
        st.error(escaped(str(problem)), icon=":material/error:")
    else:
        del st.session_state[key]
        st.session_state[_saves(form)] = st.session_state.get(_saves(form), 0) + 1
        return saved
    return None


def key_of(form: str) -> str:
    """Return the key of a form's widgets: another one after each save.

    So an empty form follows, and a click that was on its way meanwhile was on a form that is no more.
    """
    return f"jsna.{form}.{st.session_state.get(_saves(form), 0)}"


def _saves(form: str) -> str:
    return f"jsna.saves.{form}"


def _mistakes(wrong: ValidationError, labels: Mapping[str, str]) -> None:
    said = []
    for each in wrong.errors():
        name = str(each["loc"][0]) if each["loc"] else ""
        needed = each["type"] in ("too_short", "string_too_short", "missing")
        why = "this is needed" if needed else each["msg"].removeprefix("Value error, ")
        said.append(f"- {escaped(labels.get(name, name))}: {escaped(why)}")
    st.error("**Not saved yet:**\n\n" + "\n".join(dict.fromkeys(said)), icon=":material/error:")


def _side_by_side(conflict: Conflict, labels: Mapping[str, str]) -> None:
    """Draw both versions where they differ. What was typed still stands in the form."""
    st.error(escaped(str(conflict)), icon=":material/error:")
    mine, theirs = conflict.mine.model_dump(mode="json"), conflict.theirs.model_dump(mode="json")
    rows = [
        {"Field": labels.get(name, name), "Yours, not saved": str(mine[name]), "Theirs, saved": str(theirs[name])}
        for name in mine
        if mine[name] != theirs[name] and name not in ("version", "changed_at")
    ]
    reading.reading_table(pd.DataFrame(rows), "Both versions, field by field", sorts=False)
