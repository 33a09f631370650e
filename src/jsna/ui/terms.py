"""Words of the field, explained on a page where it first needs them."""

from __future__ import annotations

import streamlit as st

from jsna.catalogue.glossary import glossary
from jsna.errors import JsnaError
from jsna.ui import data
from jsna.words.terms import row_html


def explained(*slugs: str) -> None:
    """Draw the line of words that a page explains; a word that the glossary does not have is left out.

    Args:
        slugs: of the words, in the order in which the page uses them.
    """
    try:
        known = glossary(data.catalogue())
    except JsnaError:  # "Sources and help" says what is wrong with the file
        return
    if drawn := row_html(known[slug] for slug in slugs if slug in known):
        st.html(drawn)


def meaning(slug: str) -> str | None:
    """Return what a word means, as help beside a control; None without it."""
    try:
        term = glossary(data.catalogue()).get(slug)
    except JsnaError:
        return None
    return None if term is None else term.means
