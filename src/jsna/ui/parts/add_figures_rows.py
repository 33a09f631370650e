"""Which rows of a file are read, where several are about one area."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from jsna.ingest.council.columns import rows_kept
from jsna.ingest.council.columns.labels import labels_of, total_of
from jsna.ingest.council.columns.recognised import Column
from jsna.ingest.council.rows.rows_as_ones import each_row_is_one
from jsna.ingest.council.understood import Understood
from jsna.ui.parts.add_figures_words import ADD_UP, ROWS
from jsna.words.plain import escaped_label


def read(
    understood: Understood, columns: Mapping[str, Column], taken: set[str]
) -> tuple[dict[str, tuple[str, ...]], bool]:
    """Ask which rows are read, where several are about one area.

    Args:
        understood: the file.
        columns: from ``recognised``.
        taken: headings that are something else.

    Returns:
        Labels of the rows that are read, by heading; and whether several rows of one area are added up, which they are
        only once every column that parts them was answered.
    """
    only: dict[str, tuple[str, ...]] = {}
    several, answered = False, True
    parting = rows_kept.parting(understood, columns, taken)
    if parting:
        st.markdown("Several rows are about one area. Choose which are read; several of them are added up.")
    for heading in parting:
        labels = labels_of(understood.table[heading])
        whole = total_of(understood.table[heading])
        chosen = st.multiselect(
            f"{ROWS}: {escaped_label(heading)}",
            [*labels, ADD_UP],
            [whole] if whole else [],
            placeholder="Choose one, or several",
        )
        answered = answered and bool(chosen)
        several = several or len(chosen) > 1 or ADD_UP in chosen
        if chosen and ADD_UP not in chosen:
            only[heading] = tuple(chosen)
    if rows_kept.repeated(understood, taken | set(parting)) and not each_row_is_one(understood):
        return only, st.checkbox(ADD_UP) and answered
    return only, several and answered
