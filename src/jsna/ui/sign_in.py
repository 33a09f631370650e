"""The sign-in in the frame of a page: a button, who is signed in, and why a sign-in gives nothing."""

from __future__ import annotations

import streamlit as st

from jsna.settings import Settings
from jsna.ui import signed_in
from jsna.ui.register import reader
from jsna.words.plain import escaped


def control() -> None:
    """Draw the button to sign in, or who is signed in and the button to sign out; nothing where there is no sign-in."""
    if Settings.read().local or not signed_in.is_configured():
        return
    claimed, accepted = reader().claimed, not reader().problem
    with st.container(width="content", key="jsna-sign-in"):
        if not claimed:
            st.button("Sign in", on_click=st.login, type="tertiary", key="jsna.sign-in", icon=":material/login:")
        else:
            with st.popover("Signed in" if accepted else "Your sign-in", icon=":material/person:", type="tertiary"):
                st.text(f"{claimed}: {_roles()}" if accepted else claimed)
                if not accepted:
                    st.button("Sign in again", on_click=st.login, key="jsna.sign-in", icon=":material/login:")
                st.button("Sign out", on_click=st.logout, key="jsna.sign-out", icon=":material/logout:")


def problem() -> None:
    """Say why a sign-in gives nothing, if it does not."""
    said = reader().problem
    if said:
        st.warning(escaped(said), icon=":material/lock:")


def _roles() -> str:
    named = sorted(role.value for role in reader().person.roles)
    held = [name for name in named if name != "viewer"]
    return ", ".join(held) or "no role beyond reading"
