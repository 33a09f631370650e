"""Links between pages: their addresses, and the scripts of the frame, one of which opens them in place.

Streamlit opens a Markdown link in another window, and a link in ``st.html`` by loading the whole app again. The script
makes both behave like the menu. Without it the links still lead to the right page.
"""

from __future__ import annotations

import hashlib
import html
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import streamlit as st

from jsna.areas.places import level_of, name_of
from jsna.model.area import Level
from jsna.model.indicator import Indicator
from jsna.model.selection import Selection
from jsna.settings import checkout
from jsna.ui import data, link, navigation
from jsna.words.plain import Link, Markdown, escaped

#: One file, because a page fetches its files one after the other. What one uses of another stands after it.
_PARTS = ("spoken", "ways", "tables", "menu", "paper", "colours")
SCRIPT = b"\n".join(Path(__file__).with_name("frame_scripts").joinpath(f"{part}.js").read_bytes() for part in _PARTS)
SCRIPT_NAME = f"ways-{hashlib.sha256(SCRIPT).hexdigest()[:16]}.js"

PROFILE, MAP, COMPARE, TRENDS = "area", "map", "compare", "trends"
#: Pages of the section "Listen".
PLAN, RECORD, NEEDS, IDEAS, ASKED_FOR = "plan", "record", "needs", "ideas", "asked-for"
TELL = "tell-us"
ASK, NOT_SO = "Ask people about this", "That is not what we see here"


def listen() -> None:
    """Load the script, once in a visit, and give it the choices that a link without any of its own carries along."""
    carried = html.escape(" ".join(link.KEYS))
    st.html(f'<script src="assets/{SCRIPT_NAME}" data-jsna-carried="{carried}"></script>', unsafe_allow_javascript=True)


def to_page(page: str, selection: Selection, own: Mapping[str, str] | None = None) -> str:
    """Return the address of a page that shows a selection, relative to every page of the app.

    It always has a query, even an empty one: a link without a query carries along the reader's current choices.

    Args:
        page: the page's part of the address.
        selection: what it shows.
        own: parameters of the page itself, by their keys.
    """
    query = urlencode(link.address(selection, data.catalogue()) | dict(own or {}), safe=",")
    return f"{page}?{query}"


def here() -> str:
    """Return the whole address of this page, as the reader's browser knows it; empty where that is not known."""
    return str(st.context.url or "")


def to_area(code: str, selection: Selection) -> str:
    """Return the address of a ward's profile, or of the map of a larger area, keeping the other choices.

    Args:
        code: code of the ward, the district or any larger area.
        selection: the choices.
    """
    if level_of(data.catalogue().areas, code) is Level.WARD:
        return to_page(PROFILE, replace(selection, ward=code))
    return to_page(MAP, replace(selection, area=code, ward=None))


def to_areas(codes: Iterable[str], selection: Selection) -> dict[str, str]:
    """Return the address of each area; see ``to_area``."""
    return {code: to_area(code, selection) for code in codes}


def to_map(indicator: Indicator, selection: Selection, group: str = "") -> str:
    """Return the address of the map of an indicator, in the selection's place and with its ward.

    Args:
        indicator: what the map shows.
        selection: place, ward and baseline.
        group: code of the group; if empty, the indicator's first.
    """
    shown = replace(
        selection,
        characteristic=indicator.characteristic,
        indicator=indicator.slug,
        group=group or indicator.first_group,
        measure=None,
    )
    return to_page(MAP, shown)


def to_maps(indicators: Iterable[Indicator], selection: Selection) -> dict[str, str]:
    """Return the address of the map of each indicator, by its slug; see ``to_map``."""
    return {indicator.slug: to_map(indicator, selection) for indicator in indicators}


def to_ask(selection: Selection) -> str:
    """Return the address that opens a new need which cites the figure that a selection shows."""
    return to_page(NEEDS, selection, {"need": "new", "cite": "yes"})


def to_tell(selection: Selection) -> str:
    """Return the address at which a resident says that the figure of a selection is not what they see."""
    figure = urlencode(link.to_share(selection, data.release()), safe=",")
    return f"{TELL}?{urlencode({'figure': f'{MAP}?{figure}'})}"


def answers(selection: Selection) -> list[Link]:
    """Return what a reader can do about the figure of a selection: ask people, or say that it is not so."""
    return [Link(ASK, to_ask(selection)), Link(NOT_SO, to_tell(selection))]


def answering(selection: Selection) -> Markdown:
    """Return the links of :func:`answers` in one line."""
    return Markdown(" · ".join(each.markdown for each in answers(selection)))


def of_menu(selection: Selection, pages: Iterable[str]) -> Markdown:
    """Return links to pages under their names in the menu, in one line; pages that are not here go.

    Args:
        selection: what they show.
        pages: their parts of the address.
    """
    menu = {file.name: file.menu for file in navigation.page_files(checkout() / "pages")}
    links = [Link(menu[page], to_page(page, selection)).markdown for page in pages if page in menu]
    return Markdown(" · ".join(links))


def on(selection: Selection) -> Markdown:
    """Return links to the other pages about the same ward or place and indicator, and to "Tell us"."""
    about = name_of(data.catalogue().areas, selection.ward or selection.area)
    tell = Link("Tell us what you see, or find who can help", f"{TELL}?").markdown
    return Markdown(f"More about {escaped(about)}: {of_menu(selection, (PROFILE, MAP, COMPARE, TRENDS))}\n\n{tell}")
