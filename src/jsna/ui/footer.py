"""The footer of every page: links onwards, licence, release, and the button that copies a link to this view."""

from __future__ import annotations

import html

import streamlit as st

LICENCE = (
    "Office for National Statistics licensed under the Open Government Licence v.3.0. "
    "Boundaries: contains OS data © Crown copyright and database right. "
    "Postcodes: contains Royal Mail data © Royal Mail copyright and database right."
)
NOT_IN_ADDRESS = "Your entries are not in the link of this page and are not shared."


def draw(ways_on: str, release: str, to_share: str | None) -> None:
    """Draw the footer.

    Args:
        ways_on: links to other pages, in Markdown.
        release: id of the data release shown.
        to_share: the query of a link to exactly this view, or None if the address does not hold what is entered.
    """
    said = f"{LICENCE} Data release `{release}`. {NOT_IN_ADDRESS if to_share is None else ''}".strip()
    st.markdown(f"{ways_on}\n\n---\n\n{said}")
    if to_share is not None:
        _copy(to_share)


def _copy(query: str) -> None:
    """Draw the button; if the browser does not allow a page to copy, a field shows the address instead."""
    st.html(
        f'<div class="jsna-copy"><button type="button" data-jsna-copy="?{html.escape(query)}">Copy link</button> '
        '<input type="text" readonly hidden aria-label="Link to this view"> <span role="status"></span></div>'
    )
