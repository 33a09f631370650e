"""The parts of the page that turns records of people into protected counts, and discards the records."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import PurePath

import pandas as pd
import streamlit as st

from jsna.errors import Findings
from jsna.ingest.records import collection
from jsna.ingest.records.crosstab import EVERYONE
from jsna.ingest.records.in_memory import in_memory
from jsna.ingest.records.mapping import Mapping
from jsna.ingest.records.record_files import CSV, SMALL, headings
from jsna.ingest.records.refusals import NotUnderstood
from jsna.settings import Settings
from jsna.ui import begun, data
from jsna.ui.mending import problems
from jsna.ui.parts.add_replies_form import description
from jsna.ui.parts.add_replies_meanings import meanings, still_meant, with_meanings
from jsna.ui.reading import reading_table
from jsna.ui.register import person
from jsna.words.numbers import count
from jsna.words.plain import escaped

#: What is kept while somebody describes one file: its counts, the file, the mapping, what spellings mean and what is
#: wrong. No record is among it.
_COUNTED, _FILE, _MAPPING = "jsna.collection", "jsna.collection.of", "jsna.collection.mapping"
_MEANT, _UNKNOWN, _WRONG = "jsna.collection.meant", "jsna.collection.unknown", "jsna.collection.wrong"
_ENDINGS = [ending.removeprefix(".") for ending in (CSV, *SMALL)]


@dataclass(frozen=True, eq=False)
class Records:
    """An uploaded file of records.

    Attributes:
        content: the file's bytes.
        ending: of its name, such as ``.csv``.
        headings: of its columns, in order.
    """

    content: bytes = field(repr=False)
    ending: str
    headings: list[str]


def records() -> Records | None:
    """Draw the file upload; return the records, or None until there is a usable file.

    What was counted of one file is forgotten as soon as there is another, or none.
    """
    given = st.file_uploader("A table of records, one row a response", _ENDINGS, key=begun.key("collection"))
    begun.keep_in_mind(given.file_id if given else None)
    if st.session_state.get(_FILE) != (given and given.file_id):
        for kept in (_COUNTED, _MAPPING, _MEANT, _UNKNOWN, _WRONG):
            st.session_state.pop(kept, None)
    st.session_state[_FILE] = given and given.file_id
    if given is None:
        return None
    ending = PurePath(given.name).suffix.lower()
    try:
        with in_memory(given.getvalue(), ending) as path:
            return Records(given.getvalue(), ending, headings(path))
    except Findings as wrong:
        problems(wrong.findings)
        return None


def asked(given: Records) -> Mapping | None:
    """Draw the form on a file; return the mapping once it is submitted without mistakes."""
    return description(given.headings, _forget)


def preview(given: Records, mapping: Mapping | None) -> collection.Collection | None:
    """Count the records by the mapping and draw the report; keep no single record; return None until counted.

    Spellings that are not understood are asked about, and what was said of them holds for this file.
    """
    state = st.session_state
    if mapping is not None:
        state[_MEANT] = still_meant(state.get(_MEANT, {}), state.get(_MAPPING, mapping), mapping)
        state[_MAPPING] = mapping
        _count(given)
    problems(state.get(_WRONG, ()))
    said = meanings(state.get(_UNKNOWN, {}))
    if said is not None:
        state[_MEANT] = {**state.get(_MEANT, {}), **said}
        _count(given)
        st.rerun()
    counted: collection.Collection | None = state.get(_COUNTED)
    if counted is None:
        return None
    st.header("What would be stored", anchor=False)
    st.markdown("\n".join(f"- {escaped(line)}" for line in counted.report.sentences()))
    titles = [f"- {escaped(entry.indicator.title)}" for entry in counted.entries]
    st.markdown("These indicators would be written:\n\n" + "\n".join(titles))
    for characteristic, bases in counted.report.by_group.items():
        heading = f"Replies by {characteristic.replace('-', ' ')} and area"
        with st.expander(escaped(heading)):
            reading_table(_in_words(bases), heading)
    return counted


def storing(counted: collection.Collection) -> None:
    """Draw the button that stores the counts, and store them when it is pressed: protected counts only."""
    if not st.button("Store the counts", type="primary"):
        return
    stored = collection.write(Settings.read().data, counted.entries, by=person())
    st.session_state.pop(_COUNTED, None)
    begun.stored(st.session_state.get(_FILE))
    st.success(f"{len(stored)} indicators are stored; the records are forgotten. Look first at who has not replied.")
    st.page_link("pages/equality/who_is_missing.py", label="Who has not replied")


def _in_words(bases: pd.DataFrame) -> pd.DataFrame:
    """Replies as words, a row an area: its name, then each group and everyone."""
    names = data.catalogue().areas["name"].reindex(bases.index).fillna("Whole place")
    words = bases.astype(object).where(bases.notna(), "withheld")
    words = words.map(lambda cell: cell if isinstance(cell, str) else count(cell))
    words.insert(0, "Area", names)
    return words.rename(columns={EVERYONE: "Everyone"})


def _count(given: Records) -> None:
    """Count by the last mapping and what was said of spellings; keep the counts, or what is wrong."""
    state = st.session_state
    state[_COUNTED], state[_UNKNOWN], state[_WRONG] = None, {}, ()
    try:
        with in_memory(given.content, given.ending) as path:
            mapping = with_meanings(state[_MAPPING], state.get(_MEANT, {}))
            state[_COUNTED] = collection.collect_mapped(str(path), mapping, Settings.read().data)
            state[_UNKNOWN] = state[_COUNTED].report.unknown
    except NotUnderstood as wrong:
        state[_UNKNOWN], state[_WRONG] = wrong.unknown, wrong.findings
    except Findings as wrong:
        state[_WRONG] = wrong.findings


def _forget() -> None:
    for kept in (_COUNTED, _UNKNOWN, _WRONG):
        st.session_state.pop(kept, None)
