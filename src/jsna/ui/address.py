"""The address of the page: taken in once when a run starts, gathered while it lasts, written once when it ends.

Every write is an entry in the browser's history, and one that the reader came back to is never written over: otherwise
Back could not leave the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from jsna.model.selection import Selection
from jsna.ui import link

_VISIT = "jsna.visit"


@dataclass
class Visit:
    """What this session remembers of the page it is on.

    Attributes:
        page: Streamlit's name of the page.
        seen: the parameters as they were last read or written.
        described: the parameters that describe what the page last showed, whether or not they were written; None where
            the reader came back to this address, and it is to be left alone.
        gathered: the page's own parameters, as this run has drawn them.
        bare: what the page showed when it was reached without any choice in its address.
        drawn: what each list of the page last showed, by its key.
        missed: a sentence for each of the page's own parameters that could not be followed, and the code used instead.
    """

    page: str = ""
    seen: dict[str, str] = field(default_factory=dict)
    described: dict[str, str] | None = field(default_factory=dict)
    gathered: dict[str, str] = field(default_factory=dict)
    bare: Selection | None = None
    drawn: dict[str, object] = field(default_factory=dict)
    missed: dict[str, tuple[str, str]] = field(default_factory=dict)


def visit() -> Visit:
    """Return what this session remembers of the page it is on."""
    return st.session_state.setdefault(_VISIT, Visit())  # type: ignore[no-any-return]


def arrive() -> bool:
    """Take the address in; return whether it is another than was last seen: a page, a link, a step back."""
    known, query = visit(), st.query_params.to_dict()
    context = get_script_run_ctx()
    page = context.page_script_hash if context else ""
    known.gathered = {}
    if known.page == page and known.seen == query:
        return False
    known.drawn, known.missed = {}, {}
    # On the same page only a step back or forward changes the address, and a choice that is half made.
    known.described = None if known.page == page else {}
    known.bare = known.bare if known.page == page else None
    known.page, known.seen = page, query
    return True


def chosen(query: Mapping[str, str]) -> dict[str, str]:
    """Return the part of an address that is the selection."""
    return {key: value for key, value in query.items() if key in link.KEYS}


def write(selection: Selection, release: str) -> None:
    """Write selection and gathered parameters to the address, where they are not what the page showed before."""
    known, present = visit(), st.query_params.to_dict()
    others = {key: value for key, value in present.items() if key not in link.KEYS}
    wanted = others | known.gathered | link.address(selection, release)
    if known.bare is None and not chosen(present):
        known.bare = selection
    changed = known.described is not None and known.described != wanted
    known.described = wanted
    if changed and present != wanted:
        st.query_params.from_dict(wanted)
        known.seen = wanted
