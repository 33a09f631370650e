"""One report for a moderator: what is known of it, its words once they were asked for, and what was done."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd
import streamlit as st

from jsna.figures.conversations import said, wrapped
from jsna.model.register.report import Report
from jsna.model.telling.settings import FIRST_LANGUAGE
from jsna.register import handling
from jsna.register.register import NotHere
from jsna.ui import choosing, clock, last_saved
from jsna.ui.parts import told_us_forms
from jsna.ui.reading import reading_table
from jsna.ui.register import person, register
from jsna.ui.telling import telling
from jsna.words import reports as words
from jsna.words.plain import Link, escaped
from jsna.words.provenance import spoken_date

#: A link to a page of this app, and to nowhere else.
_OURS = re.compile(r"/?[a-z-]+\?[^\s]*")
#: The part with the words of a report.
_WORDS = "told.words"


def draw(item: str, themes: Mapping[str, str], back: str) -> None:
    """Draw a report.

    Args:
        item: its identifier.
        themes: names of themes by code.
        back: address of the list.
    """
    st.markdown(Link("All reports", back).markdown)
    try:
        found = register().get(person(), Report, item)
    except NotHere as problem:
        st.info(escaped(str(problem)), icon=":material/search_off:")
        return
    st.header(escaped(f"Report {found.reference}"), anchor=False)
    _facts(found, themes)
    if found.is_over or clock.today() >= found.latest_on:
        told_us_forms.close()
        st.markdown(escaped(words.ended(found)))
        _done(found)
        return
    whole = told_us_forms.being_read(found)
    if whole is None:
        st.markdown(words.BEFORE_READING)
        if st.button("Read it", type="primary", key="jsna.told.read"):
            _read(found)
        return
    if whole.version != found.version:
        st.warning(words.CHANGED, icon=":material/update:")
        if st.button("Read what is new", key="jsna.told.again"):
            _read(found)
    _words(whole)
    _done(whole)
    told_us_forms.draw(whole, themes)
    if st.button("Close its words", key="jsna.told.close"):
        told_us_forms.close()
        last_saved.note("Its words are closed.")
        st.rerun()


def _read(found: Report) -> None:
    """Open a report; the heading of its words has the focus."""
    told_us_forms.keep(handling.opened(register(), person(), found.id))
    last_saved.opened(_WORDS)
    st.rerun()


def _facts(found: Report, themes: Mapping[str, str]) -> None:
    facts = words.facts(found, themes) | {
        "At the latest on": spoken_date(found.latest_on),
        "Came": "On paper" if found.on_paper else "By this site",
        "Language": _language(found.language),
    }
    reading_table(
        pd.DataFrame({"What": list(facts), "This report": list(facts.values())}), "What is known of it", sorts=False
    )


def _language(code: str) -> str:
    """The name of the language in which somebody told us; its code where it is not offered any more."""
    known = telling().language(code)
    return known.about.in_english if known else code or "Not recorded"


def _words(whole: Report) -> None:
    """Draw what its author wrote, as text."""
    last_saved.heading("What its author wrote", _WORDS)
    if whole.places:
        st.markdown(escaped(f"Place: {choosing.where(whole.places)}"))
    if whole.service:
        english = telling().language(FIRST_LANGUAGE)
        services = english.routes.services if english else {}
        st.markdown(escaped(f"Kind of service: {services.get(whole.service, whole.service)}"))
    if whole.link:
        ours = _OURS.fullmatch(whole.link) is not None
        st.markdown(Link("Open the figure", whole.link.lstrip("/")).markdown if ours else escaped(whole.link))
    for field, name in words.SAID.items():
        if written := getattr(whole, field):
            st.markdown(f"**{escaped(name)}**")
            st.html(said(written))
    for each in whole.added:
        st.markdown(f"**Added on {spoken_date(each.on)}**")
        st.html(said(each.words))


def _done(report: Report) -> None:
    if report.done:
        table = pd.DataFrame(words.done(each) for each in report.done)
        reading_table(table, "What was done about it, in order", wrapped(table))
