"""Conversations as tables of words: the list of a place, one conversation, its history."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from jsna.model.register.conversation import Conversation
from jsna.model.register.form import NOT_ASKED, AnswerList, Form, Kind, group_labels
from jsna.model.register.response import Response
from jsna.words import conversations as words
from jsna.words.numbers import count
from jsna.words.plain import Link
from jsna.words.promises import STAGES
from jsna.words.provenance import spoken_date

#: Words as they were typed, on as many lines as they need, however long one of them is.
_AS_TYPED = "overflow-wrap:anywhere;white-space:pre-wrap"
#: Letters that are shown at once; the rest is one click away.
_AT_ONCE = 2_000


def listed(
    found: Iterable[Conversation], names: Mapping[str, str], links: Mapping[str, str], *, working: bool
) -> pd.DataFrame:
    """Return one row for each conversation: day, wards, what was heard, and for people with a role how many were there.

    Args:
        found: in the order of the rows.
        names: names of areas by code.
        links: the address of each conversation, by its identifier.
        working: whether the reader has a role.
    """
    rows = []
    for each in found:
        heard = "; ".join(words.short(one.theme or one.words) for one in each.heard[:3])
        sample = " (sample)" if each.sample else ""
        row: dict[str, object] = {
            "Day": Link(spoken_date(each.held_on) + sample, links[each.id]),
            "What was heard": heard,
            "Where": words.where(each, names),
        }
        extra = {"People": words.people(each), "Published": "Yes" if each.published else "No"} if working else {}
        rows.append(row | extra)
    return pd.DataFrame(rows)


def wrapped(table: pd.DataFrame) -> pd.DataFrame:
    """Return the styles of a table whose cells hold what somebody typed."""
    return pd.DataFrame(_AS_TYPED, index=table.index, columns=table.columns)


def said(typed: str) -> str:
    """Return what somebody said or wrote as HTML: as it was typed, and only as text."""
    shown, rest = html.escape(typed[:_AT_ONCE]), html.escape(typed[_AT_ONCE:])
    more = f"<details><summary>Show all {count(len(typed))} letters</summary>{rest}</details>" if rest else ""
    return f'<blockquote class="jsna-said">{shown}{more}</blockquote>'


def heard(conversation: Conversation, *, working: bool) -> str:
    """Return everything that was heard as HTML; how many people said so is for people with a role."""
    parts = []
    for each in conversation.heard:
        by = f"<p>Said by {count(each.people)}</p>" if working and each.people is not None else ""
        theme = f"<h3>{html.escape(words.short(each.theme))}</h3>" if each.theme.strip() else ""
        parts.append(f"<section>{theme}{said(each.words)}{by}</section>")
    return "".join(parts)


def facts(conversation: Conversation, form: Form, names: Mapping[str, str]) -> pd.DataFrame:
    """Return the other fields that hold something, in the order of the form: label and value."""
    rows: dict[str, str] = {}
    for field in form:
        if field.list_name or field.kind in (Kind.GROUPS, Kind.DAY) or field.name not in Conversation.model_fields:
            continue
        value = getattr(conversation, field.name)
        if field.name == "places":
            rows[field.label] = words.where(conversation, names)
        elif field.name == "people":
            rows[field.label] = words.people(conversation)
        elif field.name != "counting" and value not in ("", None):
            labels = {choice.code: choice.label for choice in field.choices}
            rows[field.label] = labels.get(str(value), str(value))
    kept = {label: value for label, value in rows.items() if value}
    return pd.DataFrame({"Question": list(kept), "Answer": list(kept.values())})


def groups(conversation: Conversation, answers: AnswerList, titles: Mapping[str, str]) -> pd.DataFrame:
    """Return how many people of each group were reached; what was not asked is said, and never a nought.

    Args:
        conversation: as somebody with a role reads it.
        answers: the list that it was counted by.
        titles: of the characteristics.
    """
    rows = []
    for asked in answers.asked:
        labels = group_labels(asked) | {NOT_ASKED: "People were not asked"}
        for each in [each for each in conversation.groups if each.characteristic is asked.characteristic]:
            number = "" if each.group == NOT_ASKED else count(each.people)
            said = "" if each.group == NOT_ASKED else str(each.said_by)
            label = labels.get(each.group, each.group)
            title = titles[asked.characteristic]
            rows.append({"Characteristic": title, "Group": label, "People": number, "Who says so": said})
    return pd.DataFrame(rows)


def promises(found: Sequence[Response], links: Mapping[str, str]) -> pd.DataFrame:
    """Return what was heard, what people were promised, by when, and how far it has come.

    Args:
        found: in the order of the rows.
        links: the address of each response, by its identifier.
    """
    rows: list[dict[str, object]] = [
        {
            "Heard": Link(words.short(each.heard), links[each.id]),
            "Promised": each.promised or "No promise was recorded",
            "By": spoken_date(each.next_on) if each.next_on else "no date",
            "Now": STAGES[each.progress],
        }
        for each in found
    ]
    return pd.DataFrame(rows)


def history(changes: Iterable[tuple[str, str, str, str]]) -> pd.DataFrame:
    """Return the history of a conversation: when, who, what was done, and why."""
    return pd.DataFrame(changes, columns=["When", "Who", "What", "Why"])
