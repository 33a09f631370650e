"""What is in the boxes of the form for a conversation, as what the register keeps; and back.

Boxes are flat: a name and a value for each, so that a draft, the browser's own copy and the page mean the same by them.
``heard.0.words`` is a box of the first thing heard, ``heard.#`` how many things there are, ``held_on.day`` one of the
three boxes of a day, ``groups.sex`` whether people were asked, ``groups.sex.female`` how many said so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from pydantic import ValidationError

from jsna.analysis.boxes import Boxes, count_in, day_boxes, day_in
from jsna.errors import JsnaError
from jsna.model.register.conversation import Conversation, Counting, Heard, OwnWords, Reached, SaidBy
from jsna.model.register.form import ASKED, LISTS, NOT_ASKED, NOT_RECORDED, AnswerList, Form, Kind, group_labels
from jsna.model.register.item import Part, Place
from jsna.model.register.response import Response

_PARTS: dict[str, type[Part]] = {"heard": Heard, "own_words": OwnWords}


class Mistakes(JsnaError):
    """Boxes that cannot be read.

    Attributes:
        by_box: what to do, by the name of the box.
    """

    def __init__(self, by_box: Mapping[str, str]) -> None:
        self.by_box = dict(by_box)
        super().__init__("Not saved yet. " + " ".join(self.by_box.values()))


@dataclass(frozen=True)
class Recorded:
    """What a form says.

    Attributes:
        conversation: who was asked, and what was heard.
        promise: what people were promised; None where nothing was.
    """

    conversation: Conversation
    promise: Response | None


def at_first(form: Form, day: date, wards: tuple[str, ...] = ()) -> Boxes:
    """Return what is in the boxes before anybody has typed: the day, the ward, and the usual choices."""
    boxes: Boxes = day_boxes("held_on", day) | {"places": list(wards), "heard.#": 1, "own_words.#": 0}
    return boxes | {field.name: field.usual for field in form if field.usual}


def boxes_of(conversation: Conversation, form: Form) -> Boxes:
    """Return what is in the boxes of a conversation that is saved. People's own words can only be added to."""
    boxes: Boxes = {"heard.#": len(conversation.heard), "own_words.#": 0}
    for field in form:
        match field.kind:
            case Kind.DAY if field.name in Conversation.model_fields:
                boxes |= day_boxes(field.name, getattr(conversation, field.name))
            case Kind.WARDS:
                boxes["places"] = [place.code for place in conversation.places]
            case Kind.GROUPS:
                boxes |= _group_boxes(conversation)
            case _ if field.list_name == "heard":
                part = field.name.partition(".")[2]
                boxes |= {f"heard.{at}.{part}": getattr(each, part) for at, each in enumerate(conversation.heard)}
            case _ if field.name in Conversation.model_fields:
                value = getattr(conversation, field.name)
                boxes[field.name] = str(value) if isinstance(value, StrEnum) else value
    if conversation.people is None:
        # Nobody has said how the number was found that is entered now.
        boxes["counting"] = next((field.usual for field in form if field.name == "counting"), "")
    return boxes


def recorded(
    boxes: Boxes,
    form: Form,
    answers: AnswerList,
    stored: Conversation | None,
    vintages: Mapping[str, int],
    today: date,
) -> Recorded:
    """Return what the boxes say.

    Args:
        boxes: as they stand.
        form: the form.
        answers: the list by which groups are counted.
        stored: the saved conversation that is being changed, as its reader reads it; None for a new one.
        vintages: first year of the lists that have each area, by its code.
        today: the day in England; nothing was held later.

    Raises:
        Mistakes: boxes are empty that are needed, or cannot be read; none is changed.
    """
    wrong: dict[str, str] = {}
    given = _plain(boxes, form, wrong) | {name: _rows(boxes, form, name, wrong) for name in LISTS}
    if given["held_on"] and given["held_on"] > today:
        wrong["held_on"] = f"{_label(form, 'held_on')} That day is still to come. Enter today or an earlier day."
    known = {place.code: place for place in stored.places} if stored else {}
    codes = boxes.get("places") or []
    given["places"] = tuple(known.get(code) or Place(code=code, vintage=str(vintages[code])) for code in codes)
    if not codes:
        wrong["places"] = _wanted(form, "places")
    given["groups"] = tuple(_reached(boxes, answers, given.get("people"), wrong))
    given["answer_list"] = answers.name if given["groups"] else ""
    given["counting"] = _counting(given, wrong)
    if stored:
        given = {**dict(stored), **given, "own_words": (*stored.own_words, *given["own_words"])}
    promised = {name: given.pop(name, None) for name in ("promised", "promised_by")}
    if promised["promised_by"] and not promised["promised"]:
        wrong["promised"] = f"{_label(form, 'promised')} Enter it, or leave the day empty."
    conversation = _checked(given, form, wrong)
    return Recorded(conversation, _promise(conversation, promised["promised"], promised["promised_by"]))


