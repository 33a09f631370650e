"""The register as the pages see it: opened once for the server, with the person who reads or writes."""

from __future__ import annotations

import streamlit as st

from jsna.model.register.person import ANYBODY, Person, Role
from jsna.register.opening import open_register
from jsna.register.register import Register
from jsna.settings import Settings

#: Who serves the app to themselves: everything is theirs already.
OWN_MACHINE = Person("this machine's user", frozenset({Role.CONTRIBUTOR, Role.MODERATOR, Role.ADMINISTRATOR}))


def register() -> Register:
    """Return the register of this server.

    Raises:
        JsnaError: it cannot be opened; the message says what to do.
    """
    settings = Settings.read()
    return _opened(settings)


def person() -> Person:
    """Return who reads this page."""
    return OWN_MACHINE if Settings.read().local else ANYBODY


@st.cache_resource(show_spinner=False)
def _opened(settings: Settings) -> Register:
    return open_register(settings)
