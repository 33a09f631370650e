"""A statement that the law wants on a public site: on accessibility, or on privacy."""

from __future__ import annotations

import streamlit as st

from jsna.catalogue.statements import statement
from jsna.model.place import Statement
from jsna.settings import Settings
from jsna.ui import data
from jsna.ui.reading import sentence
from jsna.words import statements as words


def draw(name: Statement) -> None:
    """Draw whether the council has confirmed a statement, then its text."""
    catalogue, settings = data.catalogue(), Settings.read()
    text = statement(catalogue.data, name)
    if text is None:
        sentence(words.not_written(catalogue.place))
        return
    sentence(words.standing(catalogue.place, name))
    with st.container(key="jsna-statement"):
        st.markdown(words.filled_in(text, catalogue.place, settings.backup_days))
