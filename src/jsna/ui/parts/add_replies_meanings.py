"""The part of the page that asks what spellings mean that were not understood: a list of answers for each."""

from __future__ import annotations

from collections.abc import Mapping as Named

import streamlit as st

from jsna.ingest.records.mapping import ANSWER, Mapping
from jsna.ingest.records.no_answer import NOT_ANSWERED, NOT_SAID
from jsna.ingest.records.refusals import Unknown
from jsna.model.characteristic import Characteristic
from jsna.ui.form import cells
from jsna.ui.link.state import TYPED
from jsna.words.numbers import count
from jsna.words.plain import escaped_label

#: Spellings that are asked about; for more, a mapping is the better place.
MOST = 40
_OPEN = "not said yet"
_SILENT = {NOT_ANSWERED: "Not answered", NOT_SAID: "Prefers not to say"}

#: What spellings mean: code by role and spelling.
Meanings = dict[tuple[str, str], str]


def meanings(unknown: Named[str, Unknown]) -> Meanings | None:
    """Draw a list for each spelling that was not understood; return what was chosen when the button is pressed.

    Args:
        unknown: as the report of a collection has it, by role; many records have each of these spellings.
    """
    asked = [(role, spelling) for role, each in unknown.items() for spelling in each.spellings]
    if not asked:
        return None
    with st.form("jsna.collection.meanings"):
        st.header("Words we did not understand", anchor=False)
        st.markdown("Choose what each means, then count again.")
        cell, chosen = cells(), {}
        for role, spelling in asked[:MOST]:
            each = unknown[role]
            options = {_OPEN: _OPEN, **each.answers, **_SILENT}
            label = escaped_label(f"{each.column}: “{spelling}” ({count(each.spellings[spelling])} records)")
            chosen[role, spelling] = next(cell).selectbox(
                label,
                list(options),
                format_func=options.__getitem__,
                key=f"jsna.meant.{role}.{spelling}",
                filter_mode=TYPED,
            )
        if len(asked) > MOST:
            st.markdown(f"{count(len(asked) - MOST)} more can be asked about after these.")
        again = st.form_submit_button("Count again")
    return {key: str(code) for key, code in chosen.items() if code != _OPEN} if again else None


def with_meanings(mapping: Mapping, meant: Meanings) -> Mapping:
    """Return the mapping in which these spellings mean what was chosen."""
    for (role, spelling), code in meant.items():
        mapping = mapping.meaning(role, spelling, code)
    return mapping


def still_meant(meant: Meanings, before: Mapping, now: Mapping) -> Meanings:
    """Return what still holds where somebody describes a file anew: of columns with the same answers to choose from."""
    return {(role, spelling): code for (role, spelling), code in meant.items() if _same(role, before, now)}


def _same(role: str, before: Mapping, now: Mapping) -> bool:
    if before.columns.get(role) != now.columns.get(role):
        return False
    if role == ANSWER:
        return before.answer.codes.keys() == now.answer.codes.keys()
    columns = [each.characteristics[Characteristic(role)] for each in (before, now)]
    return columns[0].bands == columns[1].bands and before.asked == now.asked
