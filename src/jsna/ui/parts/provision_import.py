"""Taking in a list of provision on the page: read, what would change, and only then stored."""

from __future__ import annotations

from pathlib import PurePath

import streamlit as st

from jsna.ingest.provision.read import Found, read_provision
from jsna.model.register.person import Right
from jsna.model.register.provision import Provision
from jsna.register.register import Wanted
from jsna.register.taking_in import Taken, compared, take_in
from jsna.settings import UPLOADS_VARIABLE, Settings
from jsna.ui import clock, data, last_saved, recording
from jsna.ui.mending import problems
from jsna.ui.register import person, register
from jsna.words.numbers import count
from jsna.words.plain import escaped

_NEW = "A new list"


def section() -> None:
    """Draw the upload of a list, what would change, and the button that takes it in."""
    if person().may(Right.WRITE):
        with st.expander("Take in a list"):
            _upload()


def _upload() -> None:
    if not Settings.read().uploads:
        st.info(
            f"This server takes no files. Whoever runs it can allow them with {UPLOADS_VARIABLE}=yes. The command "
            "`jsna register provision FILE` needs no server at all.",
            icon=":material/info:",
        )
        return
    given = st.file_uploader("A CSV list of addresses, or Open Referral UK as JSON", ["csv", "json"])
    if given is None:
        return
    source = _source(given.name)
    if not source:
        return
    found = _read(given.name, given.getvalue(), given.file_id, source)
    _understood(found)
    if not found.refused:
        _taking(found, source, given.file_id)


def _read(name: str, content: bytes, file: str, source: str) -> Found:
    """Return what the file holds; it is read once, however often the page is drawn."""
    key = "jsna.provision.read"
    known: tuple[tuple[str, str], Found] | None = st.session_state.get(key)
    if known is None or known[0] != (file, source):
        known = ((file, source), read_provision(name, content, data.lookups(), source, clock.today()))
        st.session_state[key] = known
    return known[1]


def _source(name: str) -> str:
    """Draw which list it is: one that was taken in before is updated."""
    kept = register().find(person(), Provision, Wanted(most=None))
    known = sorted({each.source for each in kept if each.source})
    chosen = st.selectbox("Which list is it? One that was taken in before is updated", [_NEW, *known])
    if chosen != _NEW:
        return chosen
    called = st.text_input("What it is called", PurePath(name).stem[:60], max_chars=60)
    return called.strip()


def _understood(found: Found) -> None:
    st.markdown("\n".join(f"- {escaped(line)}" for line in found.repairs))
    problems(found.findings)
    if found.refused:
        st.error("Nothing was taken in. Mend the file and give it again.", icon=":material/error:")


def _taking(found: Found, source: str, file: str) -> None:
    would = compared(register(), person(), source, found.provision)
    st.markdown(f"**{escaped(_said(would))}**")
    if not (would.added or would.updated):
        st.markdown("There is nothing to take in.")
        return
    publish = st.checkbox("Everybody may read new entries")
    if not st.button("Take it in", type="primary"):
        return

    def save(once: str) -> Taken:
        return take_in(register(), person(), source, found.provision, publish=publish, once=once)

    taken = recording.attempt(f"provision.list.{file}", save, {})
    if taken is not None:
        last_saved.note(f"Taken in: {_said(taken)}")
        st.rerun()


def _said(taken: Taken) -> str:
    gone = f" {count(len(taken.gone))} are here and not in the file; they stay." if taken.gone else ""
    return (
        f"{count(len(taken.added))} new, {count(len(taken.updated))} changed, {count(taken.same)} as they were.{gone}"
    )
