"""The step that says what each column of a file is: proposed, and asked where it cannot be known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from jsna.ingest.council.columns import rows_kept
from jsna.ingest.council.columns.heading_words import Role, is_of_another_time
from jsna.ingest.council.columns.labels import labels_of, total_of
from jsna.ingest.council.columns.mapping import RESIDENTS, SUM, Use
from jsna.ingest.council.columns.recognised import Column, in_words, recognised
from jsna.ingest.council.understood import Understood
from jsna.model.indicator import Measure
from jsna.ui.link.state import TYPED
from jsna.words.plain import escaped

MEASURES = {
    Measure.PROPORTION: "A share: so many of so many",
    Measure.COUNT: "A count alone",
    Measure.RATE: "A rate, as it was published",
    Measure.MEAN: "A mean, as it was published",
    Measure.SCORE: "A score, as it was published",
}
#: The choice that leaves the base to the words of the answer "Out of whom".
BY_NAME = "The one named in “Out of whom”"
IN_COLUMNS = "Each group has a column of its own"
ADDED_UP = "All of them, added up"
_BASES: dict[str | None, str] = {SUM: "The sum of the groups", RESIDENTS: "Residents at the census of 2021"}
#: Cells of a column that are shown.
_SHOWN = 3


@dataclass(frozen=True)
class Chosen:
    """What the page says of the columns.

    Attributes:
        groups: headings or labels of the groups.
        measure: how a figure is made.
        out_of: heading or label of the base, or None to find it by its words.
        uses: what columns are, by heading.
        only: labels of the rows that are read, by heading.
        add_up: whether several rows of one area are added up.
    """

    groups: tuple[str, ...]
    measure: Measure
    out_of: str | None = None
    uses: Mapping[str, Use] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    add_up: bool = False


def chosen(understood: Understood) -> Chosen:
    """Draw what each column was taken for, and the questions on it; return the answers."""
    st.header("What each column is", anchor=False)
    columns = recognised(understood)
    _taken_for(understood, columns)
    said = _said(columns)
    measure = st.selectbox("How a figure is made", list(MEASURES), format_func=MEASURES.__getitem__, filter_mode=TYPED)
    shared = measure is Measure.PROPORTION
    group = next((heading for heading, use in said.items() if use is Use.GROUP), None)
    holder = group or _holder(understood, columns, said)
    uses: dict[str, Use] = {}
    if holder is None:
        groups = _in_columns(understood, columns, published=not shared and measure is not Measure.COUNT)
    else:
        groups, uses = _in_rows(understood, holder)
    out_of = _out_of(understood, columns, holder, groups) if shared else None
    only, add_up = _rows(understood, columns, {*([holder] if holder else []), *said})
    return Chosen(groups, measure, out_of, {**uses, **said}, only, add_up)


def _taken_for(understood: Understood, columns: Mapping[str, Column]) -> None:
    """A table of every column: its first cells, what it was taken for, and why."""
    with st.expander(f"What each of the {len(columns)} columns was taken for"):
        rows = [
            {
                "Column": escaped(heading),
                "First cells": escaped(", ".join(map(str, understood.table[heading].head(_SHOWN)))),
                "Taken for": str(column.role),
                "Why": escaped(column.reason),
            }
            for heading, column in columns.items()
        ]
        st.table({key: [row[key] for row in rows] for key in rows[0]} if rows else {}, hide_index=True)
    without = [columns[heading] for heading in understood.numbers if not columns[heading].may_be_counts]
    if without:
        st.markdown(f"Not offered, because they do not count single people or things: {escaped(in_words(without))}.")


def _said(columns: Mapping[str, Column]) -> dict[str, Use]:
    """Ask which columns are something else than they were taken for, and what."""
    others = st.multiselect("Columns that are something else", list(columns))
    offered = [use for use in Use if use not in (Use.AREA, Use.ONLY)]
    return {
        heading: st.selectbox(f"What {heading!r} is", offered, offered.index(Use.LEFT_OUT), filter_mode=TYPED)
        for heading in others
    }


def _holder(understood: Understood, columns: Mapping[str, Column], said: Mapping[str, Use]) -> str | None:
    """Ask whether the groups stand in a column; None if each has a column of its own."""
    without = (Role.AREA, Role.POSTCODE, Role.NAME, Role.NOTE, Role.PERIOD)
    texts = [
        heading
        for heading, column in columns.items()
        if column.role not in without
        and heading not in (*understood.numbers, *said)
        and labels_of(understood.table[heading])
    ]
    if not texts:
        return None
    counted = [heading for heading in understood.numbers if columns[heading].role is Role.COUNT]
    parting = [heading for heading in rows_kept.parting(understood, columns, set(said)) if heading in texts]
    first = texts.index(parting[0]) + 1 if parting and len(counted) < 2 else 0
    return st.selectbox(
        "Where the groups stand",
        [None, *texts],
        first,
        format_func=lambda heading: IN_COLUMNS if heading is None else f"In the rows, in the column {heading!r}",
        filter_mode=TYPED,
    )


def _in_columns(understood: Understood, columns: Mapping[str, Column], *, published: bool) -> tuple[str, ...]:
    if published:
        wanted = (Role.RATE, Role.PERCENTAGE, Role.UNKNOWN, Role.AMOUNT)
        usable = [heading for heading in understood.numbers if columns[heading].role in wanted]
        return tuple(st.multiselect("Which columns are the figures", usable, usable[:1]))
    usable = [heading for heading in understood.numbers if columns[heading].may_be_counts]
    counted = [heading for heading in usable if columns[heading].role is Role.COUNT and not is_of_another_time(heading)]
    return tuple(st.multiselect("Which columns are the groups", usable, counted))


def _in_rows(understood: Understood, holder: str) -> tuple[tuple[str, ...], dict[str, Use]]:
    labels = labels_of(understood.table[holder])
    whole = total_of(understood.table[holder])
    groups = tuple(
        st.multiselect("Which labels are the groups", labels, [each for each in labels if each != whole][:8])
    )
    uses = {holder: Use.GROUP}
    if len(understood.numbers) > 1:
        number = st.selectbox(
            "Which column holds the numbers",
            [None, *understood.numbers],
            format_func=lambda heading: "The one that its heading shows" if heading is None else heading,
            filter_mode=TYPED,
        )
        uses |= {number: Use.COUNT} if number else {}
    return groups, uses


def _out_of(
    understood: Understood, columns: Mapping[str, Column], holder: str | None, groups: tuple[str, ...]
) -> str | None:
    usable = [heading for heading in understood.numbers if columns[heading].may_be_counts]
    labels = [label for label in labels_of(understood.table[holder]) if label not in groups] if holder else []
    by_label: dict[str | None, str] = {label: f"Rows of {label!r}" for label in labels}
    names: dict[str | None, str] = {None: BY_NAME, **dict(zip(usable, usable, strict=True)), **by_label, **_BASES}
    return st.selectbox(
        "Which column says out of how many", list(names), format_func=names.__getitem__, filter_mode=TYPED
    )


def _rows(
    understood: Understood, columns: Mapping[str, Column], taken: set[str]
) -> tuple[dict[str, tuple[str, ...]], bool]:
    """Ask which rows are read, where several are about one area."""
    only: dict[str, tuple[str, ...]] = {}
    add_up = False
    for heading in rows_kept.parting(understood, columns, taken):
        labels = labels_of(understood.table[heading])
        whole = total_of(understood.table[heading])
        answer = st.selectbox(
            f"Several rows are about one area: which of {heading!r} are read",
            [None, *labels, ADDED_UP],
            labels.index(whole) + 1 if whole else 0,
            format_func=lambda label: "Not answered yet" if label is None else label,
            filter_mode=TYPED,
        )
        add_up = add_up or answer == ADDED_UP
        if answer not in (None, ADDED_UP):
            only[heading] = (answer,)
    if rows_kept.repeated(understood, taken | set(only)):
        add_up = st.checkbox("Add up several rows of one area") or add_up
    return only, add_up
