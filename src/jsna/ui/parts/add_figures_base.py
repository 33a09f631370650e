"""Out of how many the numbers of a file are, and the limits of figures that were published as they are."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from jsna.ingest.council.columns import limits_of_rates
from jsna.ingest.council.columns.labels import labels_of
from jsna.ingest.council.columns.mapping import RESIDENTS, SUM, Use
from jsna.ingest.council.columns.recognised import Column
from jsna.ingest.council.understood import Understood
from jsna.model.indicator import Measure
from jsna.ui.form import cells
from jsna.ui.link.state import TYPED
from jsna.ui.parts.add_figures_groups import Groups
from jsna.ui.parts.add_figures_words import OUT_OF
from jsna.words.plain import escaped_label

BASE = "Out of whom"
#: The choice that leaves the base to the words of the answer "Out of whom".
BY_NAME = "The one named in “Out of whom”"
OWN = "Each group has its own"
_BASES: dict[str | None, str] = {SUM: "The sum of the groups", RESIDENTS: "Residents at the census of 2021"}


def asked(
    understood: Understood, columns: Mapping[str, Column], measure: Measure, holder: str | None, groups: Groups
) -> tuple[str, dict[str, str]]:
    """Ask out of whom the figures are, in words, and which column says how many; return both.

    The column is by group, or of all groups under ``""``; it is missing where it is to be found by its words.
    """
    base = st.text_input(BASE, "all residents")
    if measure is not Measure.PROPORTION:
        return base, {}
    usable = [heading for heading in understood.numbers if columns[heading].may_be_counts]
    labels = labels_of(understood.table[holder]) if holder else []
    names: dict[str | None, str] = {None: BY_NAME, **dict(zip(usable, usable, strict=True))}
    names |= {label: f"Rows of {label!r}" for label in labels}
    names |= _BASES
    if holder is None and len(groups.names) > 1:
        names[OWN] = OWN
    answer = st.selectbox(OUT_OF, list(names), format_func=names.__getitem__, filter_mode=TYPED)
    if answer != OWN:
        return base, {"": answer} if answer else {}
    cell = cells()
    own = {
        group: next(cell).selectbox(
            f"{escaped_label(group)}: out of how many", usable, None, filter_mode=TYPED, placeholder="Choose a column"
        )
        for group in groups.names
    }
    return base, {group: heading for group, heading in own.items() if heading}


def limits(understood: Understood, columns: Mapping[str, Column], measure: Measure, groups: Groups) -> dict[str, Use]:
    """Ask which columns are the limits of one published figure, where their headings do not say it."""
    if measure in (Measure.PROPORTION, Measure.COUNT) or len(groups.names) != 1:
        return {}
    (name,) = groups.names
    own = list(groups.made_of.get(name, [name]))
    others = [heading for heading in understood.numbers if heading not in own]
    if len(others) < 2 or any(heading not in columns or heading not in understood.numbers for heading in own):
        return {}
    if len(limits_of_rates.limits_of(understood, own[0], name)) == 2:
        return {}
    cell = cells()
    answers = {
        use: next(cell).selectbox(
            label, others, None, filter_mode=TYPED, placeholder="None", key=f"jsna.add.{use.value}"
        )
        for use, label in ((Use.LOWER, "Lower limit, if there is one"), (Use.UPPER, "Upper limit, if there is one"))
    }
    return {heading: use for use, heading in answers.items() if heading}
