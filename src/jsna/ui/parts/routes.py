"""Who can help: the list as it stands on a page, with headings in order, and numbers that can be called."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from jsna.model.telling.found import WhoCanHelp
from jsna.model.telling.language import Language
from jsna.outputs.who_can_help import Manner, markup


def draw(found: WhoCanHelp, language: Language, council: str, names: Mapping[str, str], level: int = 2) -> None:
    """Draw who can help: danger to life first, then help now, complaints, advocacy and regulators.

    Args:
        found: who can help, as ``analysis.routes.who_can_help`` returns it.
        language: whose words are used.
        council: the commonly used name of the council.
        names: of areas by code.
        level: of the headings of groups; those of contacts are one below.
    """
    about = language.about
    lines = "".join(markup(found, Manner(language, council, names, level)))
    st.html(f'<div class="jsna-routes" lang="{about.html_lang}" dir="{about.dir}">{lines}</div>')
