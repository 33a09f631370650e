"""The footer of every page: ways on, whom to ask, copying and printing this view, light or dark, licence, release."""

from __future__ import annotations

import html

import streamlit as st

from jsna.catalogue.releases.frozen import Frozen
from jsna.model.place import Place
from jsna.settings import checkout
from jsna.ui import navigation
from jsna.words.plain import Link, Markdown
from jsna.words.provenance import spoken_date
from jsna.words.statements import contact_line

LICENCE = (
    "Office for National Statistics licensed under the Open Government Licence v.3.0. "
    "Boundaries: contains OS data © Crown copyright and database right. "
    "Postcodes: contains Royal Mail data © Royal Mail copyright and database right."
)
NOT_IN_ADDRESS = "Your entries are not in the link of this page and are not shared."
#: Pages that every page leads to: the part of the address, and the words.
ABOUT = {"sources": "Sources and help", "accessibility": "Accessibility statement", "privacy": "Privacy notice"}
#: What the browser keeps of the reader's choice of colours, and the words of the choice.
COLOURS = {"System": "As on my device", "Light": "Light", "Dark": "Dark"}


def draw(ways_on: Markdown, place: Place, release: Frozen, to_share: str | None) -> None:
    """Draw the footer.

    Args:
        ways_on: links to other pages.
        place: whose site it is.
        release: the data release shown.
        to_share: the query of a link to exactly this view, or None if the address does not hold what is entered.
    """
    st.markdown(ways_on)
    pages = " ".join(file.name for file in navigation.page_files(checkout() / "pages"))
    about = " ".join(Link(words, f"{page}?").html for page, words in ABOUT.items())
    colours = " ".join(
        f'<button type="button" data-jsna-colours="{code}">{words}</button>' for code, words in COLOURS.items()
    )
    st.html(
        f'<footer class="jsna-foot">{_taking_away(to_share)}'
        f'<p>Contact: {html.escape(contact_line(place))}</p><nav aria-label="About this site">{about}</nav>'
        f'<div class="jsna-colours" role="group" aria-label="Colours" data-jsna-pages="{pages}">'
        f"Colours: {colours}</div>"
        f"<p>{html.escape(LICENCE)} Data release <code>{html.escape(release.id)}</code> of "
        f"{spoken_date(release.at.date())}.</p></footer>"
    )


def _taking_away(query: str | None) -> str:
    """The buttons that copy the link and print; if a page may not copy, a field shows the address instead.

    On paper the address stands in their place, which ``paper.js`` writes there.
    """
    shared, note = html.escape(query or ""), "" if query is not None else f"<p>{NOT_IN_ADDRESS}</p>"
    return (
        f'<div class="jsna-copy"><button type="button" data-jsna-copy="?{shared}">Copy link</button> '
        '<button type="button" data-jsna-print>Print or save as PDF</button> '
        '<input type="text" readonly hidden aria-label="Link to this view"> <span role="status"></span></div>'
        f'{note}<p class="jsna-address" data-jsna-address="?{shared}"></p>'
    )
