"""Which headings or labels of a file are the groups; several may be added up to one that has a name of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import streamlit as st

from jsna.ingest.council.columns.heading_words import Role, is_of_another_time
from jsna.ingest.council.columns.labels import labels_of, total_of
from jsna.ingest.council.columns.mapping import Use
from jsna.ingest.council.columns.recognised import Column, in_words
from jsna.ingest.council.rows.rows_as_ones import each_row_is_one, ones_of
from jsna.ingest.council.understood import Understood
from jsna.model.indicator import Measure
from jsna.ui.link.state import TYPED
from jsna.ui.parts.add_figures_words import COLUMNS, LABELS, NUMBERS, PUBLISHED
from jsna.words.plain import escaped, escaped_label

OWN_NAMES = "Name a group yourself, or add several up"
_HOW_MANY = "jsna.add.own-groups"
#: More headings or labels than these are not proposed as groups: the reader chooses.
_MOST_PROPOSED = 12


@dataclass(frozen=True)
class Groups:
    """The groups that were chosen.

    Attributes:
        names: headings or labels of the file, and the reader's own names.
        made_of: headings or labels that are added up, by the reader's own name.
    """

    names: tuple[str, ...]
    made_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def in_columns(understood: Understood, columns: Mapping[str, Column], measure: Measure) -> Groups:
    """Ask which columns are the groups."""
    if measure not in (Measure.PROPORTION, Measure.COUNT):
        wanted = (Role.RATE, Role.PERCENTAGE, Role.UNKNOWN, Role.AMOUNT)
        usable = [heading for heading in understood.numbers if columns[heading].role in wanted]
        return _asked(PUBLISHED, usable, usable[:1])
    without = [columns[heading] for heading in understood.numbers if not columns[heading].may_be_counts]
    if without:
        st.markdown(f"Not offered, because they do not count single people or things: {escaped(in_words(without))}.")
    usable = [heading for heading in understood.numbers if columns[heading].may_be_counts]
    if each_row_is_one(understood):
        return _of_rows(usable, ones_of(understood))
    counted = [heading for heading in usable if columns[heading].role is Role.COUNT and not is_of_another_time(heading)]
    return _asked(COLUMNS, usable, counted)


def in_rows(understood: Understood, holder: str) -> tuple[Groups, dict[str, Use]]:
    """Ask which labels of a column are the groups, and which column holds their numbers; return what columns are."""
    labels = labels_of(understood.table[holder])
    whole = total_of(understood.table[holder])
    groups = _asked(LABELS, labels, [each for each in labels if each != whole])
    uses = {holder: Use.GROUP}
    if len(understood.numbers) > 1:
        number = st.selectbox(
            NUMBERS,
            [None, *understood.numbers],
            format_func=lambda heading: "The one that its heading shows" if heading is None else heading,
            filter_mode=TYPED,
        )
        uses |= {number: Use.COUNT} if number else {}
    return groups, uses


def _of_rows(usable: Sequence[str], ones: str) -> Groups:
    """Ask what the rows of a list are, where each is counted as one."""
    headings = st.multiselect(COLUMNS, usable, [ones])
    if headings != [ones]:
        return Groups(tuple(headings))
    name = st.text_input("What each row is, such as “Food banks”").strip()
    return Groups((name,), {name: (ones,)}) if name else Groups((ones,))


def _asked(label: str, offered: Sequence[str], usual: Sequence[str]) -> Groups:
    """Ask which headings or labels are groups of their own, and which are added up to one."""
    proposed = list(usual) if len(usual) <= _MOST_PROPOSED else []
    names = st.multiselect(escaped_label(label), list(offered), proposed, placeholder=f"Choose among {len(offered)}")
    own = _own_names(offered)
    taken = {*own, *(each for parts in own.values() for each in parts)}
    return Groups((*(name for name in names if name not in taken), *own), own)


def _own_names(offered: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Ask for groups with names of their own: what is added up for each, by name."""
    if not offered or not st.checkbox(OWN_NAMES):
        return {}
    st.markdown("What is in a group here is not a group of its own as well.")
    number = int(st.session_state.setdefault(_HOW_MANY, 1))
    own: dict[str, tuple[str, ...]] = {}
    for at in range(1, number + 1):
        left, right = st.columns(2)
        name = left.text_input(f"Name of group {at}").strip()
        parts = right.multiselect(f"What group {at} is made of", list(offered))
        if name and parts:
            own[name] = tuple(parts)
        elif parts:
            st.markdown(f"Group {at} has no name yet, so it is not read.")
    st.button("Add another group", on_click=_one_more)
    return own


def _one_more() -> None:
    st.session_state[_HOW_MANY] += 1
