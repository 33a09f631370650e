"""Who can help: the list as it is on a page, with headings in order, and numbers that can be called."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from jsna.model.telling.found import WhoCanHelp
from jsna.outputs import who_can_help
from jsna.outputs.who_can_help import Manner


def danger(found: WhoCanHelp, manner: Manner) -> None:
    """Draw what to do where there is danger to life; it stands before everything else on a screen.

    Args:
        found: who can help, as ``analysis.routes.who_can_help`` returns it.
        manner: how it is written.
    """
    _draw(who_can_help.danger(found, manner), manner)


def draw(found: WhoCanHelp, manner: Manner) -> None:
    """Draw everybody else: help now, complaints, advocacy and regulators.

    Args:
        found: who can help, as ``analysis.routes.who_can_help`` returns it.
        manner: how it is written.
    """
    _draw(who_can_help.groups(found, manner), manner)


def _draw(lines: Iterable[str], manner: Manner) -> None:
    about = manner.language.about
    st.html(f'<div class="jsna-routes" lang="{about.html_lang}" dir="{about.dir}">{"".join(lines)}</div>')
