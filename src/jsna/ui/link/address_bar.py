"""The page's address: read once when a run starts, gathered during the run, written once when it ends.

Every write adds an entry to the browser's history. An address that says the same at greater length is therefore kept,
and one that the reader came back to is never overwritten: otherwise Back could not leave the page.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from urllib.parse import urlencode

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from jsna.model.selection import Selection
from jsna.ui import data, link

_VISIT = "jsna.visit"
#: Matches no page: for a page that was just opened and has not shown anything yet.
_NOT_YET = {"": ""}


class Own(NamedTuple):
    """One of the page's own parameters, as this run has drawn it.

    Attributes:
        code: what is chosen.
        usual: what an address without the parameter shows.
        fixed: whether ``usual`` is the same in every release and every place.
    """

    code: str
    usual: str
    fixed: bool


@dataclass
class Visit:
    """What this session remembers of the page it is on.

    Attributes:
        page: Streamlit's name of the page.
        seen: the parameters as they were last read or written.
        described: the parameters that describe what the page last showed, whether or not they were written; None if
            the reader came back to this address, which must then stay as it is.
        gathered: the page's own parameters, as this run has drawn them.
        shown: the part of the selection that the reader left open and data decided, for a link to share.
        drawn: what each list of the page last showed, by its key.
        missed: a sentence for each of the page's own parameters that could not be followed, and the code used instead.
    """

    page: str = ""
    seen: dict[str, str] = field(default_factory=dict)
    described: dict[str, str] | None = field(default_factory=dict)
    gathered: dict[str, Own] = field(default_factory=dict)
    shown: dict[str, str] = field(default_factory=dict)
    drawn: dict[str, object] = field(default_factory=dict)
    missed: dict[str, tuple[str, str]] = field(default_factory=dict)


def visit() -> Visit:
    """Return what this session remembers of the page it is on."""
    return st.session_state.setdefault(_VISIT, Visit())  # type: ignore[no-any-return]


def arrive() -> bool:
    """Read the address; return whether it differs from the one last seen: another page, a link, a step back."""
    known, query = visit(), st.query_params.to_dict()
    context = get_script_run_ctx()
    page = context.page_script_hash if context else ""
    known.gathered, known.shown = {}, {}
    if known.page == page and known.seen == query:
        return False
    known.drawn, known.missed = {}, {}
    # On the same page, only a step back or forward, or an unfinished choice, changes the address.
    known.described = None if known.page == page else dict(_NOT_YET)
    known.page, known.seen = page, query
    return True


def chosen(query: Mapping[str, str]) -> dict[str, str]:
    """Return the part of an address that is the selection."""
    return {key: value for key, value in query.items() if key in link.KEYS}


def write(selection: Selection) -> None:
    """Write selection and gathered parameters to the address if they differ from what the page showed before."""
    known, present = visit(), st.query_params.to_dict()
    own = {key: each.code for key, each in sorted(known.gathered.items())}
    short = {key: code for key, code in own.items() if code != known.gathered[key].usual}
    others = {key: value for key, value in present.items() if key not in link.KEYS and key not in own}
    wanted = link.address(selection, data.catalogue()) | short | others
    changed = known.described is not None and known.described != wanted
    known.described = wanted
    in_full = {"release": data.release()} | link.in_full(selection) | own
    if changed and not says_the_same(present, wanted, in_full):
        st.query_params.from_dict(wanted)
        known.seen = wanted


def says_the_same(present: Mapping[str, str], wanted: Mapping[str, str], in_full: Mapping[str, str]) -> bool:
    """Return whether an address restores what is shown, even if it spells out more than it needs.

    Args:
        present: the address.
        wanted: the shortest address of what is shown.
        in_full: everything that is shown, including defaults.
    """
    known = dict.fromkeys(link.KEYS, "") | dict(in_full)
    return all(present.get(key) == value for key, value in wanted.items()) and all(
        known.get(key, value) == value for key, value in present.items()
    )


def to_share(selection: Selection) -> str:
    """Return the query of a link to this page that shows the same whatever the defaults of another release are."""
    known = visit()
    own = {
        key: each.code
        for key, each in sorted(known.gathered.items())
        if each.code and not (each.fixed and each.code == each.usual)
    }
    shared = known.shown | link.to_share(selection, data.release())
    return urlencode({key: shared[key] for key in link.KEYS if key in shared} | own, safe=",")
