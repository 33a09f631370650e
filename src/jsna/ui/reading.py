"""What pages are read from: a sentence, a table of words, its pages, and charts that stay still."""

from __future__ import annotations

import html
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from jsna.figures.plotly_text import literal
from jsna.figures.reading import Head, pages_html, table_html
from jsna.ui.link import page_state
from jsna.ui.register import register
from jsna.words.lost_years import lost
from jsna.words.plain import escaped

ROWS_A_PAGE = 12

#: No zooming, dragging or toolbar: a chart is read, and its table is beside it.
_STILL = {"displayModeBar": False, "staticPlot": False, "scrollZoom": False, "doubleClick": False}


def chart(drawn: dict[str, Any], alt: str, key: str) -> None:
    """Draw a chart of Plotly, in which every name is shown as it is written. No other function hands it one.

    Args:
        drawn: its traces and layout.
        alt: its alternative text.
        key: of the element.
    """
    st.plotly_chart(literal(drawn), theme=None, config=_STILL, alt=alt, key=key)


class _OneRun(threading.local):
    """Where the first sentence of the page that this thread draws has its place; None once it is drawn."""

    place: DeltaGenerator | None = None


_run = _OneRun()


@contextmanager
def first_sentence_in(place: DeltaGenerator) -> Iterator[None]:
    """Draw the first sentence of the block in ``place``: a page's finding is the first line under its title."""
    _run.place = place
    try:
        yield
    finally:
        _run.place = None


def sentence(text: str) -> None:
    """Draw one line in large type; ``spoken.js`` announces the first of a page when it changes."""
    place, _run.place = _run.place, None
    (place or st).html(f'<p class="jsna-headline">{html.escape(text)}</p>')


def say_what_is_lost() -> None:
    """Say which finished years are not shown because a backup was restored, if there are any."""
    if said := lost(register().lost_years()):
        st.info(escaped(said), icon=":material/history:")


def page_of(rows: int, rows_a_page: int, what: str = "table", key: str = "page") -> int:
    """Draw the links to the pages before and after, and return the page; draws nothing where there is only one.

    Args:
        rows: of the table.
        rows_a_page: how many are shown at once.
        what: what is divided, where a page has several; in a word or two.
        key: the parameter of the address, another one for each.
    """
    pages = -(-rows // rows_a_page)
    if pages <= 1:
        return 1
    page = int(page_state.linked(f"Page of the {what}", {str(each): str(each) for each in range(1, pages + 1)}, key))
    near = [each for each in (page - 1, page + 1) if 1 <= each <= pages]
    st.html(pages_html(what, page, pages, {each: page_state.way_to({key: str(each)}) for each in near}))
    return page


def reading_table(
    words: pd.DataFrame,
    alt: str,
    styles: pd.DataFrame | None = None,
    heads: Mapping[str, Head] | None = None,
    *,
    sorts: bool = True,
    look: str = "",
) -> None:
    """Draw a table of words; see ``figures.reading.table_html``.

    Its headings put it in order: in the browser, if all its rows are here, or by the links of ``heads``.
    """
    st.html(table_html(words, alt, styles, heads, sorts=sorts and heads is None, look=look))
