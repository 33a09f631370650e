"""The boxes of the form for a conversation, drawn from its definition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import streamlit as st

from jsna.analysis.boxes import DAY_BOXES
from jsna.areas.places import areas_within, name_of
from jsna.model.area import Level
from jsna.model.characteristic import Characteristic
from jsna.model.register.conversation import SaidBy
from jsna.model.register.form import (
    ASKED,
    NOT_ASKED,
    NOT_RECORDED,
    AnswerList,
    Asked,
    Field,
    Form,
    Kind,
    Section,
    group_labels,
)
from jsna.ui import data
from jsna.ui.drafting import PREFIX, Drafting
from jsna.words.plain import Markdown, escaped, escaped_label

_STATES = {
    NOT_RECORDED: "We did not write it down",
    NOT_ASKED: "People were not asked",
    ASKED: "People were asked, or the group is for them",
}
_DAY_WIDTHS = {"day": 72, "month": 80, "year": 104}


def section(drawn: Section, form: Form, draft: Drafting, answers: AnswerList, place: str) -> None:
    """Draw one section of the form.

    Args:
        drawn: the section.
        form: the whole form.
        draft: what is in the boxes.
        answers: the list by which groups are counted.
        place: code of the place whose wards can be chosen.
    """
    if drawn.intro:
        st.markdown(escaped(drawn.intro))
    for field in drawn.fields:
        if not field.list_name:
            _field(field, field.name, draft, answers, place)
        elif drawn.again != field.list_name:
            _field(field, _box(field, 0), draft, answers, place)
    if drawn.again:
        _again(drawn, form, draft, answers, place)


def typed_in(form: Form, draft: Drafting, answers: AnswerList) -> dict[str, str]:
    """Return the text of each box in which somebody types, by its name."""
    return {name: _text(draft.boxes.get(name)) for name in _typed_in(form, draft, answers)}


def groups_of_boxes(form: Form) -> dict[str, str]:
    """Return the name of each group of boxes, by the name of its container: the three boxes of a day."""
    return {f"{field.name}.boxes": field.label for field in form if field.kind is Kind.DAY}


def _typed_in(form: Form, draft: Drafting, answers: AnswerList) -> Iterator[str]:
    for field in form:
        if field.kind is Kind.DAY:
            yield from (f"{field.name}.{box}" for box in DAY_BOXES)
        elif field.kind is Kind.GROUPS:
            for asked in answers.asked:
                yield from (f"{field.name}.{asked.characteristic}.{code}" for code in group_labels(asked))
        elif field.kind in (Kind.LINE, Kind.TEXT, Kind.COUNT):
            rows = range(_rows(draft, field.list_name)) if field.list_name else (0,)
            yield from (_box(field, at) for at in rows)


def _box(field: Field, at: int) -> str:
    return f"{field.list_name}.{at}.{field.name.partition('.')[2]}" if field.list_name else field.name


def _rows(draft: Drafting, name: str) -> int:
    return int(draft.boxes.get(f"{name}.#") or 0)


def _again(drawn: Section, form: Form, draft: Drafting, answers: AnswerList, place: str) -> None:
    """Draw the further parts of a list, and the button for one more. What is on the first screen is not repeated."""
    elsewhere = not any(field.list_name == drawn.again for field in drawn.fields)
    for at in range(int(elsewhere), _rows(draft, drawn.again)):
        st.markdown(f"**{escaped(drawn.title)}: {at + 1}**")
        for field in form.of_list(drawn.again):
            _field(field, _box(field, at), draft, answers, place)
    if st.button(escaped(drawn.add), key=f"jsna.add.{drawn.again}"):
        draft.boxes[f"{drawn.again}.#"] = _rows(draft, drawn.again) + 1
        st.rerun()


def _field(field: Field, box: str, draft: Drafting, answers: AnswerList, place: str) -> None:
    needed = " (needed)" if field.needed and _is_first(box) else ""
    label = Markdown(escaped_label(field.label) + needed)
    match field.kind:
        case Kind.DAY:
            _day(label, field, draft)
        case Kind.WARDS:
            _wards(label, field, draft, place)
        case Kind.LINE:
            st.text_input(_with_hint(label, field), key=_prepared(box, draft, ""))
        case Kind.TEXT:
            st.text_area(_with_hint(label, field), key=_prepared(box, draft, ""), height=_height(field))
        case Kind.COUNT:
            count(_with_hint(label, field), box, draft)
        case Kind.CHOICE | Kind.TOPIC:
            _choice(_with_hint(label, field), box, draft, _choices(field), field.usual)
        case Kind.TICK:
            st.checkbox(label, key=_prepared(box, draft, default=False))
        case Kind.GROUPS:
            for asked in answers.asked:
                _groups(asked, field, draft)


def count(label: Markdown, box: str, draft: Drafting) -> None:
    """Draw the box of a whole number, which may stay empty."""
    key = _prepared(box, draft, None)
    # What the tab hands back is text.
    if isinstance(st.session_state[key], str):
        typed = st.session_state[key].strip()
        st.session_state[key] = int(typed) if typed.isdecimal() else None
    st.number_input(label, min_value=0, max_value=1_000_000, value=None, step=1, key=key)


def _day(label: Markdown, field: Field, draft: Drafting) -> None:
    hint = f"  \n{escaped(field.hint)}" if field.hint else ""
    st.markdown(f"{label}{hint}")
    with st.container(horizontal=True, key=f"{PREFIX}{field.name}.boxes"):
        for box, width in _DAY_WIDTHS.items():
            key = _prepared(f"{field.name}.{box}", draft, "")
            st.text_input(escaped_label(box.capitalize()), key=key, max_chars=4, width=width)


def _wards(label: Markdown, field: Field, draft: Drafting, place: str) -> None:
    catalogue = data.catalogue()
    inside = areas_within(catalogue.areas, place, Level.WARD)["name"].sort_values()
    names = {str(code): str(name) for code, name in inside.items()}
    key = _prepared(field.name, draft, [])
    chosen = [code for code in st.session_state[key] if code in catalogue.all_areas.index]
    if chosen != list(st.session_state[key]):
        st.session_state[key] = chosen
    elsewhere = {code: name_of(catalogue.all_areas, code) for code in chosen if code not in names}
    named = names | elsewhere
    at = escaped_label(f"{field.hint} These are the wards of {name_of(catalogue.areas, place)}.")
    asked = Markdown(f"{label}  \n{at}")
    st.multiselect(asked, list(named), format_func=named.__getitem__, key=key, select_all=False, filter_mode="contains")


def _choice(label: Markdown, box: str, draft: Drafting, names: Mapping[str, str], usual: str) -> None:
    key = _prepared(box, draft, usual)
    if st.session_state[key] not in names:
        st.session_state[key] = usual if usual in names else next(iter(names))
    st.selectbox(label, list(names), format_func=names.__getitem__, key=key)


def _groups(asked: Asked, field: Field, draft: Drafting) -> None:
    titles = data.catalogue().characteristics
    title = titles[Characteristic(asked.characteristic)].title
    name = f"{field.name}.{asked.characteristic}"
    _choice(escaped_label(title), name, draft, _STATES, NOT_RECORDED)
    if st.session_state[PREFIX + name] != ASKED:
        return
    said_by = {str(each): str(each).capitalize() for each in SaidBy}
    _choice(
        Markdown(f"{escaped_label(title)}: who said so?"), f"{name}.said_by", draft, said_by, str(SaidBy.THEMSELVES)
    )
    for code, label in group_labels(asked).items():
        count(escaped_label(f"{title}: {label}"), f"{name}.{code}", draft)


def _choices(field: Field) -> dict[str, str]:
    if field.choices:
        return {choice.code: choice.label for choice in field.choices}
    found = sorted({indicator.topic for indicator in data.catalogue().indicators.values()})
    return {"": "Several things, or none of these"} | {topic: topic.replace("-", " ").capitalize() for topic in found}


def _prepared(box: str, draft: Drafting, default: object) -> str:
    """Give a widget what stands in its box, where it is drawn again; return the widget's key."""
    key = PREFIX + box
    if key not in st.session_state:
        value = draft.boxes.get(box, default)
        st.session_state[key] = default if value is None else value
    return key


def _is_first(box: str) -> bool:
    return ".0." in box or "." not in box


def _with_hint(label: Markdown, field: Field) -> Markdown:
    return Markdown(f"{label}  \n{escaped_label(field.hint)}") if field.hint else label


def _height(field: Field) -> int:
    return 60 + 28 * field.lines


def _text(value: object) -> str:
    return "" if value is None else str(value)