def _plain(boxes: Boxes, form: Form, wrong: dict[str, str]) -> dict[str, Any]:
    """The fields that stand alone."""
    given: dict[str, Any] = {}
    for field in form:
        if field.list_name or field.kind in (Kind.WARDS, Kind.GROUPS):
            continue
        if field.kind is Kind.DAY:
            given[field.name] = day_in(boxes, field.name, field.wanted, wrong, needed=field.needed)
        elif field.kind is Kind.COUNT:
            given[field.name] = count_in(boxes, field.name, field.label, wrong)
        else:
            given[field.name] = boxes.get(field.name) or field.usual
    return given


def _rows(boxes: Boxes, form: Form, name: str, wrong: dict[str, str]) -> tuple[Part, ...]:
    """The parts of a list; a row in which nothing stands is none."""
    found: list[Part] = []
    for at in range(int(boxes.get(f"{name}.#") or 0)):
        row: dict[str, Any] = {}
        for field in form.of_list(name):
            part, box = field.name.partition(".")[2], f"{name}.{at}.{field.name.partition('.')[2]}"
            row[part] = count_in(boxes, box, field.label, wrong) if field.kind is Kind.COUNT else boxes.get(box) or None
        kept = {part: value for part, value in row.items() if value is not None}
        if str(kept.get("words", "")).strip():
            found += _part(_PARTS[name], kept, f"{name}.{at}.words", wrong)
        elif kept or (name == "heard" and at == 0):
            label = _label(form, f"{name}.words")
            wrong[f"{name}.{at}.words"] = _wanted(form, f"{name}.words") or f"{label}: enter the words."
    return tuple(found)


def _part(kind: type[Part], given: dict[str, Any], box: str, wrong: dict[str, str]) -> list[Part]:
    try:
        return [kind.model_validate(given)]
    except ValidationError as error:
        wrong[box] = _said(error.errors()[0]["msg"])
        return []


def _reached(boxes: Boxes, answers: AnswerList, people: int | None, wrong: dict[str, str]) -> Iterator[Reached]:
    for asked in answers.asked:
        name = f"groups.{asked.characteristic}"
        state = boxes.get(name) or NOT_RECORDED
        if state == NOT_ASKED:
            yield Reached(characteristic=asked.characteristic, group=NOT_ASKED, people=people or 0)
        if state != ASKED:
            continue
        said_by = SaidBy(boxes.get(f"{name}.said_by") or SaidBy.THEMSELVES)
        for code, label in group_labels(asked).items():
            counted = count_in(boxes, f"{name}.{code}", label, wrong)
            if counted is not None:
                yield Reached(characteristic=asked.characteristic, group=code, people=counted, said_by=said_by)


def _group_boxes(conversation: Conversation) -> Boxes:
    boxes: Boxes = {}
    for each in conversation.groups:
        name = f"groups.{each.characteristic}"
        if each.group == NOT_ASKED:
            boxes[name] = NOT_ASKED
        else:
            boxes |= {name: ASKED, f"{name}.{each.group}": each.people, f"{name}.said_by": str(each.said_by)}
    return boxes


def _counting(given: dict[str, Any], wrong: dict[str, str]) -> str:
    if given.get("people") is None:
        return Counting.NOT_COUNTED
    if given.get("counting") == Counting.NOT_COUNTED:
        wrong["counting"] = f"You entered {given['people']} people: select “Counted” or “About”, or leave it empty."
    return str(given.get("counting") or Counting.ABOUT)


def _checked(given: dict[str, Any], form: Form, wrong: dict[str, str]) -> Conversation:
    if wrong:
        raise Mistakes(wrong)
    try:
        return Conversation.model_validate(given)
    except ValidationError as error:
        labels = form.labels
        for each in error.errors():
            name = str(each["loc"][0]) if each["loc"] else "people"
            wrong[name] = f"{labels.get(name, name)} {_said(each['msg'])}"
        raise Mistakes(wrong) from error


def _promise(conversation: Conversation, promised: str | None, by: date | None) -> Response | None:
    if not promised or not promised.strip():
        return None
    return Response(
        heard=conversation.heard[0].words,
        heard_on=conversation.held_on,
        places=conversation.places,
        topic=conversation.topic,
        promised=promised,
        next_on=by,
        sample=conversation.sample,
    )


def _label(form: Form, name: str) -> str:
    return form.labels.get(name, name)


def _wanted(form: Form, name: str) -> str:
    return next((field.wanted for field in form if field.name == name), "")


def _said(message: str) -> str:
    return message.removeprefix("Value error, ")
