"""The step that says what each column of a file is: proposed, and asked where it cannot be known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from jsna.ingest.council.columns import rows_kept
from jsna.ingest.council.columns.heading_words import Role
from jsna.ingest.council.columns.labels import labels_of
from jsna.ingest.council.columns.mapping import Use
from jsna.ingest.council.columns.recognised import Column, recognised
from jsna.ingest.council.rows.rows_as_ones import each_row_is_one
from jsna.ingest.council.understood import Understood
from jsna.model.indicator import Measure
from jsna.ui.link.state import TYPED
from jsna.ui.parts import add_figures_base, add_figures_groups, add_figures_rows
from jsna.ui.parts.add_figures_words import HOLDER, OTHERS
from jsna.words.plain import escaped, escaped_label

MEASURES = {
    Measure.PROPORTION: "A share: so many of so many",
    Measure.COUNT: "A count alone",
    Measure.RATE: "A rate, as it was published",
    Measure.MEAN: "A mean, as it was published",
    Measure.SCORE: "A score, as it was published",
}
IN_COLUMNS = "Each group has a column of its own"
#: Cells of a column that are shown, and letters of them.
_SHOWN, _LETTERS = 3, 60


@dataclass(frozen=True)
class Chosen:
    """What the page says of the columns.

    Attributes:
        groups: names of the groups: headings or labels of the file, or the reader's own.
        measure: how a figure is made.
        base: out of whom, in words.
        made_of: headings or labels that are added up for a group of the reader's own name.
        out_of: heading or label of the base by group, or of all groups under ``""``; empty to find it by its words.
        uses: what columns are, by heading.
        only: labels of the rows that are read, by heading.
        add_up: whether several rows of one area are added up.
    """

    groups: tuple[str, ...]
    measure: Measure
    base: str
    made_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    out_of: Mapping[str, str] = field(default_factory=dict)
    uses: Mapping[str, Use] = field(default_factory=dict)
    only: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    add_up: bool = False


def chosen(understood: Understood) -> Chosen:
    """Draw what each column was taken for, and the questions on it; return the answers."""
    st.header("What each column is", anchor=False)
    columns = recognised(understood)
    said = _taken_for(understood, columns)
    measure = st.selectbox(
        "How a figure is made",
        list(MEASURES),
        list(MEASURES).index(Measure.COUNT) if each_row_is_one(understood) else 0,
        format_func=MEASURES.__getitem__,
        filter_mode=TYPED,
    )
    group = next((heading for heading, use in said.items() if use is Use.GROUP), None)
    holder = group or _holder(understood, columns, said)
    uses: dict[str, Use] = {}
    if holder is None:
        groups = add_figures_groups.in_columns(understood, columns, measure)
    else:
        groups, uses = add_figures_groups.in_rows(understood, holder)
    only, add_up = add_figures_rows.read(understood, columns, {*([holder] if holder else []), *said})
    base, out_of = add_figures_base.asked(understood, columns, measure, holder, groups)
    uses |= add_figures_base.limits(understood, columns, measure, groups)
    return Chosen(groups.names, measure, base, groups.made_of, out_of, {**uses, **said}, only, add_up)


def _taken_for(understood: Understood, columns: Mapping[str, Column]) -> dict[str, Use]:
    """A table of every column, with what it was taken for and why; ask which are something else, and what."""
    with st.expander(f"What each of the {len(columns)} columns was taken for"):
        rows = [
            {
                "Column": escaped(heading),
                "First cells": escaped(_first_cells(understood, heading)),
                "Taken for": str(column.role),
                "Why": escaped(column.reason),
            }
            for heading, column in columns.items()
        ]
        st.table({key: [row[key] for row in rows] for key in rows[0]} if rows else {}, hide_index=True)
        others = st.multiselect(OTHERS, list(columns))
        offered = [use for use in Use if use not in (Use.AREA, Use.ONLY)]
        return {
            heading: st.selectbox(
                f"What {escaped_label(heading)} is", offered, offered.index(Use.LEFT_OUT), filter_mode=TYPED
            )
            for heading in others
        }


def _first_cells(understood: Understood, heading: str) -> str:
    said = ", ".join(map(str, understood.table[heading].head(_SHOWN)))
    return said if len(said) <= _LETTERS else f"{said[:_LETTERS]}…"


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
    if not texts or each_row_is_one(understood):
        return None
    counted = [heading for heading in understood.numbers if columns[heading].role is Role.COUNT]
    parting = [heading for heading in rows_kept.parting(understood, columns, set(said)) if heading in texts]
    first = texts.index(parting[0]) + 1 if parting and len(counted) < 2 else 0
    return st.selectbox(
        HOLDER,
        [None, *texts],
        first,
        format_func=lambda heading: IN_COLUMNS if heading is None else f"In the rows, in the column {heading!r}",
        filter_mode=TYPED,
    )
