"""The folder is the registry: every ``pages/<section>/<page>.py`` is a page; its docstring has the title and lead."""

from __future__ import annotations

import ast
import html
import re
from copy import copy
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

#: Sections in the order of the menu; other folders follow by name. Two folders of one name are one section.
SECTIONS = {
    "explore": "Explore",
    "equality": "Check",
    "listen": "Listen",
    "board": "Listen",
    "analysts": "Add",
    "about": "About",
}

_HERE = "jsna.section"
_SENTENCE_END = re.compile(r"(?<=[.?!]) ")


@dataclass(frozen=True)
class PageFile:
    """One page as its file describes it.

    Attributes:
        path: the file.
        section: the folder's name.
        title: first line of the docstring.
        position: the file's ``POSITION``, by which pages are ordered in their section; 100 by default.
        menu: the file's ``MENU``, the name in the menu and on the browser's tab; the title where it has none.
        lead: the first sentence of the docstring's lead; empty where it has none.
    """

    path: Path
    section: str
    title: str
    position: int
    menu: str
    lead: str = ""

    @property
    def name(self) -> str:
        """The page's part of the address."""
        return address_of(self.path.stem)


def address_of(stem: str) -> str:
    """Return a page's part of the address, given the name of its file without its ending."""
    return stem.replace("_", "-")


@cache
def page_files(root: Path) -> tuple[PageFile, ...]:
    """Return every page under ``root`` in the order of the menu. Looked up once: the server reads no page again either.

    Args:
        root: the folder ``pages``.
    """
    found = [_described(path) for path in sorted(root.glob("*/*.py"))]
    order = list(SECTIONS)
    return tuple(
        sorted(
            found,
            key=lambda page: (
                order.index(page.section) if page.section in order else len(order),
                page.section,
                page.position,
                page.title,
            ),
        )
    )


def heading(section: str) -> str:
    """Return a section's name in the menu."""
    return SECTIONS.get(section, section.replace("_", " ").capitalize())


def build(root: Path) -> StreamlitPage:
    """Draw the menu and return the page that the address asks for; the first page is the home page."""
    # Copies, because Streamlit marks the page that is opened.
    sections = {name: [copy(page) for page in pages] for name, pages in _menu(page_files(root)).items()}
    opened = st.navigation(sections, position="top")
    st.session_state[_HERE] = next((name for name, pages in sections.items() if opened in pages), "")
    return opened


@cache
def _menu(files: tuple[PageFile, ...]) -> dict[str, list[StreamlitPage]]:
    """Streamlit's pages by section. It looks for each one's file, link by link: three hundred looks in every run."""
    sections: dict[str, list[StreamlitPage]] = {}
    for number, file in enumerate(files):
        page = st.Page(file.path, title=file.menu, url_path=file.name, default=number == 0)
        sections.setdefault(heading(file.section), []).append(page)
    return sections


def here(site: str) -> None:
    """Draw the site's name, which leads home, and the section of the menu that the page is in.

    Args:
        site: the site's name.
    """
    section = st.session_state.get(_HERE, "")
    where = f" <span>›</span> {html.escape(section)}" if section else ""
    st.html(f'<nav class="jsna-here" aria-label="Where you are"><a href="./">{html.escape(site)}</a>{where}</nav>')


def _described(path: Path) -> PageFile:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = _constants(tree)
    title, _, lead = (ast.get_docstring(tree) or path.stem.replace("_", " ").capitalize()).partition("\n")
    return PageFile(
        path,
        path.parent.name,
        title,
        position=int(str(said.get("POSITION", 100))),
        menu=str(said.get("MENU", title)),
        lead=_SENTENCE_END.split(" ".join(lead.split()), maxsplit=1)[0],
    )


def _constants(tree: ast.Module) -> dict[str, object]:
    return {
        node.targets[0].id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }
